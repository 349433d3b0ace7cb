#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"
#include "engine/search/request.h"
#include "server/site.h"

/// What the API says of a hit: one row for each field, which JSON, JSON Lines and tables share.
namespace clearinghouse::server {

struct ResultField {
    std::string_view name;    ///< As fields= and the answers have it; never reworded.
    std::string_view scheme;  ///< Of the concepts that are its values; a table shows their labels. Often empty.
    Json (*value)(const Visit& visit, const search::Hit& hit, const std::string& language);
    bool needs_snippet = false;  ///< Its value is made from the text of the hit, which takes most of a search's time.
};
std::span<const ResultField> result_fields();

using FieldList = std::vector<const ResultField*>;

/// The fields that fields= names, in its order; without it those of `usual`. A Problem for an unknown name.
model::Result<FieldList> chosen_fields(const Request& request, std::span<const std::string_view> usual);

/// The names that a parameter lists with commas, each once, in order.
std::vector<std::string> listed_names(const Request& request, std::string_view parameter);

/// The fields of one hit.
Json hit_json(const Visit& visit, const search::Hit& hit, const std::string& language, const FieldList& fields);

}  // namespace clearinghouse::server
