#include "tests/relevance/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace clearinghouse::relevance {
namespace {

constexpr auto head =
    R"(# What the search reaches. `relevance --write-baseline` writes this file; README.md says when to.
)";

/// What was measured over nothing has no value and is left out.
void add(Figures& figures, const std::string& name, const Mean& mean) {
    if (mean.count() > 0) figures.push_back({name, mean.value()});
}

void add(Figures& figures, const std::string& name, const Scores& scores) {
    add(figures, name + ".ndcg@10", scores.ndcg);
    add(figures, name + ".recall@20", scores.recall);
    add(figures, name + ".mrr", scores.first);
    add(figures, name + ".mono", scores.own);
    add(figures, name + ".cross", scores.others);
}

void add(Figures& figures, const std::string& name, const KnownScores& scores) {
    add(figures, name + ".first", scores.first);
    add(figures, name + ".mrr", scores.reciprocal);
}

model::Problem broken(const std::filesystem::path& file, int line, const std::string& what, const std::string& hint) {
    return {"broken-baseline", file.string(), line, what, hint, model::Severity::error};
}

bool is_left_out(const std::string& name, const std::string& only_set) {
    constexpr std::array always{"known", "variants", "nothing"};
    const auto set = name.substr(0, name.find('.'));
    return only_set != "all" && set != only_set && std::ranges::find(always, set) == always.end();
}

}  // namespace

Figures figures_of(const Measurement& measured) {
    Figures figures;
    for (const auto& set : measured.sets) {
        add(figures, set.name, set.all);
        for (const auto language : languages) {
            const auto found = set.by_language.find(std::string{language});
            if (found != set.by_language.end()) add(figures, set.name + "." + found->first, found->second);
        }
    }
    add(figures, "known", measured.known);
    for (const auto& [language, scores] : measured.known_by_language) add(figures, "known." + language, scores);
    add(figures, "variants.kept", measured.variants.kept);
    for (const auto& [kind, scores] : measured.variants_by_kind)
        add(figures, "variants." + kind + ".kept", scores.kept);
    add(figures, "nothing.silent", measured.silent);
    return figures;
}

model::Result<Figures> read_baseline(const std::filesystem::path& file) {
    std::ifstream stream{file};
    if (!stream) return tl::unexpected{broken(file, 0, "cannot be read", "--write-baseline writes it")};
    Figures figures;
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        if (line.empty() || line.starts_with('#')) continue;
        std::istringstream words{line};
        Figure figure{};
        std::string more;
        if (!(words >> figure.name >> figure.value) || words >> more || !std::isfinite(figure.value)) {
            return tl::unexpected{broken(file, number, "'" + model::quotable(line) + "'", "<figure name> <value>")};
        }
        if (std::ranges::find(figures, figure.name, &Figure::name) != figures.end()) {
            return tl::unexpected{broken(file, number, "'" + figure.name + "' a second time", "")};
        }
        figures.push_back(figure);
    }
    return figures;
}

void write_baseline(const std::filesystem::path& file, const Figures& figures) {
    std::ofstream stream{file};
    stream << head;
    for (const auto& figure : figures) stream << fmt::format("{} {:.4f}\n", figure.name, figure.value);
    stream.close();
    if (!stream) throw std::runtime_error(file.string() + ": cannot be written");
}

std::vector<std::string> fallen(const Figures& measured, const Figures& stored, const std::string& only_set) {
    std::vector<std::string> lines;
    for (const auto& [name, value] : stored) {
        if (is_left_out(name, only_set)) continue;
        const auto now = std::ranges::find(measured, name, &Figure::name);
        if (now == measured.end()) {
            lines.push_back(fmt::format("{} is stored as {:.4f}, but was not measured", name, value));
        } else if (now->value < value - tolerance) {
            lines.push_back(fmt::format("{} fell from {:.4f} to {:.4f}", name, value, now->value));
        }
    }
    return lines;
}

}  // namespace clearinghouse::relevance
