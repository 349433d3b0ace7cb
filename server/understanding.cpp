#include "server/understanding.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

namespace clearinghouse::server {
namespace {

Json meaning_json(const model::Vocabulary& vocabulary, const search::Meaning& meaning, std::string_view language) {
    const bool has_label = is_subject(meaning.kind);
    return {{"kind", meaning_name(meaning.kind)},
            {"text", meaning.text},
            {"label", has_label ? Json(subject_label(vocabulary, meaning.text, language)) : Json(nullptr)},
            {"language", meaning.language.empty() ? Json(nullptr) : Json(meaning.language)},
            {"weight", std::round(meaning.weight * 10000) / 10000}};
}

}  // namespace

SubjectName subject_name(std::string_view subject) {
    const auto slash = subject.find('/');
    if (slash == std::string_view::npos) return {"", std::string{subject}};
    return {std::string{subject.substr(0, slash)}, std::string{subject.substr(slash + 1)}};
}

std::string subject_label(const model::Vocabulary& vocabulary, std::string_view subject, std::string_view language) {
    const auto [scheme, id] = subject_name(subject);
    return vocabulary.label(scheme, id, language);
}

std::string_view meaning_name(search::Meaning::Kind kind) {
    using Kind = search::Meaning::Kind;
    switch (kind) {
        case Kind::form:
            return "form";
        case Kind::part:
            return "part";
        case Kind::subject:
            return "concept";
        case Kind::part_subject:
            return "part-concept";
        case Kind::narrower_subject:
            return "narrower-concept";
        case Kind::translation:
            return "translation";
        case Kind::spelling:
            break;
    }
    return "spelling";
}

bool is_subject(search::Meaning::Kind kind) {
    using Kind = search::Meaning::Kind;
    return kind == Kind::subject || kind == Kind::part_subject || kind == Kind::narrower_subject;
}

std::vector<search::Meaning> in_order(std::vector<search::Meaning> meanings) {
    std::ranges::stable_sort(meanings, [](const auto& left, const auto& right) {
        if (left.kind != right.kind) return left.kind < right.kind;
        if (left.language != right.language) return left.language < right.language;
        return left.weight > right.weight;
    });
    return meanings;
}

Json understood_json(const model::Vocabulary& vocabulary, const search::Understanding& query,
                     std::string_view language) {
    Json words = Json::array();
    for (const auto& word : query.words) {
        Json meanings = Json::array();
        for (const auto& meaning : word.meanings) meanings.push_back(meaning_json(vocabulary, meaning, language));
        words.push_back({{"text", word.text}, {"meanings", std::move(meanings)}});
    }
    Json subjects = Json::array();
    for (const auto& subject : query.subjects) {
        const auto [scheme, id] = subject_name(subject);
        subjects.push_back({{"scheme", scheme}, {"id", id}, {"label", vocabulary.label(scheme, id, language)}});
    }
    return {{"words", std::move(words)}, {"subjects", std::move(subjects)}};
}

Json found_by_json(const model::Vocabulary& vocabulary, const search::Hit& hit, std::string_view language) {
    Json found = Json::array();
    for (const auto& [word, meaning, fields] : hit.found_by) {
        auto each = meaning_json(vocabulary, meaning, language);
        each["word"] = word.empty() ? Json(nullptr) : Json(word);
        each["fields"] = fields;
        found.push_back(std::move(each));
    }
    return found;
}

}  // namespace clearinghouse::server
