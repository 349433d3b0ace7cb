#include "server/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/model/fields.h"
#include "server/formats.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/views/document_view.h"
#include "server/views/facts.h"

namespace clearinghouse::server {
namespace {

constexpr std::string_view compared_type = "learning-example";
// More than anybody compares: it bounds the work of a hostile address.
constexpr std::size_t most_asked = 20;

std::vector<std::string> asked_ids(const Request& request) {
    std::vector<std::string> ids;
    for (const auto& text : request.all("ids")) {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            auto id = text.substr(at, end - at);
            if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(std::move(id));
            at = end + 1;
        }
    }
    if (ids.size() > most_asked) ids.resize(most_asked);
    return ids;
}

void add_record(ComparisonChoice& choice, search::Record record) {
    const auto same_id = [&](const search::Record& other) { return other.document.id == record.document.id; };
    if (std::ranges::none_of(choice.records, same_id)) choice.records.push_back(std::move(record));
}

model::Problem problem_of(const NotCompared& fault) {
    using Why = NotCompared::Why;
    const auto id = fault.id.substr(0, 80);
    const std::string hint = "ids of two to four learning examples: /api/v1/search?type=learning-example lists them";
    switch (fault.why) {
        case Why::unknown:
            return {.code = "unknown-document",
                    .file = "ids",
                    .what = fmt::format("there is no document '{}'", id),
                    .hint = hint};
        case Why::withdrawn:
            return {.code = "withdrawn", .file = "ids", .what = fmt::format("'{}' was withdrawn", id), .hint = hint};
        case Why::other_type:
            return {.code = "not-comparable",
                    .file = "ids",
                    .what = fmt::format("'{}' is no learning example", id),
                    .hint = hint};
        case Why::too_many:
            break;
    }
    return {.code = "too-many", .file = "ids", .what = "too many examples to compare", .hint = hint};
}

ComparedValue plain(std::string text, std::string note = "") {
    return {.text = std::move(text), .href = {}, .note = std::move(note)};
}

std::vector<ComparedValue> labels(const Visit& visit, std::string_view scheme, const std::vector<std::string>& ids) {
    std::vector<ComparedValue> values;
    for (const auto& id : ids) values.push_back(plain(visit.heading(scheme, id)));
    return values;
}

ComparedValue evidence(const Visit& visit, const model::Value& value) {
    const auto assessed = model::parse_date(value.attribute("assessed"));
    return plain(visit.heading("evidence-levels", value.attribute("level")),
                 assessed ? visit.text("document.assessed", {{"date", format_date(*assessed, visit.language)}}) : "");
}

std::vector<ComparedValue> detail(const Visit& visit, const model::Document& document, const model::Field& field) {
    std::vector<ComparedValue> values;
    for (const auto* value : document.values(field.name)) {
        if (field.kind == model::Kind::evidence) {
            values.push_back(evidence(visit, *value));
            continue;
        }
        const auto fact = fact_value(visit, field, *value);
        values.push_back({.text = fact["text"], .href = fact["href"], .note = fact["note"]});
    }
    return values;
}

std::vector<ComparedValue> places(const model::Document& document) {
    std::vector<ComparedValue> values;
    for (const auto& place : document.places) values.push_back(plain(place.text));
    return values;
}

ComparedCell prose(const Visit& visit, const model::Document& document, std::string_view field) {
    const auto* text = choose_texts(document, visit.language).body;
    const auto* section = text->section(field);
    if (!section) return {};
    return {.values = {},
            .html = localised(visit, section->markup.html),
            .text = section->markup.text,
            .language = text->language};
}

ComparedCell summary(const Visit& visit, const model::Document& document) {
    const auto& text = document.text_for(visit.language);
    ComparedCell cell{.values = {}, .html = {}, .text = text.summary, .language = text.language};
    // The words of a summary are no markup, and a cell shows markup.
    for (const char c : text.summary) cell.html += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    return cell;
}

bool says(const ComparedCell& cell, const ComparedValue& value) {
    return std::ranges::any_of(
        cell.values, [&](const ComparedValue& other) { return other.text == value.text && other.note == value.note; });
}

bool is_same(const ComparedCell& left, const ComparedCell& right) {
    return left.html == right.html && left.values.size() == right.values.size() &&
           std::ranges::all_of(left.values, [&](const auto& value) { return says(right, value); });
}

void mark(ComparedRow& row) {
    for (auto& cell : row.cells) {
        for (auto& value : cell.values) {
            value.shared = std::ranges::all_of(row.cells, [&](const auto& other) { return says(other, value); });
        }
    }
    row.same = std::ranges::all_of(row.cells, [&](const auto& cell) { return is_same(cell, row.cells.front()); });
    const auto told = std::ranges::find_if_not(row.cells, &ComparedCell::is_empty);
    row.is_partly_told =
        !row.same && std::ranges::any_of(row.cells, &ComparedCell::is_empty) &&
        std::ranges::all_of(row.cells, [&](const auto& cell) { return cell.is_empty() || is_same(cell, *told); });
}

/// That nothing is known of these is worth knowing too.
constexpr std::array<std::string_view, 3> always_shown{"practice-status", "period", "cost"};

/// The rows as they are put together.
class Rows {
public:
    explicit Rows(const ComparisonChoice& choice) : choice_{choice} {}

    template <typename CellOf>
    void add(std::string_view field, const std::string& label, CellOf cell_of) {
        ComparedRow row{
            .field = std::string{field}, .label = label, .same = false, .is_partly_told = false, .cells = {}};
        for (const auto& record : choice_.records) row.cells.push_back(cell_of(record.document));
        const bool is_always_shown = std::ranges::find(always_shown, field) != always_shown.end();
        if (!is_always_shown && std::ranges::all_of(row.cells, &ComparedCell::is_empty)) return;
        mark(row);
        if (row.same && choice_.only_differences) return;
        rows_.push_back(std::move(row));
    }

    template <typename ValuesOf>
    void add_values(std::string_view field, const std::string& label, ValuesOf values_of) {
        add(field, label, [&](const model::Document& document) {
            return ComparedCell{.values = values_of(document), .html = {}, .text = {}, .language = {}};
        });
    }

    std::vector<ComparedRow> take() { return std::move(rows_); }

private:
    const ComparisonChoice& choice_;
    std::vector<ComparedRow> rows_;
};

struct Subject {
    std::string_view facet;
    std::string_view scheme;
    std::vector<std::string> model::Document::*ids;
};

constexpr std::array subjects{
    Subject{"target-group", "target-groups", &model::Document::target_groups},
    Subject{"theme", "themes", &model::Document::themes},
    Subject{"perspective", "perspectives", &model::Document::perspectives},
    Subject{"goal", "goals", &model::Document::goals},
};

}  // namespace

ComparisonChoice read_comparison(const Visit& visit) {
    using State = search::Lookup::State;
    using Why = NotCompared::Why;
    ComparisonChoice choice;
    choice.only_differences = visit.request.parameter("differences") == "only";
    for (const auto& id : asked_ids(visit.request)) {
        auto found = visit.find(id);
        if (found.state == State::unknown) {
            choice.faults.push_back({Why::unknown, id});
        } else if (found.state == State::withdrawn) {
            choice.faults.push_back({Why::withdrawn, id});
        } else if (found.record->document.type != compared_type) {
            choice.faults.push_back({Why::other_type, id});
        } else {
            add_record(choice, std::move(*found.record));
        }
    }
    if (choice.records.size() > most_compared) choice.faults.push_back({Why::too_many, ""});
    return choice;
}

model::Result<ComparisonChoice> read_api_comparison(const Visit& visit) {
    constexpr std::array<std::string_view, 3> once{"lang", "format", "differences"};
    constexpr std::array<std::string_view, 1> repeatable{"ids"};
    if (const auto checked = check_parameters(visit.request, once, repeatable); !checked) {
        return tl::unexpected(checked.error());
    }
    const auto differences = visit.request.parameter("differences", "all");
    if (differences != "all" && differences != "only") {
        return tl::unexpected(model::Problem{.code = "bad-parameter",
                                             .file = "differences",
                                             .what = fmt::format("unknown choice '{}'", differences.substr(0, 60)),
                                             .hint = "all or only"});
    }
    auto choice = read_comparison(visit);
    if (!choice.faults.empty()) return tl::unexpected(problem_of(choice.faults.front()));
    if (choice.records.size() < least_compared) {
        return tl::unexpected(
            model::Problem{.code = "too-few",
                           .file = "ids",
                           .what = fmt::format("{} examples are too few to compare", choice.records.size()),
                           .hint = "two to four, as in ids=a,b"});
    }
    return choice;
}

std::vector<ComparedRow> compare(const Visit& visit, const ComparisonChoice& choice) {
    Rows rows{choice};
    const auto* type = model::type(compared_type);
    rows.add_values("country", visit.text("facet.country"),
                    [&](const auto& document) { return labels(visit, "countries", document.countries); });
    rows.add_values("place", visit.text("facts.places"), places);
    for (const auto& field : type->details) {
        rows.add_values(field.name, visit.text(fmt::format("field.{}", field.name)),
                        [&](const auto& document) { return detail(visit, document, field); });
    }
    for (const auto& [facet, scheme, ids] : subjects) {
        rows.add_values(facet, visit.text(fmt::format("facet.{}", facet)),
                        [&](const auto& document) { return labels(visit, scheme, document.*ids); });
    }
    rows.add("summary", visit.text("compare.summary"), [&](const auto& document) { return summary(visit, document); });
    for (const auto& field : type->sections) {
        rows.add(field.name, visit.text(fmt::format("section.{}", field.name)),
                 [&](const auto& document) { return prose(visit, document, field.name); });
    }
    return rows.take();
}

std::string comparison_query(const std::vector<search::Record>& records, bool only_differences) {
    std::string query;
    for (const auto& record : records) query += (query.empty() ? "ids=" : ",") + encode(record.document.id);
    return only_differences ? query + "&differences=only" : query;
}

}  // namespace clearinghouse::server
