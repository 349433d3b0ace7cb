#include "indexer/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
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
    // The schema and the reader often see the same fault: once is enough.
    std::set<int> lines;
    for (const auto& problem : result.problems) lines.insert(problem.line);
    for (auto& problem : document.error()) {
        if (!lines.contains(problem.line)) result.problems.push_back(std::move(problem));
    }
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
            if (!bytes) {
                catalogue_.problems.push_back(bytes.error());
                continue;
            }
            auto scheme = model::read_scheme(*bytes, file.string());
            if (scheme) {
                schemes.push_back(std::move(*scheme));
                sums += index::disk::sha256(*bytes);
            } else {
                add(scheme.error());
            }
        }
        catalogue_.vocabulary = model::Vocabulary{std::move(schemes)};
        catalogue_.vocabulary_sha256 = index::disk::sha256(sums);
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
        candidate.refused = model::has_error(result.problems);
        if (!candidate.refused) candidate.sha256 = sum_of(result.bytes, candidate.folder);
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
            catalogue_.problems.push_back({"stray-file", entry.path().string(), 0, "is not read",
                                           fmt::format("documents lie in one of: {}", fmt::join(folders, ", ")),
                                           Severity::warning});
        }
    }

    void check() {
        Surroundings surroundings{catalogue_.vocabulary, {}, {}};
        for (const auto& candidate : candidates_) {
            surroundings.ids.insert(candidate.file.stem().string());
            if (!candidate.document) continue;
            surroundings.documents.push_back(&*candidate.document);
            surroundings.ids.insert(candidate.document->aliases.begin(), candidate.document->aliases.end());
        }
        for (const auto& problem : check_ids(surroundings.documents)) refuse(problem);
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

    void add(Problems problems) { std::ranges::move(problems, std::back_inserter(catalogue_.problems)); }

    const fs::path& content_;
    const Progress& progress_;
    Validator validator_;
    Catalogue catalogue_;
    std::vector<Candidate> candidates_;
};

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
        bool belongs = false;
        for (const auto& type : model::types()) {
            belongs = belongs || fs::equivalent(file.parent_path().empty() ? "." : file.parent_path(),
                                                content / type.folder, failed);
        }
        belongs = belongs || fs::equivalent(file.parent_path(), content / "vocabularies", failed);
        if (!belongs) {
            // A file that lies elsewhere, such as one an editor has just received, is held against its schema alone.
            for (auto& problem : read_file(file, Validator{}).problems) problems.push_back(std::move(problem));
            continue;
        }
        const auto attachments = (file.parent_path() / file.stem()).lexically_normal();
        for (const auto& problem : catalogue.problems) {
            const fs::path where = problem.file;
            if (fs::equivalent(where, file, failed) || fs::equivalent(where.parent_path(), attachments, failed)) {
                problems.push_back(problem);
            }
        }
    }
    return problems;
}

}  // namespace clearinghouse::indexer
