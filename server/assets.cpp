#include "server/assets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace clearinghouse::server {
namespace {

/// FNV-1a: tells versions of a file apart, and promises nothing against forgery.
std::string hash_of(std::string_view content) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return fmt::format("{:016x}", hash);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 18> media_types{{
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"gif", "image/gif"},
    {"html", "text/html; charset=utf-8"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"svg", "image/svg+xml"},
    {"txt", "text/plain; charset=utf-8"},
    {"webp", "image/webp"},
    {"woff2", "font/woff2"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml"},
}};

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
    constexpr std::string_view folder = "static/";
    for (const auto& file : files) {
        if (!file.name.starts_with(folder)) continue;
        const std::string name{file.name.substr(folder.size())};
        const auto hash = hash_of(file.content);
        assets_[name] = {hash, fmt::format("/static/{}/{}", hash, name), file.content};
    }
}

const std::string& Assets::address(std::string_view name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end()) throw std::out_of_range(fmt::format("no static file '{}'", name));
    return found->second.address;
}

const std::string_view* Assets::find(std::string_view hash, std::string_view name) const {
    const auto found = assets_.find(name);
    return found == assets_.end() || found->second.hash != hash ? nullptr : &found->second.content;
}

std::string media_type(std::string_view file) {
    const auto dot = file.rfind('.');
    std::string ending{dot == std::string_view::npos ? "" : file.substr(dot + 1)};
    std::ranges::transform(ending, ending.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    const auto found = std::ranges::find(media_types, ending, [](const auto& pair) { return pair.first; });
    return std::string{found == media_types.end() ? "application/octet-stream" : found->second};
}

}  // namespace clearinghouse::server
