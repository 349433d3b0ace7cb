#include "server/views/take_along_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/api_search.h"
#include "server/representations.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::array<std::string_view, 2> feeds{"atom", "json-feed"};
/// What readers have programs for: the whole list, not its first page. The other formats are for those who read about
/// the API.
constexpr std::array<std::string_view, 4> saved{"csv", "ris", "bibtex", "csl-json"};
/// What stands before the list of all.
constexpr std::array<std::string_view, 2> shown_at_once{"atom", "csv"};
constexpr std::array<std::string_view, 3> citations{"ris", "bibtex", "csl-json"};

bool is_in(std::string_view name, const auto& names) {
    return std::ranges::find(names, name) != names.end();
}

/// What a format is for, in the reader's language; its name where nobody wrote that.
std::string label_of(const Visit& visit, std::string_view name) {
    const auto key = fmt::format("format.{}", name);
    return visit.site.texts.has(key) ? visit.text(key) : std::string{name};
}

Json link(const Visit& visit, const Format& format, std::string_view address) {
    const auto joint = address.find('?') == std::string_view::npos ? '?' : '&';
    return {{"address", fmt::format("{}{}format={}", address, joint, format.name)},
            {"label", label_of(visit, format.name)},
            {"media_type", format.media_type.substr(0, format.media_type.find(';'))}};
}

/// What there is to follow and to save: links to a feed of one list and to the formats of another.
struct Links {
    Json at_once = Json::array();
    Json groups = Json::array();
};

Links links_to(const Visit& visit, const std::string& feed, const std::string& list) {
    Links links;
    Json follow = Json::array();
    Json save = Json::array();
    for (const auto& row : list_formats()) {
        const auto& name = row.format.name;
        const bool is_feed = is_in(name, feeds);
        if (!is_feed && !is_in(name, saved)) continue;
        auto made = link(visit, row.format, is_feed ? feed : list);
        if (is_in(name, shown_at_once)) links.at_once.push_back(made);
        (is_feed ? follow : save).push_back(std::move(made));
    }
    links.groups.push_back({{"heading", visit.text("search.take.follow")}, {"links", std::move(follow)}});
    links.groups.push_back({{"heading", visit.text("search.take.save")}, {"links", std::move(save)}});
    return links;
}

std::string path_of(const Visit& visit, const search::Request& request) {
    const auto query = to_query(request);
    return fmt::format("/api/v1/search?{}{}lang={}", query, query.empty() ? "" : "&", visit.language);
}

}  // namespace

Json take_search_along(const Visit& visit, const search::Request& request) {
    auto latest = request;
    latest.sort = search::Sort::published;
    auto links = links_to(visit, path_of(visit, latest), path_of(visit, request));
    const auto path = path_of(visit, request);
    return {{"at_once", std::move(links.at_once)},
            {"groups", std::move(links.groups)},
            {"api_path", path},
            {"record", visit.text("search.take.record", {{"id", search_id(visit, request)}})},
            {"api_address", visit.site.settings.base_url + path}};
}

std::string collection_list(const Visit& visit, std::string_view id) {
    return fmt::format("/api/v1/collections/{}?lang={}", id, visit.language);
}

Json take_collection_along(const Visit& visit, std::string_view id) {
    const auto list = collection_list(visit, id);
    return links_to(visit, list, list).groups;
}

Json citation_files(const Visit& visit, std::string_view id) {
    Json links = Json::array();
    for (const auto& row : document_formats()) {
        if (is_in(row.format.name, citations)) {
            links.push_back(link(visit, row.format, fmt::format("/api/v1/documents/{}", id)));
        }
    }
    return links;
}

}  // namespace clearinghouse::server
