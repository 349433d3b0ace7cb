#include "indexer/pipeline.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "engine/index/disk.h"
#include "engine/index/generation.h"
#include "engine/translation/sources.h"
#include "indexer/attachment_pages.h"
#include "indexer/attachments.h"
#include "indexer/catalogue.h"
#include "indexer/database.h"
#include "indexer/datestamps.h"
#include "indexer/dump.h"
#include "indexer/plan.h"
#include "indexer/rows.h"
#include "indexer/suggested.h"
#include "indexer/writer.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What is published at the start of a run.
struct Published {
    std::shared_ptr<const index::Generation> current;   ///< Nothing at first, and when it is damaged.
    std::shared_ptr<const index::Generation> previous;  ///< The current one, else the newest that is whole.
};

/// A damaged or outdated index is no obstacle: it is written anew. But what it keeps of files that have errors now is
/// worth looking for in older generations.
Published open_published(const fs::path& index, model::Problems& problems) {
    Published published;
    const auto names = index::generation_names(index);
    if (names.empty()) return published;
    auto current = index::Generation::open(index);
    if (current) {
        published.current = published.previous = *current;
        return published;
    }
    model::Problem problem = current.error();
    problem.severity = model::Severity::warning;
    problem.hint = "the index is written anew";
    problems.push_back(std::move(problem));
    for (auto name = names.rbegin(); name != names.rend() && !published.previous; ++name) {
        auto older = index::Generation::open(index, index::Verify::sums, *name);
        if (older) published.previous = *older;
    }
    return published;
}

/// Pages by the number of their document. Where no attachment has any there is no file.
void write_pages(const Plan& plan, const fs::path& file) {
    std::vector<std::vector<index::PageText>> pages;
    for (const Entry& entry : plan.entries) {
        if (entry.pages.empty()) continue;
        if (pages.size() < entry.number) pages.resize(entry.number);
        pages[entry.number - 1] = entry.pages;
    }
    if (!pages.empty()) index::write_pages(file, pages);
}

/// What is kept of each document beside its words, by its number. `in_order`: the records, by the plan's entries.
void write_columns_and_records(const Plan& plan, std::vector<std::string> in_order, const Catalogue& catalogue,
                               const fs::path& directory) {
    std::size_t size = 0;
    for (const Entry& entry : plan.entries) size = std::max<std::size_t>(size, entry.number);
    std::vector<index::Row> rows(size);
    std::vector<std::string> ids(size);
    std::vector<std::string> records(size);
    std::vector<const model::Document*> documents(size, nullptr);
    for (std::size_t i = 0; i < plan.entries.size(); ++i) {
        const Entry& entry = plan.entries[i];
        rows[entry.number - 1] = row_of(*entry.document, catalogue.vocabulary);
        ids[entry.number - 1] = entry.document->id;
        records[entry.number - 1] = std::move(in_order[i]);
        documents[entry.number - 1] = entry.document;
    }
    set_order(rows, ids);
    set_title_order(rows, documents);
    index::Columns::write(directory / index::file::columns, rows);
    index::write_records(directory / index::file::records, records);
    index::write_suggestions(directory / index::file::suggestions, suggested(rows, documents, catalogue.vocabulary));
    index::disk::write_file(directory / index::file::vocabulary, index::to_json(catalogue.vocabulary));
}

/// The table takes seconds to build and changes with the dictionaries alone, so it is carried along.
void write_translations(const index::Generation* previous, const PlanSettings& settings,
                        const language::Analyser& analyser, const std::string& dictionaries, const fs::path& file) {
    if (previous != nullptr && previous->manifest().translations == settings.translations) {
        link_or_copy(previous->translations(), file);
    } else {
        translation::build_table(file, analyser, dictionaries);
    }
}

index::Manifest manifest_of(const Plan& plan, const Catalogue& catalogue, const PlanSettings& settings) {
    index::Manifest manifest;
    manifest.analysis = settings.analysis;
    manifest.translations = settings.translations;
    manifest.vocabulary = catalogue.vocabulary_sha256;
    manifest.content = plan.content;
    manifest.preview = settings.preview;
    manifest.documents = plan.entries.size();
    for (const Entry& entry : plan.entries) {
        ++manifest.documents_by_type[entry.document->type];
        manifest.sources[entry.document->id] = entry.sum;
    }
    return manifest;
}

void describe(const Plan& plan, Outcome& outcome) {
    outcome.documents = plan.entries.size();
    outcome.added = plan.count(Change::added);
    outcome.changed = plan.count(Change::changed);
    outcome.unchanged = plan.count(Change::unchanged);
    outcome.removed = plan.removed.size();
    outcome.kept = plan.kept;
    outcome.lost = plan.lost;
    outcome.whole = plan.whole;
    for (const Entry& entry : plan.entries) {
        if (!plan.whole && entry.change == Change::unchanged) continue;
        ++outcome.written;
    }
}

std::uint64_t bytes_to_write(const Plan& plan) {
    std::uint64_t bytes = 0;
    for (const Entry& entry : plan.entries) {
        if (plan.whole || entry.change != Change::unchanged) bytes += text_bytes(*entry.document, entry.pages);
    }
    return bytes;
}

void write_database(const Plan& plan, const index::Generation* current, const Writer& writer, const fs::path& directory,
                    const Outcome& outcome, const ProgressBar& progress) {
    std::size_t done = 0;
    const auto written = [&] { progress("indexing", ++done, outcome.written); };
    if (plan.whole) {
        build_database(directory, plan.entries, writer, written);
    } else {
        update_database(current->database(), directory, plan.removed, plan.entries, writer, written);
    }
}

}  // namespace

model::Result<Outcome> publish(const PublishSettings& settings, const language::Analyser& analyser,
                               const ProgressBar& progress) {
    const auto begin = Clock::now();
    auto building = index::Building::start(settings.index);
    if (!building) return tl::unexpected(building.error());

    const Catalogue catalogue =
        read_catalogue(settings.content, [&](std::size_t done, std::size_t all) { progress("reading", done, all); });
    Outcome outcome;
    outcome.problems = catalogue.problems;
    outcome.files_read = catalogue.files_read;
    outcome.vocabulary_is_whole = catalogue.vocabulary_is_whole;
    if (!catalogue.vocabulary_is_whole) return outcome;
    const Published published = open_published(settings.index, outcome.problems);
    const PlanSettings plan_settings{analyser.fingerprint(), translation::fingerprint(analyser, settings.dictionaries),
                                     settings.preview, settings.rebuild};
    Plan plan = make_plan(catalogue, published.current.get(), published.previous.get(), plan_settings);
    describe(plan, outcome);
    if (changes_nothing(plan, catalogue, published.current.get(), plan_settings)) {
        outcome.generation = published.current->manifest().generation;
        return outcome;
    }

    const auto unread = add_pages(plan, published.previous.get(), settings.rebuild, progress);
    outcome.problems.insert(outcome.problems.end(), unread.begin(), unread.end());
    outcome.text_bytes = bytes_to_write(plan);
    const fs::path& directory = (*building)->directory();
    const auto writing = Clock::now();
    const concepts::Labels labels{catalogue.vocabulary, analyser};
    const Writer writer{analyser, catalogue.vocabulary, labels};
    write_database(plan, published.current.get(), writer, directory / index::file::database, outcome, progress);
    outcome.writing = Clock::now() - writing;
    index::write_words(directory / index::file::words, words_of(directory / index::file::database));
    write_pages(plan, directory / index::file::pages);
    write_translations(published.previous.get(), plan_settings, analyser, settings.dictionaries,
                       directory / index::file::translations);
    carry_attachments(plan, published.previous.get(), directory / index::file::attachments);
    // Last, since a datestamp should be as near as can be to the moment from which it can be read.
    auto records = records_of(plan);
    const auto now = model::now();
    const auto datestamps = datestamps_of(plan, records, catalogue.vocabulary, last_datestamps(settings.index), now);
    index::write_datestamps(directory / index::file::datestamps, datestamps);
    if (!settings.preview) {
        write_dump(plan, records, datestamps, catalogue.vocabulary, directory / index::file::attachments,
                   {(*building)->name(), now}, directory / index::file::dump);
    }
    write_columns_and_records(plan, std::move(records), catalogue, directory);
    (*building)->publish(manifest_of(plan, catalogue, plan_settings), settings.keep);
    outcome.published = true;
    outcome.generation = (*building)->name();
    outcome.whole_run = Clock::now() - begin;
    return outcome;
}

}  // namespace clearinghouse::indexer
