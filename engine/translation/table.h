#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/problem.h"

/// What words of one language are called in another, from dictionaries, in steps from word to word.
namespace clearinghouse::translation {

/// A word in another language that may stand for the one that was asked for.
struct Translation {
    std::string language;
    std::string word;                ///< As dictionaries name it, or a phrase of at most three words.
    std::vector<std::string> stems;  ///< One for each word: what documents are found by.
    double confidence = 0;           ///< 0 to 1.
};

/// How far and how wide translations reach.
struct Reach {
    int steps = 2;                ///< 2: also by way of a third language.
    double second_step = 0.6;     ///< What a further step is worth.
    double least = 0.12;          ///< Confidence below which nothing is given.
    double least_of_best = 0.4;   ///< The same, as a share of the best in that language.
    std::size_t most = 4;         ///< Words in each language.
    std::size_t carried_on = 25;  ///< Words that a further step starts from.
    bool same_language = false;   ///< Also synonyms: words of the own language that come back.
};

/// A table of translations, memory-mapped. Immutable and safe to share between threads.
class Table {
public:
    /// A Problem when the file is missing or damaged.
    static model::Result<std::shared_ptr<const Table>> open(const std::filesystem::path& file);
    ~Table();
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    /// Translations of a word that is a form of these lemmas, best first in each language.
    std::vector<Translation> translate(std::string_view language, const std::vector<std::string>& lemmas,
                                       const Reach& reach = {}) const;

    std::size_t words() const;

private:
    struct Inside;
    explicit Table(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Gathers what dictionaries say and writes it as a table.
class TableBuilder {
public:
    TableBuilder();
    ~TableBuilder();
    TableBuilder(const TableBuilder&) = delete;
    TableBuilder& operator=(const TableBuilder&) = delete;

    /// A word and its translations, best first; they are taken both ways.
    void add(std::string_view from, const std::string& word, std::string_view to,
             const std::vector<std::string>& translations);

    /// Gives the stems of a word or phrase in a language, one for each word that says something.
    using Stems = std::function<std::vector<std::string>(std::string_view word, std::string_view language)>;
    /// Throws std::system_error when the file cannot be written.
    void write(const std::filesystem::path& file, const Stems& stems) const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::translation
