#include "engine/translation/freedict.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <utility>

#include "engine/language/analyser.h"

namespace clearinghouse::translation {
namespace {

constexpr std::size_t most_words = 3;  // of a translation that is a phrase
constexpr std::size_t most_translations = 12;
constexpr std::size_t largest_dictionary = 256U << 20U;

std::string read_compressed(const std::string& path) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file{gzopen(path.c_str(), "rb"), gzclose};
    std::string text;
    if (!file) return text;
    std::array<char, 1U << 16U> block{};
    for (int read = 0; (read = gzread(file.get(), block.data(), block.size())) > 0;) {
        text.append(block.data(), static_cast<std::size_t>(read));
        if (text.size() > largest_dictionary) return {};
    }
    return text;
}

/// dictd counts in letters of base 64, the highest first.
std::optional<std::size_t> number(std::string_view digits) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::size_t value = 0;
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    for (const char digit : digits) {
        const auto place = alphabet.find(digit);
        if (place == std::string_view::npos) return std::nullopt;
        value = value * alphabet.size() + place;
    }
    return value;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

/// Without what stands in brackets: grammar, fields, explanations.
std::string without_brackets(std::string_view text) {
    std::string kept;
    int depth = 0;
    for (const char byte : text) {
        if (byte == '(' || byte == '[' || byte == '<') ++depth;
        if (depth == 0) kept.push_back(byte);
        if (depth > 0 && (byte == ')' || byte == ']' || byte == '>')) --depth;
    }
    return kept;
}

std::size_t count_words(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

/// Takes "2. " from the front of a line; true when it was there.
bool take_sense_number(std::string_view& line) {
    std::size_t digits = 0;
    while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
    if (digits == 0 || digits + 1 >= line.size() || line[digits] != '.') return false;
    line = trimmed(line.substr(digits + 1));
    return true;
}

/// WikDict counts shades of a meaning at the end of a line: "pakolainen 2."
std::string_view without_count(std::string_view line) {
    auto end = line.size();
    if (end == 0 || line[end - 1] != '.') return line;
    --end;
    while (end > 0 && line[end - 1] >= '0' && line[end - 1] <= '9') --end;
    const bool counts = end + 1 < line.size() && (end == 0 || line[end - 1] == ' ');
    return counts ? trimmed(line.substr(0, end)) : line;
}

void add_translations(std::string_view line, std::vector<std::string>& translations) {
    line = without_count(line);
    const auto plain = without_brackets(line);
    std::string_view rest = plain;
    while (!rest.empty()) {
        const auto end = std::min(rest.find_first_of(",;"), rest.size());
        auto word = language::lower(trimmed(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (word.empty() || count_words(word) > most_words || translations.size() == most_translations) continue;
        if (std::ranges::find(translations, word) == translations.end()) translations.push_back(std::move(word));
    }
}

std::string headword(std::string_view line) {
    line = line.substr(0, line.find('/'));
    line = line.substr(0, line.find('<'));
    return language::lower(trimmed(line));
}

}  // namespace

Entry parse_entry(std::string_view text, Style style) {
    Entry entry;
    bool first_line = true;
    bool expects_translations = true;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        if (std::exchange(first_line, false)) {
            entry.word = headword(line);
            continue;
        }
        if (take_sense_number(line)) expects_translations = true;
        if (!expects_translations) continue;
        add_translations(line, entry.translations);
        expects_translations = style == Style::lists;
    }
    return entry;
}

std::vector<Entry> read_freedict(const std::string& base, Style style) {
    std::vector<Entry> entries;
    std::ifstream index{base + ".index"};
    if (!index) return entries;
    const auto text = read_compressed(base + ".dict.dz");
    for (std::string line; std::getline(index, line);) {
        const auto last = line.rfind('\t');
        const auto before = last == std::string::npos || last == 0 ? std::string::npos : line.rfind('\t', last - 1);
        if (before == std::string::npos || line.starts_with("00database")) continue;
        const auto begin = number(std::string_view{line}.substr(before + 1, last - before - 1));
        const auto size = number(std::string_view{line}.substr(last + 1));
        if (!begin || !size || *begin > text.size() || *size > text.size() - *begin) continue;
        auto entry = parse_entry(std::string_view{text}.substr(*begin, *size), style);
        if (!entry.word.empty() && !entry.translations.empty()) entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace clearinghouse::translation
