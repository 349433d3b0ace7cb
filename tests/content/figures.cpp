#include "tests/content/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/model/markup_reader.h"

namespace clearinghouse::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> spaces{"\u202f", "\u00a0", "\u2009", " "};

constexpr std::array<std::string_view, 8> per_cent{"%",       "per cent", "percent", "procent",
                                                   "prosent", "prósent",  "proc.",   "pct."};

constexpr std::array<std::string_view, 6> points{"percentage point", "procentpoint", "procentenhet",
                                                 "prosentpoeng",     "prosenttiyks", "prósentustig"};

/// The words for one to twelve; several genders of one number are divided by a stroke.
const std::map<std::string, std::array<std::string_view, 12>, std::less<>> number_words{
    {"da", {"en/et/én/ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"}},
    {"nb", {"en/et/én/ett", "to", "tre", "fire", "fem", "seks", "sju/syv", "åtte", "ni", "ti", "elleve", "tolv"}},
    {"nn", {"ein/eit/éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"}},
    {"sv", {"en/ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"}},
    {"en", {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}},
    {"fi",
     {"yksi/yhden", "kaksi/kahden", "kolme/kolmen", "neljä/neljän", "viisi/viiden", "kuusi/kuuden", "seitsemän",
      "kahdeksan", "yhdeksän", "kymmenen", "yksitoista", "kaksitoista"}},
    {"is",
     {"einn/ein/eitt", "tveir/tvær/tvö", "þrír/þrjár/þrjú", "fjórir/fjórar/fjögur", "fimm", "sex", "sjö", "átta", "níu",
      "tíu", "ellefu", "tólf"}},
    {"fo",
     {"ein/eitt", "tveir/tvær/tvey", "tríggir/tríggjar/trý", "fýra", "fimm", "seks", "sjey", "átta", "níggju", "tíggju",
      "ellivu", "tólv"}},
};

/// "3,6 millioner": the words begin like this in all of our languages.
constexpr std::array<std::pair<std::string_view, double>, 4> multipliers{
    {{"milli", 1e6}, {"milj", 1e6}, {"milljón", 1e6}, {"mio.", 1e6}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char decimal_sign(std::string_view language) {
    return language == "en" ? '.' : ',';
}

/// How many bytes divide thousands at the start of `rest`: 0 when it does not start with a divider and three digits.
std::size_t divider(std::string_view rest, std::string_view language) {
    std::size_t length = rest.starts_with(language == "en" ? "," : ".") ? 1 : 0;
    for (const auto space : spaces) {
        if (rest.starts_with(space)) length = std::max(length, space.size());
    }
    if (length == 0 || rest.size() < length + 3) return 0;
    const auto digits = rest.substr(length);
    const bool are_three = std::all_of(digits.begin(), digits.begin() + 3, is_digit);
    return are_three && (digits.size() == 3 || !is_digit(digits[3])) ? length : 0;
}

/// A number in a text, and where it ends.
struct Found {
    double number = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Found take_number(std::string_view words, std::size_t at, std::string_view language) {
    const std::size_t begin = at;
    std::string digits;
    while (at < words.size() && is_digit(words[at])) digits += words[at++];
    while (digits.size() <= 3 || at - begin > digits.size()) {
        const auto length = divider(words.substr(at), language);
        if (length == 0) break;
        digits += words.substr(at + length, 3);
        at += length + 3;
    }
    if (at + 1 < words.size() && words[at] == decimal_sign(language) && is_digit(words[at + 1])) {
        digits += '.';
        for (++at; at < words.size() && is_digit(words[at]); ++at) digits += words[at];
    }
    return {std::stod(digits), begin, at};
}

std::vector<Found> figures_in(std::string_view words, std::string_view language) {
    std::vector<Found> found;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!is_digit(words[at])) continue;
        found.push_back(take_number(words, at, language));
        at = found.back().end;
    }
    return found;
}

std::string_view without_spaces(std::string_view rest) {
    for (bool is_trimmed = true; is_trimmed;) {
        is_trimmed = false;
        for (const auto space : spaces) {
            if (!rest.starts_with(space)) continue;
            rest.remove_prefix(space.size());
            is_trimmed = true;
        }
    }
    return rest;
}

bool starts_with_any(std::string_view rest, const auto& beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view each) { return rest.starts_with(each); });
}

/// What may stand between the numbers of a range or list: "30–40 prosent", "24 og 27 prosent".
bool joins_numbers(std::string_view between) {
    static constexpr std::array<std::string_view, 19> joints{"–",   "-",   "til",   "to",   "till", "og",  "och",
                                                             "ja",  "and", "eller", "or",   "til",  "mot", "ell",
                                                             "tai", "eða", "upp í", "ella", "at"};
    between = without_spaces(between);
    while (between.ends_with(' ')) between.remove_suffix(1);
    return std::ranges::find(joints, between) != joints.end();
}

bool contains(const std::vector<double>& numbers, double number) {
    return std::ranges::any_of(
        numbers, [&](double each) { return std::abs(each - number) < 1e-6 * std::max(1.0, std::abs(number)); });
}

bool is_distance_in(const std::vector<double>& values, double number) {
    return std::ranges::any_of(values, [&](double each) { return contains(values, each + number); });
}

/// True when a document that the passage links to names the number.
bool is_in_cited(const Passage& passage, const std::vector<Passage>& all, double number) {
    return std::ranges::any_of(all, [&](const Passage& each) {
        const auto id = fs::path{each.file}.stem().string();
        return std::ranges::find(passage.cited, id) != passage.cited.end() &&
               contains(numbers_in(each.words, each.language), number);
    });
}

/// Small letters and words as they are: bytes that are no ASCII belong to words.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words{""};
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalpha(byte) != 0) {
            words.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

void add_numbers_in_words(std::string_view text, const std::string& language, std::vector<double>& numbers) {
    const auto spelled = number_words.find(language);
    if (spelled == number_words.end()) return;
    const auto words = words_of(text);
    for (std::size_t i = 0; i < spelled->second.size(); ++i) {
        std::istringstream forms{std::string{spelled->second[i]}};
        for (std::string form; std::getline(forms, form, '/');) {
            if (std::ranges::find(words, form) != words.end()) numbers.push_back(static_cast<double>(i + 1));
        }
    }
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells{""};
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '"') {
            is_quoted = !is_quoted;
        } else if (c == ',' && !is_quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

}  // namespace

std::vector<double> numbers_in(std::string_view words, const std::string& language) {
    std::vector<double> numbers;
    for (const auto& found : figures_in(words, language)) {
        numbers.push_back(found.number);
        const auto rest = without_spaces(words.substr(found.end));
        for (const auto& [beginning, times] : multipliers) {
            if (rest.starts_with(beginning)) numbers.push_back(found.number * times);
        }
    }
    add_numbers_in_words(words, language, numbers);
    return numbers;
}

std::vector<Percentage> percentages_in(std::string_view words, const std::string& language) {
    const auto figures = figures_in(words, language);
    std::vector<Percentage> percentages;
    bool is_share = false;
    bool is_points = false;
    for (auto figure = figures.rbegin(); figure != figures.rend(); ++figure) {
        const bool is_joined =
            is_share && joins_numbers(words.substr(figure->end, std::prev(figure)->begin - figure->end));
        if (!is_joined) {
            const auto rest = without_spaces(words.substr(figure->end));
            is_share = starts_with_any(rest, per_cent) || starts_with_any(rest, points);
            is_points = starts_with_any(rest, points);
        }
        if (is_share) percentages.insert(percentages.begin(), {figure->number, is_points});
    }
    return percentages;
}

DataFile read_data_file(std::string_view csv, const std::string& name) {
    DataFile file{name, {}};
    std::istringstream lines{std::string{csv}};
    bool is_header = true;
    for (std::string line; std::getline(lines, line); is_header = false) {
        const auto value = cells_of(line).back();
        if (!is_header && !value.empty()) file.values.push_back(value);
    }
    return file;
}

std::vector<DataFile> data_files_in(const fs::path& folder, const std::string& name) {
    std::vector<DataFile> files;
    if (!fs::is_directory(folder)) return files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() != ".csv") continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        std::stringstream csv;
        csv << stream.rdbuf();
        files.push_back(read_data_file(csv.str(), name + "/" + entry.path().filename().string()));
    }
    std::ranges::sort(files, {}, &DataFile::name);
    return files;
}

Findings values_missing_in_text(const std::vector<DataFile>& files, const std::vector<Passage>& original) {
    std::vector<double> numbers;
    std::string language;
    for (const auto& passage : original) {
        language = passage.language;
        std::ranges::copy(numbers_in(passage.words, passage.language), std::back_inserter(numbers));
    }
    Findings findings;
    for (const auto& file : files) {
        for (const auto& value : file.values) {
            if (contains(numbers, std::stod(value))) continue;
            findings.push_back(
                finding({file.name, 0, language, "", "", ""}, "the text does not name the value", value));
        }
    }
    return findings;
}

Findings percentages_missing_in_data(const std::vector<DataFile>& files, const std::vector<Passage>& passages,
                                     const std::vector<Passage>& all) {
    std::vector<double> values;
    for (const auto& file : files) {
        for (const auto& value : file.values) values.push_back(std::stod(value));
    }
    Findings findings;
    if (files.empty()) return findings;
    for (const auto& passage : passages) {
        if (passage.field != "findings") continue;
        for (const auto& [number, is_points] : percentages_in(passage.words, passage.language)) {
            const bool is_distance = is_points && is_distance_in(values, number);
            if (contains(values, number) || is_distance || is_in_cited(passage, all, number)) continue;
            findings.push_back(finding(passage, fmt::format("no data file has {} per cent", number), passage.words));
        }
    }
    return findings;
}

}  // namespace clearinghouse::tests
