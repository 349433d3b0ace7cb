#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/model/document.h"
#include "engine/model/vocabulary.h"
#include "engine/search/searcher.h"

/// The small catalogue of tests/corpus, indexed: a dozen documents in eight languages, one scheduled (coming-soon, from
/// 2027-03-01 08:00 UTC), one withdrawn (taken-back), one draft (unfinished).
namespace clearinghouse::testing {

/// A folder for an index, removed at the end.
class IndexFolder {
public:
    IndexFolder();
    ~IndexFolder();
    IndexFolder(const IndexFolder&) = delete;
    IndexFolder& operator=(const IndexFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::vector<model::Document> read_documents(const std::filesystem::path& content);
model::Vocabulary read_vocabulary(const std::filesystem::path& content);

/// The documents and schemes of tests/corpus.
const std::vector<model::Document>& corpus();
const model::Vocabulary& corpus_vocabulary();

/// One for all tests, with the language data of this machine.
std::shared_ptr<const language::Analyser> analyser();

/// Writes a generation by the table of index/layout.h and makes it the current one. Returns its name.
std::string publish(const std::filesystem::path& index, const std::vector<model::Document>& documents,
                    const model::Vocabulary& vocabulary, bool preview = false);

/// A Searcher over tests/corpus; the same for all tests.
std::shared_ptr<const search::Searcher> corpus_searcher();

/// A moment after all of the corpus but coming-soon is out: 2026-06-01.
model::Moment in_summer();

/// Ids of the hits, in order.
std::vector<std::string> ids(const search::Answer& answer);

}  // namespace clearinghouse::testing
