#pragma once

#include <string>
#include <vector>

#include "engine/model/problem.h"
#include "engine/search/suggestions.h"
#include "server/http.h"
#include "server/search_parameters.h"
#include "server/site.h"

/// The answers of the API, as schemas/search.schema.json, document.schema.json and problem.schema.json describe them.
/// Nothing in them changes its meaning within /api/v1.
namespace clearinghouse::server {

/// What may be about to be written, as schemas/suggest.schema.json describes it.
std::string suggestions_json(const Visit& visit, const WantedSuggestions& wanted,
                             const std::vector<search::Suggestion>& suggestions);

/// Documents that are about the same as another, as schemas/similar.schema.json describes them: with their texts in a
/// language or one near to it, or each in its own when that is empty.
std::string similar_json(const Visit& visit, const search::Record& record, const std::vector<search::Record>& similar,
                         const std::string& language);

/// Everything about a document: its fields, its texts in all languages, links both ways, concepts with their labels.
std::string document_json(const Visit& visit, const search::Record& record);

/// RFC 9457. `code` is for programs and never reworded; `parameter` and `hint` may be empty.
struct ApiProblem {
    int status = 400;
    std::string code = {};
    std::string detail = {};
    std::string parameter = {};
    std::string hint = {};
    std::string replaced_by = {};  ///< Id of the document to ask for instead of a withdrawn one.
    std::string restart = {};      ///< Address at which a list begins again whose cursor has expired.
};
Response problem_answer(const ApiProblem& problem);

/// JSON of any value, with what is not UTF-8 replaced: an answer never fails for one bad byte.
std::string dump(const Json& json);

}  // namespace clearinghouse::server
