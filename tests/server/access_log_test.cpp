#include "server/access_log.h"

#include <doctest/doctest.h>

using namespace clearinghouse::server;

TEST_CASE("an answer is one line of keys and values") {
    const std::chrono::system_clock::time_point time{std::chrono::milliseconds{784111777042}};
    const LoggedAnswer answer{.time = time,
                              .method = "GET",
                              .path = "/a \"b\"\\\n",
                              .status = 200,
                              .bytes = 12,
                              .taken = std::chrono::microseconds{1234}};
    CHECK(access_line(answer) ==
          R"(time=1994-11-06T08:49:37.042Z method=GET path="/a \"b\"\\\x0a" status=200 bytes=12 milliseconds=1.234)");
}
