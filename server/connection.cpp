#include "server/connection.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

namespace clearinghouse::server {
namespace {

Connection::Flow flow_of_error() {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return Connection::Flow::blocked;
    return Connection::Flow::broken;
}

}  // namespace

Connection::Flow Connection::read(std::size_t most) {
    std::array<char, 16 * 1024> chunk;
    while (input_.size() < most && !peer_done_) {
        const auto count = ::recv(descriptor(), chunk.data(), chunk.size(), 0);
        if (count < 0) return flow_of_error();
        if (count == 0) peer_done_ = true;
        input_.append(chunk.data(), static_cast<std::size_t>(count));
    }
    return peer_done_ ? Flow::ended : Flow::more;
}

Connection::Flow Connection::discard() {
    constexpr std::size_t most = 1024 * 1024;
    std::array<char, 16 * 1024> chunk;
    while (discarded_ < most) {
        const auto count = ::recv(descriptor(), chunk.data(), chunk.size(), 0);
        if (count < 0) return flow_of_error();
        if (count == 0) return Flow::ended;
        discarded_ += static_cast<std::size_t>(count);
    }
    return Flow::broken;
}

Connection::Flow Connection::write() {
    while (written_ < output_.size()) {
        const auto count = ::send(descriptor(), output_.data() + written_, output_.size() - written_, MSG_NOSIGNAL);
        if (count < 0) return flow_of_error();
        written_ += static_cast<std::size_t>(count);
    }
    return Flow::ended;
}

void Connection::await_request(Clock::time_point deadline) {
    state_ = State::reading;
    deadline_ = deadline;
    // An idle connection keeps no buffer: there may be thousands of them.
    output_ = {};
    if (input_.empty()) input_ = {};
}

void Connection::start_work(std::size_t bytes) {
    input_.erase(0, bytes);
    scanned_ = 0;
    state_ = State::working;
}

void Connection::start_answer(std::string bytes, bool keep_alive, Clock::time_point deadline) {
    output_ = std::move(bytes);
    written_ = 0;
    keep_alive_ = keep_alive;
    state_ = State::writing;
    deadline_ = deadline;
}

void Connection::start_lingering(Clock::time_point deadline) {
    // Closing while bytes from the client lie unread resets the connection and may destroy the answer on its way.
    ::shutdown(descriptor(), SHUT_WR);
    output_ = {};
    input_ = {};
    state_ = State::lingering;
    deadline_ = deadline;
}

void Connection::close() {
    socket_.close();
    state_ = State::closed;
}

}  // namespace clearinghouse::server
