#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"
#include "tests/relevance/metrics.h"

namespace clearinghouse::relevance {

/// The languages that every topic is asked in.
inline constexpr std::array<std::string_view, 7> languages{"da", "sv", "nb", "nn", "fi", "is", "en"};

/// How a variant may differ from its clean query.
inline constexpr std::array<std::string_view, 4> kinds{"misspelt", "plain", "split", "joined"};

/// A need of a reader, how it is asked in each language, and what answers it.
struct Topic {
    std::string set;                             ///< Its folder: "main".
    std::string name;                            ///< Its file without ".txt": "01-language-or-work-first".
    std::string need;                            ///< Who wants to know what, in a sentence.
    std::map<std::string, std::string> queries;  ///< By language, all of `languages`.
    Grades grades;
};

/// A query of someone who knows that a document exists; it should come first.
struct KnownItem {
    std::string language, query, document;
};

/// A query as it should be written, and as it is written in haste or on a foreign keyboard.
struct Variant {
    std::string language, kind, clean, typed;
};

/// A query that must find nothing.
struct Stranger {
    std::string language, query;
};

struct Suite {
    std::vector<Topic> topics;  ///< By set and name.
    std::vector<KnownItem> known_items;
    std::vector<Variant> variants;
    std::vector<Stranger> strangers;
};

/// What was read, and every fault of the files; with one, nothing may be measured.
struct Reading {
    Suite suite;
    model::Problems problems;
};

/// Reads topics/<set>/*.txt, known-items.txt, variants.txt and nothing.txt in `folder`. A line that is none of the
/// format, a language that is missing or unknown, a judgement or line given twice, and a document that
/// `is_document` does not know are errors with file and line.
Reading read_suite(const std::filesystem::path& folder, const std::function<bool(std::string_view)>& is_document);

}  // namespace clearinghouse::relevance
