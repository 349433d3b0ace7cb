#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/transport.h"
#include "tests/server/transport_client.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// Hundreds of lines about answers are not what a test should print.
class Quiet {
public:
    Quiet() : before_(spdlog::get_level()) { spdlog::set_level(spdlog::level::off); }
    ~Quiet() { spdlog::set_level(before_); }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;

private:
    spdlog::level::level_enum before_;
};

Response say_path(const Request& request) {
    Response response;
    response.body = request.path;
    return response;
}

/// Holds handlers until it is opened.
class Gate {
public:
    void wait() {
        std::unique_lock lock{mutex_};
        ++inside_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void await(int handlers) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return inside_ >= handlers; });
    }
    void open() {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int inside_ = 0;
    bool open_ = false;
};

std::atomic<Transport*> signalled{nullptr};

void on_signal(int /*number*/) {
    signalled.load()->stop();
}

}  // namespace

TEST_CASE("honest readers are answered while hundreds of slow ones dribble") {
    const Quiet quiet;
    const RunningServer server{say_path};
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<Client>(server.port()));
        slow.back()->send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    }
    std::vector<double> taken;
    for (int i = 0; i < 300; ++i) {
        slow[static_cast<std::size_t>(i)]->send("a");
        const auto begin = steady_clock::now();
        const auto answer = ask(server.port(), get(numbered(i)));
        taken.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - begin).count());
        CHECK(answer.body == numbered(i));
    }
    std::sort(taken.begin(), taken.end());
    MESSAGE("milliseconds with 300 slow clients: p50 " << taken[150] << ", p99 " << taken[297] << ", max "
                                                       << taken[299]);
}

TEST_CASE("who is too slow is told or cut off in time") {
    const Quiet quiet;
    Limits limits;
    limits.head_seconds = 1;
    limits.idle_seconds = 1;
    limits.write_seconds = 1;
    limits.write_bytes_per_second = 1024 * 1024 * 1024;
    const RunningServer server{[](const Request& request) {
                                   Response response;
                                   response.body = request.path;
                                   if (request.path == "/large") {
                                       response.body = std::string(64 * 1024 * 1024, 'x');
                                       response.keep_as_is = true;
                                       response.entity_tag = "x";
                                   }
                                   return response;
                               },
                               limits};
    Client reads_nothing{server.port()};
    reads_nothing.send(get("/large"));
    while (!reads_nothing.has_answer()) std::this_thread::sleep_for(milliseconds{1});
    Client silent{server.port()};
    Client half{server.port()};
    half.send("GET / HT");
    Client used{server.port()};
    used.send(get("/used"));
    CHECK(used.receive().status() == 200);
    CHECK(half.receive().status() == 408);
    CHECK(half.ended());
    CHECK(silent.ended());
    CHECK(used.ended());
    CHECK_FALSE(reads_nothing.receive().complete());
}

TEST_CASE("more connections than allowed are told to come back") {
    const Quiet quiet;
    Limits limits;
    limits.connections = 4;
    const RunningServer server{say_path, limits};
    std::vector<std::unique_ptr<Client>> open;
    for (int i = 0; i < 4; ++i) {
        open.push_back(std::make_unique<Client>(server.port()));
        open.back()->send(get("/"));
        CHECK(open.back()->receive().status() == 200);
    }
    const auto refused = ask(server.port(), get("/"));
    CHECK(refused.status() == 503);
    CHECK_FALSE(refused.header("Retry-After").empty());
    open.front()->send(get("/still"));
    CHECK(open.front()->receive().body == "/still");
}

TEST_CASE("one address has only so many connections") {
    const Quiet quiet;
    Limits limits;
    limits.connections_per_peer = 1;
    const RunningServer server{say_path, limits};
    Client first{server.port()};
    first.send(get("/1"));
    CHECK(first.receive().status() == 200);
    CHECK(ask(server.port(), get("/2")).status() == 503);
}

TEST_CASE("more requests than can wait are told to come back, those that wait are answered") {
    const Quiet quiet;
    Gate gate;
    Limits limits;
    limits.workers = 1;
    limits.waiting = 2;
    const RunningServer server{[&](const Request& request) {
                                   gate.wait();
                                   return say_path(request);
                               },
                               limits};
    Client working{server.port()};
    working.send(get("/working"));
    gate.await(1);
    std::vector<std::unique_ptr<Client>> others;
    for (int i = 0; i < 6; ++i) {
        others.push_back(std::make_unique<Client>(server.port()));
        others.back()->send(get(numbered(i)));
    }
    // Four refusals show that the queue has been full; only then may it move on.
    const auto told = [](const auto& client) { return client->has_answer(); };
    while (std::count_if(others.begin(), others.end(), told) < 4) std::this_thread::sleep_for(milliseconds{1});
    gate.open();
    CHECK(working.receive().body == "/working");
    int answered = 0;
    int refused = 0;
    for (auto& client : others) {
        const auto answer = client->receive();
        if (answer.status() == 200) ++answered;
        if (answer.status() == 503 && !answer.header("Retry-After").empty()) ++refused;
    }
    CHECK(answered == 2);
    CHECK(refused == 4);
}

TEST_CASE("on a signal, every request that was taken is answered before the server ends") {
    const Quiet quiet;
    std::atomic<int> handled{0};
    Transport transport{[&](const Request& request) {
        std::this_thread::sleep_for(milliseconds{5});
        ++handled;
        return say_path(request);
    }};
    transport.bind({.host = "127.0.0.1", .port = 0});
    std::thread serving{[&] { transport.run(); }};
    std::atomic<int> answered{0};
    std::atomic<int> cut{0};
    std::vector<std::thread> clients;
    for (int i = 0; i < 16; ++i) {
        clients.emplace_back([&] {
            for (;;) {
                Client client{transport.port()};
                if (!client.connected()) return;
                for (int turn = 0; turn < 10; ++turn) {
                    if (!client.send(get(numbered(turn)))) break;
                    const auto answer = client.receive();
                    if (!answer.complete()) break;
                    ++(answer.body == numbered(turn) ? answered : cut);
                    if (answer.header("Connection") == "close") break;
                }
            }
        });
    }
    while (answered < 200) std::this_thread::sleep_for(milliseconds{1});
    signalled = &transport;
    auto* const before = std::signal(SIGUSR1, on_signal);
    const auto begin = steady_clock::now();
    std::raise(SIGUSR1);
    serving.join();
    const auto taken = steady_clock::now() - begin;
    for (auto& client : clients) client.join();
    std::signal(SIGUSR1, before);
    CHECK(answered == handled);
    CHECK(cut == 0);
    CHECK(taken < std::chrono::seconds{5});
}

TEST_CASE("a server that is asked to stop answers the slow request and refuses new ones") {
    const Quiet quiet;
    Gate gate;
    RunningServer server{[&](const Request& request) {
        gate.wait();
        return say_path(request);
    }};
    Client waiting{server.port()};
    waiting.send(get("/slow") + get("/pipelined"));
    gate.await(1);
    server.ask_to_stop();
    while (Client{server.port()}.connected()) std::this_thread::sleep_for(milliseconds{1});
    gate.open();
    CHECK(waiting.receive().body == "/slow");
    const auto last = waiting.receive();
    CHECK(last.body == "/pipelined");
    CHECK(last.header("Connection") == "close");
    CHECK(waiting.ended());
    server.stop();
}

TEST_CASE("a server that was stopped before it ran ends at once") {
    Transport transport{say_path};
    transport.bind({.host = "127.0.0.1", .port = 0});
    transport.stop();
    transport.run();
    CHECK_FALSE(Client{transport.port()}.connected());
}

TEST_CASE("clients that vanish at any point leave the server whole") {
    const Quiet quiet;
    const RunningServer server{say_path};
    const auto request = get("/vanish");
    for (std::size_t size = 0; size <= request.size(); ++size) {
        Client client{server.port()};
        client.send(request.substr(0, size));
    }
    CHECK(ask(server.port(), get("/after")).body == "/after");
}
