#include "server/http.h"

#include <fmt/format.h>

#include <algorithm>

namespace clearinghouse::server {

std::string Request::parameter(std::string_view name, std::string_view fallback) const {
    const auto found =
        std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
    return found == parameters.end() ? std::string{fallback} : found->second;
}

std::vector<std::string> Request::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : parameters) {
        if (key == name) values.push_back(value);
    }
    return values;
}

std::string Request::header(std::string_view name) const {
    std::string small{name};
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const auto found = headers.find(small);
    return found == headers.end() ? "" : found->second;
}

Response Response::redirect(int status, std::string location) {
    // A header carries ASCII; a path with Nordic letters is percent-encoded here so that no handler has to think of it.
    std::string encoded;
    for (const char c : location) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F) {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", byte);
        }
    }
    Response response;
    response.status = status;
    response.media_type = "text/plain; charset=utf-8";
    response.body = fmt::format("See {}\n", encoded);
    response.headers.emplace_back("Location", std::move(encoded));
    return response;
}

Response Response::json(std::string body, int status) {
    Response response;
    response.status = status;
    response.media_type = status >= 400 ? "application/problem+json" : "application/json";
    response.body = std::move(body);
    response.for_machines = true;
    return response;
}

}  // namespace clearinghouse::server
