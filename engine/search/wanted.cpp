#include "engine/search/wanted.h"

#include <algorithm>

#include "engine/index/layout.h"

namespace clearinghouse::search {

Wanted::Words Wanted::bit() {
    constexpr std::size_t last = 63;
    const Words word = Words{1} << std::min(count_ == 0 ? 0 : count_ - 1, last);
    all_ |= word;
    return word;
}

void Wanted::add_stem(std::string_view group, std::string_view stem) {
    stems_[index::word_term(group, stem)] |= bit();
}

void Wanted::add_folded(const std::string& folded) {
    folded_[folded] |= bit();
}

void Wanted::add_beginning(std::string folded) {
    beginnings_.emplace_back(std::move(folded), bit());
}

void Wanted::add_concept(const std::string& term) {
    concepts_[term] |= bit();
}

Wanted::Words Wanted::met_by_concept(const std::string& term) const {
    const auto found = concepts_.find(term);
    return found == concepts_.end() ? 0 : found->second;
}

Wanted::Words Wanted::met_by(const language::Word& word, std::string_view group) const {
    Words met = 0;
    const auto look_up = [&](const std::string& stem) {
        const auto found = stems_.find(index::word_term(group, stem));
        if (found != stems_.end()) met |= found->second;
    };
    if (!stems_.empty()) {
        std::ranges::for_each(word.stems, look_up);
        std::ranges::for_each(word.parts, look_up);
    }
    if (const auto found = folded_.find(word.folded); found != folded_.end()) met |= found->second;
    for (const auto& [beginning, words] : beginnings_) {
        if (word.folded.starts_with(beginning)) met |= words;
    }
    return met;
}

}  // namespace clearinghouse::search
