#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "tests/relevance/baseline.h"
#include "tests/relevance/index.h"
#include "tests/relevance/report.h"

namespace {

using namespace clearinghouse;
using namespace clearinghouse::relevance;

constexpr auto examples = R"(
Examples:
  relevance --index build/index
      prints the figures
  relevance --index build/index --worst 5
      and what goes wrong most
  relevance --index build/index --explain 06-divided-city is
      how one query was understood, and every hit with its grade
  relevance --index build/index --baseline tests/relevance/baseline.txt --write-baseline
      stores the figures that later runs must reach

Exit codes: 0 done and nothing fell, 1 a figure fell below the stored one, 2 wrong use, 3 no usable index or suite.)";

constexpr int exit_fallen = 1;
constexpr int exit_wrong_use = 2;
constexpr int exit_unusable = 3;

struct Options {
    std::filesystem::path index;
    std::filesystem::path suite = "tests/relevance";
    std::string topics = "all";
    std::filesystem::path baseline;
    std::filesystem::path runs;
    std::vector<std::string> explain;  ///< Topic and language.
    std::size_t depth = 50;
    std::size_t worst = 0;
    bool ablation = false;
    bool write_baseline = false;
};

struct Layer {
    std::string name;
    bool search::Layers::*is_on;
};

const std::vector<Layer> all_layers{
    {"compounds", &search::Layers::compounds}, {"neighbours", &search::Layers::neighbours},
    {"concepts", &search::Layers::concepts},   {"translations", &search::Layers::translations},
    {"reranking", &search::Layers::reranking}, {"spelling", &search::Layers::spelling},
};

std::optional<Options> read_options(int argc, char** argv, int& exit_code) {
    Options options;
    CLI::App app{"Asks the search every query of the relevance suite and judges what it finds.", "relevance"};
    app.footer(examples);
    app.add_option("--index", options.index, "folder that clearinghouse-indexer wrote")->required();
    app.add_option("--suite", options.suite, "folder of the suite")->capture_default_str();
    app.add_option("--topics", options.topics, "set of topics to ask, or all")
        ->check(CLI::IsMember({"main", "second", "all"}))
        ->capture_default_str();
    app.add_option("--depth", options.depth, "hits that are looked at for each query")
        ->check(CLI::Range(20, 100))
        ->capture_default_str();
    auto* baseline = app.add_option("--baseline", options.baseline, "stored figures, none of which may fall");
    auto* writing = app.add_flag("--write-baseline", options.write_baseline, "store the figures in --baseline instead");
    writing->needs(baseline);
    app.add_flag("--ablation", options.ablation, "also with each layer of the search switched off");
    app.add_option("--worst", options.worst, "show so many of the worst of each kind");
    app.add_option("--runs", options.runs, "write the rankings to a file, in the format of TREC");
    app.add_option("--explain", options.explain, "show only how one topic is answered in a language")
        ->expected(2)
        ->type_name("TOPIC LANG");
    try {
        app.parse(argc, argv);
        if (options.write_baseline && options.topics != "all") {
            throw CLI::ValidationError("--write-baseline", "the figures of all topics are stored: leave --topics out");
        }
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : exit_wrong_use;
        return std::nullopt;
    }
    return options;
}

/// Measures, and says how long a query took on the average.
AblationRow timed(const std::string& layer, const search::Layers& layers, const Index& index, const Suite& suite,
                  const Options& options) {
    std::size_t queries = 0;
    std::chrono::steady_clock::duration taken{};
    const Ask ask = [&, counted = index.asker(layers, options.depth)](const auto& language, const auto& query) {
        const auto begin = std::chrono::steady_clock::now();
        auto ranking = counted(language, query);
        taken += std::chrono::steady_clock::now() - begin;
        ++queries;
        return ranking;
    };
    AblationRow row{layer, measure(suite, index.origins(), ask, options.topics), 0};
    row.milliseconds = std::chrono::duration<double, std::milli>(taken).count() / static_cast<double>(queries);
    return row;
}

std::vector<AblationRow> without_each_layer(AblationRow with_all, const Index& index, const Suite& suite,
                                            const Options& options) {
    std::vector<AblationRow> rows{std::move(with_all)};
    for (const auto& [name, is_on] : all_layers) {
        search::Layers layers;
        layers.*is_on = false;
        rows.push_back(timed(name, layers, index, suite, options));
    }
    return rows;
}

/// The topic that is meant by "main/06-divided-city", "06-divided-city" or the start of either; nothing when none or
/// several are.
const Topic* topic_meant(const Suite& suite, const std::string& meant) {
    const Topic* found = nullptr;
    for (const auto& topic : suite.topics) {
        const auto name = topic.set + "/" + topic.name;
        if (name == meant || topic.name == meant) return &topic;
        if (!name.starts_with(meant) && !topic.name.starts_with(meant)) continue;
        if (found != nullptr) return nullptr;
        found = &topic;
    }
    return found;
}

int explain(const Index& index, const Suite& suite, const Options& options) {
    const auto& language = options.explain[1];
    const Topic* topic = topic_meant(suite, options.explain[0]);
    if (topic == nullptr || !topic->queries.contains(language)) {
        fmt::print(stderr,
                   "relevance: --explain: no single topic '{}' in '{}' (for example: main/06-divided-city is)\n",
                   options.explain[0], language);
        return exit_wrong_use;
    }
    const auto answer = index.answer(language, topic->queries.at(language), options.depth);
    fmt::print("{}", explanation(*topic, language, answer));
    return 0;
}

int compare(const Measurement& measured, const Options& options) {
    const auto figures = figures_of(measured);
    if (options.write_baseline) {
        write_baseline(options.baseline, figures);
        fmt::print("{} figures stored in {}\n", figures.size(), options.baseline.string());
        return 0;
    }
    const auto stored = read_baseline(options.baseline);
    if (!stored) {
        fmt::print(stderr, "{}\n", model::to_line(stored.error()));
        return exit_unusable;
    }
    const auto lines = fallen(figures, *stored, options.topics);
    for (const auto& each : lines) fmt::print(stderr, "{}: {}\n", options.baseline.string(), each);
    return lines.empty() ? 0 : exit_fallen;
}

void write_runs(const Measurement& measured, const std::filesystem::path& file) {
    std::ofstream stream{file};
    stream << trec_run(measured);
    stream.close();
    if (!stream) throw std::runtime_error(file.string() + ": cannot be written");
}

int judge(const Index& index, const Suite& suite, const Options& options) {
    auto row = timed("", {}, index, suite, options);
    fmt::print("{}\n", tables(row.measured));
    if (options.worst > 0) fmt::print("{}\n", worst(row.measured, options.worst));
    if (!options.runs.empty()) write_runs(row.measured, options.runs);
    const int exit_code = options.baseline.empty() ? 0 : compare(row.measured, options);
    if (options.ablation) {
        fmt::print("{}\n", ablation_table(without_each_layer(std::move(row), index, suite, options)));
    }
    return exit_code;
}

int run(const Options& options) {
    const auto index = Index::open(options.index);
    if (!index) {
        fmt::print(stderr, "relevance: {}\n", model::to_line(index.error()));
        return exit_unusable;
    }
    if (!index->is_of_this_machine()) {
        fmt::print(stderr, "relevance: the index was made with other language data than is here\n");
    }
    const auto reading = read_suite(options.suite, [&](std::string_view id) { return index->is_document(id); });
    for (const auto& problem : reading.problems) fmt::print(stderr, "{}\n", model::to_line(problem));
    if (!reading.problems.empty()) return exit_unusable;
    return options.explain.empty() ? judge(*index, reading.suite, options) : explain(*index, reading.suite, options);
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto options = read_options(argc, argv, exit_code);
    if (!options) return exit_code;
    try {
        return run(*options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "relevance: {}\n", error.what());
        return exit_unusable;
    }
}
