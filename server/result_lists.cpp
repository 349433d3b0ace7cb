#include "server/result_lists.h"

#include <nlohmann/json.hpp>

#include "server/csv.h"
#include "server/json.h"
#include "server/result_fields.h"

namespace clearinghouse::server {
namespace {

constexpr std::string_view between_values = "; ";

/// A value as it stands in a cell, and as one of several in it.
std::string cell_of(const Json& value, const ResultField& field, const model::Vocabulary* labels,
                    const std::string& language) {
    if (value.is_null()) return {};
    if (value.is_array()) {
        std::string cell;
        for (const auto& each : value) {
            // A snippet is one text in pieces; of a page its address says all.
            const auto is_piece = each.is_object();
            if (!cell.empty() && !is_piece) cell += between_values;
            cell += cell_of(is_piece ? each["text"] : each, field, labels, language);
        }
        return cell;
    }
    if (value.is_object()) return value["url"].get<std::string>();
    if (!value.is_string()) return dump(value);
    const auto text = value.get<std::string>();
    return labels && !field.scheme.empty() ? labels->label(field.scheme, text, language) : text;
}

/// Fields that were checked when the request was read.
FieldList fields_for(const Visit& visit, std::span<const std::string_view> usual) {
    return chosen_fields(visit.request, usual).value();
}

}  // namespace

std::string search_csv(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto fields = fields_for(visit, fields_of_table);
    const auto* labels = visit.request.parameter("labels") == "off" ? nullptr : &visit.searcher->vocabulary();
    std::string csv = visit.request.parameter("bom") == "true" ? "\xEF\xBB\xBF" : "";
    std::vector<std::string> row;
    for (const auto* field : fields) row.emplace_back(field->name);
    csv += csv_row(row);
    for (const auto& hit : answer.hits) {
        row.clear();
        for (const auto* field : fields) {
            row.push_back(cell_of(field->value(visit, hit, request.language), *field, labels, request.language));
        }
        csv += csv_row(row);
    }
    return csv;
}

std::string search_lines(const Visit& visit, const search::Request& request, const search::Answer& answer) {
    const auto fields = fields_for(visit, fields_of_lines);
    std::string lines;
    for (const auto& hit : answer.hits) lines += dump(hit_json(visit, hit, request.language, fields)) + "\n";
    return lines;
}

}  // namespace clearinghouse::server
