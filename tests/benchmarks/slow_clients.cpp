// How honest readers fare while slow clients hold connections: a server in this process, on loopback.
//   slow_clients [slow clients] [honest requests] [honest connections]
// Prints how long the honest ones waited, and how many were answered in a second.

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/listener.h"
#include "server/transport.h"
#include "tests/server/transport_client.h"

namespace {

using namespace clearinghouse::server;
using namespace clearinghouse::server::test;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::size_t argument(int count, char** values, int at, std::size_t fallback, std::size_t most) {
    return at < count ? std::min<std::size_t>(std::strtoul(values[at], nullptr, 10), most) : fallback;
}

/// Sends requests one after the other and notes how long each took; a missing answer counts as a failure.
std::vector<double> ask_often(std::uint16_t port, std::size_t requests, std::atomic<int>& failures) {
    std::vector<double> taken;
    auto client = std::make_unique<Client>(port);
    for (std::size_t i = 0; i < requests; ++i) {
        const auto begin = Clock::now();
        client->send(get("/page"));
        if (client->receive().status() == 200) {
            taken.push_back(milliseconds_since(begin));
        } else {
            ++failures;
            client = std::make_unique<Client>(port);
        }
    }
    return taken;
}

/// Keeps every slow head alive by a byte, and begins anew when the server has cut it off.
void dribble(std::uint16_t port, std::size_t count, const std::atomic<bool>& ending) {
    std::vector<std::unique_ptr<Client>> slow(count);
    while (!ending) {
        for (auto& client : slow) {
            if (ending) return;
            if (client && client->send("a")) continue;
            client = std::make_unique<Client>(port);
            client->send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{500});
    }
}

}  // namespace

int main(int count, char** values) {
    const auto slow = argument(count, values, 1, 300, 10000);
    const auto requests = argument(count, values, 2, 20000, 1000000);
    const auto connections = argument(count, values, 3, 8, 256);
    spdlog::set_level(spdlog::level::warn);
    allow_descriptors(2 * slow + 1024);
    Limits limits;
    limits.connections = limits.connections_per_peer = slow + connections + 64;
    std::string page;
    while (page.size() < 20000) page += fmt::format("<p>integration {}</p>\n", page.size());
    const RunningServer server{[&](const Request&) {
                                   Response response;
                                   response.body = page;
                                   return response;
                               },
                               limits};
    std::atomic<bool> ending{false};
    std::thread dribbling{[&] { dribble(server.port(), slow, ending); }};
    std::this_thread::sleep_for(std::chrono::milliseconds{500});

    std::atomic<int> failures{0};
    std::vector<std::vector<double>> parts(connections);
    std::vector<std::thread> readers;
    const auto begin = Clock::now();
    for (auto& part : parts) {
        readers.emplace_back([&] { part = ask_often(server.port(), requests / connections, failures); });
    }
    for (auto& reader : readers) reader.join();
    const double seconds = milliseconds_since(begin) / 1000;
    ending = true;
    dribbling.join();

    std::vector<double> taken;
    for (const auto& part : parts) taken.insert(taken.end(), part.begin(), part.end());
    std::sort(taken.begin(), taken.end());
    if (taken.empty()) return 1;
    const auto at = [&](double share) {
        return taken[static_cast<std::size_t>(share * static_cast<double>(taken.size() - 1))];
    };
    std::printf("%zu slow clients, %zu connections: %.0f answers/s, p50 %.2f ms, p99 %.2f ms, max %.2f ms, %d failed\n",
                slow, connections, static_cast<double>(taken.size()) / seconds, at(0.5), at(0.99), taken.back(),
                failures.load());
    return failures == 0 ? 0 : 1;
}
