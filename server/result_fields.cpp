#include "server/result_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/model/nearest.h"
#include "server/json_values.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

using search::Hit;
using Language = const std::string&;

const model::Document& of(const Hit& hit) {
    return hit.record.document;
}

Json page_json(const Visit& visit, const Hit& hit, Language) {
    if (!hit.page) return nullptr;
    const auto& [file, number] = *hit.page;
    return {{"file", file},
            {"number", number},
            {"url", visit.site.settings.base_url + page_address(of(hit).id, *hit.page)}};
}

Json snippet_json(const Visit&, const Hit& hit, Language) {
    Json snippet = Json::array();
    for (const auto& fragment : hit.snippet) snippet.push_back({{"text", fragment.text}, {"marked", fragment.marked}});
    return snippet;
}

Json evidence_level(const Visit&, const Hit& hit, Language) {
    const auto* evidence = of(hit).value("evidence");
    return evidence ? text_or_null(evidence->attribute("level")) : Json(nullptr);
}

std::string cost_text(const model::Value& cost) {
    auto text = fmt::format("{} {}", cost.attribute("amount"), cost.attribute("currency"));
    if (const auto& per = cost.attribute("per"); !per.empty()) text += fmt::format(" per {}", per);
    if (const auto& year = cost.attribute("year"); !year.empty()) text += fmt::format(" ({})", year);
    return text;
}

Json costs(const Visit&, const Hit& hit, Language) {
    Json texts = Json::array();
    for (const auto* cost : of(hit).values("cost")) texts.push_back(cost_text(*cost));
    return texts;
}

Json practice_status(const Visit&, const Hit& hit, Language) {
    const auto* status = of(hit).value("practice-status");
    return status ? Json(status->text) : Json(nullptr);
}

Json period(const Visit&, const Hit& hit, Language) {
    const auto* period = of(hit).value("period");
    if (!period) return nullptr;
    const auto open = [](const std::string& date) { return date.empty() ? std::string{".."} : date; };
    return open(period->attribute("from")) + "/" + open(period->attribute("to"));
}

Json place_names(const Visit&, const Hit& hit, Language) {
    Json names = Json::array();
    for (const auto& place : of(hit).places) names.push_back(place.text);
    return names;
}

constexpr std::array fields{
    ResultField{"id", "", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).id); }},
    ResultField{"type", "document-types", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).type); }},
    ResultField{"title", "",
                [](const Visit&, const Hit& hit, Language language) { return Json(of(hit).text_for(language).title); }},
    ResultField{
        "language", "languages",
        [](const Visit&, const Hit& hit, Language language) { return Json(of(hit).text_for(language).language); }},
    ResultField{"languages", "languages", [](const Visit&, const Hit& hit, Language) { return languages_of(of(hit)); }},
    ResultField{
        "summary", "",
        [](const Visit&, const Hit& hit, Language language) { return Json(of(hit).text_for(language).summary); }},
    ResultField{"snippet", "", snippet_json, true},
    ResultField{"snippet_language", "languages",
                [](const Visit&, const Hit& hit, Language) { return text_or_null(hit.snippet_language); }, true},
    ResultField{"section", "", [](const Visit&, const Hit& hit, Language) { return text_or_null(hit.section); }, true},
    ResultField{"page", "", page_json, true},
    ResultField{"score", "",
                [](const Visit&, const Hit& hit, Language) { return Json(std::round(hit.score * 10000) / 10000); }},
    ResultField{"why", "", [](const Visit&, const Hit& hit, Language) { return Json(hit.why); }, true},
    ResultField{"date", "", [](const Visit&, const Hit& hit, Language) { return date_or_null(of(hit).date); }},
    ResultField{"year", "", [](const Visit&, const Hit& hit, Language) { return year_or_null(of(hit).year()); }},
    ResultField{"authors", "", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).authors); }},
    ResultField{"publishers", "", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).publishers); }},
    ResultField{"countries", "countries",
                [](const Visit&, const Hit& hit, Language) { return Json(of(hit).countries); }},
    ResultField{"places", "", place_names},
    ResultField{"themes", "themes", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).themes); }},
    ResultField{"target_groups", "target-groups",
                [](const Visit&, const Hit& hit, Language) { return Json(of(hit).target_groups); }},
    ResultField{"perspectives", "perspectives",
                [](const Visit&, const Hit& hit, Language) { return Json(of(hit).perspectives); }},
    ResultField{"goals", "goals", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).goals); }},
    ResultField{"evidence_level", "evidence-levels", evidence_level},
    ResultField{"aspects", "aspects", [](const Visit&, const Hit& hit, Language) { return Json(of(hit).aspects()); }},
    ResultField{"practice_status", "", practice_status},
    ResultField{"period", "", period},
    ResultField{"costs", "", costs},
    ResultField{"licence", "", [](const Visit&, const Hit& hit, Language) { return text_or_null(of(hit).licence); }},
    ResultField{"published", "",
                [](const Visit&, const Hit& hit, Language) { return moment_or_null(of(hit).published); }},
    ResultField{"modified", "",
                [](const Visit&, const Hit& hit, Language) { return moment_or_null(of(hit).last_changed()); }},
    ResultField{
        "url", "",
        [](const Visit& visit, const Hit& hit, Language) { return Json(permanent_address(visit, of(hit).id)); }},
    ResultField{"api", "",
                [](const Visit& visit, const Hit& hit, Language) { return Json(document_address(visit, of(hit).id)); }},
};

const ResultField* field(std::string_view name) {
    const auto found = std::ranges::find(fields, name, &ResultField::name);
    return found == fields.end() ? nullptr : &*found;
}

model::Problem unknown_field(std::string_view name) {
    std::vector<std::string> known;
    for (const auto& each : fields) known.emplace_back(each.name);
    constexpr std::size_t longest_compared = 64;
    const auto near = name.size() > longest_compared ? "" : model::nearest(name, known);
    return {.code = "unknown-value",
            .file = "fields",
            .what = fmt::format("unknown field '{}'", model::quotable(std::string{name})),
            .hint = near.empty() ? fmt::format("{}", fmt::join(known, ", ")) : fmt::format("did you mean '{}'?", near)};
}

}  // namespace

std::span<const ResultField> result_fields() {
    return fields;
}

std::vector<std::string> listed_names(const Request& request, std::string_view parameter) {
    std::vector<std::string> names;
    const auto text = request.parameter(parameter);
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        const auto name = text.substr(at, end - at);
        if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
        at = end + 1;
    }
    return names;
}

model::Result<FieldList> chosen_fields(const Request& request, std::span<const std::string_view> usual) {
    FieldList chosen;
    for (const auto& name : listed_names(request, "fields")) {
        const auto* known = field(name);
        if (!known) return tl::unexpected(unknown_field(name));
        chosen.push_back(known);
    }
    if (chosen.empty()) {
        for (const auto name : usual) chosen.push_back(field(name));
    }
    return chosen;
}

Json hit_json(const Visit& visit, const search::Hit& hit, const std::string& language, const FieldList& wanted) {
    Json json = Json::object();
    for (const auto* each : wanted) json[std::string{each->name}] = each->value(visit, hit, language);
    return json;
}

}  // namespace clearinghouse::server
