#include "tests/relevance/measurement.h"

#include <algorithm>

#include "engine/language/language.h"

namespace clearinghouse::relevance {
namespace {

using IsWanted = std::function<bool(const std::string& document)>;

Ranking only(const Ranking& ranking, const IsWanted& is_wanted) {
    Ranking kept;
    std::ranges::copy_if(ranking, std::back_inserter(kept), is_wanted);
    return kept;
}

Grades only(const Grades& grades, const IsWanted& is_wanted) {
    Grades kept;
    for (const auto& [document, grade] : grades) {
        if (is_wanted(document)) kept.emplace(document, grade);
    }
    return kept;
}

/// Adds the gain among the wanted documents, unless none of them is relevant: then there is nothing to be found.
void add_among(Mean& mean, const TopicRun& run, const IsWanted& is_wanted) {
    const auto grades = only(run.topic->grades, is_wanted);
    if (!grades.empty()) mean.add(ndcg(only(run.ranking, is_wanted), grades));
}

void add(Scores& scores, const TopicRun& run, const Origins& origins) {
    scores.ndcg.add(run.ndcg);
    scores.recall.add(recall(run.ranking, run.topic->grades));
    scores.first.add(reciprocal_rank(run.ranking, run.topic->grades));
    const auto own = language::group(run.language);
    add_among(scores.own, run, [&](const auto& document) { return origins.at(document) == own; });
    add_among(scores.others, run, [&](const auto& document) { return origins.at(document) != own; });
    std::map<std::string, bool> groups;
    for (const auto& [document, grade] : run.topic->grades) groups[origins.at(document)] = true;
    for (const auto& [group, there] : groups) {
        add_among(scores.by_group[group], run, [&](const auto& document) { return origins.at(document) == group; });
    }
}

SetScores& set_of(const Topic& topic, std::vector<SetScores>& sets) {
    const auto found = std::ranges::find(sets, topic.set, &SetScores::name);
    if (found != sets.end()) return *found;
    sets.emplace_back().name = topic.set;
    return sets.back();
}

void measure_topic(const Topic& topic, const Origins& origins, const Ask& ask, SetScores& set) {
    for (const auto language : languages) {
        TopicRun run{&topic, std::string{language}, {}, 0};
        run.ranking = ask(run.language, topic.queries.at(run.language));
        run.ndcg = ndcg(run.ranking, topic.grades);
        add(set.by_language[run.language], run, origins);
        add(set.all, run, origins);
        set.runs.push_back(std::move(run));
    }
}

void measure_known_item(const KnownItem& item, const Ask& ask, Measurement& measured) {
    KnownRun run{&item, ask(item.language, item.query), 0};
    run.rank = rank_of(run.ranking, item.document);
    for (auto* scores : {&measured.known, &measured.known_by_language[item.language]}) {
        scores->first.add(run.rank == 1 ? 1 : 0);
        scores->reciprocal.add(run.rank > 0 ? 1 / static_cast<double>(run.rank) : 0);
    }
    measured.known_runs.push_back(std::move(run));
}

/// The first ten of a ranking as if people had graded them.
Grades graded_by_rank(const Ranking& ranking) {
    Grades grades;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, ranking.size()); ++i) {
        grades.emplace(ranking[i], i < 3 ? 3 : i < 6 ? 2 : 1);
    }
    return grades;
}

void measure_variant(const Variant& variant, const Ask& ask, Measurement& measured) {
    const auto grades = graded_by_rank(ask(variant.language, variant.clean));
    const auto ranking = ask(variant.language, variant.typed);
    const VariantRun run{&variant, ndcg(ranking, grades), recall(ranking, grades, 10)};
    for (auto* scores : {&measured.variants, &measured.variants_by_kind[variant.kind]}) {
        scores->kept.add(run.kept);
        scores->same.add(run.same);
    }
    measured.variant_runs.push_back(run);
}

}  // namespace

Measurement measure(const Suite& suite, const Origins& origins, const Ask& ask, const std::string& only_set) {
    Measurement measured;
    for (const auto& topic : suite.topics) {
        if (only_set != "all" && only_set != topic.set) continue;
        measure_topic(topic, origins, ask, set_of(topic, measured.sets));
    }
    for (const auto& item : suite.known_items) measure_known_item(item, ask, measured);
    for (const auto& variant : suite.variants) measure_variant(variant, ask, measured);
    for (const auto& stranger : suite.strangers) {
        measured.stranger_runs.push_back({&stranger, ask(stranger.language, stranger.query)});
        measured.silent.add(measured.stranger_runs.back().ranking.empty() ? 1 : 0);
    }
    return measured;
}

}  // namespace clearinghouse::relevance
