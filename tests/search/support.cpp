#include "tests/search/support.h"

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/index/datestamps.h"
#include "engine/index/generation.h"
#include "engine/index/layout.h"
#include "engine/model/document_reader.h"
#include "engine/translation/table.h"
#include "indexer/database.h"
#include "indexer/rows.h"
#include "indexer/suggested.h"
#include "indexer/writer.h"

namespace clearinghouse::testing {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void write_file(const fs::path& file, const std::string& content) {
    std::ofstream{file, std::ios::binary} << content;
}

void write_database(const fs::path& directory, const std::vector<model::Document>& documents,
                    const model::Vocabulary& vocabulary) {
    Xapian::WritableDatabase database{directory.string(), Xapian::DB_CREATE_OR_OVERWRITE};
    const concepts::Labels labels{vocabulary, *analyser()};
    const indexer::Writer writer{*analyser(), vocabulary, labels};
    for (const auto& document : documents) database.add_document(writer.write(document));
    database.commit();
}

/// A few words instead of all dictionaries, which take seconds.
void write_translations(const fs::path& file) {
    translation::TableBuilder builder;
    builder.add("sv", "bibliotek", "fi", {"kirjasto"});
    builder.add("sv", "växthus", "en", {"greenhouse"});
    builder.add("sv", "kvinna", "da", {"kone"});
    builder.add("is", "gróðurhús", "sv", {"växthus"});
    builder.add("en", "mother tongue", "is", {"móðurmál"});
    builder.write(file, [](std::string_view phrase, std::string_view language) {
        std::vector<std::string> stems;
        for (const auto& word : analyser()->words(phrase, language)) stems.push_back(word.stems.front());
        return stems;
    });
}

}  // namespace

IndexFolder::IndexFolder() {
    std::string name = (fs::temp_directory_path() / "clearinghouse-search-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"cannot create " + name};
    path_ = name;
}

IndexFolder::~IndexFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::vector<model::Document> read_documents(const fs::path& content) {
    std::vector<model::Document> documents;
    for (const auto& entry : fs::recursive_directory_iterator{content}) {
        if (entry.path().extension() != ".xml") continue;
        auto document = model::read_document(read_file(entry.path()), entry.path().string());
        if (!document) throw std::runtime_error{model::to_line(document.error().front())};
        documents.push_back(std::move(*document));
    }
    std::ranges::sort(documents, {}, &model::Document::id);
    return documents;
}

model::Vocabulary read_vocabulary(const fs::path& content) {
    std::vector<model::Scheme> schemes;
    for (const auto& entry : fs::directory_iterator{content / "vocabularies"}) {
        auto scheme = model::read_scheme(read_file(entry.path()), entry.path().string());
        if (!scheme) throw std::runtime_error{model::to_line(scheme.error().front())};
        schemes.push_back(std::move(*scheme));
    }
    std::ranges::sort(schemes, {}, &model::Scheme::id);
    return model::Vocabulary{std::move(schemes)};
}

const std::vector<model::Document>& corpus() {
    static const auto documents = read_documents(CLEARINGHOUSE_SOURCE_DIR "/tests/corpus");
    return documents;
}

const model::Vocabulary& corpus_vocabulary() {
    static const auto vocabulary = read_vocabulary(CLEARINGHOUSE_SOURCE_DIR "/tests/corpus");
    return vocabulary;
}

std::shared_ptr<const language::Analyser> analyser() {
    static const auto loaded = language::Analyser::load();
    return loaded;
}

std::string publish(const fs::path& index, const std::vector<model::Document>& documents,
                    const model::Vocabulary& vocabulary, bool preview) {
    auto building = index::Building::start(index);
    if (!building) throw std::runtime_error{model::to_line(building.error())};
    const auto& directory = (*building)->directory();
    std::vector<index::Row> rows;
    std::vector<std::string> records;
    std::vector<std::string> names;
    std::vector<const model::Document*> pointers;
    for (const auto& document : documents) {
        rows.push_back(indexer::row_of(document, vocabulary));
        // Only a preview holds drafts.
        if (document.status == model::Status::draft && !preview) rows.back().visible_from = index::never;
        names.push_back(document.id);
        pointers.push_back(&document);
        records.push_back(index::to_json(index::Record{document, {}}));
    }
    indexer::set_order(rows, names);
    indexer::set_title_order(rows, pointers);
    write_database(directory / index::file::database, documents, vocabulary);
    index::Columns::write(directory / index::file::columns, rows);
    index::write_records(directory / index::file::records, records);
    write_file(directory / index::file::vocabulary, index::to_json(vocabulary));
    write_translations(directory / index::file::translations);
    index::write_words(directory / index::file::words, indexer::words_of(directory / index::file::database));
    index::write_suggestions(directory / index::file::suggestions, indexer::suggested(rows, pointers, vocabulary));
    index::write_datestamps(directory / index::file::datestamps, {});
    index::Manifest manifest;
    manifest.created = "2026-01-01T00:00:00Z";
    manifest.analysis = analyser()->fingerprint();
    manifest.preview = preview;
    manifest.documents = documents.size();
    const auto name = (*building)->name();
    (*building)->publish(std::move(manifest), 3);
    return name;
}

std::shared_ptr<const search::Searcher> corpus_searcher() {
    static const auto searcher = [] {
        // The files stay open, or mapped, after the folder is gone; Xapian opens handles later, so the folder stays.
        static const IndexFolder folder;
        publish(folder.path(), corpus(), corpus_vocabulary());
        return search::Searcher::open(folder.path(), analyser()).value();
    }();
    return searcher;
}

model::Moment in_summer() {
    return *model::parse_moment("2026-06-01");
}

std::vector<std::string> ids(const search::Answer& answer) {
    std::vector<std::string> result;
    for (const auto& hit : answer.hits) result.push_back(hit.record.document.id);
    return result;
}

}  // namespace clearinghouse::testing
