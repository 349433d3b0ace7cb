#include "server/httplib_adapter.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string_view>

#include "server/request_target.h"

namespace clearinghouse::server {
namespace {

/// A request in memory on one side, the answer's bytes on the other.
class MemoryStream : public httplib::Stream {
public:
    explicit MemoryStream(std::string input) : input_(std::move(input)) {}

    bool is_readable() const override { return read_ < input_.size(); }
    bool is_writable() const override { return true; }
    ssize_t read(char* into, std::size_t size) override {
        const auto count = std::min(size, input_.size() - read_);
        std::memcpy(into, input_.data() + read_, count);
        read_ += count;
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* from, std::size_t size) override {
        output_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }

    std::string& output() { return output_; }

private:
    std::string input_;
    std::size_t read_ = 0;
    std::string output_;
};

/// Headers by which the library would do something of its own: cut ranges (any number of them), compress by Brotli at
/// its slowest level, decide about the connection. They go round it.
bool is_kept_from_library(std::string_view name) {
    constexpr std::array names{"range", "if-range", "accept-encoding", "connection", "content-length", "keep-alive"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The library makes headers of its own (REMOTE_ADDR) and lets a client set them too; names with "_" are also what
/// proxies and CGI confuse with those with "-". No header of use has one.
bool is_dropped(std::string_view name) {
    return name.find('_') != name.npos;
}

/// The request as the library shall read it. It decodes "%" in header values, so they are escaped and come out as sent.
std::string write_head(const RequestHead& head) {
    // HEAD is asked as GET and its body cut off here, so that both get the same headers.
    std::string text = "GET " + head.target.substr(0, head.target.find('?')) + " HTTP/1.1\r\n";
    for (const auto& [name, value] : head.headers) {
        if (is_kept_from_library(name) || is_dropped(name)) continue;
        text += name + ": ";
        for (const char c : value) text += c == '%' ? std::string{"%25"} : std::string(1, c);
        text += "\r\n";
    }
    return text + "\r\n";
}

void add_header(Request& request, const std::string& name, const std::string& value) {
    const auto [known, added] = request.headers.emplace(name, value);
    if (!added) known->second += ", " + value;
}

/// The query goes round the library: its map loses the order and repetitions of parameters, and it refuses "?q=why?".
Request convert(const httplib::Request& parsed, const RequestHead& head) {
    Request request;
    request.method = head.method;
    request.path = parsed.path;
    if (const auto question = head.target.find('?'); question != std::string::npos) {
        request.parameters =
            decode_query(std::string_view{head.target}.substr(question + 1)).value_or(request.parameters);
    }
    for (const auto& [name, value] : parsed.headers) {
        if (is_dropped(name)) continue;
        std::string small = name;
        std::transform(small.begin(), small.end(), small.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        add_header(request, small, value);
    }
    for (const auto& [name, value] : head.headers) {
        if (is_kept_from_library(name)) add_header(request, name, value);
    }
    return request;
}

/// What the library adds of its own accord and should not: a length to answers that have none (RFC 9110, section 8.6),
/// and a Keep-Alive header that speaks of its timeouts, which are not ours.
void correct_head(std::string& bytes, int status) {
    const auto remove_line = [&](std::string_view start) {
        const auto end_of_head = bytes.find("\r\n\r\n");
        const auto line = bytes.find(start);
        if (line == bytes.npos || line > end_of_head) return;
        bytes.erase(line + 2, bytes.find("\r\n", line + 2) - line);
    };
    remove_line("\r\nKeep-Alive: ");
    if (status == 204 || status == 304) remove_line("\r\nContent-Length: ");
}

/// One call of the library, which hands no value through to its hooks: they find it here, on the same thread.
struct Exchange {
    const RequestHead& head;
    const HttplibAdapter::Respond& respond;
    int status = 0;
    std::size_t body_bytes = 0;
    std::exception_ptr thrown = nullptr;
};
thread_local Exchange* current = nullptr;

void fill(httplib::Response& out, Answer answer) {
    current->status = out.status = answer.status;
    current->body_bytes = answer.body.size();
    for (auto& [name, value] : answer.headers) out.headers.emplace(std::move(name), std::move(value));
    out.body = std::move(answer.body);
}

httplib::Server::HandlerResponse on_request(const httplib::Request& parsed, httplib::Response& out) {
    try {
        fill(out, current->respond(convert(parsed, current->head)));
    } catch (...) {
        current->thrown = std::current_exception();  // the library would put its text in a header
    }
    return httplib::Server::HandlerResponse::Handled;
}

}  // namespace

struct HttplibAdapter::Library : httplib::Server {
    using httplib::Server::process_request;
};

HttplibAdapter::HttplibAdapter() : library_(std::make_unique<Library>()) {
    library_->set_pre_routing_handler(on_request);
}

HttplibAdapter::~HttplibAdapter() = default;

std::string HttplibAdapter::exchange(const RequestHead& head, bool keep_alive, const Respond& respond) const {
    MemoryStream stream{write_head(head)};
    Exchange exchange{.head = head, .respond = respond};
    bool closed = false;
    current = &exchange;
    library_->process_request(stream, !keep_alive, closed, nullptr);
    current = nullptr;
    if (exchange.thrown) std::rethrow_exception(exchange.thrown);
    if (exchange.status == 0) throw std::runtime_error("the HTTP library refused a request that had been vetted");
    auto& bytes = stream.output();
    if (head.method == "HEAD") bytes.resize(bytes.size() - exchange.body_bytes);
    correct_head(bytes, exchange.status);
    return std::move(bytes);
}

std::string HttplibAdapter::last_words(const Answer& answer) const {
    const RequestHead none{.method = "GET", .target = "/", .headers = {}, .keep_alive = false};
    return exchange(none, false, [&](const Request&) { return answer; });
}

}  // namespace clearinghouse::server
