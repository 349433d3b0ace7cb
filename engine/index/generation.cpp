#include "engine/index/generation.h"

#include <fmt/format.h>

#include <stdexcept>

#include "engine/index/damage.h"
#include "engine/index/disk.h"
#include "engine/index/manifest.h"
#include "engine/index/names.h"
#include "engine/index/records.h"

namespace clearinghouse::index {
namespace {

namespace fs = std::filesystem;

/// A Problem of this index: says how to rebuild, whatever part of it has the fault.
tl::unexpected<model::Problem> refuse(const fs::path& index, model::Problem problem, const fs::path& file = {}) {
    if (problem.file.empty()) problem.file = file.string();
    problem.hint = fmt::format("rebuild: run clearinghouse-indexer content/ --index {}", index.string());
    return tl::unexpected(std::move(problem));
}

/// Finds the first file that is not as the manifest says.
std::optional<model::Problem> find_damage(const fs::path& directory, const Manifest& manifest, Verify verify) {
    for (const auto& [name, sum] : manifest.files) {
        const fs::path path = directory / name;
        std::error_code error;
        const auto bytes = fs::file_size(path, error);
        if (error) return damaged(path.string(), "is missing");
        if (bytes != sum.bytes) {
            return damaged(path.string(), fmt::format("has {} bytes instead of {}", bytes, sum.bytes));
        }
        if (verify == Verify::sizes) continue;
        const auto file = disk::MappedFile::open(path);
        if (!file) return file.error();
        if (disk::sha256(file->bytes()) != sum.sha256) {
            return damaged(path.string(), "differs from its SHA-256 in the manifest");
        }
    }
    return std::nullopt;
}

model::Result<std::string> read_text(const fs::path& file) {
    const auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    return std::string{reinterpret_cast<const char*>(mapped->bytes().data()), mapped->bytes().size()};
}

/// Opens a file into where it is kept, or says what is wrong with it.
template <typename File>
std::optional<model::Problem> open_file(const fs::path& path, File& file) {
    auto opened = File::open(path);
    if (!opened) return std::move(opened.error());
    file = std::move(*opened);
    return std::nullopt;
}

std::optional<model::Problem> open_file(const fs::path& path, std::shared_ptr<const Columns>& columns) {
    auto opened = Columns::open(path);
    if (!opened) return std::move(opened.error());
    columns = std::move(*opened);
    return std::nullopt;
}

bool is_file_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

}  // namespace

struct Generation::Inside {
    fs::path directory;
    Manifest manifest;
    std::shared_ptr<const Columns> columns;
    RecordFile records;
    PageFile pages;
    WordFile words;
    SuggestionFile suggestions;
    Datestamps datestamps;
    model::Vocabulary vocabulary;

    std::optional<model::Problem> read_verified(Verify verify);
    std::optional<model::Problem> read_files();
};

std::optional<model::Problem> Generation::Inside::read_verified(Verify verify) {
    const auto text = read_text(directory / file::manifest);
    if (!text) return text.error();
    auto read = read_manifest(*text);
    if (!read) return read.error();
    manifest = std::move(*read);
    if (manifest.generation != directory.filename()) {
        return damaged("", "is the manifest of " + manifest.generation);
    }
    for (const auto needed :
         {file::columns, file::records, file::vocabulary, file::words, file::suggestions, file::datestamps}) {
        if (!manifest.files.contains(std::string{needed})) {
            return damaged("", fmt::format("names no {}", needed));
        }
    }
    if (auto damage = find_damage(directory, manifest, verify)) return damage;
    return read_files();
}

std::optional<model::Problem> Generation::Inside::read_files() {
    if (auto damage = open_file(directory / file::columns, columns)) return damage;
    if (auto damage = open_file(directory / file::records, records)) return damage;
    if (manifest.files.contains(std::string{file::pages})) {
        if (auto damage = open_file(directory / file::pages, pages)) return damage;
    }
    if (auto damage = open_file(directory / file::words, words)) return damage;
    if (auto damage = open_file(directory / file::suggestions, suggestions)) return damage;
    auto read_datestamps = index::read_datestamps(directory / file::datestamps);
    if (!read_datestamps) return read_datestamps.error();
    datestamps = std::move(*read_datestamps);
    const auto vocabulary_text = read_text(directory / file::vocabulary);
    if (!vocabulary_text) return vocabulary_text.error();
    auto opened_vocabulary = vocabulary_from_json(*vocabulary_text);
    if (!opened_vocabulary) return opened_vocabulary.error();
    vocabulary = std::move(*opened_vocabulary);
    return std::nullopt;
}

model::Result<std::shared_ptr<const Generation>> Generation::open(const fs::path& index, Verify verify,
                                                                  std::string_view name) {
    std::string chosen{name};
    if (chosen.empty()) {
        const auto current = current_generation(index);
        if (!current) {
            return refuse(index, missing((index / names::current).string(), "there is no index"));
        }
        chosen = *current;
    }
    auto inside = std::make_unique<Inside>();
    inside->directory = names::directory(index, chosen);
    if (!names::key_of(chosen)) {
        return refuse(index, missing(inside->directory.string(), "is no generation"));
    }
    if (auto problem = inside->read_verified(verify)) {
        return refuse(index, std::move(*problem), inside->directory / file::manifest);
    }
    return std::shared_ptr<const Generation>(new Generation(std::move(inside)));
}

Generation::Generation(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Generation::~Generation() = default;

const Manifest& Generation::manifest() const {
    return inside_->manifest;
}
const Columns& Generation::columns() const {
    return *inside_->columns;
}
const model::Vocabulary& Generation::vocabulary() const {
    return inside_->vocabulary;
}
fs::path Generation::database() const {
    return inside_->directory / file::database;
}
fs::path Generation::translations() const {
    return inside_->directory / file::translations;
}

std::optional<DocumentNumber> Generation::find(std::string_view id) const {
    return inside_->records.find(id);
}

std::optional<Record> Generation::record(DocumentNumber document) const {
    const std::string_view json = inside_->records.json(document);
    if (json.empty()) return std::nullopt;
    auto record = record_from_json(json);
    if (!record) throw std::runtime_error(model::to_line(record.error()));  // verified when it was opened
    return std::move(*record);
}

const PageFile& Generation::pages() const {
    return inside_->pages;
}

const WordFile& Generation::words() const {
    return inside_->words;
}

const SuggestionFile& Generation::suggestions() const {
    return inside_->suggestions;
}

const Datestamps& Generation::datestamps() const {
    return inside_->datestamps;
}

fs::path Generation::file(std::string_view name) const {
    return inside_->directory / name;
}

std::optional<fs::path> Generation::attachment(std::string_view id, std::string_view file) const {
    if (!is_file_name(id) || !is_file_name(file)) return std::nullopt;
    const std::string name = fmt::format("{}/{}/{}", file::attachments, id, file);
    if (!inside_->manifest.files.contains(name)) return std::nullopt;
    return inside_->directory / name;
}

}  // namespace clearinghouse::index
