#include "engine/search/ways_out.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/language/language.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

bool is_leaf(const Node& node) {
    return node.kind == Node::Kind::word || node.kind == Node::Kind::wildcard || node.kind == Node::Kind::phrase;
}

/// Calls `change` with every word and phrase that must be there, and with its place in a copy of the query.
template <typename Change>
void for_each_leaf(const Node& node, std::vector<std::size_t> path, const Change& change) {
    if (is_leaf(node)) return change(node, path);
    // Of words side by side one is enough: no single one of them stands in the way.
    const bool one_is_enough = node.kind == Node::Kind::some || node.kind == Node::Kind::any;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        auto inner = path;
        inner.push_back(i);
        if (one_is_enough && is_leaf(node.children[i]) && node.children[i].kind != Node::Kind::phrase) continue;
        for_each_leaf(node.children[i], std::move(inner), change);
    }
}

Node& at(Node& root, const std::vector<std::size_t>& path, std::size_t steps) {
    Node* node = &root;
    for (std::size_t i = 0; i < steps; ++i) node = &node->children[path[i]];
    return *node;
}

/// The query without the leaf at `path`; nothing when no word would be left that must be there.
std::optional<ParsedQuery> without(ParsedQuery query, const std::vector<std::size_t>& path) {
    if (path.empty()) return std::nullopt;
    auto& parent = at(query.root, path, path.size() - 1);
    if (parent.kind == Node::Kind::without) {
        if (path.back() == 0) return std::nullopt;
        Node wanted = std::move(parent.children[0]);
        parent = std::move(wanted);
    } else {
        parent.children.erase(parent.children.begin() + static_cast<std::ptrdiff_t>(path.back()));
        if (parent.children.empty()) return std::nullopt;
        if (parent.children.size() == 1) parent = Node{std::move(parent.children.front())};
    }
    return query;
}

/// The query with the words of the phrase at `path` side by side.
ParsedQuery unquoted(ParsedQuery query, const std::vector<std::size_t>& path) {
    auto& phrase = at(query.root, path, path.size());
    Node words{Node::Kind::some, "", "", {}};
    for (auto& word : split_words(phrase.text)) {
        words.children.push_back({Node::Kind::word, std::move(word), phrase.field, {}});
    }
    phrase = std::move(words);
    return query;
}

/// As a reader would type it: without the brackets around the whole.
std::string to_text(const ParsedQuery& query) {
    auto text = to_string(query);
    if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
    int depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0) return text;
    }
    return text.substr(1, text.size() - 2);
}

std::string span_of_years(const Filters& filters) {
    return to_string(Years{filters.year_from, filters.year_to});
}

class Trials {
public:
    Trials(const Request& request, const ParsedQuery& parsed, const std::function<std::size_t(const Request&)>& count)
        : request_{request}, parsed_{parsed}, count_{count} {}

    void without_filters();
    void without_words();
    void in_other_language(const language::Analyser& analyser, const std::vector<std::string>& languages);

    std::vector<WayOut> take() {
        std::ranges::stable_sort(found_, std::ranges::greater{}, &WayOut::total);
        return std::move(found_);
    }

private:
    Request fresh() const {
        auto other = request_;
        other.offset = 0;
        return other;
    }
    void try_out(WayOut way);

    const Request& request_;
    const ParsedQuery& parsed_;
    const std::function<std::size_t(const Request&)>& count_;
    std::vector<WayOut> found_;
    std::size_t trials_ = 0;
};

void Trials::try_out(WayOut way) {
    if (trials_ == most_trials) return;
    ++trials_;
    way.total = count_(way.request);
    if (way.total > 0) found_.push_back(std::move(way));
}

/// Filters of the page and those typed as field:value, each facet by itself.
void Trials::without_filters() {
    std::set<std::string> names;
    for (const auto* filters : {&request_.filters, &parsed_.filters}) {
        for (const auto& [name, values] : filters->any_of) {
            if (!values.empty()) names.insert(name);
        }
    }
    for (const auto& name : names) {
        WayOut way{WayOut::Kind::filter, name, {}, fresh(), 0};
        auto shorter = parsed_;
        for (auto* filters : {&way.request.filters, &shorter.filters}) {
            const auto found = filters->any_of.find(name);
            if (found == filters->any_of.end()) continue;
            std::ranges::move(found->second, std::back_inserter(way.values));
            filters->any_of.erase(found);
        }
        if (parsed_.filters.any_of.contains(name)) way.request.text = to_text(shorter);
        try_out(std::move(way));
    }
    for (const auto* filters : {&request_.filters, &parsed_.filters}) {
        if (!filters->year_from && !filters->year_to) continue;
        WayOut way{WayOut::Kind::filter, "year", {span_of_years(*filters)}, fresh(), 0};
        auto shorter = parsed_;
        auto& changed = filters == &request_.filters ? way.request.filters : shorter.filters;
        changed.year_from.reset();
        changed.year_to.reset();
        if (filters == &parsed_.filters) way.request.text = to_text(shorter);
        try_out(std::move(way));
    }
}

void Trials::without_words() {
    if (parsed_.empty) return;
    for_each_leaf(parsed_.root, {}, [&](const Node& leaf, const std::vector<std::size_t>& path) {
        if (leaf.kind == Node::Kind::phrase && split_words(leaf.text).size() > 1) {
            WayOut way{WayOut::Kind::quotes, leaf.text, {}, fresh(), 0};
            way.request.text = to_text(unquoted(parsed_, path));
            try_out(std::move(way));
        }
        if (const auto shorter = without(parsed_, path)) {
            WayOut way{WayOut::Kind::word, leaf.text, {}, fresh(), 0};
            way.request.text = to_text(*shorter);
            try_out(std::move(way));
        }
    });
}

/// Other languages than the reader's are only guessed at: the one whose dictionary knows most of the words.
void Trials::in_other_language(const language::Analyser& analyser, const std::vector<std::string>& languages) {
    const auto known_in = [&](const std::string& language) {
        const auto words = analyser.words(request_.text, language);
        return std::ranges::count_if(words, [](const auto& word) { return !word.lemmas.empty(); });
    };
    const auto here = known_in(request_.language);
    auto best = std::pair{here, std::string{}};
    for (const auto& language : languages) {
        if (language::group(language) == language::group(request_.language)) continue;
        if (const auto known = known_in(language); known > best.first) best = {known, language};
    }
    if (best.second.empty()) return;
    WayOut way{WayOut::Kind::language, best.second, {}, fresh(), 0};
    way.request.language = best.second;
    try_out(std::move(way));
}

}  // namespace

std::vector<WayOut> ways_out(const Request& request, const ParsedQuery& parsed, const language::Analyser& analyser,
                             const std::vector<std::string>& languages,
                             const std::function<std::size_t(const Request&)>& count) {
    Trials trials{request, parsed, count};
    trials.in_other_language(analyser, languages);
    trials.without_filters();
    trials.without_words();
    return trials.take();
}

}  // namespace clearinghouse::search
