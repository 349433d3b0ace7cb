#include "engine/concepts/labels.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "engine/language/language.h"
#include "engine/language/stop_words.h"

namespace clearinghouse::concepts {
namespace {

using language::Word;

constexpr std::array<std::string_view, 4> not_subjects{"aspects", "document-types", "evidence-levels", "languages"};

/// A shorter stem is shared by too many words to name a subject by itself.
constexpr std::ptrdiff_t fewest_letters = 3;

/// A word that may be read in many ways must not multiply the keys of a long label.
constexpr std::size_t most_stems = 3;
constexpr std::size_t most_keys = 12;

std::ptrdiff_t letters(std::string_view text) {
    return std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

std::string longer(const std::string& key, std::string_view stem) {
    return std::string{key}.append(" ").append(stem);
}

/// A word of running text; of a hyphenated one the whole, and the parts that follow it among the words.
struct Unit {
    const Word* whole = nullptr;
    std::span<const Word> inner;
    std::size_t place = 0;
};

std::vector<Unit> units_of(std::span<const Word> words) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (units.empty() || words[i].begin >= units.back().whole->end) {
            units.push_back({&words[i], {}, i});
        } else {
            units.back().inner = words.subspan(units.back().place + 1, i - units.back().place);
        }
    }
    return units;
}

bool can_stand_alone(std::string_view stem) {
    return letters(stem) >= fewest_letters;
}

}  // namespace

bool is_subject(std::string_view scheme) {
    return std::ranges::find(not_subjects, scheme) == not_subjects.end();
}

/// Enters the labels of one vocabulary.
class Labels::Reader {
public:
    Reader(Labels& labels, const language::Analyser& analyser) : labels_{labels}, analyser_{analyser} {}

    void add(Number number, std::string_view label, std::string_view language) {
        const auto words = analyser_.words(label, language);
        const auto units = units_of(words);
        if (units.empty()) return;
        add_folded(number, units);
        const auto group = language::group(language);
        if (units.size() == 1) {
            add_word(number, *units.front().whole, group, language);
        } else {
            add_words(number, units, group);
        }
        labels_.longest_ = std::max(labels_.longest_, units.size());
    }

private:
    void add_folded(Number number, const std::vector<Unit>& units) {
        std::string folded;
        for (const Unit& unit : units) folded.append(folded.empty() ? "" : " ").append(unit.whole->folded);
        enter(labels_.by_folded_[folded], number);
    }

    void add_word(Number number, const Word& word, const std::string& group, std::string_view language) {
        if (analyser_.is_stop_word(word.surface, language)) return;
        for (const auto& stem : word.stems) {
            if (can_stand_alone(stem)) enter(labels_.by_stems_[longer(group, stem)], number);
        }
        if (word.parts.size() < 2) return;
        std::string key = group;
        for (const auto& part : word.parts) {
            key = longer(key, part);
            labels_.by_stems_.try_emplace(key);
        }
        enter(labels_.by_stems_[key], number);
        labels_.longest_ = std::max(labels_.longest_, word.parts.size());
    }

    void add_words(Number number, const std::vector<Unit>& units, const std::string& group) {
        std::vector<std::string> keys{group};
        for (const Unit& unit : units) {
            std::vector<std::string> next;
            for (const auto& key : keys) {
                for (std::size_t i = 0; i < std::min(most_stems, unit.whole->stems.size()); ++i) {
                    if (next.size() == most_keys) break;
                    next.push_back(longer(key, unit.whole->stems[i]));
                    labels_.by_stems_.try_emplace(next.back());
                }
            }
            keys = std::move(next);
        }
        for (const auto& key : keys) enter(labels_.by_stems_[key], number);
    }

    static void enter(Numbers& numbers, Number number) {
        if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
    }

    Labels& labels_;
    const language::Analyser& analyser_;
};

/// Looks for labels in one stretch of words.
class Labels::Finder {
public:
    Finder(const Labels& labels, std::span<const Word> words, std::string_view language)
        : labels_{labels}, group_{language::group(language)}, units_{units_of(words)} {}

    std::vector<Mention> find() {
        for (std::size_t i = 0; i < units_.size(); ++i) {
            find_from(i);
            find_within(i);
        }
        std::ranges::sort(found_, [](const Mention& a, const Mention& b) {
            return std::tuple{a.first, b.count, a.is_part, a.name} < std::tuple{b.first, a.count, b.is_part, b.name};
        });
        const auto same = [](const Mention& a, const Mention& b) { return a.first == b.first && a.name == b.name; };
        // The longest mention of a concept that begins at a word stands for the others.
        const auto [first, last] = std::ranges::unique(found_, same);
        found_.erase(first, last);
        return std::move(found_);
    }

private:
    void find_from(std::size_t begin) {
        std::vector<std::string> keys{group_};
        const auto end = std::min(units_.size(), begin + labels_.longest_);
        for (std::size_t i = begin; i < end && !keys.empty(); ++i) {
            keys = extend(keys, units_[i].whole->stems);
            // Danish "mod" (against) has the stem of "moder" (mother).
            if (i == begin && language::is_stop_word_of(units_[i].whole->surface, group_)) continue;
            for (const auto& key : keys) add(key, begin, i + 1 - begin, false);
        }
    }

    /// Parts of a compound, and the words within a hyphenated one.
    void find_within(std::size_t place) {
        const Unit& unit = units_[place];
        const auto& parts = unit.whole->parts;
        for (std::size_t begin = 0; begin < parts.size(); ++begin) {
            std::string key = group_;
            for (std::size_t end = begin; end < parts.size(); ++end) {
                key = longer(key, parts[end]);
                if (!labels_.by_stems_.contains(key)) break;
                add(key, place, 1, begin > 0 || end + 1 < parts.size());
            }
        }
        for (std::size_t begin = 0; begin < unit.inner.size(); ++begin) {
            std::vector<std::string> keys{group_};
            for (std::size_t i = begin; i < unit.inner.size() && !keys.empty(); ++i) {
                keys = extend(keys, unit.inner[i].stems);
                for (const auto& key : keys) add(key, place, 1, begin > 0 || i + 1 < unit.inner.size());
            }
        }
    }

    std::vector<std::string> extend(const std::vector<std::string>& keys, const std::vector<std::string>& stems) const {
        std::vector<std::string> next;
        for (const auto& key : keys) {
            for (const auto& stem : stems) {
                if (auto together = longer(key, stem); labels_.by_stems_.contains(together)) {
                    next.push_back(std::move(together));
                }
            }
        }
        return next;
    }

    void add(const std::string& key, std::size_t begin, std::size_t count, bool is_part) {
        const auto entry = labels_.by_stems_.find(key);
        if (entry == labels_.by_stems_.end()) return;
        const auto& last = units_[begin + count - 1];
        const auto words = last.place + 1 + last.inner.size() - units_[begin].place;
        for (const Number number : entry->second) {
            found_.push_back({labels_.names_[number], units_[begin].place, words, is_part});
        }
    }

    const Labels& labels_;
    std::string group_;
    std::vector<Unit> units_;
    std::vector<Mention> found_;
};

Labels::Labels(const model::Vocabulary& vocabulary, const language::Analyser& analyser) {
    Reader reader{*this, analyser};
    for (const auto& scheme : vocabulary.schemes()) {
        if (!is_subject(scheme.id)) continue;
        for (const auto& entry : scheme.concepts) {
            const auto number = static_cast<Number>(names_.size());
            names_.push_back({scheme.id, entry.id});
            for (const auto& [language, label] : entry.preferred) reader.add(number, label, language);
            for (const auto* others : {&entry.alternative, &entry.hidden}) {
                for (const auto& [language, labels] : *others) {
                    for (const auto& label : labels) reader.add(number, label, language);
                }
            }
        }
    }
}

std::vector<Mention> Labels::find(std::span<const Word> words, std::string_view language) const {
    return Finder{*this, words, language}.find();
}

std::vector<Name> Labels::spelt(std::span<const Word> words) const {
    std::string label;
    for (const Unit& unit : units_of(words)) label.append(label.empty() ? "" : " ").append(unit.whole->folded);
    std::vector<Name> names;
    if (const auto found = by_folded_.find(label); found != by_folded_.end()) {
        for (const Number number : found->second) names.push_back(names_[number]);
    }
    return names;
}

}  // namespace clearinghouse::concepts
