#include "engine/translation/table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

#include "engine/index/disk.h"
#include "engine/index/flat_file.h"

namespace clearinghouse::translation {
namespace {

using Number = std::uint32_t;                          // of a word
using Reached = std::map<Number, double>;              // with confidence
using Front = std::vector<std::pair<Number, double>>;  // words that the next step starts from

struct Head {
    std::array<char, 8> magic{'c', 'h', 't', 'r', 'a', 'n', '0', '1'};
    std::uint64_t words = 0;
    std::uint64_t text = 0;
    std::uint64_t steps = 0;
};

/// A key of a word: the language stands first, so that the words of one lie together.
std::string key_of(std::string_view language, std::string_view word) {
    return std::string{language}.append("\t").append(word);
}

/// A dictionary that gives one word is surer than one that gives six.
constexpr double sure = 0.9;
constexpr double doubt = 0.25;
constexpr std::size_t most_kept = 6;

double confidence_of(std::size_t alternatives) {
    return sure / (1 + doubt * static_cast<double>(std::min(alternatives, most_kept) - 1));
}

std::uint8_t as_byte(double confidence) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(confidence, 0.0, 1.0) * 255));
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

struct Table::Inside {
    index::disk::MappedFile file;
    std::string_view text;
    std::span<const std::uint32_t> key_ends;   ///< Of keys in `text`, sorted.
    std::span<const std::uint32_t> stem_ends;  ///< Of stems, behind the keys.
    std::span<const std::uint32_t> step_ends;
    std::span<const Number> steps;
    std::span<const std::uint8_t> confidences;

    explicit Inside(index::disk::MappedFile mapped) : file{std::move(mapped)} {}

    bool read() {
        index::FlatReader reader{file.bytes()};
        const auto head = reader.take<Head>(1);
        if (head.empty() || head[0].magic != Head{}.magic) return false;
        key_ends = reader.take<std::uint32_t>(head[0].words + 1);
        stem_ends = reader.take<std::uint32_t>(head[0].words + 1);
        step_ends = reader.take<std::uint32_t>(head[0].words + 1);
        steps = reader.take<Number>(head[0].steps);
        confidences = reader.take<std::uint8_t>(head[0].steps);
        const auto letters = reader.take<char>(head[0].text);
        text = {letters.data(), letters.size()};
        if (!reader.is_whole() || key_ends.empty() || key_ends.back() > stem_ends.front()) return false;
        const auto grows = [](std::span<const std::uint32_t> ends) { return std::ranges::is_sorted(ends); };
        return grows(key_ends) && grows(stem_ends) && stem_ends.back() == text.size() &&
               index::divides(step_ends, head[0].steps) &&
               std::ranges::all_of(steps, [&](Number to) { return to < head[0].words; });
    }

    std::size_t words() const { return key_ends.size() - 1; }
    std::string_view key(Number word) const { return text.substr(key_ends[word], key_ends[word + 1] - key_ends[word]); }
    std::string_view stems(Number word) const {
        return text.substr(stem_ends[word], stem_ends[word + 1] - stem_ends[word]);
    }
    std::optional<Number> find(std::string_view wanted) const {
        std::size_t low = 0;
        std::size_t high = words();
        while (low < high) {
            const auto middle = low + (high - low) / 2;
            if (key(static_cast<Number>(middle)) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        const auto place = static_cast<Number>(low);
        return low < words() && key(place) == wanted ? std::optional{place} : std::nullopt;
    }

    Reached start(std::string_view language, const std::vector<std::string>& lemmas) const;
    Reached reached_from(const Reached& start, const Reach& reach) const;
    Front step_from(const Front& front, double worth, const Reach& reach, Reached& best) const;
};

/// The words that are asked for, as far as the table has them.
Reached Table::Inside::start(std::string_view language, const std::vector<std::string>& lemmas) const {
    Reached words;
    for (const auto& lemma : lemmas) {
        if (const auto word = find(key_of(language, lemma))) words.emplace(*word, 1);
    }
    return words;
}

/// All words that steps lead to, with those that they start from.
Reached Table::Inside::reached_from(const Reached& start, const Reach& reach) const {
    Reached best = start;
    Front front{start.begin(), start.end()};
    for (int step = 0; step < reach.steps; ++step) {
        front = step_from(front, step == 0 ? 1 : reach.second_step, reach, best);
    }
    return best;
}

/// Takes one step, and gives the words that the next one starts from, surest first.
Front Table::Inside::step_from(const Front& front, double worth, const Reach& reach, Reached& best) const {
    Reached next;
    for (const auto& [word, confidence] : front) {
        for (auto i = step_ends[word]; i < step_ends[word + 1]; ++i) {
            const auto value = confidence * confidences[i] / 255 * worth;
            if (value < reach.least) continue;
            auto& known = best[steps[i]];
            if (value <= known) continue;
            known = value;
            next[steps[i]] = value;
        }
    }
    Front surest{next.begin(), next.end()};
    std::ranges::sort(surest, [](const auto& a, const auto& b) {
        return std::pair{-a.second, a.first} < std::pair{-b.second, b.first};
    });
    if (surest.size() > reach.carried_on) surest.resize(reach.carried_on);
    return surest;
}

Table::Table(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Table::~Table() = default;

model::Result<std::shared_ptr<const Table>> Table::open(const std::filesystem::path& file) {
    auto mapped = index::disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(std::move(mapped.error()));
    auto inside = std::make_unique<Inside>(std::move(*mapped));
    if (!inside->read()) {
        return tl::unexpected(model::Problem{.code = "damaged-index",
                                             .file = file.string(),
                                             .what = "is no table of translations, or a damaged one",
                                             .hint = "run clearinghouse-indexer again"});
    }
    return std::shared_ptr<const Table>{new Table{std::move(inside)}};
}

std::size_t Table::words() const {
    return inside_->words();
}

std::vector<Translation> Table::translate(std::string_view language, const std::vector<std::string>& lemmas,
                                          const Reach& reach) const {
    const auto asked_for = inside_->start(language, lemmas);
    std::map<std::string_view, std::vector<std::pair<double, Number>>> by_language;
    for (const auto& [word, confidence] : inside_->reached_from(asked_for, reach)) {
        const auto key = inside_->key(word);
        const auto tab = key.find('\t');
        if (tab == std::string_view::npos) continue;  // not as it was written
        const auto tag = key.substr(0, tab);
        if (asked_for.contains(word) || (tag == language && !reach.same_language)) continue;
        by_language[tag].emplace_back(-confidence, word);
    }
    std::vector<Translation> translations;
    for (auto& [tag, words] : by_language) {
        std::ranges::sort(words);
        for (std::size_t i = 0; i < std::min(words.size(), reach.most); ++i) {
            const auto confidence = -words[i].first;
            if (confidence < reach.least_of_best * -words.front().first) break;
            const auto key = inside_->key(words[i].second);
            translations.push_back({std::string{tag}, std::string{key.substr(tag.size() + 1)},
                                    split(inside_->stems(words[i].second)), confidence});
        }
    }
    return translations;
}

struct TableBuilder::Inside {
    std::unordered_map<std::string, Number> numbers;
    std::vector<std::string> keys;
    std::vector<std::map<std::string, std::vector<Number>>> steps;  ///< By word and language, best first.

    Number number_of(std::string_view language, std::string_view word) {
        const auto [place, is_new] = numbers.try_emplace(key_of(language, word), static_cast<Number>(keys.size()));
        if (is_new) {
            keys.push_back(place->first);
            steps.emplace_back();
        }
        return place->second;
    }
    void step(Number from, std::string_view language, Number to) {
        auto& list = steps[from][std::string{language}];
        if (std::ranges::find(list, to) == list.end()) list.push_back(to);
    }
};

TableBuilder::TableBuilder() : inside_{std::make_unique<Inside>()} {}
TableBuilder::~TableBuilder() = default;

void TableBuilder::add(std::string_view from, const std::string& word, std::string_view to,
                       const std::vector<std::string>& translations) {
    const auto source = inside_->number_of(from, word);
    for (std::size_t i = 0; i < std::min(translations.size(), most_kept); ++i) {
        const auto target = inside_->number_of(to, translations[i]);
        inside_->step(source, to, target);
        inside_->step(target, from, source);
    }
}

void TableBuilder::write(const std::filesystem::path& file, const Stems& stems) const {
    const auto& keys = inside_->keys;
    std::vector<Number> order(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<Number>(i);
    std::ranges::sort(order, {}, [&](Number word) -> const std::string& { return keys[word]; });
    std::vector<Number> place(keys.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<Number>(i);

    std::string text;
    std::vector<std::uint32_t> key_ends{0};
    std::vector<std::uint32_t> step_ends{0};
    std::vector<Number> steps;
    std::vector<std::uint8_t> confidences;
    for (const Number word : order) {
        text += keys[word];
        key_ends.push_back(static_cast<std::uint32_t>(text.size()));
        for (const auto& [language, list] : inside_->steps[word]) {
            for (std::size_t i = 0; i < std::min(list.size(), most_kept); ++i) {
                steps.push_back(place[list[i]]);
                confidences.push_back(as_byte(confidence_of(list.size())));
            }
        }
        step_ends.push_back(static_cast<std::uint32_t>(steps.size()));
    }
    std::vector<std::uint32_t> stem_ends{static_cast<std::uint32_t>(text.size())};
    for (const Number word : order) {
        const auto tab = keys[word].find('\t');
        bool first = true;
        for (const auto& stem : stems(std::string_view{keys[word]}.substr(tab + 1), keys[word].substr(0, tab))) {
            if (!std::exchange(first, false)) text += ' ';
            text += stem;
        }
        stem_ends.push_back(static_cast<std::uint32_t>(text.size()));
    }

    const Head head{.words = keys.size(), .text = text.size(), .steps = steps.size()};
    index::FlatWriter writer{file};
    writer.put(std::span<const Head>{&head, 1});
    const auto put = [&](const auto& elements) { writer.put(std::span{elements}); };
    put(std::as_const(key_ends));
    put(std::as_const(stem_ends));
    put(std::as_const(step_ends));
    put(std::as_const(steps));
    put(std::as_const(confidences));
    writer.put(std::span<const char>{text});
    writer.finish();
}

}  // namespace clearinghouse::translation
