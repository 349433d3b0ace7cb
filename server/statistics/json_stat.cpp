#include "server/statistics/json_stat.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/statistics/wording.h"

namespace clearinghouse::server {
namespace {

/// Beyond this many places most are empty, and the values are written by their places instead.
constexpr std::size_t most_written_out = 5000;

int decimals_in(std::string_view written) {
    const auto point = written.find('.');
    return point == std::string_view::npos ? 0 : static_cast<int>(written.size() - point - 1);
}

Json unit_of(const DataCube& cube, std::size_t measure, const Wording& words) {
    int decimals = 0;
    for (const auto& cell : cube.cells) {
        if (cell.at[cube.measure] == measure) decimals = std::max(decimals, decimals_in(cell.written));
    }
    const auto& unit = cube.dimensions[cube.measure].notes[measure];
    return {{"label", words.unit(unit)}, {"decimals", decimals}};
}

Json category_of(const DataCube& cube, const Dimension& dimension, const Wording& words) {
    Json index = Json::array();
    Json labels = Json::object();
    Json units = Json::object();
    for (std::size_t at = 0; at < dimension.values.size(); ++at) {
        const auto id = value_id(dimension, at);
        index.push_back(id);
        labels[id] = words.value(dimension, at);
        if (dimension.role == Role::measure) units[id] = unit_of(cube, at, words);
    }
    Json category{{"index", std::move(index)}, {"label", std::move(labels)}};
    if (!units.empty()) category["unit"] = std::move(units);
    return category;
}

/// Where a cell stands when all are written out in a row, the last dimension changing fastest.
std::size_t place_of(const DataCube& cube, const Cell& cell) {
    std::size_t place = 0;
    for (std::size_t at = 0; at < cell.at.size(); ++at) {
        place = place * cube.dimensions[at].values.size() + cell.at[at];
    }
    return place;
}

/// How many places there are; as soon as it is too many, any such number.
std::size_t places_in(const DataCube& cube) {
    std::size_t places = 1;
    for (const auto& dimension : cube.dimensions) {
        places *= dimension.values.size();
        if (places > most_written_out) break;
    }
    return places;
}

Json values_of(const DataCube& cube) {
    const auto places = places_in(cube);
    if (places <= most_written_out) {
        Json values(std::vector<Json>(places, Json(nullptr)));
        for (const auto& cell : cube.cells) {
            if (cell.value) values[place_of(cube, cell)] = *cell.value;
        }
        return values;
    }
    Json values = Json::object();
    for (const auto& cell : cube.cells) {
        if (cell.value) values[std::to_string(place_of(cube, cell))] = *cell.value;
    }
    return values;
}

/// The qualifiers by place, and what each is called.
void add_status(Json& dataset, const DataCube& cube, const Wording& words) {
    Json status = Json::object();
    Json labels = Json::object();
    for (const auto& cell : cube.cells) {
        if (cell.qualifier.empty()) continue;
        status[std::to_string(place_of(cube, cell))] = cell.qualifier;
        labels[cell.qualifier] = words.unit(cell.qualifier);
    }
    if (status.empty()) return;
    dataset["status"] = std::move(status);
    dataset["extension"]["status"] = {{"label", std::move(labels)}};
}

Json role_of(const DataCube& cube) {
    Json role{{"metric", {cube.dimensions[cube.measure].name}}};
    if (cube.time) role["time"] = {cube.dimensions[*cube.time].name};
    if (cube.area) role["geo"] = {cube.dimensions[*cube.area].name};
    return role;
}

std::string makers_of(const model::Document& document) {
    return fmt::format("{}", fmt::join(document.publishers.empty() ? document.authors : document.publishers, ", "));
}

}  // namespace

Json json_stat(const Visit& visit, const search::Record& record, const DataFile& file) {
    const auto& document = record.document;
    const auto& cube = *file.cube;
    const Wording words{visit};
    const auto& base = visit.site.settings.base_url;
    Json ids = Json::array();
    Json sizes = Json::array();
    Json dimensions = Json::object();
    for (const auto& dimension : cube.dimensions) {
        ids.push_back(dimension.name);
        sizes.push_back(dimension.values.size());
        dimensions[dimension.name] = {{"label", words.column(dimension.name)},
                                      {"category", category_of(cube, dimension, words)}};
    }
    Json dataset{{"version", "2.0"},
                 {"class", "dataset"},
                 {"href", fmt::format("{}/api/v1/statistics/{}?format=json-stat", base, document.id)},
                 {"label", document.text_for(visit.language).title},
                 {"source", makers_of(document)}};
    if (const auto changed = document.last_changed()) dataset["updated"] = model::to_rfc3339(*changed);
    dataset["id"] = std::move(ids);
    dataset["size"] = std::move(sizes);
    dataset["role"] = role_of(cube);
    dataset["dimension"] = std::move(dimensions);
    dataset["value"] = values_of(cube);
    dataset["extension"] = {{"file", file.name},
                            {"page", fmt::format("{}/documents/{}", base, document.id)},
                            {"licence", document.licence},
                            {"rows_left_out", file.table.left_out + cube.repeated}};
    add_status(dataset, cube, words);
    return dataset;
}

}  // namespace clearinghouse::server
