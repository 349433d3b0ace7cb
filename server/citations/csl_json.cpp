#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/citations/formats.h"
#include "server/json.h"

namespace clearinghouse::server::citations {
namespace {

Json date_json(const model::PartialDate& date) {
    Json parts = Json::array({date.year});
    if (date.month) parts.push_back(date.month);
    if (date.day) parts.push_back(date.day);
    return {{"date-parts", Json::array({parts})}};
}

Json names_json(const std::vector<Name>& names) {
    Json json = Json::array();
    for (const auto& name : names) {
        json.push_back(name.is_person() ? Json{{"family", name.family}, {"given", name.given}}
                                        : Json{{"literal", name.family}});
    }
    return json;
}

Json item(const Citation& citation) {
    Json json{{"id", citation.id}, {"type", kind_of_work(citation).csl}, {"title", citation.title}};
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) json[name] = value;
    };
    if (!citation.creators.empty()) json["author"] = names_json(citation.creators);
    if (citation.date) json["issued"] = date_json(*citation.date);
    add("publisher", fmt::format("{}", fmt::join(citation.publishers, "; ")));
    add("container-title", citation.journal);
    add("collection-title", citation.series);
    add("number", citation.series_number);
    add("edition", citation.edition);
    add("number-of-pages", citation.pages);
    add("genre", citation.kind);
    add("abstract", citation.summaries.front().text);
    add("keyword", fmt::format("{}", fmt::join(citation.keywords, ", ")));
    add("language", citation.language);
    add("DOI", citation.doi);
    add("ISBN", citation.isbn);
    add("URL", citation.address);
    add("source", citation.site);
    return json;
}

}  // namespace

std::string csl_json(Citations citations) {
    Json items = Json::array();
    for (const auto& citation : citations) items.push_back(item(citation));
    return dump(items);
}

}  // namespace clearinghouse::server::citations
