// What the layers of the search cost: asks each query with all of them and with none, one after the other, and prints
// the processor time of both and their ratio. tests/relevance/README.md says how it is run and what was seen.

#include <fmt/format.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/language/analyser.h"
#include "engine/search/searcher.h"

namespace {

using namespace clearinghouse;

struct Options {
    std::filesystem::path index;
    std::vector<std::filesystem::path> files;
    std::size_t rounds = 5;
    std::size_t most = 0;
    bool each = false;
};

struct Query {
    std::string language, text;
};

/// A way to ask, and how long each query took that way in milliseconds.
struct Way {
    std::string name;
    search::Layers layers;
    std::vector<double> taken = {};
    std::size_t found = 0;
};

const search::Layers no_layers{.compounds = false,
                               .neighbours = false,
                               .concepts = false,
                               .translations = false,
                               .reranking = false,
                               .spelling = false};

/// All layers, none, and when `each` is asked for, all but one.
std::vector<Way> ways(bool each) {
    std::vector<Way> ways{{"all layers", {}}, {"none", no_layers}};
    if (!each) return ways;
    const std::vector<std::pair<std::string, bool search::Layers::*>> layers{
        {"compounds", &search::Layers::compounds}, {"neighbours", &search::Layers::neighbours},
        {"concepts", &search::Layers::concepts},   {"translations", &search::Layers::translations},
        {"reranking", &search::Layers::reranking}, {"spelling", &search::Layers::spelling},
    };
    for (const auto& [name, is_on] : layers) {
        ways.push_back({"no " + name, {}});
        ways.back().layers.*is_on = false;
    }
    return ways;
}

/// Of this thread alone: others at work on the machine do not count.
double milliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

/// "da: query" as the topics have it, or "da | query", of which what follows a second bar is not read. Comments and
/// judgements of topics are no queries.
std::optional<Query> query_of(const std::string& line) {
    static const std::set<std::string> languages{"da", "sv", "nb", "nn", "fi", "is", "en"};
    const auto mark = line.find_first_of(":|");
    if (mark == std::string::npos) return std::nullopt;
    Query query{trimmed(line.substr(0, mark)), line.substr(mark + 1)};
    if (line[mark] == '|') query.text = query.text.substr(0, query.text.find('|'));
    query.text = trimmed(query.text);
    if (!languages.contains(query.language) || query.text.empty()) return std::nullopt;
    return query;
}

std::vector<Query> read_queries(const std::vector<std::filesystem::path>& files) {
    std::vector<Query> queries;
    for (const auto& file : files) {
        std::ifstream stream{file};
        if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
        std::string line;
        while (std::getline(stream, line)) {
            if (auto query = query_of(line)) queries.push_back(std::move(*query));
        }
    }
    if (queries.empty()) throw std::runtime_error("--queries: no line like 'da: query' or 'da | query'");
    return queries;
}

void ask(const search::Searcher& searcher, search::Request request, Way& way) {
    request.layers = way.layers;
    const double begin = milliseconds();
    const auto answer = searcher.search(request);
    way.taken.push_back(milliseconds() - begin);
    if (!answer) throw std::runtime_error("'" + request.text + "': " + model::to_line(answer.error()));
    way.found += answer->total;
}

/// Each query in all ways before the next one, and in the next round from another way on, so that neither a warm cache
/// nor a slow minute favours one. The first round is not counted.
void measure(const search::Searcher& searcher, const std::vector<Query>& queries, search::Request request,
             std::size_t rounds, std::vector<Way>& ways) {
    for (std::size_t round = 0; round <= rounds; ++round) {
        for (const auto& [language, text] : queries) {
            request.language = language;
            request.text = text;
            for (std::size_t i = 0; i < ways.size(); ++i) ask(searcher, request, ways[(round + i) % ways.size()]);
        }
        if (round > 0) continue;
        for (auto& way : ways) way = {way.name, way.layers};
    }
}

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double at(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void print(const std::string& title, std::vector<Way>& ways) {
    fmt::print("\n{:<26}{:>9}{:>9}{:>9}{:>8}{:>12}\n", title, "p50 ms", "p95 ms", "mean ms", "ratio", "documents");
    const double plain = mean(ways[1].taken);
    for (auto& [name, layers, taken, found] : ways) {
        const double average = mean(taken);
        std::sort(taken.begin(), taken.end());
        fmt::print("{:<26}{:>9.2f}{:>9.2f}{:>9.2f}{:>8.2f}{:>12.1f}\n", name, at(taken, 0.5), at(taken, 0.95), average,
                   average / plain, static_cast<double>(found) / static_cast<double>(taken.size()));
    }
    std::fflush(stdout);
}

int run(const Options& options) {
    auto queries = read_queries(options.files);
    if (options.most > 0 && queries.size() > options.most) queries.resize(options.most);
    search::Limits limits;
    // Nothing may be cut short: a search that was given up cost less than it would have.
    limits.milliseconds = 600000;
    const auto searcher = search::Searcher::open(options.index, language::Analyser::load(), limits);
    if (!searcher) throw std::runtime_error(model::to_line(searcher.error()));
    const auto facts = (*searcher)->facts();
    if (!facts.same_analysis) {
        fmt::print(stderr, "query_benchmark: the index was made with other language data than is here\n");
    }
    fmt::print("{} documents, {} queries, {} rounds\n", facts.documents, queries.size(), options.rounds);
    for (const bool dressed : {true, false}) {
        search::Request request;
        request.with_facets = request.with_snippets = dressed;
        auto asked = ways(options.each);
        measure(**searcher, queries, request, options.rounds, asked);
        print(dressed ? "with facets and snippets" : "hits alone", asked);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Says what the layers of the search cost, in processor time.", "query_benchmark"};
    app.add_option("--index", options.index, "folder that clearinghouse-indexer wrote")->required();
    app.add_option("--queries", options.files, "files with lines 'da: query' or 'da | query'")->required();
    app.add_option("--rounds", options.rounds, "how often each query is asked each way")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    app.add_option("--most", options.most, "ask only so many of the queries, the first");
    app.add_flag("--each", options.each, "also without each layer alone");
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "query_benchmark: {}\n", error.what());
        return 1;
    }
}
