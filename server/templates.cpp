#include "server/templates.h"

#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace clearinghouse::server {
namespace {

namespace mustache = kainjow::mustache;

mustache::data to_data(const Json& view) {
    switch (view.type()) {
        case Json::value_t::object: {
            mustache::data object{mustache::data::type::object};
            for (const auto& [key, value] : view.items()) {
                object.set(key, to_data(value));
                if (value.is_array()) object.set("has_" + key, mustache::data{!value.empty()});
            }
            return object;
        }
        case Json::value_t::array: {
            mustache::data list{mustache::data::type::list};
            for (const auto& value : view) list.push_back(to_data(value));
            return list;
        }
        case Json::value_t::string: {
            const auto& text = view.get_ref<const std::string&>();
            return text.empty() ? mustache::data{false} : mustache::data{text};
        }
        case Json::value_t::boolean:
            return mustache::data{view.get<bool>()};
        case Json::value_t::null:
            return mustache::data{false};
        default:
            return mustache::data{view.dump()};
    }
}

/// Replaces every stretch from `open` to `close` by what `replace` makes of its inside.
template <typename Replace>
std::string replace_marked(std::string_view source, std::string_view open, std::string_view close, Replace replace) {
    std::string result;
    std::size_t at = 0;
    while (true) {
        const auto begin = source.find(open, at);
        const auto end = begin == source.npos ? source.npos : source.find(close, begin);
        if (end == source.npos) return result.append(source.substr(at));
        result.append(source.substr(at, begin - at));
        result += replace(std::string{source.substr(begin + open.size(), end - begin - open.size())});
        at = end + close.size();
    }
}

std::string with_parts(const std::string& name, const std::map<std::string, std::string>& sources, int depth = 0) {
    if (depth > 8) throw std::runtime_error(fmt::format("template '{}' contains itself", name));
    return replace_marked(sources.at(name), "{{> ", "}}", [&](const std::string& part) {
        if (!sources.contains(part)) throw std::runtime_error(fmt::format("{}.html: unknown part '{}'", name, part));
        auto text = with_parts(part, sources, depth + 1);
        if (text.ends_with('\n')) text.pop_back();
        return text;
    });
}

std::string with_texts(const std::string& name, const std::string& source, const Texts& texts,
                       std::string_view language) {
    return replace_marked(source, "[[", "]]", [&](const std::string& key) {
        if (!texts.has(key)) throw std::runtime_error(fmt::format("{}.html: unknown text '{}'", name, key));
        const auto escaped = mustache::html_escape(texts.get(language, key));
        return replace_marked(escaped, "{", "}", [](const std::string& value) { return "{{" + value + "}}"; });
    });
}

}  // namespace

struct Templates::Inside {
    std::map<std::string, mustache::mustache, std::less<>> ready;  ///< By "language/name".
};

Templates::Templates(const std::map<std::string, std::string>& sources, const Texts& texts)
    : inside_(std::make_unique<Inside>()) {
    for (const auto& [name, source] : sources) {
        const auto whole = with_parts(name, sources);
        for (const auto& language : texts.languages()) {
            mustache::mustache made{with_texts(name, whole, texts, language)};
            if (!made.is_valid()) throw std::runtime_error(fmt::format("{}.html: {}", name, made.error_message()));
            inside_->ready.emplace(language + "/" + name, std::move(made));
        }
    }
}

Templates::~Templates() = default;
Templates::Templates(Templates&&) noexcept = default;

std::string Templates::render(std::string_view name, std::string_view language, const Json& view) const {
    const auto found = inside_->ready.find(fmt::format("{}/{}", language, name));
    if (found == inside_->ready.end()) {
        throw std::out_of_range(fmt::format("no template '{}' in '{}'", name, language));
    }
    // render() changes the template only for partials and lambdas, of which there are none; so threads may share it.
    return found->second.render(to_data(view));
}

std::vector<std::string> texts_named_in(std::string_view source) {
    std::vector<std::string> keys;
    replace_marked(source, "[[", "]]", [&](const std::string& key) { return keys.push_back(key), ""; });
    return keys;
}

}  // namespace clearinghouse::server
