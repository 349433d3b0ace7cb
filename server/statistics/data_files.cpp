#include "server/statistics/data_files.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::uintmax_t most_bytes = 4 * 1024 * 1024;

std::optional<Table> read_table(const std::filesystem::path& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    std::ifstream file{path, std::ios::binary};
    if (error || bytes > most_bytes || !file) return std::nullopt;
    const std::string csv{std::istreambuf_iterator<char>{file}, {}};
    auto table = read_csv(csv);
    if (table.header.empty()) return std::nullopt;
    return table;
}

}  // namespace

std::vector<DataFile> read_data_files(const Visit& visit, const model::Document& document) {
    std::vector<DataFile> files;
    for (const auto* value : document.values("data")) {
        const auto& name = value->attribute("file");
        const auto path = visit.searcher->attachment(document.id, name, visit.now);
        auto table = path ? read_table(*path) : std::nullopt;
        if (!table) {
            spdlog::warn("{}/{}: cannot be read as a table, and is left out", document.id, name);
            continue;
        }
        DataFile file{name, fmt::format("/files/{}/{}", document.id, encode(name)), std::move(*table), {}};
        if (auto cube = make_cube(file.table)) file.cube = std::move(*cube);
        files.push_back(std::move(file));
    }
    return files;
}

std::vector<DataDownload> data_downloads(const Visit& visit, const model::Document& document) {
    std::vector<DataDownload> downloads;
    const auto statistic = fmt::format("{}/api/v1/statistics/{}", visit.site.settings.base_url, document.id);
    for (const auto& file : read_data_files(visit, document)) {
        // The first is what the address gives that names none.
        const auto which = downloads.empty() ? "" : fmt::format("file={}&", encode(file.name));
        const auto add = [&](std::string_view format, std::string_view media_type) {
            downloads.push_back({format, media_type, fmt::format("{}?{}format={}", statistic, which, format)});
        };
        add("csv", "text/csv");
        if (file.cube) add("json-stat", "application/json-stat+json");
    }
    return downloads;
}

}  // namespace clearinghouse::server
