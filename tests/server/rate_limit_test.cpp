#include "server/rate_limit.h"

#include <doctest/doctest.h>

#include <string>

using namespace clearinghouse::server;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const RateLimiter::Time start{seconds{1000}};

}  // namespace

TEST_CASE("a client may send a burst, and then as many as the bucket fills") {
    RateLimiter limiter{{.per_second = 2, .burst = 3}};
    for (std::size_t left : {2U, 1U, 0U}) {
        const auto verdict = limiter.take("192.0.2.1", start);
        CHECK(verdict.allowed);
        CHECK(verdict.remaining == left);
    }
    const auto refused = limiter.take("192.0.2.1", start);
    CHECK_FALSE(refused.allowed);
    CHECK(refused.seconds == 1);
    CHECK(limiter.take("192.0.2.2", start).allowed);
    CHECK_FALSE(limiter.take("192.0.2.1", start + milliseconds{400}).allowed);
    CHECK(limiter.take("192.0.2.1", start + milliseconds{500}).allowed);
    CHECK_FALSE(limiter.take("192.0.2.1", start + milliseconds{600}).allowed);
    CHECK(limiter.take("192.0.2.1", start + seconds{60}).remaining == 2);
}

TEST_CASE("a client is forgotten when its bucket is full again") {
    RateLimiter limiter{{.per_second = 10, .burst = 20}};
    for (int i = 0; i < 100; ++i) limiter.take("192.0.2." + std::to_string(i), start);
    CHECK(limiter.clients() == 100);
    limiter.take("192.0.2.1", start + seconds{5});
    CHECK(limiter.clients() == 1);
}

TEST_CASE("however many clients there are, the table is bounded, and those beyond it share a bucket") {
    RateLimiter limiter{{.per_second = 1, .burst = 5, .clients = 10}};
    int allowed = 0;
    for (int i = 0; i < 1000; ++i) {
        if (limiter.take(std::to_string(i), start).allowed) ++allowed;
    }
    CHECK(limiter.clients() <= 11);
    CHECK(allowed == 15);
    CHECK(limiter.take("1", start).allowed);
}

TEST_CASE("without a rate nothing is counted") {
    RateLimiter limiter{{.per_second = 0}};
    for (int i = 0; i < 1000; ++i) CHECK(limiter.take("192.0.2.1", start).allowed);
    CHECK(limiter.clients() == 0);
}

TEST_CASE("what is told of the limit is written as the draft has it") {
    RateLimiter limiter{{.per_second = 20, .burst = 100}};
    CHECK(limiter.policy() == "\"default\";q=100;w=5");
    CHECK(RateLimiter::told(limiter.take("192.0.2.1", start)) == "\"default\";r=99;t=1");
}

TEST_CASE("a client is the peer, or whom a trusted proxy on this machine names last") {
    struct Case {
        std::string peer, forwarded;
        bool trusts;
        std::string client;
    };
    const Case cases[] = {
        {"192.0.2.1", "", false, "192.0.2.1"},
        {"192.0.2.1", "198.51.100.7", true, "192.0.2.1"},  // not from this machine, so the header is anybody's word
        {"127.0.0.1", "", false, ""},
        {"127.0.0.1", "198.51.100.7", false, ""},
        {"127.0.0.1", "198.51.100.7", true, "198.51.100.7"},
        {"127.0.0.1", "203.0.113.9, 198.51.100.7", true, "198.51.100.7"},
        {"127.0.0.1", "2001:db8:1:2:3:4:5:6", true, "2001:db8:1:2::"},
        {"127.0.0.1", "2001:db8:1:2:ffff::1", true, "2001:db8:1:2::"},
        {"127.0.0.1", "not an address", true, ""},
        {"127.0.0.1", "", true, ""},
    };
    for (const auto& c : cases) {
        CAPTURE(c.peer);
        CAPTURE(c.forwarded);
        CHECK(client_of(c.peer, c.forwarded, c.trusts) == c.client);
    }
}
