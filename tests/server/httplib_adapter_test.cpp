#include "server/httplib_adapter.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/request_target.h"

using namespace clearinghouse::server;

namespace {

/// What might turn one reading of a request into another.
const std::vector<std::string> pieces{"\r\n",
                                      "\n",
                                      "\r",
                                      ":",
                                      " ",
                                      "\t",
                                      "%",
                                      "%25",
                                      "%0d%0a",
                                      "%00",
                                      "%c3%a5",
                                      "?",
                                      "&",
                                      "=",
                                      "#",
                                      "//",
                                      "..",
                                      "+",
                                      ",",
                                      ";",
                                      "\"",
                                      "_",
                                      "X: y\r\n",
                                      "Range: bytes=0-1,2-3\r\n",
                                      "Host: b\r\n",
                                      "HTTP/1.1",
                                      "Accept-Encoding: br\r\n",
                                      "Connection: close\r\n",
                                      "\xC3\xA5",
                                      "\xFF"};

std::string mutate(std::string text, std::mt19937& random) {
    for (auto changes = 1 + random() % 4; changes > 0; --changes) {
        const std::size_t at = random() % (text.size() + 1);
        const auto& piece = pieces[random() % pieces.size()];
        switch (random() % 3) {
            case 0:
                text.insert(at, piece);
                break;
            case 1:
                text.erase(at, random() % 5);
                break;
            default:
                text.replace(at, std::min(piece.size(), text.size() - at), piece);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("whatever passes the vetting is read by the library as it was vetted, and answered once") {
    const std::string model =
        "GET /documents/bos%C3%A6tting?lang=da&q=a+b HTTP/1.1\r\nHost: localhost\r\nX-One: 100%25\r\nAccept: "
        "text/html\r\n\r\n";
    const Limits limits;
    const HttplibAdapter adapter;
    std::mt19937 random{20260131};
    int passed = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto sent = mutate(model, random);
        const auto end = find_head_end(sent, 0, limits);
        if (!end || !*end) continue;
        const auto head = read_head(sent.substr(0, **end), limits);
        if (!head) continue;
        ++passed;
        CAPTURE(sent);
        const auto path = head->target.substr(0, head->target.find('?'));
        int asked = 0;
        const auto bytes = adapter.exchange(*head, true, [&](const Request& request) {
            ++asked;
            CHECK(request.method == head->method);
            CHECK(request.path == decode_path(path));
            if (const auto question = head->target.find('?'); question != std::string::npos) {
                CHECK(request.parameters == decode_query(head->target.substr(question + 1)));
            }
            for (const auto& [name, value] : head->headers) {
                if (name.find('_') == std::string::npos) CHECK(request.header(name).find(value) != std::string::npos);
            }
            return Answer{.status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = "0123456789"};
        });
        CHECK(asked == 1);
        CHECK(bytes.starts_with("HTTP/1.1 200 OK\r\n"));
        CHECK(bytes.find("Content-Length: 10\r\n") != std::string::npos);
        CHECK(bytes.ends_with(head->method == "HEAD" ? "\r\n\r\n" : "\r\n\r\n0123456789"));
    }
    CHECK(passed > 2000);
}

TEST_CASE("answers without a body have no length, and nothing of the library's own is added") {
    const HttplibAdapter adapter;
    const RequestHead head{.method = "GET", .target = "/", .headers = {{"host", "a"}}, .keep_alive = true};
    for (const int status : {204, 304}) {
        CAPTURE(status);
        const auto bytes = adapter.exchange(head, true, [&](const Request&) {
            return Answer{status, {{"ETag", "\"a\""}}, ""};
        });
        CHECK(bytes.find("Content-Length") == std::string::npos);
        CHECK(bytes.ends_with("ETag: \"a\"\r\n\r\n"));
    }
    const auto closing = adapter.exchange(head, false, [](const Request&) { return Answer{404, {}, ""}; });
    CHECK(closing == "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("what is thrown while answering reaches the caller") {
    const HttplibAdapter adapter;
    const RequestHead head{.method = "GET", .target = "/", .headers = {{"host", "a"}}, .keep_alive = true};
    const auto fail = [](const Request&) -> Answer { throw std::runtime_error("no index"); };
    CHECK_THROWS_WITH(adapter.exchange(head, true, fail), "no index");
    CHECK(adapter.last_words(Answer{503, {}, "x"}).starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
}
