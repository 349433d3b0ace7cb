#include "server/views/compare_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/document_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t most_offered = 10;

std::string address_of(const Visit& visit, const std::vector<search::Record>& records, bool only_differences) {
    return visit.address("/compare?" + comparison_query(records, only_differences));
}

/// In which language the long texts are, when it is not the reader's.
std::string language_note(const Visit& visit, const model::Document& document) {
    const auto texts = choose_texts(document, visit.language);
    if (texts.body->language == visit.language) return "";
    return visit.text("compare.text-in", {{"language", visit.label("languages", texts.body->language)}});
}

Json example_views(const Visit& visit, const ComparisonChoice& choice) {
    Json views = Json::array();
    for (const auto& record : choice.records) {
        auto others = choice.records;
        std::erase_if(others, [&](const auto& other) { return other.document.id == record.document.id; });
        auto view = card(visit, record);
        view["text_note"] = language_note(visit, record.document);
        view["without"] = address_of(visit, others, choice.only_differences);
        views.push_back(std::move(view));
    }
    return views;
}

/// Marks tell which of several values are shared; of a row that is the same all over they would tell nothing.
Json value_views(const std::vector<ComparedValue>& values, bool has_marks) {
    Json views = Json::array();
    for (const auto& value : values) {
        views.push_back({{"text", value.text},
                         {"href", value.href},
                         {"note", value.note},
                         {"is_shared", has_marks && value.shared}});
    }
    return views;
}

/// Where nobody told a sum, the section about what it took is the next best answer.
Json resources_link(const Visit& visit, const model::Document& document) {
    const auto has_them = [](const model::Text& text) { return text.section("resources") != nullptr; };
    if (!std::ranges::any_of(document.texts, has_them)) return Json::array();
    return Json::array({{{"text", visit.text("section.resources")},
                         {"href", visit.address(fmt::format("/documents/{}#resources", document.id))},
                         {"note", ""},
                         {"is_shared", false}}});
}

Json row_views(const Visit& visit, const ComparisonChoice& choice, const Json& examples) {
    Json views = Json::array();
    for (const auto& row : compare(visit, choice)) {
        Json cells = Json::array();
        for (std::size_t at = 0; at < row.cells.size(); ++at) {
            const auto& cell = row.cells[at];
            const bool leads_on = row.field == "cost" && cell.is_empty();
            auto values =
                leads_on ? resources_link(visit, choice.records[at].document) : value_views(cell.values, !row.same);
            const bool says_nothing = cell.is_empty() && values.empty();
            cells.push_back({{"whose", examples[at]["title"]},
                             {"whose_lang", examples[at]["title_lang"]},
                             {"values", std::move(values)},
                             {"html", cell.html},
                             {"html_lang", cell.language.empty() ? "" : foreign(visit, cell.language)},
                             {"says_nothing", says_nothing}});
        }
        const bool is_told = !std::ranges::all_of(row.cells, &ComparedCell::is_empty);
        views.push_back({{"label", row.label},
                         {"same", row.same && is_told},
                         {"is_partly_told", row.is_partly_told},
                         {"differs", !row.same && !row.is_partly_told},
                         {"cells", std::move(cells)}});
    }
    return views;
}

std::string fault_line(const Visit& visit, const NotCompared& fault) {
    using Why = NotCompared::Why;
    const TextValues id{{"id", fault.id.substr(0, 80)}};
    switch (fault.why) {
        case Why::unknown:
            return visit.text("compare.unknown", id);
        case Why::withdrawn:
            return visit.text("compare.withdrawn", id);
        case Why::other_type:
            return visit.text("compare.other-type", id);
        case Why::too_many:
            break;
    }
    return visit.text("compare.too-many");
}

Json fault_lines(const Visit& visit, const ComparisonChoice& choice) {
    Json lines = Json::array();
    for (const auto& fault : choice.faults) lines.push_back(fault_line(visit, fault));
    return lines;
}

std::vector<search::Record> records_of(const model::Result<search::Answer>& answer) {
    std::vector<search::Record> records;
    for (std::size_t at = 0; answer && at < answer->hits.size(); ++at) records.push_back(answer->hits[at].record);
    return records;
}

/// The best of the learning examples that answer what was typed.
std::vector<search::Record> found(const Visit& visit, const std::string& text) {
    auto wanted = listing(visit, only("type", {"learning-example"}), most_offered + most_compared);
    wanted.text = text;
    wanted.sort = search::Sort::relevance;
    return records_of(visit.searcher->search(wanted, visit.now));
}

/// Learning examples to choose from: those that were searched for, else like the first that was chosen, else the
/// newest.
std::vector<search::Record> offered(const Visit& visit, const ComparisonChoice& choice, const std::string& text) {
    std::vector<search::Record> records;
    const auto add = [&](const search::Record& record) {
        const auto is_this = [&](const auto& other) { return other.document.id == record.document.id; };
        const bool is_chosen = std::ranges::any_of(choice.records, is_this);
        if (record.document.type != "learning-example" || is_chosen || records.size() >= most_offered) return;
        records.push_back(record);
    };
    if (!text.empty()) {
        for (const auto& record : found(visit, text)) add(record);
        return records;
    }
    if (!choice.records.empty()) {
        constexpr std::size_t looked_at = 60;
        const auto& first = choice.records.front().document.id;
        for (const auto& record : visit.searcher->similar(first, looked_at, visit.now)) add(record);
        return records;
    }
    const auto newest = listing(visit, only("type", {"learning-example"}), most_offered);
    for (const auto& record : records_of(visit.searcher->search(newest, visit.now))) add(record);
    return records;
}

/// The form that chooses: those that were chosen first, then those that are offered.
Json option_views(const Visit& visit, const ComparisonChoice& choice, const std::string& text) {
    Json views = Json::array();
    const auto add = [&](const search::Record& record, bool is_chosen) {
        auto view = card(visit, record);
        view["is_chosen"] = is_chosen;
        views.push_back(std::move(view));
    };
    for (const auto& record : choice.records) add(record, true);
    for (const auto& record : offered(visit, choice, text)) add(record, false);
    return views;
}

/// What was typed to find more examples by; nothing when the comparison was asked for.
std::string searched_text(const Visit& visit) {
    if (visit.request.parameter("find").empty()) return {};
    return visit.request.parameter("q").substr(0, search::Limits{}.text_bytes);
}

}  // namespace

std::string comparison_address(const Visit& visit, const ComparisonChoice& choice, std::string_view format) {
    return fmt::format("/api/v1/compare?{}&lang={}&format={}",
                       comparison_query(choice.records, choice.only_differences), visit.language, format);
}

Json comparison_view(const Visit& visit, const ComparisonChoice& choice) {
    auto examples = example_views(visit, choice);
    auto rows = row_views(visit, choice, examples);
    const bool can_grow = choice.records.size() < most_compared;
    return {{"faults", fault_lines(visit, choice)},
            {"rows", std::move(rows)},
            {"examples", std::move(examples)},
            {"only_differences", choice.only_differences},
            {"switch_address", address_of(visit, choice.records, !choice.only_differences)},
            {"csv_address", comparison_address(visit, choice, "csv")},
            {"json_address", comparison_address(visit, choice, "json")},
            {"query", ""},
            {"options", can_grow ? option_views(visit, choice, "") : Json::array()}};
}

Json choosing_view(const Visit& visit, const ComparisonChoice& choice) {
    const auto text = searched_text(visit);
    auto lines = fault_lines(visit, choice);
    auto options = option_views(visit, choice, text);
    if (!text.empty() && options.size() == choice.records.size()) {
        lines.push_back(visit.text("compare.found-none", {{"query", text}}));
    }
    return {{"faults", std::move(lines)},
            {"is_one", choice.records.size() == 1 && text.empty()},
            {"query", text},
            {"options", std::move(options)},
            {"search_address", visit.address("/search?" + (text.empty() ? "" : fmt::format("q={}&", encode(text))) +
                                             "type=learning-example")}};
}

}  // namespace clearinghouse::server
