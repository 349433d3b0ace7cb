#include "server/views/statistics_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/formats.h"
#include "server/search_parameters.h"
#include "server/views/cards.h"
#include "server/views/data_table.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t most_statistics = 100;

/// "unit=per+cent&measure=…": what the reader chose, in the order of the data; "" when nothing.
std::string query_of(const Request& request, const DataCube& cube) {
    std::string query;
    for (const auto& name : selection_parameters(cube)) {
        const auto value = request.parameter(name);
        if (!value.empty()) query += fmt::format("&{}={}", encode(name), encode(value));
    }
    return query;
}

Json option(std::string value, std::string label, bool selected) {
    return {{"value", std::move(value)}, {"label", std::move(label)}, {"selected", selected}};
}

/// What a reader may choose: the unit where there are several, and one value of each dimension or all.
Json choices_of(const Visit& visit, const DataCube& cube, const Selection& selection) {
    const Wording words{visit};
    Json choices = Json::array();
    const auto units = units_of(cube);
    if (units.size() > 1) {
        Json options = Json::array();
        for (const auto& unit : units) {
            options.push_back(option(unit, capitalised(words.unit(unit), visit.language), unit == selection.unit));
        }
        choices.push_back({{"name", "unit"}, {"label", words.column("unit")}, {"options", std::move(options)}});
    }
    for (std::size_t at = 0; at < cube.dimensions.size(); ++at) {
        const auto& dimension = cube.dimensions[at];
        if (dimension.values.size() < 2) continue;
        Json options = Json::array({option("", visit.text("statistics.all"), !selection.values[at])});
        for (std::size_t value = 0; value < dimension.values.size(); ++value) {
            options.push_back(option(value_id(dimension, value),
                                     capitalised(words.value(dimension, value), visit.language),
                                     selection.values[at] == value));
        }
        choices.push_back(
            {{"name", dimension.name}, {"label", words.column(dimension.name)}, {"options", std::move(options)}});
    }
    return choices;
}

Json picture_views(const Visit& visit, const std::vector<Picture>& pictures, const std::string& anchor,
                   const std::string& title) {
    Json views = Json::array();
    for (const auto& picture : pictures) {
        const auto id = fmt::format("{}-{}", anchor, views.size() + 1);
        const svg::Frame frame{.id = id,
                               .title = fmt::format("{}: {}", title, picture.caption),
                               .description = picture.description,
                               .language = visit.language,
                               .source = {}};
        views.push_back({{"caption", picture.caption},
                         {"is_map", picture.drawing.width > 0},
                         {"svg", svg::inline_picture(frame, picture.drawing)}});
    }
    return views;
}

/// Addresses and the text to copy for those who show the picture elsewhere.
Json sharing(const Visit& visit, const model::Document& document, const std::string& query) {
    const auto& base = visit.site.settings.base_url;
    const auto rest = query.empty() ? "" : "?" + query.substr(1);
    const auto path = fmt::format("/{}/embed/statistics/{}{}", visit.language, document.id, rest);
    const auto title = svg::escape(document.text_for(visit.language).title);
    return {{"embed_address", path},
            {"embed_code", fmt::format(R"(<iframe src="{}{}" title="{}" width="100%" height="640"></iframe>)", base,
                                       svg::escape(path), title)}};
}

std::string machine_address(const Visit& visit, const model::Document& document, std::string_view format,
                            const std::string& file, const std::string& query) {
    return fmt::format("/api/v1/statistics/{}?format={}&file={}&lang={}{}", document.id, format, encode(file),
                       visit.language, query);
}

Json data_view(const Visit& visit, const model::Document& document, const DataFile& file, std::size_t number) {
    auto view = table_view(visit, file.table);
    view["file"] = file.name;
    view["anchor"] = fmt::format("table-{}", number);
    view["address"] = file.address;
    view["text_shown"] = visit.request.parameter("text");
    view["pictures"] = Json::array();
    view["choices"] = Json::array();
    view["json_stat"] = view["picture_address"] = "";
    if (!file.cube) return view;
    const auto asked = read_selection(visit.request, *file.cube);
    const auto selection = asked ? *asked : default_selection(*file.cube);
    const auto query = asked ? query_of(visit.request, *file.cube) : std::string{};
    const auto pictures = pictures_of(visit, *file.cube, selection);
    const auto& title = document.text_for(visit.language).title;
    view["json_stat"] = machine_address(visit, document, "json-stat", file.name, "");
    view["not_there"] = asked ? "" : visit.text("statistics.no-figures");
    view["pictures"] = picture_views(visit, pictures, fmt::format("figure-{}", number), title);
    // One figure leaves nothing to choose from, and so does a table without pictures.
    if (file.cube->cells.size() > 2 && (!pictures.empty() || !query.empty())) {
        view["choices"] = choices_of(visit, *file.cube, selection);
    }
    if (!pictures.empty()) {
        view["picture_address"] = machine_address(visit, document, "svg", file.name, query);
        view["sharing"] = sharing(visit, document, query);
    }
    return view;
}

}  // namespace

std::vector<search::Record> all_statistics(const Visit& visit) {
    std::vector<search::Record> records;
    auto found = visit.searcher->search(listing(visit, only("type", {"statistic"}), most_statistics), visit.now);
    if (!found) return records;
    for (auto& hit : found->hits) records.push_back(std::move(hit.record));
    return records;
}

Json statistics_view(const Visit& visit) {
    std::vector<std::pair<std::string, Json>> themes;
    const auto records = all_statistics(visit);
    for (const auto& record : records) {
        const auto& document = record.document;
        const auto name = document.themes.empty() ? visit.text("statistics.other-themes")
                                                  : visit.heading("themes", document.themes.front());
        auto theme = std::ranges::find(themes, name, [](const auto& pair) { return pair.first; });
        if (theme == themes.end()) theme = themes.insert(themes.end(), {name, Json::array()});
        auto view = card(visit, record);
        if (!document.values("data").empty()) view["type"] = visit.text("statistics.has-data");
        theme->second.push_back(std::move(view));
    }
    const auto before = alphabetical(visit.language);
    std::ranges::sort(themes, before, [](const auto& pair) { return pair.first; });
    Json views = Json::array();
    for (auto& [name, cards] : themes) views.push_back({{"heading", name}, {"documents", std::move(cards)}});
    return {{"themes", std::move(views)}};
}

Json data_views(const Visit& visit, const search::Record& record) {
    Json views = Json::array();
    for (const auto& file : read_data_files(visit, record.document)) {
        views.push_back(data_view(visit, record.document, file, views.size() + 1));
    }
    return views;
}

std::vector<Picture> pictures_of(const Visit& visit, const DataCube& cube, const Selection& selection) {
    const auto shape = visit.request.parameter("shape");
    std::vector<Picture> pictures;
    if (shape != "map") pictures = charts(visit, cube, selection);
    if (shape != "chart") std::ranges::move(maps(visit, cube, selection), std::back_inserter(pictures));
    return pictures;
}

std::string source_line(const Visit& visit, const model::Document& document) {
    const auto& makers = document.publishers.empty() ? document.authors : document.publishers;
    return visit.text("statistics.source",
                      {{"makers", fmt::format("{}", fmt::join(makers, ", "))},
                       {"site", visit.text("site.name")},
                       {"address", fmt::format("{}/documents/{}", visit.site.settings.base_url, document.id)}});
}

}  // namespace clearinghouse::server
