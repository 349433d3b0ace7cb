#include "server/transport.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <zlib.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/conditional.h"
#include "tests/server/transport_client.h"

using namespace clearinghouse::server;
using namespace clearinghouse::server::test;
using std::chrono::seconds;
using std::chrono::sys_seconds;

namespace {

const sys_seconds changed{seconds{784111777}};

std::string long_page() {
    std::string page = "<!doctype html><title>long</title>";
    while (page.size() < 20000) page += fmt::format("<p>bosætting {}</p>", page.size());
    return page;
}

std::string describe(const Request& request) {
    std::string text = request.method + " " + request.path;
    for (const auto& [name, value] : request.parameters) text += " [" + name + "=" + value + "]";
    for (const auto& [name, value] : request.headers) {
        if (name.starts_with("x-") || name == "cookie") text += " {" + name + ": " + value + "}";
    }
    return text;
}

Response answer_everything(const Request& request) {
    Response response;
    response.media_type = "text/plain; charset=utf-8";
    if (request.path == "/throw") throw std::runtime_error("secret: the password is 1234");
    if (request.path == "/throw-int") throw 42;
    if (request.path == "/long") {
        response.body = long_page();
        response.last_modified = changed;
    } else if (request.path == "/picture") {
        response.media_type = "image/png";
        response.body = "0123456789";
        response.keep_as_is = true;
    } else if (request.path == "/data") {
        response = Response::json("{}");
        response.headers = {{"Vary", "Accept"}};
    } else if (request.path == "/missing") {
        response.status = 404;
        response.body = "no such page";
    } else if (request.path == "/own-header") {
        response.headers = {{"content-security-policy", "sandbox"}, {"X-Bad", "a\r\nX-Injected: b"}};
    } else if (request.path == "/empty") {
        response.status = 204;
    } else {
        response.body = describe(request);
    }
    return response;
}

/// Takes over what is logged while it lives.
class CapturedLog {
public:
    CapturedLog() : before_(spdlog::default_logger()) {
        auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(text_);
        spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", std::move(sink)));
    }
    ~CapturedLog() { spdlog::set_default_logger(before_); }
    CapturedLog(const CapturedLog&) = delete;
    CapturedLog& operator=(const CapturedLog&) = delete;
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::shared_ptr<spdlog::logger> before_;
};

std::string gunzip(std::string compressed) {
    std::string plain(1024 * 1024, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(compressed.data());
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return plain;
}

}  // namespace

TEST_CASE("a handler sees the request as it was meant") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    struct Case {
        std::string sent, seen;
    };
    const Case cases[] = {
        {get("/"), "GET /"},
        {get("/s%C3%B6k?q=f%C3%B8rste+linje&c=no&c=se&c=no&=x"), "GET /sök [q=første linje] [c=no] [c=se] [c=no] [=x]"},
        {get("/why?q=why??&r=/?"), "GET /why [q=why??] [r=/?]"},
        {get("/a%20b%25?p=%2525&e="), "GET /a b% [p=%25] [e=]"},
        {get("/", "X-Percent: 100%25 %0d%0a %zz\r\n"), "GET / {x-percent: 100%25 %0d%0a %zz}"},
        {get("/", "X-Two: a\r\nx-two: b\r\n"), "GET / {x-two: a, b}"},
        {get("/", "X-Long: " + std::string(7000, 'a') + "\r\n"), "GET / {x-long: " + std::string(7000, 'a') + "}"},
        {get("/", "REMOTE_ADDR: 6.6.6.6\r\nX_Y: z\r\n"), "GET /"},
        {"GET http://localhost/abs?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /abs [x=1]"},
        {"GET /old HTTP/1.0\r\n\r\n", "GET /old"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.sent);
        const auto answer = ask(server.port(), c.sent);
        CHECK(answer.status() == 200);
        CHECK(answer.body == c.seen);
    }
}

TEST_CASE("every answer has the security headers, and none tells about the program") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    for (const std::string& sent :
         {get("/"), get("/missing"), get("/throw"), get("/picture"), get("/data"), get("/empty"),
          std::string{"OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n"}, std::string{"POST / HTTP/1.1\r\nHost: a\r\n\r\n"},
          std::string{"nonsense\r\n\r\n"}}) {
        CAPTURE(sent);
        const auto answer = ask(server.port(), sent);
        REQUIRE(answer.complete());
        CHECK(answer.header("Content-Security-Policy").starts_with("default-src 'none';"));
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.header("Referrer-Policy") == "strict-origin-when-cross-origin");
        CHECK(answer.header("Permissions-Policy") == "camera=(), microphone=(), geolocation=()");
        CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK_FALSE(answer.header("Cross-Origin-Resource-Policy").empty());
        CHECK(answer.header("Date").ends_with(" GMT"));
        for (const std::string name : {"Server", "Keep-Alive", "EXCEPTION_WHAT", "Set-Cookie"}) {
            CHECK(answer.header(name).empty());
        }
    }
}

TEST_CASE("an open interface may be read by any site, a page may not") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    const auto data = ask(server.port(), get("/data"));
    CHECK(data.header("Access-Control-Allow-Origin") == "*");
    CHECK(data.header("Cross-Origin-Resource-Policy") == "cross-origin");
    CHECK(data.header("Vary") == "Accept, Accept-Encoding");
    const auto page = ask(server.port(), get("/"));
    CHECK(page.header("Access-Control-Allow-Origin").empty());
    CHECK(page.header("Cross-Origin-Resource-Policy") == "same-origin");
    const auto options = ask(server.port(), "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(options.status() == 204);
    CHECK(options.header("Allow") == "GET, HEAD, OPTIONS");
    CHECK(options.header("Access-Control-Allow-Methods") == "GET, HEAD, OPTIONS");
    CHECK(options.header("Access-Control-Max-Age") == "86400");
    CHECK(options.header("Content-Length").empty());
}

TEST_CASE("a handler's own header wins, and one that would inject others is left out") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    const auto answer = ask(server.port(), get("/own-header"));
    CHECK(answer.header("content-security-policy") == "sandbox");
    CHECK(answer.header("Content-Security-Policy").empty());
    CHECK(answer.head.find("X-Injected") == std::string::npos);
}

TEST_CASE("a refused request gets a problem document and the end of the connection") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    struct Case {
        std::string sent;
        int status;
    };
    const Case cases[] = {
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 405},
        {"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/1.1\nHost: a\n\n", 400},
        {get("/", "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", 501},
        {get("/", "Expect: 100-continue\r\n"), 417},
        {get("/", "X: " + std::string(100000, 'a') + "\r\n"), 431},
        {get("/" + std::string(100000, 'a')), 414},
    };
    for (const auto& c : cases) {
        CAPTURE(c.status);
        Client client{server.port()};
        client.send(c.sent);
        const auto answer = client.receive();
        CHECK(answer.status() == c.status);
        CHECK(answer.header("Content-Type") == "application/problem+json");
        CHECK(answer.body.find("\"code\":\"") != std::string::npos);
        CHECK(answer.header("Connection") == "close");
        CHECK(answer.header("Allow") == (c.status == 405 ? "GET, HEAD, OPTIONS" : ""));
        CHECK(answer.body.find(fmt::format("\"status\":{}", c.status)) != std::string::npos);
        CHECK(client.ended());
    }
}

TEST_CASE("a form sent to /oai is read as a query, also when it comes in pieces") {
    const RunningServer server{[](const Request& request) {
        Response response;
        response.body = fmt::format("{} {} {} {}", request.method, request.parameter("verb"),
                                    request.parameter("metadataPrefix"), request.header("content-length"));
        return response;
    }};
    const std::string head = "POST /oai HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    Client client{server.port()};
    client.send(head + "Content-Length: 38\r\n\r\nverb=ListRecords");
    client.send("&metadataPrefix=oai_d");
    client.send("c" + get("/oai?verb=Identify"));
    CHECK(client.receive().body == "GET ListRecords oai_dc ");
    CHECK(client.receive().body == "GET Identify  ");
    client.send(head + "Content-Length: 8\r\n\r\nverb=a b");
    CHECK(client.receive().status() == 400);
    CHECK(client.ended());
}

TEST_CASE("HEAD has the headers of GET and no body") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    for (const std::string path : {"/", "/long", "/picture", "/missing"}) {
        CAPTURE(path);
        Client client{server.port()};
        client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n" + get("/after"));
        const auto head = client.receive(true);
        CHECK(client.receive().body == "GET /after");
        const auto full = ask(server.port(), get(path));
        CHECK(head.status() == full.status());
        const auto size = path == "/" ? full.body.size() + 1 : full.body.size();  // "HEAD /" is longer than "GET /"
        CHECK(head.header("Content-Length") == std::to_string(size));
        CHECK(head.header("Accept-Ranges") == full.header("Accept-Ranges"));
    }
}

TEST_CASE("text is compressed for those who take it, and has a tag of its own") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    const auto plain = ask(server.port(), get("/long"));
    CHECK(plain.header("Content-Encoding").empty());
    CHECK(plain.body == long_page());
    for (int i = 0; i < 2; ++i) {  // the second from the cache
        const auto compressed = ask(server.port(), get("/long", "Accept-Encoding: br, gzip\r\n"));
        CHECK(compressed.header("Content-Encoding") == "gzip");
        CHECK(compressed.header("Vary") == "Accept-Encoding");
        CHECK(compressed.header("ETag") != plain.header("ETag"));
        CHECK(compressed.body.size() < plain.body.size() / 2);
        CHECK(gunzip(compressed.body) == plain.body);
    }
    CHECK(plain.header("Vary") == "Accept-Encoding");
    CHECK(ask(server.port(), get("/long", "Accept-Encoding: gzip;q=0\r\n")).header("Content-Encoding").empty());
    CHECK(ask(server.port(), get("/", "Accept-Encoding: gzip\r\n")).header("Content-Encoding").empty());
    CHECK(ask(server.port(), get("/picture", "Accept-Encoding: gzip\r\n")).header("Vary").empty());
}

TEST_CASE("what a reader has already is not sent again") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    for (const std::string encoding : {"", "Accept-Encoding: gzip\r\n"}) {
        CAPTURE(encoding);
        Client client{server.port()};
        client.send(get("/long", encoding));
        const auto tag = client.receive().header("ETag");
        REQUIRE_FALSE(tag.empty());
        client.send(get("/long", encoding + "If-None-Match: \"x\", W/" + tag + "\r\n"));
        const auto again = client.receive();
        CHECK(again.status() == 304);
        CHECK(again.header("ETag") == tag);
        CHECK(again.header("Content-Length").empty());
        CHECK(again.header("Cache-Control") == "public, max-age=60");
        CHECK(again.header("Vary") == "Accept-Encoding");
        client.send(
            get("/long", encoding + "If-None-Match: \"other\"\r\nIf-Modified-Since: " + http_date(changed) + "\r\n"));
        CHECK(client.receive().status() == 200);
        client.send(get("/long", encoding + "If-Modified-Since: " + http_date(changed) + "\r\n"));
        CHECK(client.receive().status() == 304);
    }
}

TEST_CASE("a part of a file can be had") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    const auto part = ask(server.port(), get("/picture", "Range: bytes=2-4\r\n"));
    CHECK(part.status() == 206);
    CHECK(part.body == "234");
    CHECK(part.header("Content-Range") == "bytes 2-4/10");
    CHECK(part.header("Content-Length") == "3");
    const auto beyond = ask(server.port(), get("/picture", "Range: bytes=10-\r\n"));
    CHECK(beyond.status() == 416);
    CHECK(beyond.header("Content-Range") == "bytes */10");
    const auto several = ask(server.port(), get("/picture", "Range: bytes=0-0,2-2\r\n"));
    CHECK(several.status() == 200);
    CHECK(several.body == "0123456789");
    CHECK(ask(server.port(), get("/long", "Range: bytes=0-1\r\n")).status() == 200);
}

TEST_CASE("whatever a handler throws becomes an answer without details and a line in the log") {
    const CapturedLog log;
    RunningServer server{answer_everything};
    Client client{server.port()};
    client.send(get("/throw") + get("/throw-int") + get("/"));
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.receive();
        CHECK(answer.status() == 500);
        CHECK(answer.header("Content-Type") == "application/problem+json");
        CHECK(answer.head.find("1234") == std::string::npos);
        CHECK(answer.body.find("1234") == std::string::npos);
    }
    CHECK(client.receive().status() == 200);
    server.stop();
    CHECK(log.text().find("the password is 1234") != std::string::npos);
    CHECK(log.text().find("no std::exception") != std::string::npos);
}

TEST_CASE("the log has a line per answer and nothing about the reader") {
    const CapturedLog log;
    RunningServer server{answer_everything};
    ask(server.port(), get("/search?q=my+secret+name", "User-Agent: spy\r\nReferer: http://a/private\r\n"));
    ask(server.port(), "GET /?hidden=%ff HTTP/1.1\r\nHost: a\r\n\r\n");
    server.stop();
    const auto text = log.text();
    CHECK(text.find("method=GET path=\"/search\" status=200 bytes=") != std::string::npos);
    CHECK(text.find("method=- path=\"-\" status=400") != std::string::npos);
    for (const std::string word : {"secret", "spy", "private", "hidden", "127.0.0.1"}) {
        CAPTURE(word);
        CHECK(text.find(word) == std::string::npos);
    }
}

TEST_CASE("pipelined requests are answered in their order") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    Client client{server.port()};
    std::string sent;
    for (int i = 0; i < 500; ++i) sent += get(numbered(i));
    std::thread sender{[&] { client.send(sent); }};
    for (int i = 0; i < 500; ++i) CHECK(client.receive().body == fmt::format("GET /{}", i));
    sender.join();
}

TEST_CASE("a client that has finished sending still gets its answers") {
    const CapturedLog log;
    const RunningServer server{[](const Request& request) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});  // the end of sending is seen while this works
        return answer_everything(request);
    }};
    Client client{server.port()};
    client.send(get("/1") + get("/2") + "GET /half");
    client.finish_sending();
    CHECK(client.receive().body == "GET /1");
    CHECK(client.receive().body == "GET /2");
    CHECK(client.ended());
}

TEST_CASE("a connection is kept or ended as the client asks") {
    const CapturedLog log;
    const RunningServer server{answer_everything};
    Client client{server.port()};
    client.send(get("/1"));
    CHECK(client.receive().header("Connection").empty());
    client.send(get("/2", "Connection: close\r\n"));
    CHECK(client.receive().header("Connection") == "close");
    CHECK(client.ended());
    Client old{server.port()};
    old.send("GET /3 HTTP/1.0\r\n\r\n");
    CHECK(old.receive().body == "GET /3");
    CHECK(old.ended());
}

TEST_CASE("an address that cannot be listened on is named with the reason") {
    const RunningServer server{answer_everything};
    Transport second{answer_everything};
    const auto message = [&](const Address& address) -> std::string {
        try {
            second.bind(address);
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    };
    const auto port = std::to_string(server.port());
    CHECK(message({"127.0.0.1", server.port()})
              .starts_with("cannot listen on 127.0.0.1 port " + port + ": the port is in use"));
    CHECK(message({"192.0.2.1", 0}).find("no such address") != std::string::npos);
    CHECK(message({"no host", 80}).starts_with("cannot listen on no host port 80: "));
}

TEST_CASE("one client that asks programs' addresses too often is told to wait, others are not") {
    Limits limits;
    limits.programs = {.per_second = 0.001, .burst = 2};
    limits.trusts_proxy = true;
    RunningServer server{answer_everything, limits};
    const auto ask = [&](const std::string& path, const std::string& from) {
        Client client{server.port()};
        client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + from +
                    "\r\nConnection: close\r\n\r\n");
        return client.receive();
    };
    CHECK(ask("/api/v1/search", "198.51.100.7").header("RateLimit") == "\"default\";r=1;t=1000");
    CHECK(ask("/oai", "198.51.100.7").header("RateLimit-Policy") == "\"default\";q=2;w=2000");
    const auto refused = ask("/api/v1/search", "198.51.100.7");
    CHECK(refused.status() == 429);
    CHECK(refused.header("Retry-After") == "1000");
    CHECK(refused.header("Content-Type") == "application/problem+json");
    CHECK(refused.body.find("rate-limited") != std::string::npos);
    const auto harvester = ask("/oai", "198.51.100.7");
    CHECK(harvester.status() == 503);
    CHECK(harvester.header("Retry-After") == "1000");
    Client browser{server.port()};
    browser.send("OPTIONS /api/v1/search HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n");
    CHECK(browser.receive().status() == 204);
    CHECK(ask("/api/v1/search", "198.51.100.8").status() == 200);
    CHECK(ask("/en/search", "198.51.100.7").status() == 200);
}

TEST_CASE("this machine itself is not limited, whatever it says of others, unless a proxy on it is trusted") {
    Limits limits;
    limits.programs = {.per_second = 0.001, .burst = 1};
    RunningServer server{answer_everything, limits};
    for (int i = 0; i < 3; ++i) {
        Client client{server.port()};
        client.send(
            "GET /api/v1/search HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.7\r\nConnection: close\r\n\r\n");
        const auto answer = client.receive();
        CHECK(answer.status() == 200);
        CHECK(answer.header("RateLimit").empty());
    }
}
