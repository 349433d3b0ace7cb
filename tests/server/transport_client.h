#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>

#include "server/listener.h"
#include "server/transport.h"

/// A server on a free loopback port and clients that say exactly what a test wants them to say.
namespace clearinghouse::server::test {

class RunningServer {
public:
    explicit RunningServer(Handler handler, const Limits& limits = {}) : transport_(std::move(handler), limits) {
        transport_.bind({.host = "127.0.0.1", .port = 0});
        thread_ = std::thread{[this] { transport_.run(); }};
    }
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return transport_.port(); }
    void ask_to_stop() { transport_.stop(); }
    void stop() {
        transport_.stop();
        if (thread_.joinable()) thread_.join();
    }

private:
    Transport transport_;
    std::thread thread_;
};

/// One answer as it came over the wire.
struct Received {
    std::string head;  ///< With the last line's end, without the empty line.
    std::string body;

    bool complete() const { return !head.empty(); }
    int status() const { return head.size() < 12 ? 0 : std::atoi(head.substr(9, 3).c_str()); }
    std::string header(const std::string& name) const {
        const auto at = head.find(fmt::format("\r\n{}: ", name));
        if (at == std::string::npos) return "";
        const auto begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
};

class Client {
public:
    explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }

    bool connected() const { return connected_; }
    bool send(const std::string& text) const {
        return ::send(socket_.get(), text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
    }
    void finish_sending() const { ::shutdown(socket_.get(), SHUT_WR); }

    /// The next answer; an incomplete one is without a head. `to_head`: the answer has no body whatever its length
    /// says.
    Received receive(bool to_head = false) {
        Received answer;
        std::size_t end = 0;
        while ((end = arrived_.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more()) return {};
        }
        answer.head = arrived_.substr(0, end + 2);
        const bool empty = to_head || answer.status() == 304 || answer.status() == 204;
        const auto length = empty ? std::size_t{0} : std::strtoul(answer.header("Content-Length").c_str(), nullptr, 10);
        while (arrived_.size() < end + 4 + length) {
            if (!read_more()) return {};
        }
        answer.body = arrived_.substr(end + 4, length);
        arrived_.erase(0, end + 4 + length);
        return answer;
    }

    /// Whether something has come that was not received yet.
    bool has_answer() const {
        pollfd waited{socket_.get(), POLLIN, 0};
        return ::poll(&waited, 1, 0) > 0;
    }

    /// True once the server has ended the connection with nothing more to say.
    bool ended() { return !read_more() && arrived_.empty() && !timed_out_; }

private:
    bool read_more() {
        char chunk[16384];
        pollfd waited{socket_.get(), POLLIN, 0};
        if (::poll(&waited, 1, 8000) <= 0) {
            timed_out_ = true;
            return false;
        }
        const auto count = ::recv(socket_.get(), chunk, sizeof chunk, 0);
        if (count <= 0) return false;
        arrived_.append(chunk, static_cast<std::size_t>(count));
        return true;
    }

    Descriptor socket_;
    bool connected_ = false;
    bool timed_out_ = false;
    std::string arrived_;
};

inline Received ask(std::uint16_t port, const std::string& sent) {
    Client client{port};
    client.send(sent);
    return client.receive(sent.starts_with("HEAD"));
}

inline std::string numbered(int number) {
    return fmt::format("/{}", number);
}

/// A GET with further header lines, each ended by CR LF.
inline std::string get(const std::string& target, const std::string& headers = "") {
    return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, headers);
}

}  // namespace clearinghouse::server::test
