#include "server/linked_data/sitemap.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "engine/search/changes.h"
#include "server/last_change.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/concept_view.h"

namespace clearinghouse::server::linked_data {
namespace {

/// Each has an address in every language: far below the 50,000 addresses of a file.
constexpr std::size_t pages_in_part = 2000;
constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view space = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page in all its languages. Paths hold letters, digits, "/" and "-" only, so they are XML as they stand.
struct Entry {
    std::string path;     ///< Behind the language: "/themes".
    std::string neutral;  ///< The address without a language, or that of English.
    std::string changed;
};

std::vector<Entry> document_entries(const Visit& visit) {
    std::vector<Entry> entries;
    search::ChangesRequest request;
    while (true) {
        const auto found = visit.searcher->changes(request, visit.now);
        for (const auto& change : found.changes) {
            if (change.is_deleted) continue;
            const auto folder = change.type == "collection" ? "collections" : "documents";
            entries.push_back({fmt::format("/{}/{}", folder, change.id), "/documents/" + change.id,
                               model::to_rfc3339(change.changed)});
        }
        if (found.changes.empty() || found.is_last()) return entries;
        request.after = {found.changes.back().changed, found.changes.back().id};
    }
}

/// When a document of each set last came, changed or went: "theme:women", "country:se".
std::map<std::string, std::string, std::less<>> changes_by_set(const Visit& visit) {
    std::map<std::string, std::string, std::less<>> changed;
    const auto all = visit.searcher->changes(
        {.from = {}, .until = {}, .set = {}, .after = {}, .count = std::string::npos}, visit.now);
    for (const auto& change : all.changes) {
        for (const auto& set : change.sets) changed[set] = model::to_rfc3339(change.changed);
    }
    return changed;
}

/// Concepts that have documents; the themes are a thesaurus for searching too. Of those that make no sets nothing says
/// when their documents changed, so they are dated as lists are.
void add_concepts(std::vector<Entry>& entries, const Visit& visit, const std::string& last_change) {
    auto request = listing(visit, {}, 1);
    request.with_facets = true;
    const auto found = visit.searcher->search(request, visit.now);
    if (!found) return;
    const auto changed = changes_by_set(visit);
    for (const auto& kind : concept_kinds) {
        const auto counts = std::ranges::find(found->facets, kind.facet, &search::FacetCounts::name);
        if (counts == found->facets.end()) continue;
        for (const auto& value : counts->values) {
            if (value.count == 0) continue;
            const auto path = fmt::format("/{}/{}", kind.name, value.value);
            const auto set = changed.find(fmt::format("{}:{}", kind.facet, value.value));
            entries.push_back({path, "/en" + path, set == changed.end() ? last_change : set->second});
        }
    }
}

/// Lists may show any document, so they are as new as the newest change of all.
std::vector<Entry> page_entries(const Visit& visit) {
    const auto changed = model::to_rfc3339(last_change(visit));
    std::vector<Entry> entries{{"/", "/", changed}};
    for (const auto& kind : concept_kinds)
        entries.push_back({fmt::format("/{}", kind.name), fmt::format("/en/{}", kind.name), changed});
    for (const std::string path : {"/collections", "/events", "/networks", "/statistics", "/timeline", "/evidence-map",
                                   "/about", "/about/search", "/about/accessibility", "/about/privacy", "/about/api"}) {
        entries.push_back({path, "/en" + path, changed});
    }
    add_concepts(entries, visit, changed);
    return entries;
}

std::string alternates_of(const Visit& visit, const Entry& entry) {
    const auto& base = visit.site.settings.base_url;
    std::string links;
    for (const auto& language : visit.site.texts.languages()) {
        links += fmt::format("<xhtml:link rel=\"alternate\" hreflang=\"{0}\" href=\"{1}/{0}{2}\"/>\n", language, base,
                             entry.path);
    }
    return links +
           fmt::format("<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{}{}\"/>\n", base, entry.neutral);
}

std::string url_set(const Visit& visit, const std::vector<Entry>& entries) {
    auto xml = fmt::format("{}<urlset xmlns=\"{}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n", head, space);
    for (const auto& entry : entries) {
        const auto alternates = alternates_of(visit, entry);
        for (const auto& language : visit.site.texts.languages()) {
            xml += fmt::format("<url>\n<loc>{}/{}{}</loc>\n<lastmod>{}</lastmod>\n{}</url>\n",
                               visit.site.settings.base_url, language, entry.path, entry.changed, alternates);
        }
    }
    return xml + "</urlset>\n";
}

std::size_t parts_for(std::size_t entries) {
    return (entries + pages_in_part - 1) / pages_in_part;
}

std::vector<Entry> part_of(const std::vector<Entry>& entries, std::size_t number) {
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>((number - 1) * pages_in_part);
    const auto count = std::min(pages_in_part, static_cast<std::size_t>(entries.end() - begin));
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

std::string sitemap_index(const Visit& visit) {
    const auto documents = document_entries(visit);
    auto xml = fmt::format("{}<sitemapindex xmlns=\"{}\">\n", head, space);
    const auto add = [&](const std::string& name, const std::string& changed) {
        xml += fmt::format("<sitemap>\n<loc>{}/sitemaps/{}.xml</loc>\n<lastmod>{}</lastmod>\n</sitemap>\n",
                           visit.site.settings.base_url, name, changed);
    };
    add("pages", model::to_rfc3339(last_change(visit)));
    for (std::size_t number = 1; number <= parts_for(documents.size()); ++number) {
        const auto part = part_of(documents, number);
        add(fmt::format("documents-{}", number), std::ranges::max_element(part, {}, &Entry::changed)->changed);
    }
    return xml + "</sitemapindex>\n";
}

std::optional<std::string> sitemap_part(const Visit& visit, std::string_view name) {
    constexpr std::string_view documents = "documents-";
    if (name == "pages") return url_set(visit, page_entries(visit));
    if (!name.starts_with(documents)) return std::nullopt;
    const auto number = read_number(name.substr(documents.size()));
    const auto entries = document_entries(visit);
    if (!number || *number == 0 || *number > parts_for(entries.size())) return std::nullopt;
    return url_set(visit, part_of(entries, *number));
}

}  // namespace clearinghouse::server::linked_data
