#include "tests/relevance/suite.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>

#include "engine/language/analyser.h"

namespace clearinghouse::relevance {
namespace {

namespace fs = std::filesystem;
using IsDocument = std::function<bool(std::string_view)>;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_language(std::string_view text) {
    return std::ranges::find(languages, text) != languages.end();
}

/// One file that is being read, line by line.
class File {
public:
    File(fs::path path, model::Problems& problems) : path_(std::move(path)), problems_(problems), stream_(path_) {
        if (!stream_) refuse("unreadable-file", "cannot be read", "");
    }

    /// The next line without blanks around it, or nothing at the end.
    std::optional<std::string> next() {
        std::string line;
        if (!std::getline(stream_, line)) {
            line_ = 0;
            return std::nullopt;
        }
        ++line_;
        if (!language::is_utf8(line)) refuse("broken-line", "not UTF-8", "save the file as UTF-8");
        return std::string{trimmed(line)};
    }

    bool is_first_line() const { return line_ == 1; }

    /// Faults after the last line are those of the whole file.
    void refuse(const std::string& code, const std::string& what, const std::string& hint) {
        problems_.push_back({code, path_.string(), line_, what, hint, model::Severity::error});
    }

    void check_document(const std::string& id, const IsDocument& is_document) {
        if (is_document(id)) return;
        refuse("unknown-document", "no document '" + model::quotable(id) + "' in the index",
               "the name of its file in content/ without .xml");
    }

private:
    fs::path path_;
    model::Problems& problems_;
    std::ifstream stream_;
    int line_ = 0;
};

/// Takes "da: tidlig praktik"; false when the line is no query.
bool take_query(const std::string& line, Topic& topic, File& file) {
    if (line.size() < 3 || line[2] != ':') return false;
    const auto language = line.substr(0, 2);
    const auto query = std::string{trimmed(std::string_view{line}.substr(3))};
    if (!is_language(language)) {
        file.refuse("unknown-language", "'" + language + "' is no language of the suite", "da, sv, nb, nn, fi, is, en");
    } else if (query.empty()) {
        file.refuse("broken-line", "no query after '" + language + ":'", "");
    } else if (!topic.queries.emplace(language, query).second) {
        file.refuse("doubled-language", "a second query in '" + language + "'", "one query for each language");
    }
    return true;
}

/// Takes "3 danskuddannelse-positiv-effekt-vive"; false when the line is no judgement.
bool take_judgement(const std::string& line, Topic& topic, File& file, const IsDocument& is_document) {
    if (line.size() < 3 || line[0] < '1' || line[0] > '3' || line[1] != ' ') return false;
    const auto id = std::string{trimmed(std::string_view{line}.substr(2))};
    if (id.find_first_of(" \t") != std::string::npos) return false;
    file.check_document(id, is_document);
    if (!topic.grades.emplace(id, line[0] - '0').second) {
        file.refuse("doubled-judgement", "a second judgement of '" + id + "'", "one line for each document");
    }
    return true;
}

Topic read_topic(const fs::path& path, const IsDocument& is_document, model::Problems& problems) {
    Topic topic;
    topic.set = path.parent_path().filename().string();
    topic.name = path.stem().string();
    File file{path, problems};
    while (const auto line = file.next()) {
        if (file.is_first_line()) {
            if (line->starts_with("# ")) topic.need = trimmed(std::string_view{*line}.substr(1));
            if (topic.need.empty()) file.refuse("missing-need", "the need is missing", "# who wants to know what");
        }
        if (line->empty() || line->starts_with('#')) continue;
        if (take_query(*line, topic, file) || take_judgement(*line, topic, file, is_document)) continue;
        file.refuse("broken-line", "'" + model::quotable(*line) + "'",
                    "a query is 'da: words', a judgement is a grade from 1 to 3, a blank and a document id");
    }
    for (const auto language : languages) {
        if (topic.queries.contains(std::string{language})) continue;
        file.refuse("missing-language", "no query in '" + std::string{language} + "'", "a topic is asked in every one");
    }
    if (topic.grades.empty()) file.refuse("missing-judgements", "no document is judged", "");
    return topic;
}

void read_topics(const fs::path& folder, const IsDocument& is_document, Reading& reading) {
    std::vector<fs::path> paths;
    if (fs::is_directory(folder)) {
        for (const auto& entry : fs::recursive_directory_iterator{folder}) {
            if (entry.is_regular_file()) paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    for (const auto& path : paths) {
        if (path.extension() == ".txt" && path.parent_path().parent_path() == folder) {
            reading.suite.topics.push_back(read_topic(path, is_document, reading.problems));
        } else {
            File{path, reading.problems}.refuse("stray-file", "is no topic", "topics are topics/<set>/<name>.txt");
        }
    }
    if (paths.empty()) File{folder, reading.problems}.refuse("missing-topics", "holds no topics", "");
}

std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> columns;
    for (auto bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
        columns.emplace_back(trimmed(line.substr(0, bar)));
        line.remove_prefix(bar + 1);
    }
    columns.emplace_back(trimmed(line));
    return columns;
}

using Columns = std::vector<std::string>;

/// Reads a list "language | ... | ..." and gives every sound row to `take`.
void read_list(const fs::path& path, const std::string& form, model::Problems& problems,
               const std::function<void(Columns, File&)>& take) {
    File file{path, problems};
    const auto wanted = split(form).size();
    std::set<Columns> seen;
    while (const auto line = file.next()) {
        if (line->empty() || line->starts_with('#')) continue;
        auto columns = split(*line);
        if (columns.size() != wanted || std::ranges::find(columns, "") != columns.end()) {
            file.refuse("broken-line", "'" + model::quotable(*line) + "'", form);
        } else if (!is_language(columns[0])) {
            file.refuse("unknown-language", "'" + model::quotable(columns[0]) + "' is no language of the suite", form);
        } else if (!seen.insert(columns).second) {
            file.refuse("doubled-line", "the same line again", "");
        } else {
            take(std::move(columns), file);
        }
    }
}

}  // namespace

Reading read_suite(const fs::path& folder, const IsDocument& is_document) {
    Reading reading;
    auto& [suite, problems] = reading;
    read_topics(folder / "topics", is_document, reading);
    read_list(folder / "known-items.txt", "language | query | document", problems, [&](Columns row, File& file) {
        file.check_document(row[2], is_document);
        suite.known_items.push_back({row[0], row[1], row[2]});
    });
    read_list(folder / "variants.txt", "language | kind | clean query | variant", problems,
              [&](Columns row, File& file) {
                  if (std::ranges::find(kinds, row[1]) == kinds.end()) {
                      file.refuse("unknown-kind", "'" + model::quotable(row[1]) + "' is no kind of variant",
                                  "misspelt, plain, split, joined");
                  }
                  suite.variants.push_back({row[0], row[1], row[2], row[3]});
              });
    read_list(folder / "nothing.txt", "language | query", problems, [&](Columns row, File&) {
        suite.strangers.push_back({row[0], row[1]});
    });
    return reading;
}

}  // namespace clearinghouse::relevance
