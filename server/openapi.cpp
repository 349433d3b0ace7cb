#include "server/openapi.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/embedded.h"
#include "server/json.h"

namespace clearinghouse::server {
namespace {

/// What addresses begin with in schemas/openapi.json.
constexpr std::string_view address_in_file = "https://clearinghouse.example";

std::string_view schema_file(std::string_view name) {
    const auto file = std::ranges::find(schema_files(), name, &EmbeddedFile::name);
    if (file == schema_files().end()) throw std::runtime_error("schemas: there is no " + std::string{name});
    return file->content;
}

std::string with_addresses(std::string_view text, const std::string& base_url) {
    std::string result;
    for (;;) {
        const auto found = text.find(address_in_file);
        result += text.substr(0, found);
        if (found == text.npos) return result;
        result += base_url;
        text.remove_prefix(found + address_in_file.size());
    }
}

Json read(std::string_view name, const Settings& settings) {
    return Json::parse(with_addresses(schema_file(name), settings.base_url));
}

/// Shows what each operation answered when schemas/examples.json was written.
void add_examples(Json& document, const Json& examples) {
    for (auto& [path, operations] : document["paths"].items()) {
        auto& operation = operations["get"];
        const auto of_operation = examples.find(operation["operationId"].get_ref<const std::string&>());
        if (of_operation == examples.end()) continue;
        auto& content = operation["responses"]["200"]["content"];
        for (const auto& [media_type, example] : of_operation->items()) {
            content.at(media_type)["examples"] = {{"answer", example}};
        }
    }
}

}  // namespace

Json openapi_document(const Settings& settings) {
    auto document = read("openapi.json", settings);
    add_examples(document, read("examples.json", settings));
    for (auto& [name, schema] : document["components"]["schemas"].items()) {
        const auto file = schema.find("$ref");
        if (file == schema.end() || !file->get<std::string>().ends_with(".schema.json")) continue;
        schema = Json::parse(schema_file(file->get<std::string>()));
    }
    return document;
}

ApiDescription describe_api(const Settings& settings) {
    const auto document = openapi_document(settings);
    ApiDescription description{.json = dump(document), .addresses = {}};
    for (const auto& [path, operations] : document["paths"].items()) {
        description.addresses.push_back({path, operations["get"]["summary"]});
    }
    return description;
}

}  // namespace clearinghouse::server
