#include "server/answer.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "server/conditional.h"
#include "server/problem_types.h"

namespace clearinghouse::server {
namespace {

struct Header {
    std::string_view name;
    std::string_view value;
};

/// Sent with every answer unless a handler gives its own value.
constexpr std::array security_headers{
    Header{"Content-Security-Policy",
           "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
           "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "strict-origin-when-cross-origin"},
    Header{"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
};

constexpr std::string_view allowed_methods = "GET, HEAD, OPTIONS";
/// What scripts of other sites may read beside the few that they always may (Fetch, CORS protocol).
constexpr std::string_view exposed_headers =
    "Accept-Ranges, Allow, Content-Disposition, Content-Range, Date, ETag, Link, RateLimit, RateLimit-Policy, "
    "Retry-After, Search-Notices, Search-Record, X-Total-Count";
constexpr std::size_t worth_compressing = 1024;

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return small(x) == small(y);
    });
}

auto find_header(Answer& answer, std::string_view name) {
    return std::find_if(answer.headers.begin(), answer.headers.end(),
                        [&](const auto& header) { return same_name(header.first, name); });
}

void set_if_absent(Answer& answer, std::string_view name, std::string_view value) {
    if (find_header(answer, name) == answer.headers.end()) answer.headers.emplace_back(name, value);
}

void add_vary(Answer& answer) {
    const auto vary = find_header(answer, "Vary");
    if (vary == answer.headers.end()) {
        answer.headers.emplace_back("Vary", "Accept-Encoding");
    } else {
        vary->second += ", Accept-Encoding";
    }
}

/// A line break in a value would let its text become headers of its own.
bool is_safe(const std::pair<std::string, std::string>& header) {
    const auto control = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    };
    return !header.first.empty() && std::none_of(header.first.begin(), header.first.end(), control) &&
           header.first.find_first_of(": ") == std::string::npos &&
           std::none_of(header.second.begin(), header.second.end(), control);
}

void take_handler_headers(Answer& answer, Response& response) {
    for (auto& header : response.headers) {
        if (is_safe(header)) {
            answer.headers.push_back(std::move(header));
        } else {
            spdlog::error("a header from a handler was left out: its name or value has control characters");
        }
    }
}

void add_common_headers(Answer& answer, bool for_machines) {
    for (const auto& header : security_headers) set_if_absent(answer, header.name, header.value);
    set_if_absent(answer, "Cross-Origin-Resource-Policy", for_machines ? "cross-origin" : "same-origin");
    if (for_machines) {
        set_if_absent(answer, "Access-Control-Allow-Origin", "*");
        set_if_absent(answer, "Access-Control-Expose-Headers", exposed_headers);
    }
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    set_if_absent(answer, "Date", http_date(now));
}

/// Cuts the body to the range that was asked for.
void apply_range(Answer& answer, const Request& request, const std::string& tag, const Response& response) {
    set_if_absent(answer, "Accept-Ranges", "bytes");
    const auto size = answer.body.size();
    const auto [kind, range] = wanted_range(request, size, tag, response.last_modified);
    if (kind == RangeKind::part) {
        answer.status = 206;
        answer.body = answer.body.substr(range.begin, range.end - range.begin);
        answer.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", range.begin, range.end - 1, size));
    } else if (kind == RangeKind::unsatisfiable) {
        answer.status = 416;
        answer.body.clear();
        answer.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    }
}

/// What only a plain success has: a tag, 304 and ranges.
void finish_success(Answer& answer, const Request& request, Response& response, bool compress,
                    CompressedBodies& bodies) {
    const auto plain_tag = entity_tag(response);
    answer.body = std::move(response.body);
    const auto tag = compress ? compressed_tag(plain_tag) : plain_tag;
    set_if_absent(answer, "ETag", tag);
    if (is_unchanged(request, tag, response.last_modified)) {
        answer.status = 304;
        answer.body.clear();
        return;
    }
    if (compress) {
        answer.body = bodies.gzip_of(plain_tag, answer.body);
        answer.headers.emplace_back("Content-Encoding", "gzip");
    } else if (response.keep_as_is) {
        apply_range(answer, request, tag, response);
    }
}

/// A row of problem_types().
std::string_view code_of(int status) {
    switch (status) {
        case 400:
        case 411:
            return "bad-request";
        case 405:
            return "not-allowed";
        case 408:
            return "too-slow";
        case 413:
        case 414:
        case 431:
            return "too-large";
        case 415:
        case 417:
        case 501:
        case 505:
            return "not-supported";
        case 429:
            return "rate-limited";
        case 503:
            return "too-busy";
        default:
            return status < 500 ? "bad-request" : "failed";
    }
}

}  // namespace

Answer finish(const Request& request, Response response, CompressedBodies& bodies) {
    Answer answer{.status = response.status, .headers = {}, .body = {}};
    take_handler_headers(answer, response);
    const bool text = !response.keep_as_is && is_compressible(response.media_type) &&
                      find_header(answer, "Content-Encoding") == answer.headers.end();
    const bool compress =
        text && response.body.size() > worth_compressing && accepts_gzip(request.header("accept-encoding"));
    if (text) add_vary(answer);
    if (!response.cache_control.empty()) set_if_absent(answer, "Cache-Control", response.cache_control);
    if (response.last_modified) set_if_absent(answer, "Last-Modified", http_date(*response.last_modified));
    if (response.status == 200) {
        finish_success(answer, request, response, compress, bodies);
    } else if (compress) {
        answer.body = gzip(response.body);
        answer.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        answer.body = std::move(response.body);
    }
    if (answer.status == 204 || answer.status == 304) {
        answer.body.clear();
    } else if (answer.status != 416) {
        set_if_absent(answer, "Content-Type", response.media_type);
    }
    add_common_headers(answer, response.for_machines);
    return answer;
}

Answer refuse(const Refusal& refusal) {
    Answer answer{.status = refusal.status, .headers = {}, .body = {}};
    const auto* type = problem_type(code_of(refusal.status));
    // Details and titles are texts of this program, without quotes or backslashes, so they are JSON as they stand.
    answer.body = fmt::format(R"({{"type":"{}","title":"{}","status":{},"detail":"{}","code":"{}"}})",
                              problem_address(type->code), type->title, refusal.status, refusal.detail, type->code);
    answer.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
    if (refusal.status == 405) answer.headers.emplace_back("Allow", allowed_methods);
    if (refusal.status == 503) answer.headers.emplace_back("Retry-After", "2");
    add_common_headers(answer, true);
    return answer;
}

Answer describe_options(bool takes_form) {
    Answer answer{.status = 204, .headers = {}, .body = {}};
    const auto methods = std::string{allowed_methods} + (takes_form ? ", POST" : "");
    answer.headers = {
        {"Allow", methods},
        {"Access-Control-Allow-Methods", methods},
        {"Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match, If-Modified-Since, Range"},
        {"Access-Control-Max-Age", "86400"},
        {"Cache-Control", "public, max-age=86400"}};
    add_common_headers(answer, true);
    return answer;
}

}  // namespace clearinghouse::server
