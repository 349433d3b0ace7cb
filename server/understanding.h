#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/vocabulary.h"
#include "engine/search/request.h"
#include "server/templates.h"

/// How a query was understood, as programs and people are told it.
namespace clearinghouse::server {

/// A concept that a query names: {"themes", "women"} of "themes/women".
struct SubjectName {
    std::string scheme;
    std::string id;
};
SubjectName subject_name(std::string_view subject);

/// The label of "themes/women" in a language; the id when the concept is unknown.
std::string subject_label(const model::Vocabulary& vocabulary, std::string_view subject, std::string_view language);

/// The name of a kind of meaning in answers: "form", "narrower-concept". Never reworded.
std::string_view meaning_name(search::Meaning::Kind kind);

/// True when the meaning's text is a concept.
bool is_subject(search::Meaning::Kind kind);

/// Kind by kind, in each language by language, in each the weightiest first.
std::vector<search::Meaning> in_order(std::vector<search::Meaning> meanings);

/// {"words": [...], "subjects": [...]}, as schemas/search.schema.json describes it. Labels are in `language`.
Json understood_json(const model::Vocabulary& vocabulary, const search::Understanding& query,
                     std::string_view language);

/// By which meanings of the query's words a hit was found, as schemas/search.schema.json describes it.
Json found_by_json(const model::Vocabulary& vocabulary, const search::Hit& hit, std::string_view language);

}  // namespace clearinghouse::server
