#include <fmt/format.h>

#include "engine/index/damage.h"
#include "engine/index/json_fields.h"
#include "engine/index/record.h"

namespace clearinghouse::index {
namespace {

model::Labels labels_at(const Json& object, const std::string& key) {
    model::Labels labels;
    const auto found = object.find(key);
    if (found == object.end()) return labels;
    if (!found->is_object()) throw NotAsWritten{fmt::format("'{}' is no object", key)};
    for (const auto& [language, texts] : found->items()) labels[language] = texts_at(*found, language);
    return labels;
}

Json concept_json(const model::Concept& subject) {
    Json json{{"id", subject.id}};
    put(json, "iri", subject.iri);
    put(json, "notation", subject.notation);
    put(json, "preferred", subject.preferred);
    put(json, "alternative", subject.alternative);
    put(json, "hidden", subject.hidden);
    put(json, "scope-notes", subject.scope_notes);
    put(json, "broader", subject.broader);
    put(json, "narrower", subject.narrower);
    put(json, "related", subject.related);
    put(json, "matches", subject.matches);
    if (subject.is_top) json["top"] = "true";
    return json;
}

model::Concept read_concept(const Json& json) {
    model::Concept subject;
    subject.id = text_at(json, "id");
    subject.iri = text_at(json, "iri");
    subject.notation = text_at(json, "notation");
    subject.preferred = text_map_at(json, "preferred");
    subject.alternative = labels_at(json, "alternative");
    subject.hidden = labels_at(json, "hidden");
    subject.scope_notes = text_map_at(json, "scope-notes");
    subject.broader = texts_at(json, "broader");
    subject.narrower = texts_at(json, "narrower");
    subject.related = texts_at(json, "related");
    subject.matches = texts_at(json, "matches");
    subject.is_top = !text_at(json, "top").empty();
    return subject;
}

Json scheme_json(const model::Scheme& scheme) {
    Json json{{"id", scheme.id}};
    put(json, "iri", scheme.iri);
    put(json, "titles", scheme.titles);
    put_each(json, "concepts", scheme.concepts, concept_json);
    return json;
}

model::Scheme read_scheme(const Json& json) {
    model::Scheme scheme;
    scheme.id = text_at(json, "id");
    scheme.iri = text_at(json, "iri");
    scheme.titles = text_map_at(json, "titles");
    scheme.concepts = read_each(json, "concepts", read_concept);
    for (model::Concept& subject : scheme.concepts) subject.scheme = scheme.id;
    return scheme;
}

}  // namespace

std::string to_json(const model::Vocabulary& vocabulary) {
    Json json = Json::object();
    put_each(json, "schemes", vocabulary.schemes(), scheme_json);
    return json.dump();
}

model::Result<model::Vocabulary> vocabulary_from_json(std::string_view json) {
    const auto object = parse_object(json, "the vocabulary");
    if (!object) return tl::unexpected(object.error());
    try {
        return model::Vocabulary{read_each(*object, "schemes", read_scheme)};
    } catch (const NotAsWritten& problem) {
        return tl::unexpected(damaged("", "the vocabulary is not as written: " + problem.what));
    }
}

}  // namespace clearinghouse::index
