#include "engine/index/json_fields.h"

#include <fmt/format.h>

#include "engine/index/damage.h"

namespace clearinghouse::index {
namespace {

// What is written here is at most this deep; anything deeper is not ours and would cost the stack.
constexpr int deepest = 16;

const Json* value_at(const Json& object, const std::string& key) {
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

model::Result<Json> parse_object(std::string_view json, std::string_view what) {
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    Json object = Json::parse(json, shallow, /*allow_exceptions=*/false);
    if (object.is_object()) return object;
    return tl::unexpected(damaged("", fmt::format("{} is not JSON as written", what)));
}

std::string text_at(const Json& object, const std::string& key) {
    const Json* value = value_at(object, key);
    if (value == nullptr) return {};
    if (!value->is_string()) throw NotAsWritten{fmt::format("'{}' is no text", key)};
    return value->get<std::string>();
}

const Json& array_at(const Json& object, const std::string& key) {
    static const Json none = Json::array();
    const Json* value = value_at(object, key);
    if (value == nullptr) return none;
    if (!value->is_array()) throw NotAsWritten{fmt::format("'{}' is no list", key)};
    return *value;
}

std::vector<std::string> texts_at(const Json& object, const std::string& key) {
    std::vector<std::string> texts;
    for (const Json& element : array_at(object, key)) {
        if (!element.is_string()) throw NotAsWritten{fmt::format("'{}' holds something else than texts", key)};
        texts.push_back(element.get<std::string>());
    }
    return texts;
}

std::map<std::string, std::string> text_map_at(const Json& object, const std::string& key) {
    std::map<std::string, std::string> texts;
    const Json* value = value_at(object, key);
    if (value == nullptr) return texts;
    if (!value->is_object()) throw NotAsWritten{fmt::format("'{}' is no object", key)};
    for (const auto& [name, element] : value->items()) texts[name] = text_at(*value, name);
    return texts;
}

std::optional<model::Moment> moment_at(const Json& object, const std::string& key) {
    const std::string text = text_at(object, key);
    if (text.empty()) return std::nullopt;
    const auto moment = model::parse_moment(text);
    if (!moment) throw NotAsWritten{fmt::format("'{}' is no moment", key)};
    return moment;
}

void put(Json& object, const std::string& key, const std::optional<model::Moment>& moment) {
    if (moment) object[key] = model::to_rfc3339(*moment);
}

}  // namespace clearinghouse::index
