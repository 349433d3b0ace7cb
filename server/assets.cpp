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

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> media_types{{
    {"css", "text/css; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"html", "text/html; charset=utf-8"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"jsonl", "application/jsonl"},
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

constexpr std::string_view folder = "static/";

/// Those under "static/" that are style sheets, or those that are not, with their names there.
void each_asset(std::span<const EmbeddedFile> files, bool styles, const auto& take) {
    for (const auto& file : files) {
        if (file.name.starts_with(folder) && file.name.ends_with(".css") == styles) {
            take(file.name.substr(folder.size()), file.content);
        }
    }
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files, std::span<const EmbeddedFile> packaged) {
    const auto take = [&](std::string_view name, std::string_view content) { add(name, std::string{content}); };
    each_asset(files, false, take);
    each_asset(packaged, false, take);
    // Style sheets come last, since they name the others.
    each_asset(files, true, [&](std::string_view name, std::string_view css) { add(name, with_addresses(css)); });
}

void Assets::add(std::string_view name, std::string content) {
    const auto hash = hash_of(content);
    assets_[std::string{name}] = {hash, fmt::format("/static/{}/{}", hash, name), std::move(content)};
}

std::string Assets::with_addresses(std::string_view css) const {
    constexpr std::string_view opening = "url(\"";
    std::string result;
    while (true) {
        const auto begin = css.find(opening);
        if (begin == std::string_view::npos) return result.append(css);
        const auto name_begin = begin + opening.size();
        const auto name_end = css.find('"', name_begin);
        if (name_end == std::string_view::npos) throw std::runtime_error("static/*.css: a url(\" is not closed");
        result.append(css.substr(0, name_begin)).append(address(css.substr(name_begin, name_end - name_begin)));
        css.remove_prefix(name_end);
    }
}

const std::string& Assets::address(std::string_view name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end()) throw std::out_of_range(fmt::format("no static file '{}'", name));
    return found->second.address;
}

const std::string* Assets::find(std::string_view hash, std::string_view name) const {
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
