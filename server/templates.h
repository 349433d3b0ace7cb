#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/texts.h"

namespace clearinghouse::server {

using Json = nlohmann::ordered_json;

/// Mustache templates, made ready at start for every interface language: {{> part}} is put in, [[key]] becomes the text
/// of that key, and {name} within a text becomes the variable of that name. Values are escaped unless {{{tripled}}}.
/// Immutable and safe to share between threads.
class Templates {
public:
    /// `sources`: template by name. Throws std::runtime_error that names the template with an unknown part or text or a
    /// section that is not closed.
    Templates(const std::map<std::string, std::string>& sources, const Texts& texts);
    ~Templates();
    Templates(Templates&&) noexcept;

    /// The page of a template. Empty strings, lists and null count as false, and for a list "hits" there is "has_hits",
    /// which is asked once and not for each. Throws std::out_of_range for an unknown name.
    std::string render(std::string_view name, std::string_view language, const Json& view) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The keys of the texts that a template names. For the test that finds texts nobody uses.
std::vector<std::string> texts_named_in(std::string_view source);

}  // namespace clearinghouse::server
