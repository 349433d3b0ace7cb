#include "tests/content/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "indexer/checks.h"

namespace clearinghouse::tests {
namespace {

constexpr std::array scandinavian{"da", "sv", "nb", "nn"};
constexpr std::array asked_in{"da", "sv", "nb", "fi", "is", "en"};

Findings missing_translations_of(const model::Document& document) {
    Findings findings;
    const auto& original = document.original();
    const auto report = [&](const model::Text& text, std::string_view what) {
        findings.push_back(finding({document.file, text.line, text.language, "text", "", ""}, what, text.title));
    };
    const bool is_scandinavian =
        std::ranges::any_of(scandinavian, [&](const char* language) { return document.text_in(language) != nullptr; });
    if (document.text_in("en") == nullptr) report(original, "has no text in English");
    if (original.language == "en" && !is_scandinavian) report(original, "has no text in a Scandinavian language");
    for (const auto& text : document.texts) {
        if (text.is_original()) continue;
        if (document.text_in(text.translation_of) == nullptr || text.translation_of == text.language) {
            report(text, "is translated from a text that is not there");
        }
        if (!text.from_version) report(text, "does not say which version it translates");
    }
    return findings;
}

/// A sentence without its quotation marks and its end, so that "He said so." and «He said so» are one.
std::string bare(std::string sentence) {
    constexpr std::string_view ends = " .!?:;\"";
    const auto from = std::min(sentence.find_first_not_of(ends), sentence.size());
    const auto to = sentence.find_last_not_of(ends);
    return to == std::string::npos ? "" : sentence.substr(from, to + 1 - from);
}

}  // namespace

Findings wrong_summary_lengths(const std::vector<Passage>& passages) {
    Findings findings;
    for (const auto& passage : passages) {
        if (passage.field != "summary") continue;
        const auto words = count_words(passage.words);
        if (words >= indexer::shortest_summary && words <= indexer::longest_summary) continue;
        findings.push_back(finding(passage, fmt::format("the summary has {} words", words), passage.words));
    }
    return findings;
}

Findings missing_translations(const std::vector<model::Document>& documents) {
    Findings findings;
    for (const auto& document : documents) {
        std::ranges::move(missing_translations_of(document), std::back_inserter(findings));
    }
    return findings;
}

std::vector<Passage> questions_in(const std::vector<model::Document>& documents) {
    std::vector<Passage> passages;
    for (const auto& document : documents) {
        for (const auto& [language, questions, line] : document.questions) {
            for (const auto& question : questions) {
                passages.push_back({document.file, line, language, "question", question, question});
            }
        }
    }
    return passages;
}

Findings missing_questions(const std::vector<model::Document>& documents) {
    Findings findings;
    for (const auto& document : documents) {
        const auto report = [&](int line, std::string_view language, std::string_view what) {
            const Passage where{document.file, line, std::string{language}, "question", "", ""};
            findings.push_back(finding(where, what, document.original().title));
        };
        for (const std::string_view language : asked_in) {
            const bool is_there = std::ranges::count(document.questions, language, &model::Questions::language) > 0;
            if (!is_there) report(0, language, "has no questions");
        }
        for (const auto& [language, questions, line] : document.questions) {
            const auto most = document.questions.front().questions.size();
            if (questions.size() == most) continue;
            report(line, language, fmt::format("has {} questions, another language has {}", questions.size(), most));
        }
    }
    return findings;
}

Findings repeated_sentences(const std::vector<Passage>& passages, std::size_t fewest_words) {
    std::map<std::string, const Passage*> seen;
    Findings findings;
    for (const auto& passage : passages) {
        if (passage.field == "attachment") continue;
        for (auto& sentence : sentences_of(passage.words, passage.language)) {
            if (count_words(sentence) < fewest_words) continue;
            const auto [first, is_new] = seen.try_emplace(bare(sentence), &passage);
            if (is_new) continue;
            const auto where = fmt::format("stands in {}:{} too", first->second->file, first->second->line);
            findings.push_back(finding(passage, where, sentence));
        }
    }
    return findings;
}

}  // namespace clearinghouse::tests
