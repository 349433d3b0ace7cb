#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "server/comparison.h"
#include "server/csv.h"
#include "server/json.h"

namespace clearinghouse::server {
namespace {

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json cell_json(const ComparedCell& cell) {
    Json values = Json::array();
    for (const auto& value : cell.values) {
        values.push_back({{"text", value.text},
                          {"href", text_or_null(value.href)},
                          {"note", text_or_null(value.note)},
                          {"shared", value.shared}});
    }
    return {{"values", std::move(values)},
            {"text", text_or_null(cell.text)},
            {"html", text_or_null(cell.html)},
            {"language", text_or_null(cell.language)}};
}

std::string cell_text(const ComparedCell& cell) {
    if (!cell.text.empty()) return cell.text;
    std::string text;
    for (const auto& value : cell.values) {
        if (!text.empty()) text += "; ";
        text += value.note.empty() ? value.text : fmt::format("{} ({})", value.text, value.note);
    }
    return text;
}

std::string document_address(const Visit& visit, const search::Record& record) {
    return fmt::format("{}/documents/{}", visit.site.settings.base_url, record.document.id);
}

/// A line of the table that is no field: what each example is called, and where it stands.
template <typename TextOf>
std::string head_line(const ComparisonChoice& choice, const std::string& field, TextOf text_of) {
    std::vector<std::string> cells{field, "", ""};
    for (const auto& record : choice.records) cells.push_back(text_of(record));
    return csv_row(cells);
}

}  // namespace

std::string comparison_json(const Visit& visit, const ComparisonChoice& choice) {
    Json documents = Json::array();
    for (const auto& record : choice.records) {
        const auto& text = record.document.text_for(visit.language);
        documents.push_back(
            {{"id", record.document.id},
             {"title", text.title},
             {"language", text.language},
             {"url", document_address(visit, record)},
             {"api", fmt::format("{}/api/v1/documents/{}", visit.site.settings.base_url, record.document.id)}});
    }
    Json rows = Json::array();
    for (const auto& row : compare(visit, choice)) {
        Json cells = Json::array();
        for (const auto& cell : row.cells) cells.push_back(cell_json(cell));
        rows.push_back({{"field", row.field}, {"label", row.label}, {"same", row.same}, {"cells", std::move(cells)}});
    }
    return dump({{"lang", visit.language},
                 {"documents", std::move(documents)},
                 {"rows", std::move(rows)},
                 {"url", fmt::format("{}/{}/compare?{}", visit.site.settings.base_url, visit.language,
                                     comparison_query(choice.records, choice.only_differences))}});
}

std::string comparison_csv(const Visit& visit, const ComparisonChoice& choice) {
    std::vector<std::string> cells{"field", "label", "same"};
    for (const auto& record : choice.records) cells.push_back(record.document.id);
    auto csv = csv_row(cells);
    csv +=
        head_line(choice, "title", [&](const auto& record) { return record.document.text_for(visit.language).title; });
    csv += head_line(choice, "url", [&](const auto& record) { return document_address(visit, record); });
    for (const auto& row : compare(visit, choice)) {
        cells = {row.field, row.label, row.same ? "yes" : "no"};
        for (const auto& cell : row.cells) cells.push_back(cell_text(cell));
        csv += csv_row(cells);
    }
    return csv;
}

}  // namespace clearinghouse::server
