#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/answer.h"
#include "server/http.h"
#include "server/request_head.h"

namespace clearinghouse::server {

/// The one place that knows cpp-httplib. It parses vetted requests and writes answers, in memory: the library never
/// sees a socket. Left to itself, the version in Debian 12 is stopped by 300 slow clients and has open CVEs about
/// missing limits. Safe to use from several threads.
class HttplibAdapter {
public:
    HttplibAdapter();
    ~HttplibAdapter();
    HttplibAdapter(const HttplibAdapter&) = delete;
    HttplibAdapter& operator=(const HttplibAdapter&) = delete;

    using Respond = std::function<Answer(const Request&)>;

    /// Parses `head`, asks `respond` once and gives the bytes to send. What `respond` throws comes out of here.
    std::string exchange(const RequestHead& head, bool keep_alive, const Respond& respond) const;

    /// The bytes of an answer to a request that could not be parsed; the connection ends with it.
    std::string last_words(const Answer& answer) const;

private:
    struct Library;
    std::unique_ptr<Library> library_;
};

}  // namespace clearinghouse::server
