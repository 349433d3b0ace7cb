#include "engine/index/manifest.h"

#include <fmt/format.h>

#include <utility>

#include "engine/index/damage.h"
#include "engine/index/disk.h"
#include "engine/index/json_fields.h"

namespace clearinghouse::index {
namespace {

constexpr auto seal_key = "seal";

std::string sealed(Json json) {
    json[seal_key] = disk::sha256(json.dump());
    return json.dump(1) + "\n";
}

std::uint64_t number_at(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number_unsigned())
        throw NotAsWritten{fmt::format("'{}' is no number", key)};
    return found->get<std::uint64_t>();
}

const Json& object_at(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_object()) throw NotAsWritten{fmt::format("'{}' is no object", key)};
    return *found;
}

Manifest read(const Json& json) {
    Manifest manifest;
    manifest.layout = static_cast<int>(number_at(json, "layout"));
    manifest.generation = text_at(json, "generation");
    manifest.created = text_at(json, "created");
    manifest.analysis = text_at(json, "analysis");
    manifest.vocabulary = text_at(json, "vocabulary");
    manifest.translations = text_at(json, "translations");
    manifest.content = text_at(json, "content");
    manifest.preview = json.value("preview", false);
    manifest.documents = number_at(json, "documents");
    const Json& by_type = object_at(json, "documents-by-type");
    for (const auto& [type, count] : by_type.items()) manifest.documents_by_type[type] = number_at(by_type, type);
    const auto files = read_each(json, "files", [](const Json& each) {
        const FileSum sum{.bytes = number_at(each, "bytes"), .sha256 = text_at(each, "sha256")};
        return std::pair{text_at(each, "file"), sum};
    });
    manifest.files = {files.begin(), files.end()};
    const auto sources = read_each(json, "sources", [](const Json& each) {
        return std::pair{text_at(each, "id"), text_at(each, "sum")};
    });
    manifest.sources = {sources.begin(), sources.end()};
    return manifest;
}

}  // namespace

// Lists, for the members of an object are looked for one by one: thousands of them take seconds.
std::string manifest_text(const Manifest& manifest) {
    Json files = Json::array();
    for (const auto& [file, sum] : manifest.files) {
        files.push_back({{"file", file}, {"bytes", sum.bytes}, {"sha256", sum.sha256}});
    }
    Json sources = Json::array();
    for (const auto& [id, sum] : manifest.sources) sources.push_back({{"id", id}, {"sum", sum}});
    Json json{{"layout", manifest.layout},
              {"generation", manifest.generation},
              {"created", manifest.created},
              {"analysis", manifest.analysis},
              {"vocabulary", manifest.vocabulary},
              {"translations", manifest.translations},
              {"content", manifest.content},
              {"preview", manifest.preview},
              {"documents", manifest.documents},
              {"documents-by-type", manifest.documents_by_type},
              {"files", std::move(files)},
              {"sources", std::move(sources)}};
    return sealed(std::move(json));
}

model::Result<Manifest> read_manifest(std::string_view text) {
    auto json = parse_object(text, "the manifest");
    if (!json) return tl::unexpected(json.error());
    Json body = *json;
    body.erase(seal_key);
    // Written out again and compared, so that a change which JSON passes over (a blank, a doubled key) is seen too.
    if (sealed(body) != text) return tl::unexpected(damaged("", "the manifest has been changed since it was written"));
    try {
        const auto layout = number_at(body, "layout");
        if (layout != layout_version) {
            auto problem =
                damaged("", fmt::format("has layout version {}, this program knows {}", layout, layout_version));
            problem.code = "index-unknown-layout";
            return tl::unexpected(std::move(problem));
        }
        return read(body);
    } catch (const NotAsWritten& problem) {
        return tl::unexpected(damaged("", "the manifest is not as written: " + problem.what));
    }
}

}  // namespace clearinghouse::index
