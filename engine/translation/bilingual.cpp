#include "engine/translation/bilingual.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/language/analyser.h"
#include "engine/language/transducer_file.h"

namespace clearinghouse::translation {
namespace {

constexpr std::size_t deepest = 96;          // symbols on a way through the dictionary
constexpr std::size_t most_pairs = 4000000;  // with repetitions; no dictionary has a tenth
constexpr std::size_t most_words = 3;

/// Parts of speech that carry meaning by themselves. Names are the same in every language.
constexpr std::array<std::string_view, 9> kinds{"n", "vblex", "vbser", "vbmod", "vbhaver", "vaux", "adj", "adv", "vb"};

void append_utf8(std::string& text, std::int32_t letter) {
    const auto code = static_cast<std::uint32_t>(letter);
    const auto byte = [&](std::uint32_t value) { text.push_back(static_cast<char>(value)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | code >> 6U);
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0U | code >> 12U);
        byte(0x80U | (code >> 6U & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    } else {
        byte(0xF0U | code >> 18U);
        byte(0x80U | (code >> 12U & 0x3FU));
        byte(0x80U | (code >> 6U & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    }
}

/// Finds the states from which letters lead back to them: they stand for figures and addresses of any length, not for
/// words. Strongly connected components by Tarjan's algorithm (SIAM Journal on Computing 1, 1972).
class Circles {
public:
    explicit Circles(const language::TransducerFile::Section& section)
        : section_{section},
          order_(section.steps.size(), 0),
          lowest_(section.steps.size(), 0),
          waits_(section.steps.size(), false),
          in_circle_(section.steps.size(), false) {}

    std::vector<bool> states() {
        visit(section_.initial);
        return std::move(in_circle_);
    }

private:
    void visit(std::uint32_t state) {
        order_[state] = lowest_[state] = ++count_;
        waiting_.push_back(state);
        waits_[state] = true;
        for (const auto& step : section_.steps[state]) {
            if (step.to == state && step.reads > 0) in_circle_[state] = true;
            if (order_[step.to] == 0) visit(step.to);
            if (waits_[step.to]) lowest_[state] = std::min(lowest_[state], lowest_[step.to]);
        }
        if (lowest_[state] != order_[state]) return;
        const bool alone = waiting_.back() == state;
        for (bool last = false; !last;) {
            const auto member = waiting_.back();
            waiting_.pop_back();
            waits_[member] = false;
            if (!alone) in_circle_[member] = true;
            last = member == state;
        }
    }

    const language::TransducerFile::Section& section_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> lowest_;
    std::vector<bool> waits_;
    std::vector<bool> in_circle_;
    std::vector<std::uint32_t> waiting_;
    std::uint32_t count_ = 0;
};

/// Capitals and figures: the words here are common ones, and patterns for names have endless ways.
bool begins_name(std::int32_t letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE);
}

/// What one side of a way through a dictionary has said: a lemma, and the first tag behind it.
struct Side {
    std::string lemma;
    std::int32_t kind = 0;  ///< The tag's symbol; 0 while there was none.

    void take(std::int32_t symbol) {
        if (kind != 0) return;
        if (symbol < 0) kind = symbol;
        if (symbol > 0) append_utf8(lemma, symbol == '_' ? ' ' : symbol);
    }
};

/// Walks all ways through one section.
class Walk {
public:
    Walk(const language::TransducerFile& file, const language::TransducerFile::Section& section,
         std::vector<Pair>& pairs)
        : file_{file}, section_{section}, circles_{Circles{section}.states()}, pairs_{pairs} {}

    void run() { visit(section_.initial, {}, {}, 0); }

private:
    void visit(std::uint32_t state, const Side& reads, const Side& writes, std::size_t depth) {
        if (circles_[state] || depth > deepest || pairs_.size() >= most_pairs) return;
        // Behind the first tag of one side the ways are many, and most say the same.
        const bool tagged = reads.kind != 0 || writes.kind != 0;
        if (tagged && !seen_.emplace(state, reads.lemma, reads.kind, writes.lemma, writes.kind).second) return;
        for (const auto& step : section_.steps[state]) {
            if (step.to == state || begins_name(step.reads)) continue;  // any tags, over and over; names
            Side from = reads;
            Side to = writes;
            from.take(step.reads);
            to.take(step.writes);
            if (from.kind != 0 && to.kind != 0) {
                take(from, to);
            } else {
                visit(step.to, from, to, depth + 1);
            }
        }
    }

    std::string tag(std::int32_t symbol) const {
        const auto number = static_cast<std::size_t>(-symbol - 1);
        std::string name;
        if (number >= file_.tags.size()) return name;
        for (const char16_t letter : file_.tags[number]) append_utf8(name, letter);
        return name;
    }

    void take(const Side& from, const Side& to) {
        const auto kind = tag(from.kind);
        const auto unfit = [](const std::string& word) {
            return word.empty() || word.find_first_of("#+*@") != std::string::npos ||
                   static_cast<std::size_t>(std::ranges::count(word, ' ')) >= most_words;
        };
        if (std::ranges::find(kinds, kind) == kinds.end() || unfit(from.lemma) || unfit(to.lemma)) return;
        pairs_.push_back({language::lower(from.lemma), language::lower(to.lemma), kind});
    }

    const language::TransducerFile& file_;
    const language::TransducerFile::Section& section_;
    std::vector<bool> circles_;
    std::set<std::tuple<std::uint32_t, std::string, std::int32_t, std::string, std::int32_t>> seen_;
    std::vector<Pair>& pairs_;
};

}  // namespace

std::vector<Pair> read_bilingual(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) return {};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    const auto file = language::read_transducer_file(bytes);
    if (!file) return {};
    std::vector<Pair> pairs;
    for (const auto& section : file->sections) {
        if (section.name.starts_with(u"main")) Walk{*file, section, pairs}.run();
    }
    std::ranges::sort(pairs);
    const auto [first, last] = std::ranges::unique(pairs);
    pairs.erase(first, last);
    return pairs;
}

}  // namespace clearinghouse::translation
