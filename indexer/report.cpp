#include "indexer/report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>

namespace clearinghouse::indexer {
namespace {

std::size_t count(const model::Problems& problems, model::Severity severity) {
    return static_cast<std::size_t>(std::count_if(
        problems.begin(), problems.end(), [&](const model::Problem& problem) { return problem.severity == severity; }));
}

std::string plural(std::size_t number, std::string_view thing) {
    return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string speed_line(const Outcome& outcome) {
    constexpr double million = 1e6;
    const double seconds = std::max(outcome.writing.count(), 1e-3);
    const double text = static_cast<double>(outcome.text_bytes) / million;
    return fmt::format(
        "{:.2f} s, of which {:.2f} s for writing {} with {:.2f} MB of text: {:.0f} documents/s, {:.2f} MB/s",
        outcome.whole_run.count(), outcome.writing.count(), plural(outcome.written, "document"), text,
        static_cast<double>(outcome.written) / seconds, text / seconds);
}

}  // namespace

ProgressBar terminal_progress(int descriptor, std::ostream& out) {
    if (::isatty(descriptor) == 0) return [](std::string_view, std::size_t, std::size_t) {};
    return [&out](std::string_view what, std::size_t done, std::size_t all) {
        const std::size_t step = std::max<std::size_t>(all / 100, 1);
        if (done % step != 0 && done != all) return;
        out << fmt::format("\r{} {} of {}\x1b[K", what, done, all);
        if (done == all) out << "\r\x1b[K";
        out.flush();
    };
}

void print_problems(const model::Problems& problems, std::ostream& out) {
    for (const model::Problem& problem : problems) out << model::to_line(problem) << '\n';
}

void print_outcome(const Outcome& outcome, std::ostream& out) {
    for (const std::string& id : outcome.kept) out << fmt::format("kept as published: {} (its file has errors)\n", id);
    for (const std::string& id : outcome.lost) out << fmt::format("not published: {} (its file has errors)\n", id);
    out << fmt::format("read {}\n", count_line(outcome.files_read, outcome.problems));
    if (!outcome.vocabulary_is_whole) {
        out << "nothing was published: a vocabulary has errors, and every page takes its words from them\n";
        return;
    }
    if (!outcome.published) {
        out << fmt::format("nothing has changed: {} stays current, with {}\n", outcome.generation,
                           plural(outcome.documents, "document"));
        return;
    }
    out << fmt::format("published {} ({}): {}: {} new, {} changed, {} unchanged, {} removed\n", outcome.generation,
                       outcome.whole ? "written anew" : "brought up to date", plural(outcome.documents, "document"),
                       outcome.added, outcome.changed, outcome.unchanged, outcome.removed);
    out << speed_line(outcome) << '\n';
}

std::string count_line(std::size_t files, const model::Problems& problems) {
    return fmt::format("{}: {}, {}", plural(files, "file"), plural(count(problems, model::Severity::error), "error"),
                       plural(count(problems, model::Severity::warning), "warning"));
}

void print_advice(const std::vector<Advice>& advice, std::ostream& out) {
    using Field = std::pair<std::string, std::string_view>;  // types want a field of one name for different reasons
    std::map<Field, std::size_t> counts;
    for (const auto& [file, missing] : advice) {
        std::vector<std::string> fields;
        for (const Wish* wish : missing) {
            fields.push_back(name_of(*wish));
            ++counts[{fields.back(), wish->why}];
        }
        out << fmt::format("note: {}: would help readers: {}\n", file, fmt::join(fields, ", "));
    }
    std::vector<std::pair<Field, std::size_t>> commonest(counts.begin(), counts.end());
    std::ranges::stable_sort(commonest, std::greater{}, [](const auto& each) { return each.second; });
    for (const auto& [field, number] : commonest) {
        out << fmt::format("note: {} without {} ({})\n", plural(number, "document"), field.first, field.second);
    }
}

std::string check_json(std::size_t files, const model::Problems& problems, const std::vector<Advice>& advice) {
    using Json = nlohmann::ordered_json;
    Json notes = Json::array();
    for (const auto& [file, missing] : advice) {
        Json fields = Json::array();
        for (const Wish* wish : missing) {
            fields.push_back(
                {{"field", wish->field}, {"instead", wish->instead}, {"language", wish->language}, {"why", wish->why}});
        }
        notes.push_back({{"file", file}, {"fields", std::move(fields)}});
    }
    Json list = Json::array();
    for (const model::Problem& problem : problems) {
        list.push_back({{"code", problem.code},
                        {"severity", problem.severity == model::Severity::error ? "error" : "warning"},
                        {"file", problem.file},
                        {"line", problem.line},
                        {"what", problem.what},
                        {"hint", problem.hint}});
    }
    const Json answer{{"problems", std::move(list)},
                      {"advice", std::move(notes)},
                      {"files", files},
                      {"errors", count(problems, model::Severity::error)},
                      {"warnings", count(problems, model::Severity::warning)}};
    // Names of files and what stands in them need not be UTF-8.
    return answer.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace clearinghouse::indexer
