#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/connection.h"
#include "server/limits.h"
#include "server/listener.h"
#include "server/request_head.h"

namespace clearinghouse::server {

/// Holds all connections in one thread: reads and vets heads, hands complete requests on, sends answers, and ends what
/// takes too long. Nothing in it waits for one client.
class EventLoop {
public:
    /// Takes a request on; the answer comes by deliver(). False: too much waits.
    using Take = std::function<bool(std::uint64_t connection, const std::string& peer, RequestHead head)>;
    /// Makes the bytes of a refusal.
    using Refuse = std::function<std::string(const Refusal&)>;

    EventLoop(const Limits& limits, Take take, Refuse refuse);

    /// Serves until stop() and the end of what was received by then.
    void run(Descriptor listener);

    /// For any thread and for signal handlers.
    void stop() noexcept;
    bool is_stopping() const noexcept { return stopping_; }

    /// The answer to a request that was taken. For any thread.
    void deliver(std::uint64_t connection, std::string bytes, bool keep_alive);

private:
    struct Delivery {
        std::uint64_t connection;
        std::string bytes;
        bool keep_alive;
    };
    struct Entry {
        std::uint64_t id;
        Connection connection;
        std::uint32_t watched;  // events that epoll reports
    };

    bool watch(int descriptor, std::uint64_t id, std::uint32_t events);
    void handle_event(std::uint64_t id, std::uint32_t events);
    void handle_deliveries();
    void accept_waiting();
    void admit(Descriptor socket, std::string peer);
    void settle(Entry& entry);
    void advance(Entry& entry);
    bool take_request(Entry& entry);
    bool await_rest(Connection& connection) const;
    void refuse(Entry& entry, const Refusal& refusal);
    void answer(Connection& connection, std::string bytes, bool keep_alive);
    bool send(Entry& entry);
    void sweep(Clock::time_point now);
    void expire(Entry& entry);
    void begin_stop();
    void remove(std::uint64_t id);
    int pause() const;

    const Limits limits_;
    const Take take_;
    const Refuse refuse_;
    Descriptor epoll_;
    Descriptor wake_;  // an eventfd
    Descriptor listener_;
    std::atomic<bool> stopping_{false};
    static_assert(std::atomic<bool>::is_always_lock_free, "stop() must be safe in a signal handler");
    bool stop_begun_ = false;
    bool accepting_paused_ = false;
    Clock::time_point stop_deadline_;
    Clock::time_point next_sweep_;
    std::uint64_t next_id_;
    std::unordered_map<std::uint64_t, Entry> connections_;
    std::unordered_map<std::string, std::size_t> per_peer_;
    std::mutex delivery_mutex_;
    std::vector<Delivery> deliveries_;
};

}  // namespace clearinghouse::server
