#include "server/views/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/formats.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

std::string date_in_words(const Visit& visit, const std::string& text) {
    const auto date = model::parse_date(text);
    return date ? format_date(*date, visit.language) : text;
}

std::string cost(const Visit& visit, const model::Value& value) {
    auto text = format_money(value.attribute("amount"), value.attribute("currency"), visit.language);
    const auto& per = value.attribute("per");
    if (!per.empty()) text = visit.text("cost.per." + per, {{"amount", text}});
    const auto& year = value.attribute("year");
    return year.empty() ? text : fmt::format("{} ({})", text, year);
}

/// The name of the computer in an address, which is short and says whose page it is.
std::string host_of(const std::string& address) {
    const auto begin = address.find("://");
    if (begin == std::string::npos) return address.starts_with("mailto:") ? address.substr(7) : address;
    const auto end = address.find_first_of("/?#", begin + 3);
    auto host = address.substr(begin + 3, end == std::string::npos ? end : end - begin - 3);
    return host.starts_with("www.") ? host.substr(4) : host;
}

Json plain(std::string text, std::string href = "", std::string note = "") {
    return {{"text", std::move(text)}, {"href", std::move(href)}, {"note", std::move(note)}};
}

std::string decision(const Visit& visit, const model::Value& value) {
    const auto& date = value.attribute("date");
    return value.attribute("by") + (date.empty() ? "" : ", " + date_in_words(visit, date));
}

void add_fact(Json& facts, std::string label, Json values) {
    if (!values.empty()) facts.push_back({{"label", std::move(label)}, {"values", std::move(values)}});
}

/// Concepts as links to their pages.
Json concept_links(const Visit& visit, std::string_view scheme, std::string_view path,
                   const std::vector<std::string>& ids) {
    Json values = Json::array();
    for (const auto& id : ids)
        values.push_back(plain(visit.heading(scheme, id), visit.address(fmt::format("{}{}", path, id))));
    return values;
}

Json names(const std::vector<std::string>& texts) {
    Json values = Json::array();
    for (const auto& text : texts) values.push_back(plain(text));
    return values;
}

Json places(const Visit& visit, const std::vector<model::Value>& all) {
    Json values = Json::array();
    for (const auto& place : all) {
        const auto& country = place.attribute("country");
        values.push_back(plain(place.text, "", country.empty() ? "" : visit.label("countries", country)));
    }
    return values;
}

constexpr std::array<std::string_view, 3> key_details{"practice-status", "period", "cost"};

bool has_key_facts(const model::Document& document) {
    return document.type == "learning-example";
}

Json detail_values(const Visit& visit, const model::Document& document, const model::Field& field) {
    Json values = Json::array();
    for (const auto* value : document.values(field.name)) {
        auto shown = fact_value(visit, field, *value);
        if (!shown["text"].get_ref<const std::string&>().empty()) values.push_back(std::move(shown));
    }
    return values;
}

void add_details(Json& facts, const Visit& visit, const model::Document& document) {
    const auto* type = model::type(document.type);
    if (!type) return;
    for (const auto& field : type->details) {
        if (has_key_facts(document) && std::ranges::find(key_details, field.name) != key_details.end()) continue;
        add_fact(facts, visit.text(fmt::format("field.{}", field.name)), detail_values(visit, document, field));
    }
}

Json country_links(const Visit& visit, const model::Document& document) {
    return concept_links(visit, "countries", "/countries/", document.countries);
}

Json target_group_links(const Visit& visit, const model::Document& document) {
    return concept_links(visit, "target-groups", "/target-groups/", document.target_groups);
}

/// The places, and the countries that none of them is in.
Json where(const Visit& visit, const model::Document& document) {
    auto values = places(visit, document.places);
    for (const auto& id : document.countries) {
        const bool is_named = std::ranges::any_of(
            document.places, [&](const model::Value& place) { return place.attribute("country") == id; });
        if (is_named) continue;
        values.push_back(plain(visit.heading("countries", id), visit.address("/countries/" + id)));
    }
    return values;
}

Json key_values(const Visit& visit, const model::Document& document, const model::Text& text, std::string_view name) {
    auto values = detail_values(visit, document, *model::field(name));
    if (values.empty() && name == "cost" && text.section("resources")) {
        values.push_back(plain(visit.text("section.resources"), "#resources"));
    }
    return values;
}

Json key_fact(std::string label, Json values, const std::string& unknown) {
    const bool is_unknown = values.empty();
    return {{"label", std::move(label)}, {"values", std::move(values)}, {"unknown", is_unknown ? unknown : ""}};
}

}  // namespace

std::string format_period(const Visit& visit, const std::string& from, const std::string& to) {
    if (to.empty()) return visit.text("period.since", {{"date", date_in_words(visit, from)}});
    if (from.empty()) return visit.text("period.until", {{"date", date_in_words(visit, to)}});
    if (from == to) return date_in_words(visit, from);
    const bool years = from.size() == 4 && to.size() == 4;
    return date_in_words(visit, from) + (years ? "–" : " – ") + date_in_words(visit, to);
}

Json fact_value(const Visit& visit, const model::Field& field, const model::Value& value) {
    using model::Kind;
    const auto& href = value.attribute("href");
    const auto& country = value.attribute("country");
    switch (field.kind) {
        case Kind::name:
        case Kind::number:
        case Kind::year:
        case Kind::isbn:
            return plain(value.text);
        case Kind::date:
            return plain(date_in_words(visit, value.text));
        case Kind::period:
            return plain(format_period(visit, value.attribute("from"), value.attribute("to")));
        case Kind::amount:
            return plain(cost(visit, value));
        case Kind::moment:
            return plain(format_time(value.attribute("at"), value.attribute("zone"), visit.language));
        case Kind::organisation:
            return plain(value.text, href, country.empty() ? "" : visit.label("countries", country));
        case Kind::address:
            return plain(host_of(href), href);
        case Kind::choice:
            return plain(visit.text(fmt::format("choice.{}.{}", field.name, value.text)));
        case Kind::flag:
            return plain(visit.text(value.text == "true" || value.text == "1" ? "yes" : "no"));
        case Kind::doi:
            return plain(value.text, "https://doi.org/" + value.text);
        case Kind::decision:
            return plain(decision(visit, value));
        case Kind::evidence:
        case Kind::data:
        case Kind::prose:
            break;
    }
    return plain("");
}

Json key_facts(const Visit& visit, const model::Document& document, const model::Text& text) {
    if (!has_key_facts(document)) return nullptr;
    Json facts = Json::array();
    for (const auto name : key_details) {
        facts.push_back(key_fact(visit.text(fmt::format("field.{}", name)), key_values(visit, document, text, name),
                                 visit.text(fmt::format("unknown.{}", name))));
    }
    facts.push_back(key_fact(visit.text("facts.where"), where(visit, document), visit.text("unknown.where")));
    facts.push_back(key_fact(visit.text("facet.target-group"), target_group_links(visit, document),
                             visit.text("unknown.target-group")));
    return facts;
}

Json facts_of(const Visit& visit, const model::Document& document) {
    Json facts = Json::array();
    if (document.date)
        add_fact(facts, visit.text("facts.date"), Json::array({plain(format_date(*document.date, visit.language))}));
    add_fact(facts, visit.text("facts.authors"), names(document.authors));
    add_fact(facts, visit.text("facts.publishers"), names(document.publishers));
    if (!has_key_facts(document)) {
        add_fact(facts, visit.text("facet.country"), country_links(visit, document));
        add_fact(facts, visit.text("facts.places"), places(visit, document.places));
    }
    add_details(facts, visit, document);
    add_fact(facts, visit.text("facet.theme"), concept_links(visit, "themes", "/themes/", document.themes));
    if (!has_key_facts(document)) {
        add_fact(facts, visit.text("facet.target-group"), target_group_links(visit, document));
    }
    add_fact(facts, visit.text("facet.perspective"),
             concept_links(visit, "perspectives", "/perspectives/", document.perspectives));
    add_fact(facts, visit.text("facet.goal"), concept_links(visit, "goals", "/goals/", document.goals));
    return facts;
}

}  // namespace clearinghouse::server
