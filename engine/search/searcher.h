#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/model/problem.h"
#include "engine/model/vocabulary.h"
#include "engine/search/changes.h"
#include "engine/search/cross_table.h"
#include "engine/search/request.h"
#include "engine/search/suggestions.h"

namespace clearinghouse::search {

/// What is found at an id.
struct Lookup {
    enum class State {
        unknown,  ///< No such document, or its time has not come.
        found,
        moved,      ///< The id is an alias; `record` is the document that it leads to.
        withdrawn,  ///< `record` has the reason.
    };
    State state = State::unknown;
    std::optional<Record> record;
};

/// A file in which everything, or a part of it, can be taken along.
struct DumpFile {
    std::string name;
    std::filesystem::path path;
    std::uint64_t bytes = 0;
    std::string sha256;  ///< Hexadecimal.
};

/// Facts of a generation, for /health and /version.
struct IndexFacts {
    std::string generation;
    std::string created;  ///< RFC 3339
    std::uint64_t documents = 0;
    bool preview = false;
    bool same_analysis = true;  ///< False when the index was written with other language data than is here.
};

/// Searches one generation. Immutable and safe to share between threads; every answer of one Searcher is from the same
/// generation.
class Searcher {
public:
    /// Opens the current generation of an index. A Problem names the file at fault and how to rebuild.
    static model::Result<std::shared_ptr<const Searcher>> open(const std::filesystem::path& index,
                                                               std::shared_ptr<const language::Analyser> analyser,
                                                               const Limits& limits = {});
    ~Searcher();
    Searcher(const Searcher&) = delete;
    Searcher& operator=(const Searcher&) = delete;

    /// Finds documents visible at `now`. A Problem (its `file` is the parameter's name) when the request goes over a
    /// limit or names an unknown facet or value; hint: the nearest known one.
    model::Result<Answer> search(const Request& request, model::Moment now = model::now()) const;

    /// Counts the documents that search() finds, without the second search for a slip, by the values of two facets.
    /// A Problem as for search(), for an unknown facet ("rows", "columns" or "colour") and for more than most_groups.
    model::Result<CrossTable> cross_table(const CrossRequest& request, model::Moment now = model::now()) const;

    /// What a reader of `language` who has typed `text` may be about to write: at most `limit` and most_suggestions,
    /// none for fewer than letters_to_suggest letters. Only what visible documents have.
    std::vector<Suggestion> suggest(std::string_view text, std::string_view language,
                                    std::size_t limit = most_suggestions, model::Moment now = model::now()) const;

    /// The document of an id or alias.
    Lookup find(std::string_view id, model::Moment now = model::now()) const;

    /// At most `most` visible documents that are about the same as a visible one, likest first; itself is not among
    /// them. None for an id that leads to no visible document.
    std::vector<Record> similar(std::string_view id, std::size_t most = 5, model::Moment now = model::now()) const;

    /// A file beside a visible document, or nothing.
    std::optional<std::filesystem::path> attachment(std::string_view id, std::string_view file,
                                                    model::Moment now = model::now()) const;

    /// What changed, by time and id; see changes.h.
    Changes changes(const ChangesRequest& request, model::Moment now = model::now()) const;
    /// The last change of a document, by its id; nothing when it was never seen by anybody.
    std::optional<Change> last_change(std::string_view id, model::Moment now = model::now()) const;

    /// The files that hold everything that was published when the generation was made; none in a preview.
    std::vector<DumpFile> dump() const;

    const model::Vocabulary& vocabulary() const;
    IndexFacts facts() const;

    /// Changes exactly when answers may: the generation and how many scheduled documents have come out. For ETags.
    std::string state(model::Moment now = model::now()) const;

private:
    struct Inside;
    explicit Searcher(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

/// Follows an index: holds the Searcher of its current generation and swaps to a new one when it appears, while
/// requests keep the one they began with. A damaged new generation is refused and the old one kept.
class CurrentSearcher {
public:
    static model::Result<std::shared_ptr<CurrentSearcher>> open(std::filesystem::path index,
                                                                std::shared_ptr<const language::Analyser> analyser,
                                                                const Limits& limits = {});
    ~CurrentSearcher();

    std::shared_ptr<const Searcher> get() const;

    /// Looks for a new generation, verifies and warms it, and swaps. Returns true when it swapped, a Problem when a new
    /// one was refused (once for each). Called now and then by one thread.
    model::Result<bool> refresh();

private:
    struct Inside;
    explicit CurrentSearcher(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace clearinghouse::search
