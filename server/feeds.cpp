#include "server/feeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "server/api_search.h"
#include "server/citations/citation.h"
#include "server/facets.h"
#include "server/formats.h"
#include "server/json.h"
#include "server/search_parameters.h"
#include "server/xml.h"

namespace clearinghouse::server {
namespace {

/// RFC 4151. The year is one in which the domain name was ours; it never changes.
std::string tag(const Visit& visit, std::string_view what) {
    return fmt::format("tag:{},2026:{}", visit.site.identity.repository, what);
}

std::string with_language(const search::Request& request) {
    const auto query = to_query(request);
    return fmt::format("{}{}lang={}", query, query.empty() ? "" : "&", request.language);
}

std::string address(const Visit& visit, const search::Request& request, std::string_view format) {
    return fmt::format("{}/api/v1/search?{}&limit={}&format={}", visit.site.settings.base_url, with_language(request),
                       request.limit, format);
}

/// The address of the part of a feed that is shown.
std::string own_address(const Visit& visit, const search::Request& request, std::string_view format) {
    const auto cursor = visit.request.parameter("cursor");
    return address(visit, request, format) + (cursor.empty() ? "" : "&cursor=" + encode(cursor));
}

std::string next_address(const Visit& visit, const search::Request& request, const search::Answer& answer,
                         std::string_view format) {
    const auto next = request.offset + answer.hits.size();
    if (answer.hits.empty() || next >= answer.total || next + request.limit > search::Limits{}.reach) return "";
    return fmt::format("{}&cursor={}", address(visit, request, format),
                       make_cursor(request, visit.searcher->state(visit.now), next));
}

/// The page on which a person sees the same.
std::string page_address(const Visit& visit, const search::Request& request) {
    const auto query = to_query(request);
    return fmt::format("{}/{}/search{}{}", visit.site.settings.base_url, request.language, query.empty() ? "" : "?",
                       query);
}

/// What is told of a feed as a whole; addresses that there are not are empty.
struct Feed {
    std::string language;
    std::string id;
    std::string title;
    std::string self;
    std::string page;  ///< Where a person sees the same.
    std::string first;
    std::string next;
    std::vector<const search::Record*> records;
    std::string updated = {};  ///< Of Atom: the whole set's, not only that of the records shown.
    std::string counts = {};   ///< Of Atom: elements that say which part of how many is shown.
};

std::vector<const search::Record*> records_of(const search::Answer& answer) {
    std::vector<const search::Record*> records;
    for (const auto& hit : answer.hits) records.push_back(&hit.record);
    return records;
}

Feed feed_of(const Visit& visit, const search::Request& request, const search::Answer& answer,
             std::string_view format) {
    Feed feed{.language = request.language,
              .id = tag(visit, "search?" + with_language(request)),
              .title = feed_title(visit, request),
              .self = own_address(visit, request, format),
              .page = page_address(visit, request),
              .first = request.offset == 0 ? "" : address(visit, request, format),
              .next = next_address(visit, request, answer, format),
              .records = records_of(answer)};
    return feed;
}

Feed feed_of(const Visit& visit, const model::Document& collection, const std::vector<search::Record>& parts,
             const std::string& language, std::string_view format) {
    const auto& base = visit.site.settings.base_url;
    Feed feed{.language = language,
              .id = tag(visit, "collections/" + collection.id + "?lang=" + language),
              .title = fmt::format("{} – {}", collection.text_for(language).title,
                                   visit.site.texts.get(language, "site.name")),
              .self = fmt::format("{}/api/v1/collections/{}?lang={}&format={}", base, collection.id, language, format),
              .page = fmt::format("{}/{}/collections/{}", base, language, collection.id),
              .first = "",
              .next = "",
              .records = {}};
    for (const auto& part : parts) feed.records.push_back(&part);
    return feed;
}

/// When readers last got something new of a document.
std::string last_change_of(const Visit& visit, const model::Document& document) {
    const auto change = visit.searcher->last_change(document.id, visit.now);
    return model::to_rfc3339(change ? change->changed : document.published.value_or(visit.now));
}

/// That of the document that changed last. A feed without documents is as old as the identifiers of feeds (see tag), so
/// that a new generation does not make it newer.
std::string last_change_of(const Visit& visit, const std::vector<const search::Record*>& records) {
    if (records.empty()) return "2026-01-01T00:00:00Z";
    std::string last;
    for (const auto* record : records) last = std::max(last, last_change_of(visit, record->document));
    return last;
}

/// When something last changed among all that a search finds, whichever part of it is shown, so it stays as it is while
/// they do. It covers the first most_dated documents in the order of the feed, and those shown: where more are found,
/// and one far behind changes, only its own entry says so.
std::string updated(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    constexpr std::size_t most_dated = 500;
    const auto shown = last_change_of(visit, records_of(answer));
    if (answer.hits.size() == answer.total) return shown;
    auto whole = request;
    whole.offset = 0;
    whole.limit = most_dated;
    const auto found = visit.searcher->search(whole, visit.now);
    return found ? std::max(shown, last_change_of(visit, records_of(*found))) : shown;
}

/// OpenSearch 1.1, "Response elements"; results are counted from 1.
std::string counts_of(const search::Request& request, const search::Answer& answer) {
    return xml_element("opensearch:totalResults", std::to_string(answer.total)) +
           xml_element("opensearch:startIndex", std::to_string(request.offset + 1)) +
           xml_element("opensearch:itemsPerPage", std::to_string(request.limit));
}

/// What a feed tells of a document.
struct Item {
    const model::Document& document;
    const model::Text& text;  ///< In the reader's language, or the nearest that there is.
    std::string id;
    std::string address;
    std::string updated;
    std::string published;
    std::vector<std::string> authors;
};

Item item_of(const Visit& visit, const std::string& language, const search::Record& record) {
    const auto& document = record.document;
    return {.document = document,
            .text = document.text_for(language),
            .id = tag(visit, "documents/" + document.id),
            .address = fmt::format("{}/documents/{}", visit.site.settings.base_url, document.id),
            .updated = last_change_of(visit, document),
            .published = model::to_rfc3339(document.published.value_or(visit.now)),
            .authors = document.authors.empty() ? document.publishers : document.authors};
}

/// A concept by which feeds can be sorted.
struct Category {
    std::string term;
    std::string scheme;
    std::string label;
};

std::vector<Category> categories_of(const Visit& visit, const std::string& language, const model::Document& document) {
    std::vector<Category> categories;
    const auto add = [&](std::string_view scheme, const std::string& id) {
        const auto& vocabulary = visit.searcher->vocabulary();
        const auto* known = vocabulary.scheme(scheme);
        categories.push_back(
            {id, known == nullptr ? std::string{} : known->iri, vocabulary.label(scheme, id, language)});
    };
    add("document-types", document.type);
    for (const auto& theme : document.themes) add("themes", theme);
    for (const auto& country : document.countries) add("countries", country);
    return categories;
}

std::string entry_xml(const Visit& visit, const std::string& language, const Item& item) {
    std::string xml = "<entry>" + xml_element("id", item.id) +
                      xml_element("title", item.text.title, {{"xml:lang", item.text.language}}) +
                      xml_element("updated", item.updated) + xml_element("published", item.published) +
                      xml_element("link", "", {{"rel", "alternate"}, {"type", "text/html"}, {"href", item.address}});
    for (const auto& author : item.authors) xml += "<author>" + xml_element("name", author) + "</author>";
    for (const auto& [term, scheme, label] : categories_of(visit, language, item.document)) {
        xml += xml_element("category", "", {{"term", term}, {"scheme", scheme}, {"label", label}});
    }
    xml += xml_element("summary", item.text.summary, {{"xml:lang", item.text.language}});
    if (!item.document.licence.empty()) xml += xml_element("rights", item.document.licence);
    return xml + "</entry>\n";
}

Json item_json(const Visit& visit, const std::string& language, const search::Record& record) {
    const auto item = item_of(visit, language, record);
    Json authors = Json::array();
    for (const auto& author : item.authors) authors.push_back({{"name", author}});
    Json tags = Json::array();
    for (const auto& category : categories_of(visit, language, item.document)) tags.push_back(category.label);
    Json attachments = Json::array();
    for (const auto& file : citations::make_citation(visit, record).files) {
        attachments.push_back({{"url", file.address},
                               {"mime_type", file.media_type},
                               {"title", file.title},
                               {"size_in_bytes", file.bytes}});
    }
    return {{"id", item.id},
            {"url", item.address},
            {"title", item.text.title},
            {"content_text", item.text.summary},
            {"date_published", item.published},
            {"date_modified", item.updated},
            {"authors", std::move(authors)},
            {"tags", std::move(tags)},
            {"language", item.text.language},
            {"attachments", std::move(attachments)}};
}

std::string atom(const Visit& visit, const Feed& feed) {
    const auto link = [](std::string_view relation, std::string_view type, const std::string& target) {
        if (target.empty()) return std::string{};
        return xml_element("link", "", {{"rel", std::string{relation}}, {"type", std::string{type}}, {"href", target}});
    };
    constexpr std::string_view type = "application/atom+xml";
    const auto& base = visit.site.settings.base_url;
    std::string xml = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
        "xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" xml:lang=\"{}\">\n",
        feed.language);
    xml += xml_element("id", feed.id) + xml_element("title", feed.title) + xml_element("updated", feed.updated) +
           "<author>" + xml_element("name", visit.site.texts.get(feed.language, "site.name")) +
           xml_element("uri", base + "/") + "</author>" +
           xml_element("generator", "Clearinghouse", {{"version", visit.site.settings.version}}) +
           xml_element("icon", base + visit.site.assets.address("icon.svg")) + link("self", type, feed.self) +
           link("alternate", "text/html", feed.page) + link("first", type, feed.first) + link("next", type, feed.next) +
           feed.counts + "\n";
    for (const auto* record : feed.records) {
        xml += entry_xml(visit, feed.language, item_of(visit, feed.language, *record));
    }
    return xml + "</feed>\n";
}

std::string json(const Visit& visit, const Feed& feed) {
    const auto& base = visit.site.settings.base_url;
    Json items = Json::array();
    for (const auto* record : feed.records) items.push_back(item_json(visit, feed.language, *record));
    Json view{{"version", "https://jsonfeed.org/version/1.1"},
              {"title", feed.title},
              {"home_page_url", feed.page},
              {"feed_url", feed.self}};
    if (!feed.next.empty()) view["next_url"] = feed.next;
    view["language"] = feed.language;
    view["authors"] = Json::array({{{"name", visit.site.texts.get(feed.language, "site.name")}, {"url", base + "/"}}});
    view["icon"] = base + visit.site.assets.address("icon.svg");
    view["items"] = std::move(items);
    return dump(view);
}

}  // namespace

std::string feed_title(const Visit& visit, const search::Request& request) {
    std::vector<std::string> parts;
    if (!request.text.empty()) parts.push_back(request.text);
    for (const auto& facet : facets) {
        const auto values = request.filters.any_of.find(std::string{facet.name});
        if (values == request.filters.any_of.end()) continue;
        for (const auto& value : values->second) {
            parts.push_back(facet.scheme.empty()
                                ? value
                                : visit.searcher->vocabulary().label(facet.scheme, value, request.language));
        }
    }
    const auto& [any_of, from, to] = request.filters;
    if (from || to)
        parts.push_back(fmt::format("{}–{}", from ? std::to_string(*from) : "", to ? std::to_string(*to) : ""));
    std::string what;
    for (const auto& part : parts) what += (what.empty() ? "" : ", ") + part;
    const auto& site = visit.site.texts.get(request.language, "site.name");
    return what.empty() ? site : fmt::format("{} – {}", capitalised(what, request.language), site);
}

std::string atom_feed(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    auto feed = feed_of(visit, request, answer, "atom");
    feed.updated = updated(visit, request, answer);
    feed.counts = counts_of(request, answer);
    return atom(visit, feed);
}

std::string json_feed(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    return json(visit, feed_of(visit, request, answer, "json-feed"));
}

std::string atom_feed(const Visit& visit, const model::Document& collection, const std::vector<search::Record>& parts,
                      const std::string& language) {
    auto feed = feed_of(visit, collection, parts, language, "atom");
    feed.updated = last_change_of(visit, feed.records);
    return atom(visit, feed);
}

std::string json_feed(const Visit& visit, const model::Document& collection, const std::vector<search::Record>& parts,
                      const std::string& language) {
    return json(visit, feed_of(visit, collection, parts, language, "json-feed"));
}

}  // namespace clearinghouse::server
