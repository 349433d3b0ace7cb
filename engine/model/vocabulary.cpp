#include "engine/model/vocabulary.h"

#include <algorithm>
#include <array>

namespace clearinghouse::model {

const std::string& Concept::label(std::string_view language) const {
    for (const auto& understood : understood_by(language)) {
        if (const auto found = preferred.find(understood); found != preferred.end()) return found->second;
    }
    return preferred.empty() ? id : preferred.begin()->second;
}

const Concept* Scheme::find(std::string_view concept_id) const {
    const auto found = std::ranges::find(concepts, concept_id, &Concept::id);
    return found == concepts.end() ? nullptr : &*found;
}

Vocabulary::Vocabulary(std::vector<Scheme> schemes) : schemes_(std::move(schemes)) {}

const Scheme* Vocabulary::scheme(std::string_view id) const {
    const auto found = std::ranges::find(schemes_, id, &Scheme::id);
    return found == schemes_.end() ? nullptr : &*found;
}

const Concept* Vocabulary::find(std::string_view scheme_id, std::string_view concept_id) const {
    const Scheme* found = scheme(scheme_id);
    return found == nullptr ? nullptr : found->find(concept_id);
}

std::string Vocabulary::label(std::string_view scheme_id, std::string_view concept_id,
                              std::string_view language) const {
    const Concept* found = find(scheme_id, concept_id);
    return found == nullptr ? std::string{concept_id} : found->label(language);
}

std::vector<std::string> understood_by(std::string_view language) {
    // Danish, Norwegian and Swedish are read across borders, and Faroese, Greenlandic and Sámi readers use one of them
    // every day. Finns and Icelanders are given English before Scandinavian. The nearest first.
    struct Row {
        std::string_view language;
        std::array<std::string_view, 4> others;
    };
    static constexpr std::array rows{
        Row{"da", {"nb", "nn", "sv", ""}},   Row{"nb", {"nn", "da", "sv", ""}},   Row{"nn", {"nb", "da", "sv", ""}},
        Row{"no", {"nb", "nn", "da", "sv"}}, Row{"sv", {"nb", "nn", "da", ""}},   Row{"fo", {"da", "nb", "nn", "sv"}},
        Row{"kl", {"da", "", "", ""}},       Row{"se", {"nb", "nn", "sv", "fi"}},
    };
    std::vector<std::string> understood{std::string{language}};
    const auto row = std::ranges::find(rows, language, &Row::language);
    if (row != rows.end()) {
        for (const auto other : row->others) {
            if (!other.empty()) understood.emplace_back(other);
        }
    }
    if (language != "en") understood.emplace_back("en");
    return understood;
}

}  // namespace clearinghouse::model
