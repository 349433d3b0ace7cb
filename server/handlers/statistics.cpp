#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "server/handlers/handlers.h"
#include "server/json.h"
#include "server/linked_data/signposts.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/statistics/json_stat.h"
#include "server/views/cards.h"
#include "server/views/page.h"
#include "server/views/statistics_view.h"

namespace clearinghouse::server {
namespace {

/// The pages of a site may show this one within theirs; no other page may be framed.
constexpr std::string_view framed_anywhere =
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors *";
constexpr std::string_view runs_nothing = "default-src 'none'; sandbox";

constexpr std::array formats{
    Format{"json", "application/json"},
    Format{"json-stat", "application/json-stat+json"},
    Format{"csv", "text/csv; charset=utf-8"},
    Format{"svg", "image/svg+xml"},
};

/// What is answered instead of a statistic that cannot be seen; nothing when it can.
std::optional<Response> instead_of(const Visit& visit, const search::Lookup& found, const std::string& place) {
    using State = search::Lookup::State;
    if (found.state == State::withdrawn) return withdrawn(visit, *found.record);
    if (found.state == State::unknown || found.record->document.type != "statistic") return not_found(visit);
    if (found.state != State::moved) return std::nullopt;
    return Response::redirect(301, place + found.record->document.id + query_behind(visit.request));
}

}  // namespace

Response show_statistics(const Visit& visit) {
    return show_page(visit, "statistics",
                     {.title = visit.text("navigation.statistics"),
                      .description = visit.text("statistics.lead"),
                      .section = "statistics",
                      .machine_address = "/api/v1/statistics"},
                     statistics_view(visit));
}

/// The page of a statistic is that of its document, with everything that pages of documents have.
Response lead_to_statistic(const Visit& visit) {
    const auto found = visit.find(visit.place.at("id"));
    const auto place = visit.address("/documents/");
    if (auto response = instead_of(visit, found, place)) return *response;
    return Response::redirect(301, place + found.record->document.id + query_behind(visit.request));
}

Response show_embedded_statistic(const Visit& visit) {
    const auto found = visit.find(visit.place.at("id"));
    if (auto response = instead_of(visit, found, visit.address("/embed/statistics/"))) return *response;
    const auto& document = found.record->document;
    const auto& text = document.text_for(visit.language);
    Json view{{"title", text.title},
              {"title_lang", foreign(visit, text.language)},
              {"document_address", visit.address("/documents/" + document.id) + query_behind(visit.request)},
              {"source", source_line(visit, document)},
              {"tables", data_views(visit, *found.record)}};
    auto response =
        show_page(visit, "embed", {.title = text.title, .permalink = "/documents/" + document.id}, std::move(view));
    response.headers.emplace_back("Content-Security-Policy", framed_anywhere);
    return response;
}

namespace {

Json statistic_summary(const Visit& visit, const search::Record& record) {
    const auto& document = record.document;
    const auto& text = document.text_for(visit.language);
    const auto& base = visit.site.settings.base_url;
    Json files = Json::array();
    for (const auto* value : document.values("data")) files.push_back(value->attribute("file"));
    return {{"id", document.id},
            {"title", text.title},
            {"language", text.language},
            {"summary", text.summary},
            {"date", document.date ? Json(model::to_string(*document.date)) : Json(nullptr)},
            {"countries", document.countries},
            {"themes", document.themes},
            {"publishers", document.publishers},
            {"files", std::move(files)},
            {"page", fmt::format("{}/{}/documents/{}", base, visit.language, document.id)},
            {"data", fmt::format("{}/api/v1/statistics/{}", base, document.id)}};
}

/// The same visit in the language that ?lang= names. A Problem when it is none of the site's.
model::Result<Visit> spoken_visit(const Visit& visit) {
    auto spoken = visit;
    const auto asked = visit.request.parameter("lang");
    if (asked.empty()) return spoken;
    if (!visit.site.texts.is_offered(asked)) {
        return tl::unexpected(model::Problem{.code = "unknown-value",
                                             .file = "lang",
                                             .what = fmt::format("unknown language '{}'", asked),
                                             .hint = fmt::format("{}", fmt::join(visit.site.texts.languages(), ", "))});
    }
    spoken.language = asked;
    return spoken;
}

std::string_view role_name(Role role) {
    switch (role) {
        case Role::measure:
            return "metric";
        case Role::area:
            return "geo";
        case Role::time:
            return "time";
        case Role::other:
            break;
    }
    return "other";
}

/// Rows as objects by the columns of the file. A value is a number, or null when it is not known.
Json rows_json(const Table& table) {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json object = Json::object();
        for (std::size_t at = 0; at < row.size(); ++at) {
            const auto figure = read_figure(row[at]);
            const bool is_value = table.header[at] == "value";
            object[table.header[at]] = !is_value ? Json(row[at]) : figure ? Json(*figure) : Json(nullptr);
        }
        rows.push_back(std::move(object));
    }
    return rows;
}

Json dimensions_json(const Visit& visit, const DataCube& cube) {
    const Wording words{visit};
    Json dimensions = Json::array();
    for (const auto& dimension : cube.dimensions) {
        Json values = Json::array();
        for (std::size_t at = 0; at < dimension.values.size(); ++at) {
            values.push_back({{"id", value_id(dimension, at)}, {"label", words.value(dimension, at)}});
        }
        dimensions.push_back({{"name", dimension.name},
                              {"label", words.column(dimension.name)},
                              {"role", role_name(dimension.role)},
                              {"values", std::move(values)}});
    }
    return dimensions;
}

std::string statistic_json(const Visit& visit, const search::Record& record, const DataFile* file) {
    auto json = statistic_summary(visit, record);
    json["licence"] = record.document.licence;
    json["file"] = file ? Json(file->name) : Json(nullptr);
    json["dimensions"] = file && file->cube ? dimensions_json(visit, *file->cube) : Json::array();
    json["rows"] = file ? rows_json(file->table) : Json::array();
    json["rows_left_out"] = file ? file->table.left_out : 0;
    return dump(json);
}

ApiProblem without_data(std::string detail, std::string hint) {
    return {.status = 404, .code = "no-data", .detail = std::move(detail), .parameter = {}, .hint = std::move(hint)};
}

Response picture_answer(const Visit& visit, const model::Document& document, const DataFile& file,
                        const Format& format) {
    const auto selection = read_selection(visit.request, *file.cube);
    if (!selection) return bad_request(visit, selection.error());
    const auto pictures = pictures_of(visit, *file.cube, *selection);
    if (pictures.empty()) {
        return problem_answer(without_data("there is no such picture of these figures",
                                           "a chart needs a unit that is a quantity, a map figures of two countries"));
    }
    std::vector<svg::Drawing> drawings;
    for (const auto& picture : pictures) drawings.push_back(picture.drawing);
    const svg::Frame frame{
        .id = "figure",
        .title = fmt::format("{}: {}", document.text_for(visit.language).title, pictures.front().caption),
        .description = pictures.front().description,
        .language = visit.language,
        .source = source_line(visit, document)};
    auto response = formatted(svg::file_of(frame, drawings), format);
    response.headers.emplace_back("Content-Security-Policy", runs_nothing);
    return response;
}

/// The file as the editors wrote it.
std::string csv_of(const Visit& visit, const model::Document& document, const DataFile& file) {
    const auto path = visit.searcher->attachment(document.id, file.name, visit.now);
    std::ifstream stream{path ? *path : std::filesystem::path{}, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Response data_answer(const Visit& visit, const search::Record& record, const Format& format) {
    const auto files = read_data_files(visit, record.document);
    const auto asked = visit.request.parameter("file");
    const auto file = asked.empty() ? files.begin() : std::ranges::find(files, asked, &DataFile::name);
    const bool has_file = file != files.end();
    if (!asked.empty() && !has_file) {
        return problem_answer({.status = 404,
                               .code = "unknown-file",
                               .detail = fmt::format("the statistic has no data file '{}'", asked),
                               .parameter = "file"});
    }
    if (format.name == "json") return formatted(statistic_json(visit, record, has_file ? &*file : nullptr), format);
    if (!has_file) return problem_answer(without_data("the statistic has no figures here", "its source has them"));
    if (format.name == "csv") return formatted(csv_of(visit, record.document, *file), format);
    if (!file->cube) return problem_answer(without_data("the table has no column 'value'", "take it as csv"));
    if (format.name == "svg") return picture_answer(visit, record.document, *file, format);
    return formatted(dump(json_stat(visit, record, *file)), format);
}

/// A parameter that is neither a general one nor a dimension of any of the files.
model::Result<bool> check_names(const Visit& visit, const model::Document& document) {
    std::vector<std::string> names{"format", "lang", "file", "shape"};
    for (const auto& file : read_data_files(visit, document)) {
        if (!file.cube) continue;
        for (auto& name : selection_parameters(*file.cube)) names.push_back(std::move(name));
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    if (auto checked = check_parameters(visit.request, known); !checked) return checked;
    const auto shape = visit.request.parameter("shape");
    if (shape.empty() || shape == "chart" || shape == "map") return true;
    return tl::unexpected(model::Problem{.code = "unknown-value",
                                         .file = "shape",
                                         .what = fmt::format("there is no shape '{}'", shape),
                                         .hint = "chart, map"});
}

}  // namespace

Response answer_statistics(const Visit& visit) {
    constexpr std::array<std::string_view, 2> known{"lang", "format"};
    if (const auto checked = check_parameters(visit.request, known); !checked) {
        return bad_request(visit, checked.error());
    }
    const auto format = choose_format(visit.request, std::span{formats}.first(1));
    if (!format) return bad_request(visit, format.error());
    const auto spoken = spoken_visit(visit);
    if (!spoken) return bad_request(visit, spoken.error());
    Json list = Json::array();
    for (const auto& record : all_statistics(*spoken)) list.push_back(statistic_summary(*spoken, record));
    return formatted(dump({{"total", list.size()}, {"statistics", std::move(list)}}), *format);
}

Response answer_statistic(const Visit& visit) {
    const auto found = visit.find(visit.place.at("id"));
    if (auto response = instead_of(visit, found, "/api/v1/statistics/")) {
        response->for_machines = true;
        return *response;
    }
    const auto format = choose_format(visit.request, formats);
    if (!format) return bad_request(visit, format.error());
    if (const auto checked = check_names(visit, found.record->document); !checked) {
        return bad_request(visit, checked.error());
    }
    const auto spoken = spoken_visit(visit);
    if (!spoken) return bad_request(visit, spoken.error());
    auto response = data_answer(*spoken, *found.record, *format);
    if (response.status == 200) {
        response.headers.emplace_back("Link", linked_data::link_back(visit, found.record->document.id, "collection"));
    }
    return response;
}

}  // namespace clearinghouse::server
