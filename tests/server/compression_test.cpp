#include "server/compression.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <string>

using namespace clearinghouse::server;

namespace {

std::string gunzip(const std::string& compressed, std::size_t size) {
    std::string plain(size + 1, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string input = compressed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return plain;
}

std::string page(char letter, std::size_t size) {
    std::string text;
    while (text.size() < size) text += "<p>" + std::string(1, letter) + " " + std::to_string(text.size()) + "</p>\n";
    return text;
}

}  // namespace

TEST_CASE("gzip is used only for clients that take it") {
    struct Case {
        std::string header;
        bool accepted;
    };
    const Case cases[] = {
        {"gzip", true},
        {"gzip, deflate, br", true},
        {"GZIP;Q=0.5", true},
        {"br;q=1.0, gzip;q=0.8, *;q=0.1", true},
        {"*", true},
        {"x-gzip", true},
        {"gzip;q=0.001", true},
        {"", false},
        {"identity", false},
        {"br", false},
        {"gzip;q=0", false},
        {"gzip; q=0.000", false},
        {"*;q=0", false},
        {"gzip;q=0, *", false},
        {"identity;q=1, gzip;q=0.5", false},
        {"gzip;q=oops", false},
        {"gzip;q=", false},
        {"gzipped", false},
    };
    for (const auto& c : cases) {
        CAPTURE(c.header);
        CHECK(accepts_gzip(c.header) == c.accepted);
    }
}

TEST_CASE("text is compressible, pictures and fonts are not") {
    for (const std::string type : {"text/html; charset=utf-8", "application/json", "application/problem+json",
                                   "application/atom+xml", "image/svg+xml", "text/csv", "Application/XML"}) {
        CAPTURE(type);
        CHECK(is_compressible(type));
    }
    for (const std::string type : {"image/png", "application/pdf", "font/woff2", "application/zip", ""}) {
        CAPTURE(type);
        CHECK_FALSE(is_compressible(type));
    }
}

TEST_CASE("what is compressed decodes to the same") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, std::size_t{300000}}) {
        const auto body = page('a', size);
        CHECK(gunzip(gzip(body), body.size()) == body);
    }
}

TEST_CASE("the cache of compressed bodies gives each body its own, even under one tag") {
    CompressedBodies bodies;
    const auto a = page('a', 4000);
    const auto b = page('b', 4000);
    CHECK(gunzip(bodies.gzip_of("tag", a), a.size()) == a);
    CHECK(gunzip(bodies.gzip_of("tag", b), b.size()) == b);
    CHECK(gunzip(bodies.gzip_of("tag", a), a.size()) == a);
}

TEST_CASE("the cache of compressed bodies stays within its bound") {
    CompressedBodies bodies{64 * 1024};
    for (int i = 0; i < 100; ++i) {
        bodies.gzip_of(std::to_string(i), page('a', 5000));
        CHECK(bodies.bytes() <= 64 * 1024);
    }
    CHECK(bodies.bytes() > 32 * 1024);
    const auto before = bodies.bytes();
    bodies.gzip_of("large", page('a', 60 * 1024));
    CHECK(bodies.bytes() == before);
}
