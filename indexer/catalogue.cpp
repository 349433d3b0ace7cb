#include "indexer/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <set>
#include <stdexcept>

#include "engine/index/disk.h"
#include "engine/model/document_reader.h"
#include "engine/model/fields.h"
#include "indexer/checks.h"
#include "indexer/validator.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;
using model::Problem;
using model::Problems;
using model::Severity;

constexpr std::uintmax_t most_attachment_bytes = 100 * 1024 * 1024;

/// The files of a folder with an ending, sorted by name. Empty when there is no such folder.
std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(ending) && !name.starts_with('.')) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// The bytes of a content file, or what is wrong with it before it is read.
tl::expected<std::string, Problem> read_source(const fs::path& file, std::uintmax_t most_bytes) {
    std::error_code failed;
    if (fs::is_symlink(file, failed) || !fs::is_regular_file(file, failed)) {
        return tl::unexpected{Problem{"not-a-file", file.string(), 0, "is no regular file",
                                      "put the file itself there, not a link or a folder"}};
    }
    const auto size = fs::file_size(file, failed);
    if (!failed && size > most_bytes) {
        return tl::unexpected{Problem{"too-large", file.string(), 0, fmt::format("is {} bytes long", size),
                                      fmt::format("at most {}; move data and pictures into attachments", most_bytes)}};
    }
    try {
        return index::disk::read_file(file);
    } catch (const std::system_error& error) {
        return tl::unexpected{Problem{"unreadable", file.string(), 0, error.code().message(), "check its permissions"}};
    }
}

/// A document and what its own file says against it.
struct ReadFile {
    std::optional<model::Document> document;
    std::string bytes;
    Problems problems;
};

/// What the reader finds that no schema can see: such a finding is never an echo of one of the schema's.
bool is_beyond_schema(const Problem& problem) {
    static constexpr std::array codes{"no-publication-time", "no-withdrawal",        "language-twice",
                                      "no-original",         "dates-in-wrong-order", "bad-id"};
    return std::ranges::find(codes, problem.code) != codes.end();
}

/// Joins what the schema and the reader say. They often see the same fault: once is enough, in the reader's words when
/// it says as much of a line as the schema does.
Problems without_echoes(const Problems& of_schema, const Problems& of_reader) {
    const auto count = [](const Problems& problems, int first, int last) {
        return std::ranges::count_if(problems, [&](const Problem& each) {
            return each.line >= first && each.line <= last && !is_beyond_schema(each);
        });
    };
    const bool is_xml = of_schema.empty() || of_schema.front().code != "not-well-formed";
    Problems joined;
    for (const auto& each : of_reader) {
        // The schema names the line on which a tag ends, or the element after the gap: a few lines further down.
        constexpr int reach = 3;
        const auto rivals = count(of_schema, each.line, each.line);
        const bool says_as_much = rivals > 0 && count(of_reader, each.line, each.line) >= rivals && !each.hint.empty();
        const bool is_alone = count(of_schema, each.line, each.line + reach) == 0;
        if (is_beyond_schema(each) || (is_xml && (says_as_much || is_alone))) joined.push_back(each);
    }
    const Problems kept = joined;
    for (const auto& each : of_schema) {
        if (!is_xml || count(kept, each.line, each.line) == 0) joined.push_back(each);
    }
    return joined;
}

ReadFile read_file(const fs::path& file, const Validator& validator) {
    ReadFile result;
    auto bytes = read_source(file, model::FileLimits{}.bytes);
    if (!bytes) {
        result.problems.push_back(bytes.error());
        return result;
    }
    result.bytes = std::move(*bytes);
    result.problems = model::check_bounds(result.bytes, file.string());
    if (!result.problems.empty()) return result;
    result.problems = validator.validate(result.bytes, file.string());
    auto document = model::read_document(result.bytes, file.string());
    if (document) {
        result.document = std::move(*document);
        return result;
    }
    result.problems = without_echoes(result.problems, document.error());
    return result;
}

/// SHA-256 over a document's file and its attachments.
std::string sum_of(std::string_view bytes, const fs::path& folder) {
    std::string sums = index::disk::sha256(bytes);
    std::error_code failed;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{folder, failed}) files.push_back(entry.path());
    std::ranges::sort(files);
    for (const auto& file : files) {
        if (!fs::is_regular_file(file, failed)) continue;
        sums += file.filename().string() + ' ' + index::disk::sha256(index::disk::read_file(file)) + '\n';
    }
    return index::disk::sha256(sums);
}

class CatalogueReader {
public:
    CatalogueReader(const fs::path& content, const Progress& progress) : content_(content), progress_(progress) {}

    Catalogue read() {
        if (!fs::is_directory(content_)) {
            throw std::runtime_error(
                fmt::format("'{}' is no folder (give the folder that holds content)", content_.string()));
        }
        vocabulary();
        documents();
        stray_files();
        check();
        std::ranges::stable_sort(catalogue_.problems, {},
                                 [](const Problem& each) { return std::tie(each.file, each.line); });
        return std::move(catalogue_);
    }

private:
    /// One content file on its way into the catalogue.
    struct Candidate {
        fs::path file;
        fs::path folder;
        std::optional<model::Document> document;
        std::string sha256;
        bool refused = false;
    };

    void vocabulary() {
        const auto files = files_in(content_ / "vocabularies", ".rdf");
        if (files.empty()) {
            throw std::runtime_error(
                fmt::format("'{}' has no vocabularies/*.rdf (is it a content folder?)", content_.string()));
        }
        std::vector<model::Scheme> schemes;
        std::string sums;
        for (const auto& file : files) {
            ++catalogue_.files_read;
            const auto bytes = read_source(file, 64 * 1024 * 1024);
            auto scheme = bytes ? model::read_scheme(*bytes, file.string())
                                : tl::expected<model::Scheme, Problems>{tl::unexpected{Problems{bytes.error()}}};
            if (scheme) {
                schemes.push_back(std::move(*scheme));
                sums += index::disk::sha256(*bytes);
            } else {
                add(scheme.error());
            }
        }
        missing_schemes(files);
        catalogue_.vocabulary_is_whole = !model::has_error(catalogue_.problems);
        catalogue_.vocabulary = model::Vocabulary{std::move(schemes)};
        catalogue_.vocabulary_sha256 = index::disk::sha256(sums);
    }

    /// The schemes that fields and facets of documents name concepts of.
    void missing_schemes(const std::vector<fs::path>& files) {
        for (const std::string_view scheme : {"aspects", "countries", "document-types", "evidence-levels", "goals",
                                              "languages", "perspectives", "target-groups", "themes"}) {
            if (std::ranges::any_of(files, [&](const fs::path& file) { return file.stem() == scheme; })) continue;
            catalogue_.problems.push_back({"no-vocabulary", (content_ / "vocabularies").string(), 0,
                                           fmt::format("has no {}.rdf", scheme),
                                           "every document needs it: restore it"});
        }
    }

    void documents() {
        for (const auto& type : model::types()) {
            const auto folder = content_ / type.folder;
            for (const auto& file : files_in(folder, ".xml")) {
                candidates_.push_back({file, folder / file.stem(), {}, {}, false});
            }
        }
        for (std::size_t i = 0; i < candidates_.size(); ++i) {
            read(candidates_[i]);
            if (progress_) progress_(i + 1, candidates_.size());
        }
        catalogue_.files_read += candidates_.size();
    }

    void read(Candidate& candidate) {
        auto result = read_file(candidate.file, validator_);
        candidate.document = std::move(result.document);
        const auto folder_name = candidate.file.parent_path().filename().string();
        if (candidate.document && model::type(candidate.document->type)->folder != folder_name) {
            result.problems.push_back({"wrong-folder", candidate.file.string(), 0,
                                       fmt::format("is a {} among the {}", candidate.document->type, folder_name),
                                       fmt::format("move it to {}/", model::type(candidate.document->type)->folder)});
        }
        for (auto& problem : attachment_sizes(candidate.folder)) result.problems.push_back(std::move(problem));
        if (!model::has_error(result.problems)) {
            try {
                candidate.sha256 = sum_of(result.bytes, candidate.folder);
            } catch (const std::system_error& error) {
                result.problems.push_back(
                    {"unreadable", candidate.folder.string(), 0, error.what(), "check the permissions of its files"});
            }
        }
        candidate.refused = model::has_error(result.problems);
        add(std::move(result.problems));
    }

    static Problems attachment_sizes(const fs::path& folder) {
        Problems problems;
        std::error_code failed;
        for (const auto& entry : fs::directory_iterator{folder, failed}) {
            const auto size = entry.is_regular_file(failed) ? entry.file_size(failed) : 0;
            if (!failed && size > most_attachment_bytes) {
                problems.push_back({"too-large", entry.path().string(), 0, fmt::format("is {} bytes long", size),
                                    fmt::format("an attachment has at most {}", most_attachment_bytes)});
            }
        }
        return problems;
    }

    /// Documents in a folder that is none of a type's would never be published, and nobody would be told.
    void stray_files() {
        std::set<std::string, std::less<>> folders{"vocabularies"};
        for (const auto& type : model::types()) folders.emplace(type.folder);
        for (const auto& entry : fs::directory_iterator{content_}) {
            const auto name = entry.path().filename().string();
            if (name.starts_with('.') || name == "README.md" || (entry.is_directory() && folders.contains(name)))
                continue;
            stray(entry.path(), fmt::format("documents lie in one of: {}", fmt::join(folders, ", ")));
        }
        for (const auto& type : model::types()) strays_among(content_ / type.folder);
    }

    /// What lies beside the documents of a type and belongs to none of them.
    void strays_among(const fs::path& folder) {
        std::set<std::string, std::less<>> known;
        for (const auto& candidate : candidates_) {
            known.insert(candidate.file.string());
            known.insert(candidate.folder.string());
        }
        for (const auto& path : files_in(folder, "")) {
            if (known.contains(path.string()) || path.filename() == "README.md") continue;
            stray(path, fs::is_directory(path) ? "name it like the document whose attachments it holds"
                                               : "a document's file ends in .xml, its attachments lie in its folder");
        }
    }

    void stray(const fs::path& path, std::string hint) {
        catalogue_.problems.push_back(
            {"stray-file", path.string(), 0, "is not read", std::move(hint), Severity::warning});
    }

    void check() {
        Surroundings surroundings{catalogue_.vocabulary, {}, {}};
        for (const auto& candidate : candidates_) {
            surroundings.ids.insert(candidate.file.stem().string());
            if (!candidate.document) continue;
            surroundings.documents.push_back(&*candidate.document);
            surroundings.ids.insert(candidate.document->aliases.begin(), candidate.document->aliases.end());
        }
        // A file that cannot be read claims its id too, or another could take over what is published under it.
        std::deque<model::Document> unread;
        auto claimants = surroundings.documents;
        for (const auto& candidate : candidates_) {
            if (candidate.document) continue;
            auto& stub = unread.emplace_back();
            stub.id = candidate.file.stem().string();
            stub.file = candidate.file.string();
            claimants.push_back(&stub);
        }
        for (const auto& problem : check_ids(claimants)) refuse(problem);
        for (auto& candidate : candidates_) {
            if (!candidate.document) continue;
            auto problems = check_document(*candidate.document, candidate.folder, surroundings);
            if (model::has_error(problems)) candidate.refused = true;
            add(std::move(problems));
        }
        for (auto& candidate : candidates_) {
            if (candidate.refused || !candidate.document) {
                catalogue_.refused.push_back(candidate.file.stem().string());
            } else {
                catalogue_.sources.push_back(
                    {std::move(*candidate.document), candidate.folder, std::move(candidate.sha256)});
            }
        }
        std::ranges::sort(catalogue_.refused);
        std::ranges::sort(catalogue_.sources, {}, [](const Source& each) { return each.document.id; });
    }

    void refuse(const Problem& problem) {
        const auto found = std::ranges::find_if(
            candidates_, [&](const Candidate& each) { return each.file.string() == problem.file; });
        if (found != candidates_.end()) found->refused = true;
        catalogue_.problems.push_back(problem);
    }

    void add(Problems problems) {
        for (auto& problem : problems) {
            if (problem.hint.empty()) problem.hint = "schemas/ says what a file may hold";
            catalogue_.problems.push_back(std::move(problem));
        }
    }

    const fs::path& content_;
    const Progress& progress_;
    Validator validator_;
    Catalogue catalogue_;
    std::vector<Candidate> candidates_;
};

/// True when a file lies in the folder of one of the types or of the vocabularies.
bool is_of_content(const fs::path& folder, const fs::path& content) {
    std::error_code failed;
    const auto is = [&](std::string_view name) { return fs::equivalent(folder, content / name, failed); };
    return is("vocabularies") || std::ranges::any_of(model::types(), is, &model::Type::folder);
}

}  // namespace

Catalogue read_catalogue(const fs::path& content, const Progress& progress) {
    return CatalogueReader{content, progress}.read();
}

Problems check_files(const fs::path& content, const std::vector<fs::path>& files) {
    const auto catalogue = read_catalogue(content);
    Problems problems;
    for (const auto& file : files) {
        std::error_code failed;
        if (!fs::exists(file, failed)) {
            problems.push_back({"no-such-file", file.string(), 0, "is not there", "check the path"});
            continue;
        }
        const auto path = fs::absolute(file);
        if (!is_of_content(path.parent_path(), content) && !is_of_content(path.parent_path().parent_path(), content)) {
            // A file that lies elsewhere, such as one an editor has just received, is held against its schema alone.
            std::ranges::move(read_file(file, Validator{}).problems, std::back_inserter(problems));
            continue;
        }
        const auto attachments = path.parent_path() / path.stem();
        for (const auto& problem : catalogue.problems) {
            const fs::path where = problem.file;
            if (fs::equivalent(where, path, failed) || fs::equivalent(where.parent_path(), attachments, failed)) {
                problems.push_back(problem);
            }
        }
    }
    return problems;
}

}  // namespace clearinghouse::indexer
