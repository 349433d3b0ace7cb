#include "server/views/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/linked_data/json_ld.h"
#include "server/routes.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

/// The question in the address without its page: read in another language it finds more or less, in another order.
std::string first_page(const Request& request) {
    std::string query;
    for (const auto& [name, value] : request.parameters) {
        if (name == "page") continue;
        query += fmt::format("{}{}={}", query.empty() ? "?" : "&", encode(name), encode(value));
    }
    return query;
}

/// The path behind the language: "/themes" of "/sv/themes"; "/" when the address has no language.
std::string path_behind_language(const Visit& visit) {
    if (!visit.place.contains("lang")) return "/";
    const auto slash = visit.request.path.find('/', 1);
    return slash == std::string::npos ? "/" : visit.request.path.substr(slash);
}

std::string encode_path(std::string_view path) {
    std::string encoded;
    for (const char c : path) encoded += c == '/' ? "/" : encode(std::string_view{&c, 1});
    return encoded;
}

Json language_links(const Visit& visit) {
    const auto rest = encode_path(path_behind_language(visit));
    const auto query = rest == "/" ? "" : first_page(visit.request);
    Json links = Json::array();
    for (const auto& language : visit.site.texts.languages()) {
        links.push_back({{"tag", language},
                         {"name", visit.site.texts.get(language, "language.name")},
                         {"address", fmt::format("/{}{}{}", language, rest, query)},
                         {"current", language == visit.language}});
    }
    return links;
}

Json navigation(const Visit& visit, std::string_view section) {
    // What a reader comes for most; the rest is led to from these. A page that does not exist has no entry.
    constexpr std::array entries{"search",     "collections",  "themes", "countries", "goals",
                                 "statistics", "evidence-map", "events", "about"};
    Json links = Json::array();
    for (const std::string entry : entries) {
        if (std::ranges::find(routes(), "/{lang}/" + entry, &Route::path) == routes().end()) continue;
        links.push_back({{"text", visit.text("navigation." + entry)},
                         {"address", visit.address("/" + entry)},
                         {"current", entry == section}});
    }
    return links;
}

/// The contact as it is read aloud: a mail address without "mailto:".
std::string contact_text(const std::string& contact) {
    constexpr std::string_view mail = "mailto:";
    return contact.starts_with(mail) ? contact.substr(mail.size()) : contact;
}

/// Where programs read the feed of a page, by format.
Json feeds(const std::string& list) {
    Json links = Json::array();
    if (list.empty()) return links;
    for (const auto& [format, type] :
         {std::pair{"atom", "application/atom+xml"}, std::pair{"json-feed", "application/feed+json"}}) {
        links.push_back({{"type", type}, {"address", fmt::format("{}&format={}", list, format)}});
    }
    return links;
}

/// Where the page itself is, without what its address asks for.
std::string own_address(const Visit& visit) {
    return visit.site.settings.base_url + encode_path(visit.request.path);
}

/// The page in each language for search engines, and the address that chooses among them. A question has none: its
/// answers are not to be listed.
Json alternates(const Visit& visit, const Page& page) {
    Json links = Json::array();
    const bool is_question = page.is_search || !visit.request.parameters.empty();
    if (is_question && page.permalink.empty() && !page.linked_data.is_array()) return links;
    const auto& base = visit.site.settings.base_url;
    const auto rest = encode_path(path_behind_language(visit));
    for (const auto& language : visit.site.texts.languages()) {
        links.push_back({{"tag", language}, {"href", fmt::format("{}/{}{}", base, language, rest)}});
    }
    const bool is_neutral = page.permalink.starts_with("/documents/");
    const auto neutral = is_neutral ? page.permalink : rest == "/" ? rest : "/en" + rest;
    links.push_back({{"tag", "x-default"}, {"href", base + neutral}});
    return links;
}

Json meta_of(const Page& page) {
    Json tags = Json::array();
    for (const auto& [name, content] : page.meta) tags.push_back({{"name", name}, {"content", content}});
    return tags;
}

}  // namespace

std::string foreign(const Visit& visit, const std::string& language) {
    return language == visit.language ? "" : language;
}

Response show_page(const Visit& visit, std::string_view name, const Page& page, Json view, int status) {
    const auto& site = visit.site;
    const auto title =
        page.title.empty() ? visit.text("site.name") : fmt::format("{} – {}", page.title, visit.text("site.name"));
    view["page"] = {
        {"lang", visit.language},
        {"title", title},
        {"description", page.description.empty() ? visit.text("site.description") : page.description},
        {"style", site.assets.address("site.css")},
        {"typeface", site.assets.address("source-sans-3-latin.woff2")},
        {"suggest", site.assets.address("suggest.js")},
        {"copy", site.assets.address("copy.js")},
        {"icon", site.assets.address("icon.svg")},
        {"home", visit.address("/")},
        {"search", visit.address("/search")},
        {"compare", visit.address("/compare")},
        {"evidence_map", visit.address("/evidence-map")},
        {"about", visit.address("/about")},
        {"contact", site.settings.contact},
        {"contact_text", contact_text(site.settings.contact)},
        {"navigation", navigation(visit, page.section)},
        {"languages", language_links(visit)},
        {"permalink", page.permalink.empty() ? "" : site.settings.base_url + page.permalink},
        {"canonical", page.permalink.empty() ? "" : own_address(visit)},
        {"alternates", status < 400 ? alternates(visit, page) : Json::array()},
        {"open_search", "/opensearch.xml?lang=" + visit.language},
        {"meta", meta_of(page)},
        {"linked_data",
         page.linked_data.is_array() ? linked_data::for_script(linked_data::graph(page.linked_data)) : std::string{}},
        {"machine_address", page.machine_address},
        {"feeds", feeds(page.feed)},
        {"has_search_box", !page.is_search},
        {"preview", site.settings.preview}};
    Response response;
    response.status = status;
    response.body = site.templates.render(name, visit.language, view);
    response.headers.emplace_back("Content-Language", visit.language);
    if (status >= 400) response.cache_control = "no-cache";
    return response;
}

std::string feed_of_search(const Visit& visit, const std::string& filters) {
    return fmt::format("/api/v1/search?{}{}lang={}", filters, filters.empty() ? "" : "&", visit.language);
}

Response show_message(const Visit& visit, int status, const std::string& heading, const std::string& explanation,
                      Json view) {
    view["heading"] = heading;
    view["explanation"] = explanation;
    return show_page(visit, "message", {.title = heading, .is_search = true}, std::move(view), status);
}

}  // namespace clearinghouse::server
