#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"
#include "engine/model/time.h"

/// The two halves of keeping values as JSON: what is empty is left out when written and empty again when read.
namespace clearinghouse::index {

using Json = nlohmann::ordered_json;

/// Parses JSON that this room wrote: shallow, an object. A Problem ("index-damaged") when it is not.
model::Result<Json> parse_object(std::string_view json, std::string_view what);

/// Thrown inside this room by readers of JSON; becomes a Problem at its border.
struct NotAsWritten {
    std::string what;
};

/// The string at `key`; "" when it is absent. Throws NotAsWritten when it is something else.
std::string text_at(const Json& object, const std::string& key);
/// The array at `key`; an empty one when it is absent.
const Json& array_at(const Json& object, const std::string& key);
std::vector<std::string> texts_at(const Json& object, const std::string& key);
std::map<std::string, std::string> text_map_at(const Json& object, const std::string& key);
std::optional<model::Moment> moment_at(const Json& object, const std::string& key);

/// Sets `key` unless the value is empty.
template <typename Value>
void put(Json& object, const std::string& key, const Value& value) {
    if (!value.empty()) object[key] = value;
}
void put(Json& object, const std::string& key, const std::optional<model::Moment>& moment);

/// Sets `key` to what `write` makes of each element, unless there is none.
template <typename Element, typename Write>
void put_each(Json& object, const std::string& key, const std::vector<Element>& elements, Write write) {
    if (elements.empty()) return;
    Json& array = object[key] = Json::array();
    for (const Element& element : elements) array.push_back(write(element));
}

/// What `read` makes of each element of the array at `key`.
template <typename Read>
auto read_each(const Json& object, const std::string& key, Read read) {
    std::vector<decltype(read(object))> elements;
    for (const Json& element : array_at(object, key)) {
        if (!element.is_object()) throw NotAsWritten{"'" + key + "' holds something else than objects"};
        elements.push_back(read(element));
    }
    return elements;
}

}  // namespace clearinghouse::index
