#include "tests/relevance/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <ranges>

namespace clearinghouse::relevance {
namespace {

using Text = fmt::memory_buffer;

template <typename... Values>
void line(Text& text, fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
    text.push_back('\n');
}

/// A figure in eight columns; what was measured over nothing is a dash.
std::string cell(double value) {
    return std::isnan(value) ? fmt::format("{:>8}", "-") : fmt::format("{:8.3f}", value);
}

std::string cell(const Mean& mean) {
    return cell(mean.value());
}

void add_row(Text& text, std::string_view name, const Scores& scores) {
    line(text, "{:8}{}{}{}{}{}{}", name, cell(scores.ndcg), cell(scores.recall), cell(scores.first), cell(scores.own),
         cell(scores.others), cell(scores.others_to_own()));
}

void add_set(Text& text, const SetScores& set) {
    line(text, "Topics '{}': {} needs, each asked in {} languages", set.name, set.runs.size() / languages.size(),
         languages.size());
    line(text, "{:8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "query", "nDCG@10", "rec@20", "MRR", "mono", "cross", "ratio");
    for (const auto& [language, scores] : set.by_language) add_row(text, language, scores);
    add_row(text, "all", set.all);
    line(text, "");
}

/// One row for each language of queries, one column for each group of documents.
void add_pairs(Text& text, const SetScores& set) {
    line(text, "Pairs of '{}': nDCG@10 from the query's language (row) to documents written in one (column)", set.name);
    std::string head = fmt::format("{:8}", "query");
    for (const auto& [group, mean] : set.all.by_group) head += fmt::format("{:>8}", group);
    line(text, "{}", head);
    const auto add_row_of = [&](std::string_view name, const Scores& scores) {
        std::string row = fmt::format("{:8}", name);
        for (const auto& [group, mean] : set.all.by_group) row += cell(scores.by_group.at(group));
        line(text, "{}", row);
    };
    for (const auto& [language, scores] : set.by_language) add_row_of(language, scores);
    add_row_of("all", set.all);
    std::string counts = fmt::format("{:8}", "topics");
    for (const auto& [group, mean] : set.all.by_group) counts += fmt::format("{:8}", mean.count() / languages.size());
    line(text, "{}\n", counts);
}

void add_known_items(Text& text, const Measurement& measured) {
    line(text, "Known items: the share with the document in the first place, and MRR of the document");
    line(text, "{:8}{:>8}{:>8}{:>8}", "query", "queries", "first", "MRR");
    const auto add_row_of = [&](std::string_view name, const KnownScores& scores) {
        line(text, "{:8}{:8}{}{}", name, scores.first.count(), cell(scores.first), cell(scores.reciprocal));
    };
    for (const auto& [language, scores] : measured.known_by_language) add_row_of(language, scores);
    add_row_of("all", measured.known);
    line(text, "");
}

void add_variants(Text& text, const Measurement& measured) {
    line(text,
         "Variants: the share of the clean query's nDCG@10 that the variant keeps, and of its first ten documents");
    line(text, "{:10}{:>8}{:>8}{:>8}", "kind", "queries", "kept", "same");
    const auto add_row_of = [&](std::string_view name, const VariantScores& scores) {
        line(text, "{:10}{:8}{}{}", name, scores.kept.count(), cell(scores.kept), cell(scores.same));
    };
    for (const auto& [kind, scores] : measured.variants_by_kind) add_row_of(kind, scores);
    add_row_of("all", measured.variants);
    line(text, "");
}

double mean_of(const std::vector<const TopicRun*>& runs) {
    Mean mean;
    for (const auto* run : runs) mean.add(run->ndcg);
    return mean.value();
}

/// The runs of each topic of a set, the topic with the lowest mean first.
std::vector<std::vector<const TopicRun*>> by_topic(const SetScores& set) {
    std::vector<std::vector<const TopicRun*>> topics;
    for (const auto& run : set.runs) {
        if (topics.empty() || topics.back().front()->topic != run.topic) topics.emplace_back();
        topics.back().push_back(&run);
    }
    std::ranges::stable_sort(topics, {}, mean_of);
    return topics;
}

/// Judged documents, the highest grade first.
std::vector<std::pair<std::string, int>> by_grade(const Grades& grades) {
    std::vector<std::pair<std::string, int>> documents{grades.begin(), grades.end()};
    std::ranges::stable_sort(documents, std::greater{}, &std::pair<std::string, int>::second);
    return documents;
}

std::string grade_of(const Grades& grades, const std::string& document) {
    const auto found = grades.find(document);
    return found == grades.end() ? "-" : std::to_string(found->second);
}

/// Relevant documents that are not among the first ten, with the rank at which they came.
void add_missed(Text& text, const Grades& grades, const Ranking& ranking) {
    for (const auto& [document, grade] : by_grade(grades)) {
        const auto rank = rank_of(ranking, document);
        if (rank == 0) line(text, "      missed {}  {} (not found)", grade, document);
        if (rank > 10) line(text, "      missed {}  {} (rank {})", grade, document, rank);
    }
}

void add_topic(Text& text, const std::vector<const TopicRun*>& runs) {
    const auto& topic = *runs.front()->topic;
    line(text, "  {:.3f}  {}/{}: {}", mean_of(runs), topic.set, topic.name, topic.need);
    std::string by_language = "        ";
    for (const auto* run : runs) by_language += fmt::format(" {} {:.2f}", run->language, run->ndcg);
    line(text, "{}", by_language);
    const auto& low = **std::ranges::min_element(runs, {}, [](const TopicRun* run) { return run->ndcg; });
    line(text, "    {}: {}", low.language, topic.queries.at(low.language));
    for (std::size_t i = 0; i < std::min<std::size_t>(5, low.ranking.size()); ++i) {
        line(text, "      {:5}. {}  {}", i + 1, grade_of(topic.grades, low.ranking[i]), low.ranking[i]);
    }
    add_missed(text, topic.grades, low.ranking);
}

void add_worst_known_items(Text& text, const Measurement& measured, std::size_t count) {
    std::vector<const KnownRun*> runs;
    for (const auto& run : measured.known_runs) {
        if (run.rank != 1) runs.push_back(&run);
    }
    const auto badness = [](const KnownRun* run) { return run->rank == 0 ? -1.0 : 1 / static_cast<double>(run->rank); };
    std::ranges::stable_sort(runs, {}, badness);
    line(text, "Known items that are not first: {}", runs.size());
    for (const auto* run : runs | std::views::take(count)) {
        line(text, "  {} | {} | {} ({}; first: {})", run->item->language, run->item->query, run->item->document,
             run->rank == 0 ? "not found" : fmt::format("rank {}", run->rank),
             run->ranking.empty() ? "nothing" : run->ranking.front());
    }
}

void add_worst_variants(Text& text, const Measurement& measured, std::size_t count) {
    auto runs = measured.variant_runs;
    std::erase_if(runs, [](const VariantRun& run) { return run.kept >= 0.9; });
    std::ranges::stable_sort(runs, {}, &VariantRun::kept);
    line(text, "Variants that keep less than 0.9: {}", runs.size());
    for (const auto& run : runs | std::views::take(count)) {
        line(text, "  {:.3f}  {} | {} | {} | {}", run.kept, run.variant->language, run.variant->kind,
             run.variant->clean, run.variant->typed);
    }
}

void add_loud_strangers(Text& text, const Measurement& measured, std::size_t count) {
    std::vector<const StrangerRun*> runs;
    for (const auto& run : measured.stranger_runs) {
        if (!run.ranking.empty()) runs.push_back(&run);
    }
    line(text, "Queries that should find nothing and do: {}", runs.size());
    for (const auto* run : runs | std::views::take(count)) {
        line(text, "  {} | {} (first: {})", run->stranger->language, run->stranger->query, run->ranking.front());
    }
}

}  // namespace

std::string tables(const Measurement& measured) {
    Text text;
    line(text, "nDCG@10  how near the first ten are to the best ten there are, 0 to 1, by grades");
    line(text, "rec@20   share of the relevant documents among the first twenty");
    line(text, "MRR      1 / rank of the first relevant document, on the average");
    line(text, "mono     nDCG@10 of the documents written in the query's own language, ranked among themselves");
    line(text, "cross    the same of the documents written in all other languages; ratio: cross / mono");
    line(text,
         "A query in nb or nn has 'no' as its own language. Means count every topic alike; '-': nothing to find.\n");
    for (const auto& set : measured.sets) add_set(text, set);
    for (const auto& set : measured.sets) add_pairs(text, set);
    add_known_items(text, measured);
    add_variants(text, measured);
    line(text, "Nothing: share of {} queries without any answer that find nothing: {:.3f}", measured.silent.count(),
         measured.silent.value());
    return fmt::to_string(text);
}

std::string worst(const Measurement& measured, std::size_t count) {
    Text text;
    for (const auto& set : measured.sets) {
        line(text,
             "Topics of '{}' with the lowest nDCG@10 (mean, then each language, then the worst one's first hits "
             "with their grades)",
             set.name);
        for (const auto& runs : by_topic(set) | std::views::take(count)) add_topic(text, runs);
    }
    add_worst_known_items(text, measured, count);
    add_worst_variants(text, measured, count);
    add_loud_strangers(text, measured, count);
    return fmt::to_string(text);
}

std::string ablation_table(const std::vector<AblationRow>& rows) {
    Text text;
    if (rows.empty()) return "";
    line(text, "Layers: the first row is with all of them, the others are differences when one is off");
    line(text, "(nDCG@10 and cross of each set, share of known items first, what variants keep, ms for a query)");
    std::string head = fmt::format("{:14}", "off");
    for (const auto& set : rows.front().measured.sets) head += fmt::format("{:>9}{:>9}", set.name, "cross");
    line(text, "{}{:>9}{:>9}{:>9}", head, "known", "variants", "ms");
    for (const auto& row : rows) {
        const auto& first = rows.front();
        const auto cell_of = [&](const Mean& mean, const Mean& all) {
            return &row == &first ? fmt::format("{:9.3f}", mean.value())
                                  : fmt::format("{:+9.3f}", mean.value() - all.value());
        };
        std::string cells = fmt::format("{:14}", row.layer.empty() ? "(nothing)" : row.layer);
        for (std::size_t i = 0; i < row.measured.sets.size(); ++i) {
            const auto& now = row.measured.sets[i].all;
            const auto& all = first.measured.sets[i].all;
            cells += cell_of(now.ndcg, all.ndcg) + cell_of(now.others, all.others);
        }
        cells += cell_of(row.measured.known.first, first.measured.known.first);
        cells += cell_of(row.measured.variants.kept, first.measured.variants.kept);
        line(text, "{}{:9.2f}", cells, row.milliseconds);
    }
    return fmt::to_string(text);
}

std::string explanation(const Topic& topic, const std::string& language, const search::Answer& answer) {
    Text text;
    line(text, "{}/{}: {}", topic.set, topic.name, topic.need);
    line(text, "{}: {}", language, topic.queries.at(language));
    line(text, "{}", answer.query.explanation);
    Ranking ranking;
    for (const auto& hit : answer.hits) ranking.push_back(hit.record.document.id);
    line(text, "{} found, nDCG@10 {:.3f}", answer.total, ndcg(ranking, topic.grades));
    line(text, "{:>4} {:>5} {:>9}  {:4}{}", "rank", "grade", "score", "in", "document: why");
    for (std::size_t i = 0; i < answer.hits.size(); ++i) {
        const auto& hit = answer.hits[i];
        line(text, "{:4} {:>5} {:9.3f}  {:4}{}: {}", i + 1, grade_of(topic.grades, ranking[i]), hit.score,
             hit.record.document.original().language, ranking[i], fmt::join(hit.why, ", "));
    }
    add_missed(text, topic.grades, ranking);
    return fmt::to_string(text);
}

std::string trec_run(const Measurement& measured) {
    Text text;
    for (const auto& set : measured.sets) {
        for (const auto& run : set.runs) {
            for (std::size_t i = 0; i < run.ranking.size(); ++i) {
                line(text, "{}/{}.{} Q0 {} {} {:.6f} clearinghouse", set.name, run.topic->name, run.language,
                     run.ranking[i], i + 1, 1 / static_cast<double>(i + 1));
            }
        }
    }
    return fmt::to_string(text);
}

}  // namespace clearinghouse::relevance
