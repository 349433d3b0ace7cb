#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"
#include "indexer/advice.h"

namespace clearinghouse::indexer {

/// What a run did.
struct Outcome {
    model::Problems problems;  ///< All that was found in the content, and what was wrong with the index before.
    std::size_t files_read = 0;
    std::size_t documents = 0;  ///< In the generation.
    std::size_t added = 0;
    std::size_t changed = 0;
    std::size_t unchanged = 0;
    std::size_t removed = 0;
    std::vector<std::string> kept;  ///< Ids that stay as published because their files have errors.
    std::vector<std::string> lost;  ///< Ids of files with errors of which nothing was published.
    std::string generation;         ///< The current one after the run.
    bool published = false;         ///< False when nothing had changed, and when the vocabulary is not whole.
    bool vocabulary_is_whole = true;
    bool whole = false;            ///< Everything was written anew.
    std::size_t written = 0;       ///< Documents whose words were written.
    std::uint64_t text_bytes = 0;  ///< Text in them.
    std::chrono::duration<double> writing{0};
    std::chrono::duration<double> whole_run{0};
};

/// Called with what is being done and how much of it is: ("reading", 12, 220).
using ProgressBar = std::function<void(std::string_view what, std::size_t done, std::size_t all)>;

/// Draws on a terminal, in one line that is overwritten; elsewhere it does nothing.
ProgressBar terminal_progress(int descriptor, std::ostream& out);

/// "file:line: finding (hint)", one a line.
void print_problems(const model::Problems& problems, std::ostream& out);

/// What was read, written, kept and refused, where it is, and how long it took.
void print_outcome(const Outcome& outcome, std::ostream& out);

/// "3 files: 2 errors, 1 warning".
std::string count_line(std::size_t files, const model::Problems& problems);

/// "note: file: would help readers: results, period", one line a document, then how many lack each field and why
/// readers want it: the commonest first.
void print_advice(const std::vector<Advice>& advice, std::ostream& out);

/// {"problems":[{"code","severity","file","line","what","hint"}],"advice":[{"file","fields":[{"field","instead","why"}]}],
/// "files":n,"errors":n,"warnings":n}
std::string check_json(std::size_t files, const model::Problems& problems, const std::vector<Advice>& advice);

}  // namespace clearinghouse::indexer
