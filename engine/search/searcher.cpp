#include "engine/search/searcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>

#include "engine/concepts/labels.h"
#include "engine/index/generation.h"
#include "engine/language/language.h"
#include "engine/search/cross_table.h"
#include "engine/search/database_pool.h"
#include "engine/search/facet_counter.h"
#include "engine/search/facet_values.h"
#include "engine/search/found_by.h"
#include "engine/search/matcher.h"
#include "engine/search/page_finder.h"
#include "engine/search/query.h"
#include "engine/search/query_builder.h"
#include "engine/search/query_lexer.h"
#include "engine/search/request_check.h"
#include "engine/search/reranker.h"
#include "engine/search/similar.h"
#include "engine/search/snippet.h"
#include "engine/search/spelling.h"
#include "engine/search/ways_out.h"
#include "engine/search/weights.h"

namespace clearinghouse::search {
namespace {

std::int64_t seconds(model::Moment moment) {
    return moment.time_since_epoch().count();
}

const std::vector<std::string>& languages_of(const index::Columns& columns) {
    static const auto facet = index::facet_number("language");
    return columns.values(facet);
}

model::Problem too_expensive(const Limits& limits) {
    return {.code = "too-expensive",
            .file = "q",
            .what = fmt::format("the search took longer than {} ms", limits.milliseconds),
            .hint = "use fewer words or write out those with *"};
}

/// A word that is asked for twice is told once.
std::vector<UnderstoodWord> understood(const std::vector<AskedWord>& asked) {
    std::vector<UnderstoodWord> words;
    for (const auto& [text, senses] : asked) {
        if (std::ranges::find(words, text, &UnderstoodWord::text) != words.end()) continue;
        words.push_back({text, {}});
        for (const auto& sense : senses) words.back().meanings.push_back(sense.meaning);
    }
    return words;
}

/// A query that was read and whose filters are known.
struct Plan {
    Filters filters;
    ParsedQuery parsed;
    BuiltQuery built;
};

}  // namespace

struct Searcher::Inside {
    Inside(std::shared_ptr<const index::Generation> opened, std::shared_ptr<const translation::Table> table,
           std::shared_ptr<const language::Analyser> words, const Limits& bounds)
        : generation{std::move(opened)},
          analyser{std::move(words)},
          limits{bounds},
          labels{generation->vocabulary(), *analyser},
          kin{generation->vocabulary()},
          translations{std::move(table)},
          values{generation->vocabulary(), generation->columns()},
          databases{generation->database()},
          spelling{*analyser, labels, *generation},
          suggestions{*generation} {}

    model::Result<Plan> plan(const Request& request) const;
    const std::vector<std::string>& languages() const { return languages_of(generation->columns()); }
    std::size_t count(Request request, model::Moment now) const;
    Answer respelt(const Request& request, const ParsedQuery& parsed, Answer answer, model::Moment now) const;
    Answer answer(const Request& request, Plan plan, model::Moment now) const;
    std::vector<Match> best_of(const Xapian::Database& database, const Plan& plan, const Page& page,
                               const Request& request, FacetCounter& counter,
                               std::chrono::steady_clock::time_point deadline) const;
    bool has_text_in(index::DocumentNumber document, const std::string& group) const;
    Hit hit(const Match& match, const Request& request, const BuiltQuery& query) const;
    bool is_visible(index::DocumentNumber document, model::Moment now) const;

    std::shared_ptr<const index::Generation> generation;
    std::shared_ptr<const language::Analyser> analyser;
    Limits limits;
    concepts::Labels labels;
    concepts::Kin kin;
    std::shared_ptr<const translation::Table> translations;
    FacetValues values;
    DatabasePool databases;
    Spelling spelling;
    Suggestions suggestions;
};

Searcher::Searcher(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Searcher::~Searcher() = default;

model::Result<std::shared_ptr<const Searcher>> Searcher::open(const std::filesystem::path& index,
                                                              std::shared_ptr<const language::Analyser> analyser,
                                                              const Limits& limits) {
    auto generation = index::Generation::open(index);
    if (!generation) return tl::unexpected(std::move(generation.error()));
    auto table = translation::Table::open((*generation)->translations());
    if (!table) return tl::unexpected(std::move(table.error()));
    try {
        auto inside = std::make_unique<Inside>(std::move(*generation), std::move(*table), std::move(analyser), limits);
        // Opened now, so that a database that Xapian cannot read is refused here and not by a reader's search.
        const auto database = inside->databases.borrow();
        return std::shared_ptr<const Searcher>{new Searcher{std::move(inside)}};
    } catch (const Xapian::Error& error) {
        return tl::unexpected(model::Problem{.code = "damaged-index",
                                             .file = index.string(),
                                             .what = "the database cannot be opened: " + error.get_msg(),
                                             .hint = "run clearinghouse-indexer again"});
    }
}

model::Result<Answer> Searcher::search(const Request& request, model::Moment now) const {
    try {
        auto plan = inside_->plan(request);
        if (!plan) return tl::unexpected(std::move(plan.error()));
        const auto parsed = plan->parsed;
        auto answer = inside_->respelt(request, parsed, inside_->answer(request, std::move(*plan), now), now);
        if (answer.total == 0) {
            const auto count = [&](const Request& other) { return inside_->count(other, now); };
            answer.ways_out = ways_out(request, parsed, *inside_->analyser, inside_->languages(), count);
        }
        return answer;
    } catch (const TooExpensive&) {
        return tl::unexpected(too_expensive(inside_->limits));
    } catch (const Xapian::Error& error) {
        // The index was verified when it was opened, so this is no fault of the request. Xapian's errors are no
        // std::exception, and nobody outside of this room knows them.
        throw std::runtime_error{"search: " + error.get_description()};
    }
}

model::Result<Plan> Searcher::Inside::plan(const Request& request) const {
    auto filters = check(request, values, limits);
    if (!filters) return tl::unexpected(std::move(filters.error()));
    Plan plan{.filters = std::move(*filters), .parsed = parse_query(request.text, limits), .built = {}};
    add_typed_filters(plan.parsed, values, plan.filters);
    const auto database = databases.borrow();
    const QueryWorld world{*analyser, labels,
                           kin,       *translations,
                           values,    generation->columns(),
                           *database, languages_of(generation->columns())};
    plan.built = QueryBuilder{world, request.language, limits, request.layers}.build(plan.parsed);
    for (const auto& notice : plan.built.notices) add_notice(plan.parsed.notices, notice);
    return plan;
}

Answer Searcher::Inside::answer(const Request& request, Plan plan, model::Moment now) const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{limits.milliseconds};
    const bool newest = plan.parsed.empty && request.sort == Sort::relevance;
    const Page page{request.offset, request.limit, newest ? Sort::newest : request.sort,
                    index::title_language(request.language)};
    FacetCounter counter{generation->columns(),
                         plan.filters,
                         {.now = seconds(now), .preview = generation->manifest().preview},
                         request.with_facets};
    std::vector<Match> matches;
    {
        const auto database = databases.borrow();
        matches = best_of(*database, plan, page, request, counter, deadline);
    }
    Answer answer;
    answer.total = counter.total();
    answer.facets = counter.result();
    for (const auto& found : matches) answer.hits.push_back(hit(found, request, plan.built));
    plan.parsed.filters = plan.filters;
    answer.query = {.text = clean(cut(request.text, limits.text_bytes)),
                    .language = request.language,
                    .notices = std::move(plan.parsed.notices),
                    .words = understood(plan.built.words),
                    .subjects = std::move(plan.built.subjects),
                    .explanation = to_string(plan.parsed),
                    .filters = std::move(plan.filters),
                    .suggestion = {}};
    return answer;
}

/// The hits of a page. Those that are looked at twice change places among themselves, so they are found together.
std::vector<Match> Searcher::Inside::best_of(const Xapian::Database& database, const Plan& plan, const Page& page,
                                             const Request& request, FacetCounter& counter,
                                             std::chrono::steady_clock::time_point deadline) const {
    const auto& columns = generation->columns();
    if (!request.layers.reranking || page.sort != Sort::relevance || page.offset >= reranking::hits) {
        return match(database, plan.built.query, page, columns, counter, deadline);
    }
    const Page from_first{0, std::max(reranking::hits, page.offset + page.limit), page.sort, page.title_language};
    auto matches = match(database, plan.built.query, from_first, columns, counter, deadline);
    std::function<bool(index::DocumentNumber)> is_own;
    if (request.layers.own_language) {
        is_own = [this, group = language::group(request.language)](auto document) {
            return has_text_in(document, group);
        };
    }
    rerank(matches, plan.built.words, database, is_own);
    const auto first = std::min(page.offset, matches.size());
    const auto last = std::min(page.offset + page.limit, matches.size());
    return {matches.begin() + static_cast<std::ptrdiff_t>(first), matches.begin() + static_cast<std::ptrdiff_t>(last)};
}

bool Searcher::Inside::has_text_in(index::DocumentNumber document, const std::string& group) const {
    static const auto facet = index::facet_number("language");
    const auto& columns = generation->columns();
    return std::ranges::any_of(columns.of(facet, document),
                               [&](auto value) { return language::group(columns.values(facet)[value]) == group; });
}

/// How many documents a search finds; none when it takes too long.
std::size_t Searcher::Inside::count(Request request, model::Moment now) const {
    request.offset = 0;
    request.limit = 1;
    request.with_facets = request.with_snippets = request.layers.reranking = false;
    try {
        auto counted = plan(request);
        return counted ? answer(request, std::move(*counted), now).total : 0;
    } catch (const TooExpensive&) {
        return 0;
    }
}

/// Adds what was probably meant; and when that is beyond doubt, answers it. A slip finds nothing by itself, so what
/// the other words find is found all the same, and better ranked.
Answer Searcher::Inside::respelt(const Request& request, const ParsedQuery& parsed, Answer answer,
                                 model::Moment now) const {
    if (parsed.empty) return answer;
    const auto found = [&] {
        const auto visible = [&](index::DocumentNumber document) { return is_visible(document, now); };
        const auto database = databases.borrow();
        return spelling.respell(answer.query.text, parsed, request.language, *database, visible, answer.total == 0);
    }();
    for (const auto& [text, is_slip] : found) {
        auto other = request;
        other.text = text;
        if (count(other, now) == 0) continue;
        if (is_slip && request.layers.spelling) {
            if (auto meant = plan(other)) answer = this->answer(other, std::move(*meant), now);
            add_notice(answer.query.notices, "searched-instead");
        }
        answer.query.suggestion = text;
        return answer;
    }
    return answer;
}

Hit Searcher::Inside::hit(const Match& match, const Request& request, const BuiltQuery& query) const {
    auto record = generation->record(match.document);
    if (!record) throw std::runtime_error{fmt::format("index: document {} has no record", match.document)};
    Hit hit;
    hit.record = std::move(*record);
    hit.score = match.score;
    if (request.with_found_by)
        hit.found_by = found_by(*databases.borrow(), match.document, query.words, query.subjects);
    if (!request.with_snippets || hit.record.document.texts.empty()) return hit;
    const auto pages = [&] {
        const auto database = databases.borrow();
        return likely_pages(*database, generation->pages(), match.document, query.wanted);
    };
    auto excerpt = make_excerpt(hit.record.document, query.wanted, {*analyser, labels}, request.language, {}, pages);
    hit.snippet_language = std::move(excerpt.language);
    hit.snippet = std::move(excerpt.fragments);
    hit.section = std::move(excerpt.section);
    hit.why = std::move(excerpt.why);
    hit.page = std::move(excerpt.page);
    return hit;
}

bool Searcher::Inside::is_visible(index::DocumentNumber document, model::Moment now) const {
    const auto from = generation->columns().visible_from(document);
    return generation->manifest().preview ? from != index::never : from <= seconds(now);
}

std::vector<Record> Searcher::similar(std::string_view id, std::size_t most, model::Moment now) const {
    const auto number = inside_->generation->find(id);
    if (!number || most == 0 || !inside_->is_visible(*number, now)) return {};
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{inside_->limits.milliseconds};
    const Filters filters;
    FacetCounter counter{inside_->generation->columns(),
                         filters,
                         {.now = seconds(now), .preview = inside_->generation->manifest().preview},
                         false};
    std::vector<Record> records;
    try {
        const auto database = inside_->databases.borrow();
        const auto matches = match(*database, similar_query(*database, *number), {.limit = most},
                                   inside_->generation->columns(), counter, deadline);
        for (const auto& found : matches) {
            if (auto record = inside_->generation->record(found.document)) records.push_back(std::move(*record));
        }
    } catch (const TooExpensive&) {
        return {};
    } catch (const Xapian::Error& error) {
        throw std::runtime_error{"search: " + error.get_description()};
    }
    return records;
}

model::Result<CrossTable> Searcher::cross_table(const CrossRequest& request, model::Moment now) const {
    if (auto problem = problem_of(request)) return tl::unexpected(std::move(*problem));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{inside_->limits.milliseconds};
    const auto& columns = inside_->generation->columns();
    try {
        const auto plan = inside_->plan(request.search);
        if (!plan) return tl::unexpected(plan.error());
        CrossCounter table{columns, request};
        FacetCounter counter{
            columns, plan->filters, {.now = seconds(now), .preview = inside_->generation->manifest().preview}, false};
        counter.tell([&](auto document) { table.take(document); });
        const auto database = inside_->databases.borrow();
        match(*database, plan->built.query, {.limit = 1, .sort = Sort::newest}, columns, counter, deadline);
        return table.result();
    } catch (const TooExpensive&) {
        return tl::unexpected(too_expensive(inside_->limits));
    } catch (const Xapian::Error& error) {
        throw std::runtime_error{"search: " + error.get_description()};
    }
}

std::vector<Suggestion> Searcher::suggest(std::string_view text, std::string_view language, std::size_t limit,
                                          model::Moment now) const {
    return inside_->suggestions.find(
        text, language, limit, [&](index::DocumentNumber document) { return inside_->is_visible(document, now); });
}

Lookup Searcher::find(std::string_view id, model::Moment now) const {
    const auto number = inside_->generation->find(id);
    if (!number) return {};
    auto record = inside_->generation->record(*number);
    if (!record) return {};
    if (record->document.status == model::Status::withdrawn) return {Lookup::State::withdrawn, std::move(record)};
    if (!inside_->is_visible(*number, now)) return {};
    const auto state = record->document.id == id ? Lookup::State::found : Lookup::State::moved;
    return {state, std::move(record)};
}

std::optional<std::filesystem::path> Searcher::attachment(std::string_view id, std::string_view file,
                                                          model::Moment now) const {
    const auto number = inside_->generation->find(id);
    if (!number || !inside_->is_visible(*number, now)) return std::nullopt;
    return inside_->generation->attachment(id, file);
}

Changes Searcher::changes(const ChangesRequest& request, model::Moment now) const {
    return search::changes(*inside_->generation, request, now);
}

std::optional<Change> Searcher::last_change(std::string_view id, model::Moment now) const {
    return search::last_change(*inside_->generation, id, now);
}

std::vector<DumpFile> Searcher::dump() const {
    const auto folder = std::string{index::file::dump} + "/";
    std::vector<DumpFile> files;
    for (const auto& [name, sum] : inside_->generation->manifest().files) {
        if (!name.starts_with(folder)) continue;
        files.push_back({.name = name.substr(folder.size()),
                         .path = inside_->generation->file(name),
                         .bytes = sum.bytes,
                         .sha256 = sum.sha256});
    }
    return files;
}

const model::Vocabulary& Searcher::vocabulary() const {
    return inside_->generation->vocabulary();
}

IndexFacts Searcher::facts() const {
    const auto& manifest = inside_->generation->manifest();
    return {.generation = manifest.generation,
            .created = manifest.created,
            .documents = manifest.documents,
            .preview = manifest.preview,
            .same_analysis = manifest.analysis == inside_->analyser->fingerprint()};
}

std::string Searcher::state(model::Moment now) const {
    return fmt::format("{}-{}", inside_->generation->manifest().generation,
                       inside_->generation->columns().visible_count(seconds(now)));
}

}  // namespace clearinghouse::search
