#include "indexer/uncovered.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <span>
#include <tuple>

namespace clearinghouse::indexer {
namespace {

/// One word under all its forms.
struct Seen {
    std::map<std::string, std::size_t> forms;
    std::set<std::string> documents;
    std::string example;
    std::size_t occurrences = 0;
};

struct Tally {
    std::size_t words = 0;
    std::size_t covered = 0;
    std::map<std::string, Seen> seen;  ///< By stem.
};

constexpr std::size_t fewest_bytes = 4;

bool has_digit(std::string_view word) {
    return std::ranges::any_of(word, [](char byte) { return byte >= '0' && byte <= '9'; });
}

bool starts_sentence(std::string_view text, std::size_t begin) {
    const auto before = text.find_last_not_of(" \n\t\"'(", begin == 0 ? 0 : begin - 1);
    return begin == 0 || before == std::string_view::npos ||
           std::string_view{".!?:;\n"}.find(text[before]) != std::string_view::npos ||
           text.substr(before + 1, begin - before - 1).find('\n') != std::string_view::npos;
}

/// A word that an editor may want a concept for.
class Candidate {
public:
    Candidate(std::string_view text, const language::Word& word) : text_{text}, word_{word} {}

    bool is_name() const {
        const auto written = text_.substr(word_.begin, word_.end - word_.begin);
        return written != word_.surface && !starts_sentence(text_, word_.begin);
    }
    bool says_something(const language::Analyser& analyser, std::string_view language) const {
        return word_.surface.size() >= fewest_bytes && !has_digit(word_.surface) &&
               !analyser.is_stop_word(word_.surface, language);
    }

private:
    std::string_view text_;
    const language::Word& word_;
};

std::vector<bool> covered_by(const std::vector<concepts::Mention>& mentions, std::size_t words) {
    std::vector<bool> covered(words, false);
    for (const auto& mention : mentions) {
        for (std::size_t i = 0; i < mention.count; ++i) covered[mention.first + i] = true;
    }
    return covered;
}

class Counter {
public:
    Counter(const concepts::Labels& labels, const language::Analyser& analyser)
        : labels_{labels}, analyser_{analyser} {}

    void add(const model::Document& document) {
        for (const auto& text : document.texts) {
            const auto add_stretch = [&](std::string_view stretch) { add(stretch, text.language, document.id); };
            add_stretch(text.title);
            add_stretch(text.summary);
            std::ranges::for_each(text.keywords, add_stretch);
            for (const auto& section : text.sections) add_stretch(section.markup.text);
        }
    }

    std::map<std::string, Uncovered> result() const {
        std::map<std::string, Uncovered> result;
        for (const auto& [language, tally] : tallies_) {
            Uncovered& uncovered = result[language];
            uncovered.words = tally.words;
            uncovered.covered = tally.covered;
            for (const auto& [stem, seen] : tally.seen) {
                const auto commonest = std::ranges::max_element(seen.forms, {}, [](const auto& f) { return f.second; });
                uncovered.list.push_back({commonest->first, seen.documents.size(), seen.occurrences, seen.example});
            }
            std::ranges::sort(uncovered.list, [](const UncoveredWord& a, const UncoveredWord& b) {
                return std::tuple{b.documents, b.occurrences, a.word} < std::tuple{a.documents, a.occurrences, b.word};
            });
        }
        return result;
    }

private:
    void add(std::string_view text, const std::string& language, const std::string& id) {
        const auto words = analyser_.words(text, language);
        const auto covered = covered_by(labels_.find(words, language), words.size());
        Tally& tally = tallies_[language];
        for (std::size_t i = 0; i < words.size(); ++i) {
            const Candidate candidate{text, words[i]};
            if (!candidate.says_something(analyser_, language)) continue;
            // A concept may well be a name: that of a programme.
            if (covered[i]) {
                ++tally.words;
                ++tally.covered;
                continue;
            }
            if (candidate.is_name()) continue;
            ++tally.words;
            Seen& seen = tally.seen[words[i].stems.front()];
            ++seen.forms[words[i].surface];
            ++seen.occurrences;
            if (seen.example.empty()) seen.example = id;
            seen.documents.insert(id);
        }
    }

    const concepts::Labels& labels_;
    const language::Analyser& analyser_;
    std::map<std::string, Tally> tallies_;
};

}  // namespace

std::map<std::string, Uncovered> uncovered(const std::vector<const model::Document*>& documents,
                                           const concepts::Labels& labels, const language::Analyser& analyser) {
    Counter counter{labels, analyser};
    for (const auto* document : documents) counter.add(*document);
    return counter.result();
}

void print_uncovered(std::string_view language, const Uncovered& words, std::size_t most, std::ostream& out) {
    const double share =
        words.words == 0 ? 100 : 100.0 * static_cast<double>(words.covered) / static_cast<double>(words.words);
    out << fmt::format("{}: {} of {} words are covered by a concept ({:.1f} %)\n", language, words.covered, words.words,
                       share);
    for (std::size_t i = 0; i < std::min(most, words.list.size()); ++i) {
        const auto& word = words.list[i];
        out << fmt::format("  {:<32} {:>4} documents {:>5} times  e.g. {}\n", word.word, word.documents,
                           word.occurrences, word.example);
    }
}

}  // namespace clearinghouse::indexer
