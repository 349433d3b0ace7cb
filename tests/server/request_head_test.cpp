#include "server/request_head.h"

#include <doctest/doctest.h>

#include <string>

using namespace clearinghouse::server;

namespace {

const Limits limits;

/// 200 if the head may be answered, 0 if more of it must come.
int status_of(const std::string& sent) {
    const auto end = find_head_end(sent, 0, limits);
    if (!end) return end.error().status;
    if (!*end) return 0;
    const auto head = read_head(sent.substr(0, **end), limits);
    return head ? 200 : head.error().status;
}

std::string times(std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n";

}  // namespace

TEST_CASE("every request head is either answered or refused with the right status") {
    struct Case {
        std::string sent;
        int status;
    };
    const std::string form = "POST /oai HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    const Case cases[] = {
        {get + "\r\n", 200},
        {"\r\n" + get + "\r\n", 200},
        {"HEAD /a?b=c HTTP/1.1\r\nhost: a.example:8080\r\n\r\n", 200},
        {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200},
        {"GET / HTTP/1.0\r\n\r\n", 200},
        {"GET http://a.example/x HTTP/1.1\r\nHost: a.example\r\n\r\n", 200},
        {"GET HTTP://a.example?x=1 HTTP/1.1\r\nHost: a.example\r\n\r\n", 200},
        {get + "Content-Length: 0\r\n\r\n", 200},
        {get + "Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n", 200},
        {get + "X-Empty:\r\nX-Tab:\ta\tb\r\n\r\n", 200},
        {get, 0},
        {"", 0},
        {"GE", 0},
        {get + "\r", 0},
        // line breaks and control characters
        {"GET / HTTP/1.1\nHost: a\n\n", 400},
        {get + "X: a\nb\r\n\r\n", 400},
        {get + "X: a\rb\r\n\r\n", 400},
        {get + std::string("X: a\0b\r\n\r\n", 10), 400},
        {get + "X: a\x01\r\n\r\n", 400},
        {get + "X: a\x7f\r\n\r\n", 400},
        {"\x16\x03\x01\x02", 400},  // the beginning of TLS
        {get + "X: a\r\n b\r\n\r\n", 400},
        // request line
        {"GET /\r\n\r\n", 400},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
        {"G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"GET / FTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET http://u@a/x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /#top HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /?q=%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /" + times(5000, "a") + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
        {"GET /" + times(5000, "a"), 414},
        // methods
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 405},
        {form + "Content-Length: 3\r\n\r\n", 200},
        {form + "\r\n", 411},
        {form + "Content-Length: 5000\r\n\r\n", 413},
        {form + "Content-Length: 99999999999999999999\r\n\r\n", 413},
        {form + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 501},
        {form + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n", 400},
        {"POST /oai HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n", 415},
        {"POST /oai/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n", 405},
        {"TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"get / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        // headers
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {get + "Host: a\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        {get + "X Y: a\r\n\r\n", 400},
        {get + ": a\r\n\r\n", 400},
        {get + "no colon\r\n\r\n", 400},
        {get + "X\xC3\xA5: a\r\n\r\n", 400},
        {get + times(63, "X: y\r\n") + "\r\n", 200},
        {get + times(64, "X: y\r\n") + "\r\n", 431},
        {get + "X: " + times(7000, "a") + "\r\n\r\n", 200},
        {get + "X: " + times(9000, "a") + "\r\n\r\n", 431},
        {get + "X: " + times(3000, "%") + "\r\n\r\n", 431},
        {get + times(4, "X: " + times(5000, "a") + "\r\n") + "\r\n", 431},
        {get + times(20000, "a"), 431},
        // bodies
        {get + "Transfer-Encoding: chunked\r\n\r\n", 501},
        {get + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", 501},
        {get + "Content-Length: 5\r\n\r\nhello", 400},
        {get + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
        {get + "Content-Length: -1\r\n\r\n", 400},
        {get + "Content-Length: 0x0\r\n\r\n", 400},
        {get + "Content-Length:\r\n\r\n", 400},
        {get + "Content-Length: 99999999999999999999999\r\n\r\n", 400},
        {get + "Expect: 100-continue\r\n\r\n", 417},
    };
    for (const auto& c : cases) {
        CAPTURE(c.sent);
        CHECK(status_of(c.sent) == c.status);
    }
}

TEST_CASE("a head is judged the same however it is cut into pieces") {
    for (const std::string sent :
         {"GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\nX", "\r\nGET / HTTP/1.0\r\n\r\nGET"}) {
        CAPTURE(sent);
        const auto whole = find_head_end(sent, 0, limits);
        tl::expected<std::optional<std::size_t>, Refusal> pieces;
        std::size_t size = 0;
        while (size < sent.size() && pieces && !*pieces) {
            pieces = find_head_end(std::string_view{sent}.substr(0, size + 1), size, limits);
            ++size;
        }
        REQUIRE(whole.has_value() == pieces.has_value());
        if (whole) CHECK(*whole == *pieces);
    }
}

TEST_CASE("a head that is read keeps what was sent") {
    const auto head = read_head(
        "GET http://a/x?y=1 HTTP/1.1\r\nHOST: a\r\nX-Two:  b c \r\nX-Two: d\r\nConnection: x, Close\r\n\r\n", limits);
    REQUIRE(head);
    CHECK(head->method == "GET");
    CHECK(head->target == "/x?y=1");
    const std::vector<std::pair<std::string, std::string>> headers{
        {"host", "a"}, {"x-two", "b c"}, {"x-two", "d"}, {"connection", "x, Close"}};
    CHECK(head->headers == headers);
    CHECK_FALSE(head->keep_alive);
    CHECK(read_head(get + "\r\n", limits)->keep_alive);
    CHECK_FALSE(read_head("GET / HTTP/1.0\r\n\r\n", limits)->keep_alive);
}
