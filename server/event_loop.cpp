#include "server/event_loop.h"

#include <spdlog/spdlog.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace clearinghouse::server {
namespace {

using State = Connection::State;
using Flow = Connection::Flow;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t wake_id = 0;
constexpr std::uint64_t listener_id = 1;
constexpr std::uint64_t first_connection_id = 2;
constexpr milliseconds sweep_interval{100};
constexpr milliseconds linger_time{500};
/// Connections over the limit that may exist just to be told so; beyond them a new one is closed without a word.
constexpr std::size_t turned_away_at_once = 64;

Descriptor checked(int fd, const char* what) {
    if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
    return Descriptor{fd};
}

std::uint32_t wanted_events(State state) {
    switch (state) {
        case State::reading:
        case State::lingering:
            return EPOLLIN;
        case State::writing:
            return EPOLLOUT;
        default:
            return 0;
    }
}

}  // namespace

EventLoop::EventLoop(const Limits& limits, Take take, Refuse refuse)
    : limits_(limits),
      take_(std::move(take)),
      refuse_(std::move(refuse)),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "cannot create an epoll descriptor")),
      wake_(checked(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), "cannot create an event descriptor")),
      next_id_(first_connection_id) {
    if (!watch(wake_.get(), wake_id, EPOLLIN)) {
        throw std::system_error(errno, std::generic_category(), "cannot watch the event descriptor");
    }
}

void EventLoop::run(Descriptor listener) {
    listener_ = std::move(listener);
    if (!watch(listener_.get(), listener_id, EPOLLIN)) {
        throw std::system_error(errno, std::generic_category(), "cannot watch the listening socket (was it bound?)");
    }
    next_sweep_ = Clock::now() + sweep_interval;
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), pause());
        if (count < 0 && errno != EINTR)
            throw std::system_error(errno, std::generic_category(), "cannot wait for events");
        for (int i = 0; i < count; ++i) {
            const auto& event = events[static_cast<std::size_t>(i)];
            handle_event(event.data.u64, event.events);
        }
        if (stopping_ && !stop_begun_) begin_stop();
        const auto now = Clock::now();
        if (now >= next_sweep_) sweep(now);
        if (stop_begun_ && (connections_.empty() || now >= stop_deadline_)) break;
    }
    if (!connections_.empty()) spdlog::warn("stopped with {} connections unfinished", connections_.size());
    connections_.clear();
    per_peer_.clear();
}

void EventLoop::stop() noexcept {
    stopping_ = true;
    const std::uint64_t one = 1;
    // If the counter is full the loop is awake anyway.
    [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

void EventLoop::deliver(std::uint64_t connection, std::string bytes, bool keep_alive) {
    {
        const std::lock_guard lock{delivery_mutex_};
        deliveries_.push_back({connection, std::move(bytes), keep_alive});
    }
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(wake_.get(), &one, sizeof one);
}

bool EventLoop::watch(int descriptor, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) == 0;
}

int EventLoop::pause() const {
    // Deadlines are looked at ten times a second; with nobody here there are none.
    if (connections_.empty() && !accepting_paused_) return -1;
    const auto left = std::chrono::ceil<milliseconds>(next_sweep_ - Clock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

void EventLoop::handle_event(std::uint64_t id, std::uint32_t events) {
    if (id == wake_id) return handle_deliveries();
    if (id == listener_id) return accept_waiting();
    const auto found = connections_.find(id);
    if (found == connections_.end()) return;
    auto& entry = found->second;
    auto& connection = entry.connection;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0 && connection.state() != State::reading) {
        // The client is gone. If a worker has its request, the answer finds no connection and is dropped.
        connection.close();
    } else if (connection.state() == State::lingering) {
        const auto flow = connection.discard();
        if (flow == Flow::ended || flow == Flow::broken) connection.close();
    } else if (connection.state() == State::reading) {
        const bool idle = connection.input().empty();
        // Twice the limit, so that a head which is too long is seen to be.
        if (connection.read(2 * limits_.head_bytes) == Flow::broken) connection.close();
        if (idle && !connection.input().empty()) connection.limit_head(Clock::now() + seconds{limits_.head_seconds});
    }
    settle(entry);
}

void EventLoop::handle_deliveries() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto size = ::read(wake_.get(), &count, sizeof count);
    std::vector<Delivery> deliveries;
    {
        const std::lock_guard lock{delivery_mutex_};
        deliveries.swap(deliveries_);
    }
    for (auto& delivery : deliveries) {
        const auto found = connections_.find(delivery.connection);
        if (found == connections_.end()) continue;
        answer(found->second.connection, std::move(delivery.bytes), delivery.keep_alive);
        settle(found->second);
    }
}

void EventLoop::accept_waiting() {
    for (int i = 0; i < 64; ++i) {
        std::string peer;
        auto socket = accept_from(listener_, peer);
        if (socket.get() >= 0) {
            admit(std::move(socket), std::move(peer));
            continue;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            // The waiting connection would wake us for ever: look away until the next sweep.
            spdlog::error("cannot accept connections: {}", std::generic_category().message(errno));
            ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener_.get(), nullptr);
            accepting_paused_ = true;
            return;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return;
        // Any other error is of the one connection (it ended before it was accepted), so the next may be sound.
    }
}

void EventLoop::admit(Descriptor socket, std::string peer) {
    const auto now = Clock::now();
    if (connections_.size() >= limits_.connections + turned_away_at_once) return;
    const bool full = connections_.size() >= limits_.connections;
    if (connections_.empty()) next_sweep_ = now + sweep_interval;
    const auto id = next_id_++;
    if (!watch(socket.get(), id, EPOLLIN)) return;  // the system is out of memory: better one client lost than all
    const auto open = ++per_peer_[peer];
    auto& entry = connections_.try_emplace(id, Entry{id, {std::move(socket), std::move(peer)}, EPOLLIN}).first->second;
    entry.connection.await_request(now + seconds{limits_.idle_seconds});
    if (full || open > limits_.connections_per_peer) {
        refuse(entry, {503, "too many connections are open; try again in a moment"});
        settle(entry);
    }
}

void EventLoop::settle(Entry& entry) {
    advance(entry);
    auto& connection = entry.connection;
    if (connection.state() == State::closed) return remove(entry.id);
    const auto events = wanted_events(connection.state());
    if (events == entry.watched) return;
    epoll_event event{};
    event.events = entry.watched = events;
    event.data.u64 = entry.id;
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.descriptor(), &event);
}

void EventLoop::advance(Entry& entry) {
    bool moved = true;
    while (moved) {
        const auto state = entry.connection.state();
        moved = (state == State::reading && take_request(entry)) || (state == State::writing && send(entry));
    }
}

bool EventLoop::take_request(Entry& entry) {
    auto& connection = entry.connection;
    const auto end = find_head_end(connection.input(), connection.scanned(), limits_);
    if (!end) {
        refuse(entry, end.error());
        return true;
    }
    if (!*end) {
        connection.mark_scanned();
        return await_rest(connection);
    }
    auto head = read_head(connection.input().substr(0, **end), limits_);
    if (!head) {
        refuse(entry, head.error());
        return true;
    }
    const auto length = **end + head->form_bytes;
    if (length > limits_.head_bytes) {
        refuse(entry, {413, "the headers and the form are too long"});
        return true;
    }
    if (connection.input().size() < length) return await_rest(connection);
    if (const auto taken = take_form(*head, connection.input().substr(**end, head->form_bytes)); !taken) {
        refuse(entry, taken.error());
        return true;
    }
    if (stopping_) head->keep_alive = false;
    connection.start_work(length);
    if (take_(entry.id, connection.peer(), std::move(*head))) return false;
    refuse(entry, {503, "too many requests are waiting; try again in a moment"});
    return true;
}

/// Half a request of one who sends no more, or the end of a connection that has had its answers, is not waited for.
bool EventLoop::await_rest(Connection& connection) const {
    if (connection.peer_is_done()) {
        connection.close();
    } else if (stopping_) {
        connection.start_lingering(Clock::now() + linger_time);
    }
    return false;
}

void EventLoop::refuse(Entry& entry, const Refusal& refusal) {
    answer(entry.connection, refuse_(refusal), false);
}

void EventLoop::answer(Connection& connection, std::string bytes, bool keep_alive) {
    const auto allowance =
        seconds{limits_.write_seconds + static_cast<int>(bytes.size() / limits_.write_bytes_per_second)};
    connection.start_answer(std::move(bytes), keep_alive, Clock::now() + allowance);
}

bool EventLoop::send(Entry& entry) {
    auto& connection = entry.connection;
    const auto flow = connection.write();
    if (flow == Flow::blocked) return false;
    const auto now = Clock::now();
    if (flow == Flow::broken) {
        connection.close();
    } else if (connection.keeps_alive()) {
        const bool begun = !connection.input().empty();
        connection.await_request(now + seconds{begun ? limits_.head_seconds : limits_.idle_seconds});
    } else if (connection.peer_is_done()) {
        connection.close();
    } else {
        connection.start_lingering(now + linger_time);
    }
    return true;
}

void EventLoop::sweep(Clock::time_point now) {
    next_sweep_ = now + sweep_interval;
    if (accepting_paused_ && listener_.get() >= 0) {
        accepting_paused_ = !watch(listener_.get(), listener_id, EPOLLIN);
    }
    std::vector<std::uint64_t> late;
    for (const auto& [id, entry] : connections_) {
        const bool timed = entry.connection.state() != State::working;
        if (timed && entry.connection.deadline() <= now) late.push_back(id);
    }
    for (const auto id : late) expire(connections_.at(id));
}

void EventLoop::expire(Entry& entry) {
    auto& connection = entry.connection;
    if (connection.state() == State::reading && !connection.input().empty()) {
        refuse(entry, {408, "the request did not arrive in time"});
    } else {
        connection.close();
    }
    settle(entry);
}

void EventLoop::begin_stop() {
    stop_begun_ = true;
    stop_deadline_ = Clock::now() + seconds{limits_.stop_seconds};
    // Who has been let in by the system is served; then the door is shut.
    accept_waiting();
    listener_.close();
    accepting_paused_ = false;
    std::vector<std::uint64_t> reading;
    for (const auto& [id, entry] : connections_) {
        if (entry.connection.state() == State::reading) reading.push_back(id);
    }
    for (const auto id : reading) {
        // A request may lie in the socket, unread. What is not complete now is not waited for.
        handle_event(id, EPOLLIN);
    }
}

void EventLoop::remove(std::uint64_t id) {
    const auto found = connections_.find(id);
    const auto peer = per_peer_.find(found->second.connection.peer());
    if (--peer->second == 0) per_peer_.erase(peer);
    connections_.erase(found);
}

}  // namespace clearinghouse::server
