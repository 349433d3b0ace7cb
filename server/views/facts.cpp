#include "server/views/facts.h"

#include <fmt/format.h>

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
    if (!per.empty()) text += " " + visit.text("cost.per." + per);
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

/// Concepts as links: to their own page, or to a search for those that have none.
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

void add_details(Json& facts, const Visit& visit, const model::Document& document) {
    const auto* type = model::type(document.type);
    if (!type) return;
    for (const auto& field : type->details) {
        Json values = Json::array();
        for (const auto* value : document.values(field.name)) {
            auto shown = fact_value(visit, field, *value);
            if (!shown["text"].get_ref<const std::string&>().empty()) values.push_back(std::move(shown));
        }
        add_fact(facts, visit.text(fmt::format("field.{}", field.name)), std::move(values));
    }
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

Json facts_of(const Visit& visit, const model::Document& document) {
    Json facts = Json::array();
    if (document.date)
        add_fact(facts, visit.text("facts.date"), Json::array({plain(format_date(*document.date, visit.language))}));
    add_fact(facts, visit.text("facts.authors"), names(document.authors));
    add_fact(facts, visit.text("facts.publishers"), names(document.publishers));
    add_fact(facts, visit.text("facet.country"), concept_links(visit, "countries", "/countries/", document.countries));
    add_fact(facts, visit.text("facts.places"), places(visit, document.places));
    add_details(facts, visit, document);
    add_fact(facts, visit.text("facet.theme"), concept_links(visit, "themes", "/themes/", document.themes));
    add_fact(facts, visit.text("facet.target-group"),
             concept_links(visit, "target-groups", "/search?target-group=", document.target_groups));
    add_fact(facts, visit.text("facet.perspective"),
             concept_links(visit, "perspectives", "/search?perspective=", document.perspectives));
    add_fact(facts, visit.text("facet.goal"), concept_links(visit, "goals", "/goals/", document.goals));
    return facts;
}

}  // namespace clearinghouse::server
