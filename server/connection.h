#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/listener.h"

namespace clearinghouse::server {

using Clock = std::chrono::steady_clock;

/// One client's connection: its bytes in and out, and how long it may take with what it does now. A request is answered
/// before the next is read, so pipelined ones get their answers in order.
class Connection {
public:
    enum class State {
        reading,    ///< Waits for a head or the rest of one.
        working,    ///< A worker makes the answer.
        writing,    ///< The client takes the answer.
        lingering,  ///< All is said; what the client still sends is thrown away until it has read the answer.
        closed,
    };
    enum class Flow { more, blocked, ended, broken };

    Connection(Descriptor socket, std::string peer) : socket_(std::move(socket)), peer_(std::move(peer)) {}

    int descriptor() const { return socket_.get(); }
    const std::string& peer() const { return peer_; }
    State state() const { return state_; }
    Clock::time_point deadline() const { return deadline_; }
    bool peer_is_done() const { return peer_done_; }
    std::string_view input() const { return input_; }
    std::size_t scanned() const { return scanned_; }
    void mark_scanned() { scanned_ = input_.size(); }

    /// Reads what is there, as long as less than `most` bytes wait.
    Flow read(std::size_t most);
    /// Throws away what is there, for at most a megabyte in all.
    Flow discard();
    /// Sends what the socket takes. `ended`: all is sent.
    Flow write();

    void await_request(Clock::time_point deadline);
    void limit_head(Clock::time_point deadline) { deadline_ = deadline; }
    /// The first `bytes` of the input were a request; a worker has it.
    void start_work(std::size_t bytes);
    void start_answer(std::string bytes, bool keep_alive, Clock::time_point deadline);
    bool keeps_alive() const { return keep_alive_; }
    /// Tells the client that no more comes.
    void start_lingering(Clock::time_point deadline);
    void close();

private:
    Descriptor socket_;
    std::string peer_;
    State state_ = State::reading;
    Clock::time_point deadline_;
    std::string input_;
    std::size_t scanned_ = 0;  // of the input, found to hold no whole head
    std::string output_;
    std::size_t written_ = 0;
    std::size_t discarded_ = 0;
    bool keep_alive_ = true;
    bool peer_done_ = false;
};

}  // namespace clearinghouse::server
