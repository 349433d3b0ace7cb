#include "engine/index/manifest.h"

#include <fmt/format.h>

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
    for (const auto& [file, sum] : object_at(json, "files").items()) {
        if (!sum.is_object()) throw NotAsWritten{fmt::format("file '{}' has no sum", file)};
        manifest.files[file] = {.bytes = number_at(sum, "bytes"), .sha256 = text_at(sum, "sha256")};
    }
    manifest.sources = text_map_at(json, "sources");
    return manifest;
}

}  // namespace

std::string manifest_text(const Manifest& manifest) {
    Json files = Json::object();
    for (const auto& [file, sum] : manifest.files) files[file] = {{"bytes", sum.bytes}, {"sha256", sum.sha256}};
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
              {"sources", manifest.sources}};
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
