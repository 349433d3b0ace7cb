#include "server/views/country_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "engine/model/fields.h"
#include "engine/model/nearest.h"
#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/concept_view.h"
#include "server/views/document_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

constexpr std::string_view profile_type = "country-profile";

/// A country with all that its column shows.
struct Column {
    std::string id;
    std::string label;
    std::optional<search::Record> profile;
    Counts types;
};

std::span<const model::Field> profile_fields() {
    const auto* type = model::type(profile_type);
    return type ? type->sections : std::span<const model::Field>{};
}

std::vector<std::string> country_ids(const Visit& visit) {
    std::vector<std::string> ids;
    const auto* scheme = visit.searcher->vocabulary().scheme("countries");
    if (!scheme) return ids;
    for (const auto& country : scheme->concepts) ids.push_back(country.id);
    return ids;
}

std::vector<std::string> asked_values(const Request& request, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& text : request.all(name)) {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            if (end > at) values.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    return values;
}

Column column(const Visit& visit, const std::string& country) {
    Column made{.id = country, .label = visit.heading("countries", country), .profile = {}, .types = {}};
    auto profiles = only("type", {std::string{profile_type}});
    profiles.any_of["country"] = {country};
    auto found = visit.searcher->search(listing(visit, profiles, 1), visit.now);
    if (found && !found->hits.empty()) made.profile = std::move(found->hits.front().record);
    made.types = counts_of(visit, "type", only("country", {country}));
    return made;
}

Json cell(const Visit& visit, const Column& column, std::string_view field) {
    const auto found = column.profile ? find_section(column.profile->document, field, visit.language) : FoundSection{};
    return {{"country", column.label},
            {"html", found.section ? localised(visit, found.section->markup.html) : std::string{}},
            {"lang", foreign(visit, found.language)}};
}

Json rows(const Visit& visit, const std::vector<Column>& columns, const std::string& only_field) {
    Json rows = Json::array();
    for (const auto& field : profile_fields()) {
        if (!only_field.empty() && field.name != only_field) continue;
        Json cells = Json::array();
        for (const auto& each : columns) cells.push_back(cell(visit, each, field.name));
        rows.push_back({{"anchor", field.name},
                        {"label", visit.text(fmt::format("section.{}", field.name))},
                        {"cells", std::move(cells)}});
    }
    return rows;
}

/// How many documents of each type there are about each country; types that none has are left out.
Json count_rows(const Visit& visit, const std::vector<Column>& columns) {
    Json rows = Json::array();
    for (const auto& type : model::types()) {
        Json cells = Json::array();
        std::size_t all = 0;
        for (const auto& each : columns) {
            const auto found = each.types.find(type.name);
            const auto count = found == each.types.end() ? 0 : found->second;
            all += count;
            const auto search = fmt::format("/search?country={}&type={}", encode(each.id), type.name);
            cells.push_back({{"number", format_number(static_cast<double>(count), visit.language)},
                             {"address", count == 0 ? std::string{} : visit.address(search)}});
        }
        if (all > 0)
            rows.push_back({{"label", visit.heading("document-types", type.name)}, {"cells", std::move(cells)}});
    }
    return rows;
}

Json country_choices(const Visit& visit, const WantedCountries& wanted) {
    Json choices = Json::array();
    for (const auto& id : country_ids(visit)) {
        choices.push_back({{"value", id},
                           {"label", visit.heading("countries", id)},
                           {"selected", std::ranges::find(wanted.countries, id) != wanted.countries.end()}});
    }
    return choices;
}

Json field_choices(const Visit& visit, const WantedCountries& wanted) {
    Json choices = Json::array();
    for (const auto& field : profile_fields()) {
        choices.push_back({{"value", field.name},
                           {"label", visit.text(fmt::format("section.{}", field.name))},
                           {"selected", wanted.field == field.name}});
    }
    return choices;
}

Json heads(const Visit& visit, const std::vector<Column>& columns) {
    Json views = Json::array();
    for (const auto& each : columns) {
        const auto* profile = each.profile ? &each.profile->document : nullptr;
        const auto* text = profile ? &profile->text_for(visit.language) : nullptr;
        views.push_back({{"country", each.label},
                         {"address", visit.address("/countries/" + each.id)},
                         {"profile_address", profile ? visit.address("/documents/" + profile->id) : std::string{}},
                         {"summary", text ? text->summary : std::string{}},
                         {"summary_lang", text ? foreign(visit, text->language) : std::string{}}});
    }
    return views;
}

}  // namespace

model::Result<WantedCountries> read_wanted_countries(const Visit& visit) {
    const auto known = country_ids(visit);
    const auto asked = asked_values(visit.request, "countries");
    for (const auto& id : asked) {
        if (std::ranges::find(known, id) != known.end()) continue;
        return tl::unexpected(model::Problem{.code = "bad-parameter",
                                             .file = "countries",
                                             .what = fmt::format("unknown country '{}'", model::quotable(id)),
                                             .hint = fmt::format("{}", fmt::join(known, ", "))});
    }
    WantedCountries wanted{.countries = {}, .field = visit.request.parameter("field")};
    for (const auto& id : known) {
        if (std::ranges::find(asked, id) != asked.end()) wanted.countries.push_back(id);
    }
    const auto fields = profile_fields();
    if (!wanted.field.empty() && std::ranges::find(fields, wanted.field, &model::Field::name) == fields.end()) {
        std::vector<std::string_view> names;
        for (const auto& field : fields) names.push_back(field.name);
        return tl::unexpected(model::Problem{.code = "bad-parameter",
                                             .file = "field",
                                             .what = fmt::format("unknown field '{}'", model::quotable(wanted.field)),
                                             .hint = fmt::format("{}", fmt::join(names, ", "))});
    }
    return wanted;
}

Json country_comparison(const Visit& visit, const WantedCountries& wanted) {
    Json view{{"list_address", visit.address("/countries")},
              {"form_address", visit.address("/countries/compare")},
              {"choices", country_choices(visit, wanted)},
              {"fields", field_choices(visit, wanted)},
              {"too_few", wanted.countries.size() == 1},
              {"heads", Json::array()},
              {"rows", Json::array()},
              {"counts", Json::array()}};
    if (wanted.countries.size() < 2) return view;
    std::vector<Column> columns;
    for (const auto& country : wanted.countries) columns.push_back(column(visit, country));
    view["heads"] = heads(visit, columns);
    view["rows"] = rows(visit, columns, wanted.field);
    view["counts"] = count_rows(visit, columns);
    return view;
}

}  // namespace clearinghouse::server
