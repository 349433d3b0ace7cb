#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "indexer/checks.h"

namespace clearinghouse::indexer {
namespace {

using model::Severity;

/// Bytes 10xxxxxx go on with a character.
std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

class QuestionCheck {
public:
    explicit QuestionCheck(const model::Document& document) : document_(document) {}

    model::Problems run() {
        for (const auto& list : document_.questions) {
            std::set<std::string> seen;
            for (const auto& question : list.questions) {
                if (is_still_skeleton(list, question)) continue;
                form_of(list, question);
                if (seen.insert(question).second) continue;
                report("question-twice", list,
                       fmt::format("asks '{}' twice in '{}'", model::quotable(question), list.language),
                       "remove one, or ask something else");
            }
        }
        return std::move(problems_);
    }

private:
    /// A draft may wait for its questions, readers should not meet the gap.
    bool is_still_skeleton(const model::Questions& list, const std::string& question) {
        if (question != "...?") return false;
        if (document_.status == model::Status::published) {
            report("not-filled-in", list,
                   fmt::format("<question> in '{}' still holds the '...' of the skeleton", list.language),
                   "write the question, or take it out", Severity::error);
        }
        return true;
    }

    void form_of(const model::Questions& list, const std::string& question) {
        if (!question.ends_with('?')) {
            report("no-question-mark", list,
                   fmt::format("asks '{}' in '{}' without a question mark", model::quotable(question), list.language),
                   "end the question with ?");
        }
        const auto characters = count_characters(question);
        if (characters <= longest_question) return;
        report("long-question", list,
               fmt::format("asks a question of {} characters in '{}': '{}'", characters, list.language,
                           model::quotable(question)),
               fmt::format("ask for one thing, in {} at most", longest_question));
    }

    void report(std::string code, const model::Questions& list, std::string what, std::string hint,
                Severity severity = Severity::warning) {
        problems_.push_back({std::move(code), document_.file, list.line, std::move(what), std::move(hint), severity});
    }

    const model::Document& document_;
    model::Problems problems_;
};

}  // namespace

model::Problems check_questions(const model::Document& document) {
    return QuestionCheck{document}.run();
}

}  // namespace clearinghouse::indexer
