#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/columns.h"
#include "engine/index/datestamps.h"
#include "engine/index/pages.h"
#include "engine/index/record.h"
#include "engine/index/suggestions.h"
#include "engine/index/words.h"

/// An index is a directory of generations and a link to the current one:
///
///     index/current -> generations/20261101T080000Z-1
///     index/generations/20261101T080000Z-1/manifest.json, xapian/, columns.bin, ...
///
/// A generation never changes once it is published. It is built aside ("generations/.building-..."), every file is
/// flushed and named with its SHA-256 in the manifest, and then `current` is replaced in one step.
namespace clearinghouse::index {

struct FileSum {
    std::uint64_t bytes = 0;
    std::string sha256;  ///< Hexadecimal.
};

struct Manifest {
    int layout = layout_version;
    std::string generation;    ///< Name of the directory.
    std::string created;       ///< RFC 3339.
    std::string analysis;      ///< language::Analyser::fingerprint() of the writer.
    std::string vocabulary;    ///< SHA-256 of the vocabularies that it was made with.
    std::string translations;  ///< translation::fingerprint() of its table.
    std::string content;       ///< SHA-256 over the sources, so that an unchanged content/ is known.
    bool preview = false;      ///< Holds drafts: for loopback only.
    std::uint64_t documents = 0;
    std::map<std::string, std::uint64_t> documents_by_type;
    std::map<std::string, FileSum> files;        ///< By path within the generation; all but the manifest itself.
    std::map<std::string, std::string> sources;  ///< Document id -> SHA-256 of what it was made from; for updates.
};

/// A generation that is being written. Destroyed without publish(), it leaves nothing behind.
class Building {
public:
    /// Makes the directory aside in `index`, after removing what an interrupted run left. Only one run at a time: a
    /// lock file is held until the end; a Problem says when another run has it or the disk refuses.
    /// Without a name it gets the next free one, which sorts behind all others: "20261101T080000Z-1".
    static model::Result<std::unique_ptr<Building>> start(const std::filesystem::path& index, std::string name = "");

    ~Building();
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;

    const std::filesystem::path& directory() const;
    const std::string& name() const;

    /// Sums and flushes every file, writes the manifest, renames the directory and replaces `current`, each step
    /// flushed to disk before the next. Then removes all but the last `keep` generations. Throws std::system_error.
    /// The manifest's layout, generation, created and files are filled in here.
    void publish(Manifest manifest, int keep);

private:
    struct Inside;
    explicit Building(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Writes the stored records (to_json), numbered from 1; an empty string is a gap. Throws std::system_error.
void write_records(const std::filesystem::path& file, const std::vector<std::string>& records);

/// How much of a generation is read before it is trusted.
enum class Verify { sums, sizes };

/// A published generation, open for reading. Immutable and safe to share between threads.
class Generation {
public:
    /// Opens the current generation of an index, or (given the name) another of its generations. Verifies it against
    /// its manifest first. A Problem names the file that is missing or damaged and how to rebuild.
    static model::Result<std::shared_ptr<const Generation>> open(const std::filesystem::path& index,
                                                                 Verify verify = Verify::sums,
                                                                 std::string_view name = "");
    ~Generation();
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    const Manifest& manifest() const;
    const Columns& columns() const;
    const model::Vocabulary& vocabulary() const;
    std::filesystem::path database() const;      ///< Directory of the Xapian database.
    std::filesystem::path translations() const;  ///< File of translation::Table.

    /// The number of the document with this id or alias, or nothing.
    std::optional<DocumentNumber> find(std::string_view id) const;
    /// The stored record; nothing for a gap or a number out of range.
    std::optional<Record> record(DocumentNumber document) const;
    /// What stands on the pages of its attachments, in their order; none for a number out of range.
    const PageFile& pages() const;
    /// The words of its documents as neighbours spell them.
    const WordFile& words() const;
    /// What a reader who begins to type may be led to.
    const SuggestionFile& suggestions() const;
    /// When each document last changed, by id; those that are gone too. Drafts are not among them.
    const Datestamps& datestamps() const;
    /// Where a file that the manifest names lies.
    std::filesystem::path file(std::string_view name) const;
    /// An attachment's file, or nothing when the document has none of that name. Never leaves the generation.
    std::optional<std::filesystem::path> attachment(std::string_view id, std::string_view file) const;

private:
    struct Inside;
    explicit Generation(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// The name of the current generation of an index, or nothing: cheap, for noticing a new one.
std::optional<std::string> current_generation(const std::filesystem::path& index);

/// The names of all generations that an index holds, oldest first.
std::vector<std::string> generation_names(const std::filesystem::path& index);

}  // namespace clearinghouse::index
