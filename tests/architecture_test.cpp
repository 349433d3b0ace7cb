#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Holds the sources against the table of rooms in ARCHITECTURE.md. A row that fails names file, line and rule.
namespace clearinghouse::architecture {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

const fs::path root = CLEARINGHOUSE_SOURCE_DIR;

/// Where a room may see a library from outside.
struct Library {
    std::string header;  ///< How its headers start: "unicode/".
    enum class Where { anywhere, sources } where = Where::sources;
    std::string only_file = "";  ///< The one file that may, when it is one.
};

constexpr auto anywhere = Library::Where::anywhere;
constexpr auto sources = Library::Where::sources;

struct Room {
    std::string folder;
    std::string tests;  ///< Its folder in tests/.
    Names may_include;
    std::vector<Library> libraries;
};

const std::vector<Room> rooms{
    {"engine/language", "language", {}, {{"xapian.h"}, {"unicode/"}, {"lttoolbox/"}, {"libvoikko/"}}},
    {"engine/model", "model", {"engine/language"}, {{"pugixml.hpp"}, {"tl/expected.hpp", anywhere}}},
    {"engine/concepts", "concepts", {"engine/language", "engine/model"}, {}},
    {"engine/index",
     "index",
     {"engine/language", "engine/model"},
     {{"xapian.h"}, {"nlohmann/"}, {"openssl/"}, {"tl/expected.hpp", anywhere}}},
    {"engine/translation",
     "translation",
     {"engine/language", "engine/model", "engine/index"},
     {{"zlib.h"}, {"tl/expected.hpp", anywhere}}},
    {"indexer",
     "indexer",
     {"engine/language", "engine/model", "engine/concepts", "engine/index", "engine/translation"},
     {{"xapian.h"},
      {"archive.h"},
      {"archive_entry.h"},
      {"libxml/"},
      {"poppler/"},
      {"CLI/"},
      {"nlohmann/"},
      {"spdlog/"},
      {"openssl/"},
      {"tl/expected.hpp", anywhere}}},
    {"engine/search",
     "search",
     {"engine/language", "engine/model", "engine/concepts", "engine/index", "engine/translation"},
     {{"xapian.h"}, {"tl/expected.hpp", anywhere}}},
    {"server",
     "server",
     {"engine/language", "engine/model", "engine/search", "engine/translation"},
     {{"httplib.h", sources, "server/httplib_adapter.cpp"},
      {"kainjow/mustache.hpp", sources, "server/templates.cpp"},
      {"nlohmann/json", anywhere},
      {"pugixml.hpp"},
      {"raptor2.h", sources, "server/linked_data/rdf.cpp"},
      {"CLI/"},
      {"spdlog/"},
      {"zlib.h"},
      {"unicode/"},
      {"tl/expected.hpp", anywhere}}},
    {"desk",
     "desk",
     {"engine/language", "engine/model", "indexer"},
     {{"httplib.h"}, {"nlohmann/json", anywhere}, {"kainjow/"}, {"CLI/"}, {"spdlog/"}, {"sodium.h"}, {"sqlite3.h"}}},
};

/// What every room may see: formatting, and what the operating system offers.
const std::vector<Library> for_all{{"fmt/", anywhere}, {"sys/"},      {"netinet/"}, {"arpa/"},
                                   {"unistd.h"},       {"fcntl.h"},   {"netdb.h"},  {"poll.h"},
                                   {"signal.h"},       {"pthread.h"}, {"locale.h"}};

/// Headers inside a room that show a library which others must not see. They may be included in their room alone.
const std::map<std::string, std::string> inner_headers{
    {"engine/index/json_fields.h", "what the room's own writers and readers of JSON share"},
    {"indexer/writer.h", "hands documents of Xapian from the writer to the database"},
    {"engine/search/database_pool.h", "lends the databases of Xapian within the room"},
    {"engine/search/facet_source.h", "reads facets from a database of Xapian"},
    {"engine/search/matcher.h", "walks the postings of Xapian"},
    {"engine/search/page_finder.h", "reads positions of Xapian"},
    {"engine/search/passage_reader.h", "asks Xapian how frequent a word is"},
    {"engine/search/query_builder.h", "makes queries of Xapian"},
    {"engine/search/reranker.h", "reads what Xapian keeps of the hits"},
    {"engine/search/similar.h", "makes a query of Xapian"},
};

/// Files of more than 400 lines, and why they are better whole.
const std::map<std::string, std::string> long_files{};
constexpr std::size_t longest_file = 400;

/// Sources without a test file of their name, and what tests them instead.
const std::map<std::string, std::string> tested_elsewhere{
    {"server/api_search.cpp", "search_parameters_test and api_test: cursors, limits, addresses"},
    {"server/comparison_formats.cpp", "comparison_test: the same as JSON and CSV"},
    {"server/event_time.cpp", "calendar_test: zones and whole days"},
    {"server/evidence_map_formats.cpp", "evidence_map_test: the same as JSON and CSV"},
    {"server/evidence_map_svg.cpp", "evidence_map_test: the picture"},
    {"server/handlers/about_api.cpp", "problem_types_test and openapi_test: the pages for programmers"},
    {"server/handlers/collections_api.cpp", "openapi.mjs and feeds_test: collections as data and as feeds"},
    {"server/handlers/compare.cpp", "comparison_test: what can be compared, and what is refused"},
    {"server/handlers/descriptions.cpp", "openapi_test: what programs read first"},
    {"server/handlers/events.cpp", "calendar_test and browsing_test: lists and calendars"},
    {"server/json_values.cpp", "api_test: every answer of the API has some"},
    {"server/result_fields.cpp", "result_lists_test: fields that a caller chooses"},
    {"server/search_json.cpp", "api_test: answers to searches"},
    {"server/views/compare_view.cpp", "comparison_test: the page"},
    {"server/views/country_comparison.cpp", "browsing_test: countries side by side"},
    {"server/views/event_view.cpp", "browsing_test: events in order"},
    {"server/views/evidence_map_view.cpp", "evidence_map_test: the page"},
    {"server/views/network_view.cpp", "browsing_test: networks"},
    {"server/views/take_along_view.cpp", "pages_test: a search is taken along"},
    {"server/views/timeline_view.cpp", "browsing_test: the timeline"},
    {"server/views/years_view.cpp", "pages_test: the histogram of years"},
    {"engine/language/apertium.cpp", "analyser_data_test: what the dictionaries say"},
    {"engine/language/data_file.cpp", "analyser_data_test: missing and damaged files"},
    {"engine/language/english.cpp", "analyser_test: English words"},
    {"engine/language/finnish.cpp", "analyser_data_test: Finnish words"},
    {"engine/language/stemmer.cpp", "analyser_test: stems without data"},
    {"engine/language/stop_words.cpp", "analyser_test: words that say nothing"},
    {"engine/language/transducer.cpp", "analyser_data_test: lookups in the dictionaries"},
    {"engine/language/transducer_file.cpp", "analyser_data_test: damaged dictionaries"},
    {"engine/language/word_cache.cpp", "analyser_test: the same word again"},
    {"engine/index/building.cpp", "generation_test: building and opening"},
    {"engine/index/json_fields.cpp", "record_test: what is missing in a record"},
    {"engine/index/manifest.cpp", "generation_test: damaged generations"},
    {"engine/index/names.cpp", "columns_test: names of facet values"},
    {"engine/index/records.cpp", "record_test and generation_test"},
    {"engine/index/vocabulary_json.cpp", "generation_test: the vocabulary of a generation"},
    {"indexer/archive.cpp", "dump_test"},
    {"indexer/attachment_pages.cpp", "pipeline_test: pages of PDFs, read again only when they changed"},
    {"indexer/attachments.cpp", "broken_files_test"},
    {"indexer/catalogue.cpp", "broken_files_test"},
    {"indexer/checks.cpp", "broken_files_test"},
    {"indexer/commands.cpp", "the commands of the program, by the tests of the whole"},
    {"indexer/csv_check.cpp", "broken_files_test"},
    {"indexer/database.cpp", "writer_test"},
    {"indexer/main.cpp", "calls the commands"},
    {"indexer/pipeline.cpp", "by the tests of the whole"},
    {"indexer/plan.cpp", "by the tests of the whole"},
    {"indexer/question_check.cpp", "broken_files_test"},
    {"indexer/skeleton.cpp", "by the tests of the whole"},
    {"indexer/validator.cpp", "broken_files_test"},
    {"engine/search/changes.cpp", "by the tests of the interfaces that tell of changes"},
    {"engine/search/database_pool.cpp", "current_searcher_test"},
    {"engine/search/facet_counter.cpp", "facets_test"},
    {"engine/search/facet_source.cpp", "facets_test"},
    {"engine/search/facet_values.cpp", "facets_test"},
    {"engine/search/matcher.cpp", "searcher_test"},
    {"engine/search/query_builder.cpp", "searcher_test"},
    {"engine/search/query_lexer.cpp", "query_test"},
    {"engine/search/request_check.cpp", "searcher_test"},
    {"engine/search/wanted.cpp", "searcher_test"},
    {"server/answer.cpp", "transport_test"},
    {"server/assets.cpp", "by the tests of the pages"},
    {"server/connection.cpp", "transport_test"},
    {"server/csv.cpp", "by the tests of the pages"},
    {"server/event_loop.cpp", "transport_test and transport_load_test"},
    {"server/formats.cpp", "by the tests of the pages"},
    {"server/generations.cpp", "by the tests of the pages"},
    {"server/xml.cpp", "oai_test"},
    {"server/oai/arguments.cpp", "oai_test"},
    {"server/oai/metadata.cpp", "oai_test"},
    {"server/oai/token.cpp", "oai_test"},
    {"server/json.cpp", "by the tests of the interface for machines"},
    {"server/listener.cpp", "transport_test"},
    {"server/main.cpp", "puts the parts together"},
    {"server/options.cpp", "by the tests of the program"},
    {"server/representations.cpp", "by the tests of the interface for machines"},
    {"server/routes.cpp", "by the tests of the pages"},
    {"server/search_parameters.cpp", "by the tests of the pages"},
    {"server/site.cpp", "by the tests of the pages"},
    {"server/templates.cpp", "by the tests of the pages"},
    {"server/texts.cpp", "by the tests of the pages"},
    {"server/understanding.cpp", "by the tests of the interface for machines"},
    {"server/worker_pool.cpp", "transport_test"},
    {"server/citations/apa.cpp", "citations_test"},
    {"server/citations/bibtex.cpp", "citations_test"},
    {"server/citations/csl_json.cpp", "citations_test"},
    {"server/citations/datacite.cpp", "citations_test"},
    {"server/citations/ris.cpp", "citations_test"},
    {"server/citations/citation.cpp", "citations_test"},
    {"server/citations/dublin_core.cpp", "citations_test"},
    {"server/citations/kind_of_work.cpp", "citations_test"},
    {"server/citations/mods.cpp", "citations_test"},
    {"server/citations/xml.cpp", "citations_test"},
    {"server/documents_in_turn.cpp", "linked_data_test"},
    {"server/last_change.cpp", "changes_test"},
    {"server/linked_data/dcat.cpp", "linked_data_test"},
    {"server/linked_data/json_ld.cpp", "linked_data_test"},
    {"server/linked_data/meta_tags.cpp", "linked_data_test"},
    {"server/linked_data/open_search.cpp", "linked_data_test"},
    {"server/linked_data/rdf.cpp", "linked_data_test"},
    {"server/linked_data/signposts.cpp", "linked_data_test"},
    {"server/linked_data/sitemap.cpp", "linked_data_test"},
    {"server/linked_data/skos.cpp", "linked_data_test"},
    {"server/handlers/linked_data.cpp", "linked_data_test"},
    {"server/handlers/concepts.cpp", "by the tests of the pages"},
    {"server/handlers/documents.cpp", "by the tests of the pages"},
    {"server/handlers/dump.cpp", "tests/interfaces/dump.mjs"},
    {"server/handlers/files.cpp", "by the tests of the pages"},
    {"server/handlers/machines.cpp", "by the tests of the interface for machines"},
    {"server/handlers/pages.cpp", "by the tests of the pages"},
    {"server/handlers/refusals.cpp", "by the tests of the pages"},
    {"server/views/cards.cpp", "by the tests of the pages"},
    {"server/views/collection_view.cpp", "by the tests of the pages"},
    {"server/views/concept_view.cpp", "by the tests of the pages"},
    {"server/statistics/data_files.cpp", "statistics_test"},
    {"server/statistics/figure.cpp", "statistics_test"},
    {"server/statistics/json_stat.cpp", "statistics_test, and tests/interfaces/statistics.mjs"},
    {"server/statistics/map.cpp", "chart_test"},
    {"server/statistics/scale.cpp", "chart_test"},
    {"server/statistics/selection.cpp", "data_cube_test"},
    {"server/statistics/svg.cpp", "chart_test"},
    {"server/statistics/wording.cpp", "statistics_test"},
    {"server/views/data_table.cpp", "by the tests of the pages"},
    {"server/views/statistics_view.cpp", "statistics_test"},
    {"server/views/document_view.cpp", "by the tests of the pages"},
    {"server/views/facts.cpp", "by the tests of the pages"},
    {"server/views/page.cpp", "by the tests of the pages"},
    {"server/views/search_view.cpp", "by the tests of the pages"},
    {"server/views/understood_view.cpp", "by the tests of the pages"},
};

struct Include {
    std::string header;
    bool quoted;  ///< "..." and not <...>
    int line;
};

struct File {
    std::string path;  ///< From the root: "engine/model/fields.h".
    const Room* room;
    std::size_t lines = 0;
    std::string first_line;
    std::vector<Include> includes;

    bool is_header() const { return path.ends_with(".h"); }
};

/// The include that a line is, with an empty header when it is none.
Include include_in(std::string line, int number) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    constexpr std::string_view directive = "#include";
    if (!line.starts_with(directive) || line.size() <= directive.size()) return {"", false, number};
    const char open = line[directive.size()];
    const auto begin = directive.size() + 1;
    const auto end = line.find(open == '<' ? '>' : '"', begin);
    if ((open != '<' && open != '"') || end == std::string::npos) return {"", false, number};
    return {line.substr(begin, end - begin), open == '"', number};
}

File read(const fs::path& path, const Room& room) {
    File file{path.lexically_relative(root).string(), &room, 0, "", {}};
    std::ifstream stream{path};
    for (std::string line; std::getline(stream, line);) {
        if (file.lines++ == 0) file.first_line = line;
        const auto found = include_in(line, static_cast<int>(file.lines));
        if (!found.header.empty()) file.includes.push_back(found);
    }
    return file;
}

const std::vector<File>& all_files() {
    static const std::vector<File> files = [] {
        std::vector<File> found;
        for (const Room& room : rooms) {
            if (!fs::is_directory(root / room.folder)) continue;
            for (const auto& entry : fs::recursive_directory_iterator{root / room.folder}) {
                const auto ending = entry.path().extension();
                if (ending == ".h" || ending == ".cpp") found.push_back(read(entry.path(), room));
            }
        }
        std::ranges::sort(found, {}, &File::path);
        return found;
    }();
    return files;
}

const Room* room_of(std::string_view header) {
    const auto found =
        std::ranges::find_if(rooms, [&](const Room& each) { return header.starts_with(each.folder + "/"); });
    return found == rooms.end() ? nullptr : &*found;
}

/// Gathers what breaks a rule and fails the test with all of it, one row a line.
class Findings {
public:
    explicit Findings(std::string rule) : rule_(std::move(rule)) {}
    Findings(const Findings&) = delete;
    Findings& operator=(const Findings&) = delete;
    ~Findings() { CHECK_MESSAGE(rows_.empty(), rows_); }

    void add(const std::string& file, int line, const std::string& what) {
        rows_ += "\n" + file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + what + " (" + rule_ + ")";
    }

private:
    std::string rule_;
    std::string rows_;
};

/// True when a header is one of C++ itself: no folder, no ending.
bool is_standard(std::string_view header) {
    return header.find_first_of("/.") == std::string_view::npos;
}

/// Why a file may not include a library's header, or "".
std::string refusal(const File& file, const std::string& header) {
    for (const auto* libraries : {&file.room->libraries, &for_all}) {
        for (const Library& each : *libraries) {
            if (!header.starts_with(each.header)) continue;
            if (!each.only_file.empty() && file.path != each.only_file) return "only " + each.only_file + " may";
            if (each.where == Library::Where::anywhere || !file.is_header() || inner_headers.contains(file.path))
                return "";
            return "only .cpp files may";
        }
    }
    return "not a library of " + file.room->folder;
}

TEST_CASE("the rooms are found and have sources") {
    for (const Room& room : rooms) {
        if (room.folder == "desk" && !fs::exists(root / room.folder)) continue;
        CAPTURE(room.folder);
        CHECK(std::ranges::count(all_files(), &room, &File::room) >= 2);
    }
}

TEST_CASE("a room includes only the rooms that the table names") {
    Findings findings{"ARCHITECTURE.md, the rooms"};
    for (const File& file : all_files()) {
        for (const Include& each : file.includes) {
            if (!each.quoted) continue;
            const Room* other = room_of(each.header);
            if (other == nullptr || other == file.room) continue;
            if (std::ranges::find(file.room->may_include, other->folder) == file.room->may_include.end()) {
                findings.add(
                    file.path, each.line,
                    "includes \"" + each.header + "\", but " + file.room->folder + " may not include " + other->folder);
            }
        }
    }
}

TEST_CASE("a room sees only the libraries that the table names, and most in .cpp files alone") {
    Findings findings{"ARCHITECTURE.md, libraries it may see"};
    for (const File& file : all_files()) {
        for (const Include& each : file.includes) {
            if (each.quoted || is_standard(each.header)) continue;
            const auto why = refusal(file, each.header);
            if (!why.empty()) findings.add(file.path, each.line, "includes <" + each.header + ">: " + why);
        }
    }
}

TEST_CASE("a header that shows an inner library stays in its room") {
    Findings findings{"headers for others show no library"};
    for (const File& file : all_files()) {
        for (const Include& each : file.includes) {
            if (inner_headers.contains(each.header) && room_of(each.header) != file.room) {
                findings.add(file.path, each.line, "includes \"" + each.header + "\" of another room");
            }
        }
    }
    for (const auto& [header, reason] : inner_headers) {
        CAPTURE(header);
        CHECK(fs::exists(root / header));
        CHECK_FALSE(reason.empty());
    }
}

TEST_CASE("includes of our own are written from the root of the repository, and exist") {
    Findings findings{"includes are written from the root"};
    for (const File& file : all_files()) {
        for (const Include& each : file.includes) {
            if (each.quoted && (room_of(each.header) == nullptr || !fs::exists(root / each.header))) {
                findings.add(file.path, each.line, "includes \"" + each.header + "\"");
            }
            if (!each.quoted && room_of(each.header) != nullptr) {
                findings.add(file.path, each.line, "includes <" + each.header + ">; write it in quotes");
            }
        }
    }
}

TEST_CASE("every header starts with #pragma once") {
    Findings findings{"a header may be included twice"};
    for (const File& file : all_files()) {
        if (file.is_header() && file.first_line != "#pragma once") findings.add(file.path, 1, "starts otherwise");
    }
}

TEST_CASE("a source includes its own header first, so that every header compiles alone") {
    Findings findings{"put the source's own header before all others"};
    for (const File& file : all_files()) {
        auto header = fs::path{file.path}.replace_extension(".h").string();
        if (file.is_header() || !fs::exists(root / header)) continue;
        const bool is_first = !file.includes.empty() && file.includes.front().header == header;
        if (!is_first) findings.add(file.path, 1, "includes " + header + " late or not at all");
    }
}

TEST_CASE("no folder is named after nothing in particular") {
    Findings findings{"no room is called common, core or utils"};
    const std::set<std::string> vague{"common", "core", "utils", "util", "misc", "helpers", "shared", "base"};
    for (const Room& room : rooms) {
        if (!fs::is_directory(root / room.folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator{root / room.folder}) {
            if (entry.is_directory() && vague.contains(entry.path().filename().string())) {
                findings.add(entry.path().lexically_relative(root).string(), 0, "says nothing of what is in it");
            }
        }
    }
}

TEST_CASE("a file has 400 lines at most, or a reason") {
    Findings findings{"split it, or list it in long_files with a reason"};
    for (const File& file : all_files()) {
        if (file.lines > longest_file && !long_files.contains(file.path)) {
            findings.add(file.path, static_cast<int>(longest_file), "has " + std::to_string(file.lines) + " lines");
        }
    }
    for (const auto& [path, reason] : long_files) {
        CAPTURE(path);
        CHECK(fs::exists(root / path));
        CHECK_FALSE(reason.empty());
    }
}

TEST_CASE("a source has a test of its name in the room's tests, or says what tests it") {
    Findings findings{"write tests/<room>/<name>_test.cpp, or list it in tested_elsewhere with a reason"};
    for (const File& file : all_files()) {
        if (file.is_header() || tested_elsewhere.contains(file.path)) continue;
        const fs::path within = fs::path{file.path}.lexically_relative(file.room->folder);
        const auto tests = root / "tests" / file.room->tests;
        const auto name = within.stem().string() + "_test.cpp";
        if (!fs::exists(tests / name) && !fs::exists(tests / within.parent_path() / name)) {
            findings.add(file.path, 0, "has no test of its own");
        }
    }
    for (const auto& [path, reason] : tested_elsewhere) {
        CHECK_FALSE(reason.empty());
        if (!fs::exists(root / path)) findings.add(path, 0, "is listed, but is not there");
    }
}

}  // namespace
}  // namespace clearinghouse::architecture
