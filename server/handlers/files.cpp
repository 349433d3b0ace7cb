#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/handlers/handlers.h"
#include "server/linked_data/signposts.h"

namespace clearinghouse::server {
namespace {

constexpr std::string_view keep_for_a_year = "public, max-age=31536000, immutable";

bool is_compressed(std::string_view type) {
    constexpr std::array compressed{"application/pdf", "image/png", "image/jpeg",
                                    "image/webp",      "image/gif", "font/woff2"};
    return std::ranges::find(compressed, type) != compressed.end() || type.starts_with("application/vnd.openxml");
}

/// What a browser can show by itself without running anything. Everything else is saved, HTML with it: opened
/// from our address it could speak in our name. SVG is shown, since pages hold it as pictures, but may run nothing.
bool is_shown(std::string_view type) {
    constexpr std::array shown{"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif"};
    return std::ranges::find(shown, type) != shown.end();
}

}  // namespace

Response send_attachment(const Visit& visit) {
    const auto& file = visit.place.at("file");
    const auto path = visit.searcher->attachment(visit.place.at("id"), file, visit.now);
    if (!path) return not_found(visit);
    std::ifstream stream{*path, std::ios::binary};
    if (!stream) return not_found(visit);
    Response response;
    response.media_type = media_type(file);
    response.body.assign(std::istreambuf_iterator<char>{stream}, {});
    // File names hold letters, digits, dots and hyphens only (schemas/markup.xsd), so they need no quoting.
    const bool as_picture = response.media_type == "image/svg+xml";
    const bool shown = is_shown(response.media_type) || as_picture;
    response.headers.emplace_back("Content-Disposition",
                                  fmt::format("{}; filename=\"{}\"", shown ? "inline" : "attachment", file));
    if (as_picture) response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Link", linked_data::link_back(visit, visit.place.at("id"), "collection"));
    response.keep_as_is = is_compressed(response.media_type);
    response.for_machines = true;
    return response;
}

Response send_static(const Visit& visit) {
    const auto& name = visit.place.at("file");
    const auto* content = visit.site.assets.find(visit.place.at("hash"), name);
    if (!content) return not_found(visit);
    Response response;
    response.media_type = media_type(name);
    response.body = *content;
    response.cache_control = keep_for_a_year;
    response.keep_as_is = is_compressed(response.media_type);
    return response;
}

Response send_robots(const Visit& visit) {
    Response response;
    response.media_type = "text/plain; charset=utf-8";
    // Every combination of filters is an address: crawlers would never end. A search by one of them is worth finding.
    const auto& languages = visit.site.texts.languages();
    response.body = "User-agent: *\n";
    if (visit.site.settings.preview) {
        response.body += "Disallow: /\n";
        return response;
    }
    for (const auto& language : languages) response.body += fmt::format("Disallow: /{}/search?*&\n", language);
    for (const std::string_view questions : {"search?", "suggest", "compare", "evidence-map"}) {
        response.body += fmt::format("Disallow: /api/v1/{}\n", questions);
    }
    response.body += fmt::format("\nSitemap: {}/sitemap.xml\n", visit.site.settings.base_url);
    return response;
}

}  // namespace clearinghouse::server
