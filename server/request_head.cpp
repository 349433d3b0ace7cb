#include "server/request_head.h"

#include <algorithm>
#include <charconv>

#include "server/request_target.h"

namespace clearinghouse::server {
namespace {

using Unexpected = tl::unexpected<Refusal>;

Unexpected refuse(int status, std::string detail) {
    return Unexpected{Refusal{status, std::move(detail)}};
}

char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string small_letters(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(), small_letter);
    return small;
}

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A token of RFC 9110, section 5.6.2: what methods and header names are made of.
bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [&](char c) { return is_letter_or_digit(c) || marks.find(c) != marks.npos; });
}

std::string_view trim(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_host(std::string_view text) {
    constexpr std::string_view marks = "-._~:[]!$&'()*+,;=%";
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [&](char c) { return is_letter_or_digit(c) || marks.find(c) != marks.npos; });
}

/// Cuts the scheme and host off a target in absolute form, as a proxy would send it. Nothing if it has neither form.
std::optional<std::string> origin_form(std::string_view target) {
    if (target.starts_with('/')) return std::string{target};
    const auto scheme = small_letters(target.substr(0, 8));
    const std::size_t host = scheme.starts_with("http://") ? 7 : scheme == "https://" ? 8 : 0;
    if (host == 0) return std::nullopt;
    const auto path = std::min(target.find_first_of("/?", host), target.size());
    if (!is_host(target.substr(host, path - host))) return std::nullopt;
    const auto rest = target.substr(path);
    return rest.starts_with('/') ? std::string{rest} : std::string{"/"}.append(rest);
}

/// A word on what the connection does after this answer.
bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        if (small_letters(trim(list.substr(0, end))) == word) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

tl::expected<void, Refusal> check_target(std::string_view target) {
    if (target.find_first_of("#\"<>") != target.npos)
        return refuse(400, "the request target has a forbidden character");
    const auto question = std::min(target.find('?'), target.size());
    if (!decode_path(target.substr(0, question))) {
        return refuse(400, "the path is not percent-encoded UTF-8 without control characters and dot segments");
    }
    if (!decode_query(target.substr(std::min(question + 1, target.size())))) {
        return refuse(400, "the query is not percent-encoded UTF-8 without control characters");
    }
    return {};
}

tl::expected<RequestHead, Refusal> read_request_line(std::string_view line, const Limits& limits) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == line.npos || first == last) return refuse(400, "the request line is not 'METHOD target HTTP/1.1'");
    const auto method = line.substr(0, first);
    const auto target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(method) || target.empty() || target.find_first_of(" \t") != target.npos) {
        return refuse(400, "the request line is not 'METHOD target HTTP/1.1'");
    }
    if (target.size() > limits.target_bytes) return refuse(414, "the path and query are too long");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        const bool other = version.size() == 8 && version.starts_with("HTTP/");
        return other ? refuse(505, "only HTTP/1.1 and HTTP/1.0 are spoken here")
                     : refuse(400, "the version is malformed");
    }
    RequestHead head{.method = std::string{method}, .target = {}, .headers = {}, .keep_alive = version == "HTTP/1.1"};
    if (method == "OPTIONS" && target == "*") {
        head.target = "/";  // of the server as a whole, which answers as any path does
        return head;
    }
    const bool is_form = method == "POST" && target.substr(0, target.find('?')) == limits.form_path;
    if (method != "GET" && method != "HEAD" && method != "OPTIONS" && !is_form)
        return head;  // 405 once the head is read
    auto origin = origin_form(target);
    if (!origin) return refuse(400, "the request target is neither a path nor an http address");
    if (const auto checked = check_target(*origin); !checked) return Unexpected{checked.error()};
    head.target = std::move(*origin);
    return head;
}

tl::expected<void, Refusal> read_header(std::string_view line, RequestHead& head) {
    // The parser behind this takes lines of 8 kB, in which a "%" has been written as "%25" (see httplib_adapter.cpp).
    const auto escapes = static_cast<std::size_t>(std::count(line.begin(), line.end(), '%'));
    if (line.size() + 2 * escapes > 8000) return refuse(431, "a header is too long");
    if (line.starts_with(' ') || line.starts_with('\t')) return refuse(400, "a header is folded over several lines");
    const auto colon = line.find(':');
    if (colon == line.npos || !is_token(line.substr(0, colon))) return refuse(400, "a header has a malformed name");
    head.headers.emplace_back(small_letters(line.substr(0, colon)), trim(line.substr(colon + 1)));
    return {};
}

std::vector<std::string_view> values_of(const RequestHead& head, std::string_view name) {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : head.headers) {
        if (key == name) values.emplace_back(value);
    }
    return values;
}

/// The form that a POST brings: of the one type that is known, and of a size that is told before it comes.
tl::expected<void, Refusal> check_form(RequestHead& head, const Limits& limits) {
    const auto types = values_of(head, "content-type");
    const auto type = types.size() == 1 ? small_letters(trim(types[0].substr(0, types[0].find(';')))) : "";
    if (type != "application/x-www-form-urlencoded") {
        return refuse(415, "a form of the type application/x-www-form-urlencoded is taken here");
    }
    const auto lengths = values_of(head, "content-length");
    if (lengths.empty()) return refuse(411, "the Content-Length header is missing");
    const auto [end, error] =
        std::from_chars(lengths[0].data(), lengths[0].data() + lengths[0].size(), head.form_bytes);
    if (error != std::errc{} || head.form_bytes > limits.target_bytes) return refuse(413, "the form is too long");
    return {};
}

/// What the headers say about each other and about a body.
tl::expected<void, Refusal> check_meaning(RequestHead& head, const Limits& limits) {
    const bool http_1_1 = head.keep_alive;
    const auto hosts = values_of(head, "host");
    if (hosts.size() > 1 || (hosts.empty() && http_1_1)) return refuse(400, "exactly one Host header is needed");
    if (!hosts.empty() && !is_host(hosts[0])) return refuse(400, "the Host header is malformed");
    const auto lengths = values_of(head, "content-length");
    const bool digits = std::all_of(lengths.begin(), lengths.end(), [](std::string_view length) {
        return !length.empty() && length.find_first_not_of("0123456789") == length.npos;
    });
    if (lengths.size() > 1 || !digits) return refuse(400, "the Content-Length header is repeated or no number");
    const bool is_form = head.method == "POST" && !head.target.empty();
    if (head.method != "GET" && head.method != "HEAD" && head.method != "OPTIONS" && !is_form) {
        return refuse(405, "only GET, HEAD and OPTIONS are answered here");
    }
    if (!values_of(head, "transfer-encoding").empty()) return refuse(501, "requests with a body are not taken");
    if (is_form) {
        if (const auto checked = check_form(head, limits); !checked) return checked;
    }
    const bool body = !is_form && !lengths.empty() && lengths[0].find_first_not_of('0') != std::string_view::npos;
    if (body) return refuse(400, "requests with a body are not taken");
    if (!values_of(head, "expect").empty()) return refuse(417, "the Expect header is not supported");
    for (const auto& value : values_of(head, "connection")) {
        if (has_word(value, "close")) head.keep_alive = false;
    }
    return {};
}

/// A line break is CR LF, and no other control character but a tab stands in a head. `before` precedes `byte`.
bool is_allowed(char before, char byte) {
    if (byte == '\n') return before == '\r';
    if (before == '\r') return false;
    const auto value = static_cast<unsigned char>(byte);
    return byte == '\r' || byte == '\t' || (value >= 0x20 && value != 0x7F);
}

/// Empty lines before a request line: some clients send one after an earlier body, RFC 9112 asks to overlook it.
std::size_t leading_breaks(std::string_view arrived) {
    std::size_t begin = 0;
    while (begin < 4 && arrived.substr(begin, 2) == "\r\n") begin += 2;
    return begin;
}

}  // namespace

tl::expected<std::optional<std::size_t>, Refusal> find_head_end(std::string_view arrived, std::size_t seen,
                                                                const Limits& limits) {
    // Bytes are judged as they come: who speaks TLS, or ends lines by LF, is told at once and not after a timeout.
    const auto start = leading_breaks(arrived);
    const auto bound = std::min(arrived.size(), limits.head_bytes);
    for (auto at = std::max(start, seen); at < bound; ++at) {
        if (!is_allowed(at == 0 ? '\0' : arrived[at - 1], arrived[at])) {
            return refuse(400, "the head has a control character or a line that does not end in CR LF");
        }
        if (at >= start + 3 && arrived.substr(at - 3, 4) == "\r\n\r\n") return at + 1;
    }
    const auto line_end = arrived.find("\r\n", start);
    // The method and version beside the target need no more than 32 bytes.
    if (std::min(line_end, arrived.size()) > start + limits.target_bytes + 32) {
        return refuse(414, "the path and query are too long");
    }
    if (arrived.size() >= limits.head_bytes) return refuse(431, "the headers are too long");
    return std::nullopt;
}

tl::expected<RequestHead, Refusal> read_head(std::string_view text, const Limits& limits) {
    text.remove_prefix(leading_breaks(text));
    const auto line_end = text.find("\r\n");
    if (line_end == text.npos) return refuse(400, "the request line does not end in CR LF");
    auto head = read_request_line(text.substr(0, line_end), limits);
    if (!head) return head;
    text.remove_prefix(line_end + 2);
    while (!text.empty() && !text.starts_with("\r\n")) {
        const auto end = std::min(text.find("\r\n"), text.size());
        if (head->headers.size() == limits.header_count) return refuse(431, "there are too many headers");
        if (const auto read = read_header(text.substr(0, end), *head); !read) return Unexpected{read.error()};
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    if (const auto checked = check_meaning(*head, limits); !checked) return Unexpected{checked.error()};
    return head;
}

tl::expected<void, Refusal> take_form(RequestHead& head, std::string_view form) {
    if (head.method != "POST") return {};
    if (std::any_of(form.begin(), form.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; })) {
        return refuse(400, "the form is not percent-encoded");
    }
    const bool has_query = head.target.find('?') != std::string::npos;
    head.target.append(form.empty() ? "" : has_query ? "&" : "?").append(form);
    if (const auto checked = check_target(head.target); !checked) return checked;
    head.method = "GET";
    std::erase_if(head.headers, [](const auto& header) {
        return header.first == "content-length" || header.first == "content-type";
    });
    return {};
}

}  // namespace clearinghouse::server
