#include "engine/search/query.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

using Kind = Node::Kind;
using Nodes = std::vector<Node>;

bool is_everything(const Node& node) {
    return node.kind == Kind::all && node.children.empty();
}
bool is_facet_leaf(const Node& node) {
    return node.kind == Kind::word && is_facet(node.field);
}
bool is_only_negative(const Node& node) {
    return node.kind == Kind::without && is_everything(node.children[0]);
}

/// `all` or `any` over nodes; a node of the same kind gives its children up, one alone stays itself.
Node join(Kind kind, Nodes nodes) {
    Nodes children;
    for (auto& node : nodes) {
        if (node.kind == kind) {
            std::ranges::move(node.children, std::back_inserter(children));
        } else {
            children.push_back(std::move(node));
        }
    }
    if (children.size() == 1) return std::move(children.front());
    return {kind, "", "", std::move(children)};
}

Node without(Node wanted, Nodes unwanted) {
    if (unwanted.empty()) return wanted;
    Nodes children;
    children.push_back(std::move(wanted));
    children.push_back(join(Kind::any, std::move(unwanted)));
    return {Kind::without, "", "", std::move(children)};
}

/// Every one of `nodes`; negations among them apply to the whole.
Node every(Nodes nodes) {
    Nodes wanted;
    Nodes unwanted;
    for (auto& node : nodes) {
        auto& target = is_only_negative(node) ? unwanted : wanted;
        target.push_back(is_only_negative(node) ? std::move(node.children[1]) : std::move(node));
    }
    return without(join(Kind::all, std::move(wanted)), std::move(unwanted));
}

/// Words side by side. Facets among them must hold; those of one facet are alternatives, as in the filters of a page.
Node side_by_side(Nodes nodes) {
    Nodes words;
    Nodes facets;
    for (auto& node : nodes) {
        if (!is_facet_leaf(node)) {
            words.push_back(std::move(node));
            continue;
        }
        const auto same = std::ranges::find(facets, node.field, &Node::field);
        if (same == facets.end()) {
            facets.push_back(std::move(node));
        } else {
            same->text += "," + node.text;
        }
    }
    Nodes parts;
    if (words.size() == 1) parts.push_back(std::move(words.front()));
    if (words.size() > 1) parts.push_back({Kind::some, "", "", std::move(words)});
    std::ranges::move(facets, std::back_inserter(parts));
    return join(Kind::all, std::move(parts));
}

/// Recursive descent. Grammar, loosest first:
///     alternatives = conjunction { OR conjunction }
///     conjunction  = group { AND group }
///     group        = { [ NOT | "-" ] unit }
///     unit         = word | wildcard | phrase | "(" alternatives ")"
/// Each step returns nothing when no word was there, and its caller leaves the operator out.
class Parser {
public:
    explicit Parser(Tokens tokens) : tokens_{std::move(tokens.list)}, notices_{std::move(tokens.notices)} {}

    std::optional<Node> run() { return alternatives(""); }
    std::vector<std::string> take_notices() { return std::move(notices_); }

private:
    bool at_end() const { return place_ == tokens_.size(); }
    bool next_is(Token::Kind kind) const { return !at_end() && tokens_[place_].kind == kind; }
    bool accept(Token::Kind kind) {
        if (!next_is(kind)) return false;
        ++place_;
        return true;
    }

    template <typename Step>
    Nodes separated_by(Token::Kind operation, Step step) {
        Nodes nodes;
        bool more = true;
        bool dangling = false;
        while (more) {
            auto node = step();
            more = accept(operation);
            dangling = dangling || (!node && (more || !nodes.empty()));
            if (node) nodes.push_back(std::move(*node));
        }
        if (dangling) add_notice(notices_, "dangling-operator");
        return nodes;
    }

    std::optional<Node> alternatives(const std::string& field) {
        auto nodes = separated_by(Token::Kind::either, [&] { return conjunction(field); });
        if (nodes.empty()) return std::nullopt;
        return join(Kind::any, std::move(nodes));
    }

    std::optional<Node> conjunction(const std::string& field) {
        auto nodes = separated_by(Token::Kind::both, [&] { return group(field); });
        if (nodes.empty()) return std::nullopt;
        return every(std::move(nodes));
    }

    std::optional<Node> group(const std::string& field) {
        Nodes wanted;
        Nodes unwanted;
        while (!at_end() && !next_is(Token::Kind::either) && !next_is(Token::Kind::both) &&
               !next_is(Token::Kind::close)) {
            bool negative = false;
            while (next_is(Token::Kind::negation) || next_is(Token::Kind::minus)) {
                negative = true;
                ++place_;
            }
            auto node = unit(field);
            if (!node && negative) add_notice(notices_, "dangling-operator");
            if (node) (negative ? unwanted : wanted).push_back(std::move(*node));
        }
        if (wanted.empty() && unwanted.empty()) return std::nullopt;
        // "-(-x)" and the like: what is left after a negation of a negation is not worth a rule of its own.
        return without(side_by_side(std::move(wanted)), std::move(unwanted));
    }

    std::optional<Node> unit(const std::string& outer_field) {
        if (at_end() || next_is(Token::Kind::close) || next_is(Token::Kind::either) || next_is(Token::Kind::both)) {
            return std::nullopt;
        }
        Token token = std::move(tokens_[place_++]);
        const std::string field = token.field.empty() ? outer_field : token.field;
        if (token.kind == Token::Kind::open) {
            auto node = alternatives(field);
            accept(Token::Kind::close);
            return node;
        }
        if (is_facet(field)) return facet(std::move(token.text), field);
        const auto kind = token.kind == Token::Kind::phrase     ? Kind::phrase
                          : token.kind == Token::Kind::wildcard ? Kind::wildcard
                                                                : Kind::word;
        return Node{kind, std::move(token.text), field, {}, token.between};
    }

    /// A facet's values. Years are put into one form; what is no year is read as a word.
    Node facet(std::string values, const std::string& field) {
        if (field != "year") return {Kind::word, small(values), field, {}};
        std::string years;
        for (const auto& value : split_values(values)) {
            const auto read = read_years(value);
            if (!read) {
                add_notice(notices_, "unknown-value");
                return {Kind::word, std::move(values), "", {}};
            }
            years.append(years.empty() ? "" : ",").append(to_string(*read));
        }
        return {Kind::word, std::move(years), field, {}};
    }

    std::vector<Token> tokens_;
    std::vector<std::string> notices_;
    std::size_t place_ = 0;
};

/// Makes a facet that all documents must meet a filter. False when the filters cannot say it: a facet asked twice, or
/// years in several stretches.
bool to_filter(const Node& leaf, Filters& filters) {
    const bool taken =
        filters.any_of.contains(leaf.field) || (leaf.field == "year" && (filters.year_from || filters.year_to));
    if (taken) return false;
    const auto values = split_values(leaf.text);
    const bool has_range = leaf.field == "year" && leaf.text.find("..") != std::string::npos;
    if (has_range && values.size() > 1) return false;
    if (has_range) {
        const auto years = read_years(leaf.text);
        filters.year_from = years->from;
        filters.year_to = years->to;
    } else {
        filters.any_of[leaf.field] = values;
    }
    return true;
}

/// Moves the facets that the whole query must meet out of the tree.
void take_filters(Node& node, Filters& filters) {
    if (is_facet_leaf(node)) {
        if (to_filter(node, filters)) node = {Kind::all, "", "", {}};
    } else if (node.kind == Kind::without) {
        take_filters(node.children[0], filters);
    } else if (node.kind == Kind::all) {
        // Of a facet that is asked twice the last becomes the filter, as it is the last when the query is written out.
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) take_filters(*child, filters);
        std::erase_if(node.children, is_everything);
        if (node.children.size() == 1) node = Node{std::move(node.children.front())};
    }
}

std::string write(const Node& node);

std::string write_leaf(const Node& node) {
    std::string text = node.field.empty() ? "" : node.field + ":";
    const bool is_operator = node.text == "AND" || node.text == "OR" || node.text == "NOT";
    const bool quoted = node.kind == Kind::phrase || node.text.find(' ') != std::string::npos || is_operator;
    text += quoted ? '"' + node.text + '"' : node.text;
    if (node.between > 0) text += fmt::format("~{}", node.between);
    if (node.kind == Kind::wildcard) text += '*';
    return text;
}

std::string write_children(const Node& node, std::string_view between) {
    std::vector<std::string> parts;
    for (const auto& child : node.children) parts.push_back(write(child));
    return fmt::format("({})", fmt::join(parts, between));
}

std::string write(const Node& node) {
    switch (node.kind) {
        case Kind::all:
            return write_children(node, " AND ");
        case Kind::any:
            return write_children(node, " OR ");
        case Kind::some:
            return write_children(node, " ");
        case Kind::without:
            if (is_everything(node.children[0])) return fmt::format("(NOT {})", write(node.children[1]));
            return fmt::format("({} AND NOT {})", write(node.children[0]), write(node.children[1]));
        default:
            return write_leaf(node);
    }
}

}  // namespace

ParsedQuery parse_query(std::string_view text, const Limits& limits) {
    Parser parser{lex(text, limits)};
    auto root = parser.run();
    ParsedQuery query;
    query.root = root ? std::move(*root) : Node{Kind::all, "", "", {}};
    take_filters(query.root, query.filters);
    query.empty = is_everything(query.root);
    query.notices = parser.take_notices();
    return query;
}

std::string to_string(const ParsedQuery& query) {
    std::vector<std::string> parts;
    if (!query.empty) parts.push_back(write(query.root));
    for (const auto& [facet, values] : query.filters.any_of) {
        std::string joined = fmt::format("{}", fmt::join(values, ","));
        const std::string_view quote = joined.find(' ') == std::string::npos ? "" : "\"";
        parts.push_back(fmt::format("{}:{}{}{}", facet, quote, joined, quote));
    }
    if (query.filters.year_from || query.filters.year_to) {
        parts.push_back("year:" + to_string(Years{query.filters.year_from, query.filters.year_to}));
    }
    return fmt::format("{}", fmt::join(parts, " AND "));
}

}  // namespace clearinghouse::search
