#include "engine/search/request_check.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/model/nearest.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

model::Problem problem(std::string code, std::string parameter, std::string what, std::string hint) {
    return {.code = std::move(code), .file = std::move(parameter), .what = std::move(what), .hint = std::move(hint)};
}

/// What a message repeats of a value that somebody sent.
std::string shown(std::string_view value) {
    constexpr std::size_t longest = 60;
    return fmt::format("'{}'{}", clean(cut(value, longest)), value.size() > longest ? "..." : "");
}

std::string did_you_mean(const std::string& nearest) {
    return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
}

/// The value that somebody called by its label, else the nearest one.
std::string meant(const FacetValues& values, std::size_t facet, const std::string& value) {
    const auto labelled = values.find(facet, cut(value, 64), true);
    return labelled ? *labelled : values.nearest(facet, value);
}

model::Problem unknown_facet(const std::string& name) {
    std::vector<std::string> known;
    for (const auto& facet : index::facets) known.emplace_back(facet.name);
    const auto nearest = model::nearest(small(cut(name, 64)), known);
    auto hint = nearest.empty() ? fmt::format("facets are {}", fmt::join(known, ", ")) : did_you_mean(nearest);
    return problem("unknown-facet", std::string{cut(clean(name), 60)}, fmt::format("no facet {}", shown(name)),
                   std::move(hint));
}

std::optional<model::Problem> check_limits(const Request& request, const Limits& limits) {
    if (request.with_snippets && request.limit > limits.page) {
        return problem("limit-too-large", "limit", fmt::format("{} hits in one answer", request.limit),
                       fmt::format("ask for at most {}", limits.page));
    }
    if (request.offset > limits.reach || request.offset + request.limit > limits.reach) {
        return problem("too-far", "offset", fmt::format("hits from the {}th on", request.offset),
                       fmt::format("only the first {} can be reached; narrow the search", limits.reach));
    }
    if (!language::is_tag(request.language)) {
        return problem("invalid-language", "lang", fmt::format("{} is no language tag", shown(request.language)),
                       "write a BCP 47 tag in small letters, such as sv");
    }
    std::size_t values = 0;
    for (const auto& [facet, wanted] : request.filters.any_of) values += wanted.size();
    if (values > limits.filter_values) {
        return problem("too-many-filters", "filters", fmt::format("{} values to filter by", values),
                       fmt::format("give at most {}", limits.filter_values));
    }
    return std::nullopt;
}

void add_distinct(std::vector<std::string>& values, std::string value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
}

}  // namespace

model::Result<Filters> check(const Request& request, const FacetValues& values, const Limits& limits) {
    if (auto over = check_limits(request, limits)) return tl::unexpected(std::move(*over));
    Filters checked{.any_of = {}, .year_from = request.filters.year_from, .year_to = request.filters.year_to};
    for (const auto& [name, wanted] : request.filters.any_of) {
        const auto facet = index::facet_number(name);
        if (facet == index::facets.size()) return tl::unexpected(unknown_facet(name));
        for (const auto& value : wanted) {
            auto known = values.find(facet, value, false);
            if (!known) {
                return tl::unexpected(problem("unknown-value", name, fmt::format("unknown {} {}", name, shown(value)),
                                              did_you_mean(meant(values, facet, value))));
            }
            add_distinct(checked.any_of[name], std::move(*known));
        }
    }
    return checked;
}

void add_typed_filters(ParsedQuery& parsed, const FacetValues& values, Filters& filters) {
    const auto add_words = [&](const std::string& text) {
        add_notice(parsed.notices, "unknown-value");
        Node word{Node::Kind::word, text, "", {}};
        if (parsed.empty) {
            parsed.root = std::move(word);
        } else {
            Node joined{Node::Kind::some, "", "", {}};
            if (parsed.root.kind == Node::Kind::some)
                joined.children = std::move(parsed.root.children);
            else
                joined.children.push_back(std::move(parsed.root));
            joined.children.push_back(std::move(word));
            parsed.root = std::move(joined);
        }
        parsed.empty = false;
    };
    for (auto& [name, typed] : parsed.filters.any_of) {
        for (const auto& value : typed) {
            if (auto known = values.find(index::facet_number(name), value, true)) {
                add_distinct(filters.any_of[name], std::move(*known));
            } else {
                add_words(value);
            }
        }
    }
    const auto& [from, to] = std::pair{parsed.filters.year_from, parsed.filters.year_to};
    if (from) filters.year_from = std::max(filters.year_from.value_or(*from), *from);
    if (to) filters.year_to = std::min(filters.year_to.value_or(*to), *to);
}

std::optional<model::Problem> problem_of(const CrossRequest& request) {
    const auto unknown = [](std::string_view facet) { return index::facet_number(facet) == index::facets.size(); };
    const auto refused = [](std::string parameter, std::string what, std::string hint) {
        return model::Problem{
            .code = "bad-parameter", .file = std::move(parameter), .what = std::move(what), .hint = std::move(hint)};
    };
    for (const auto& [parameter, axis] : {std::pair{"rows", &request.rows}, std::pair{"columns", &request.columns}}) {
        if (unknown(axis->facet)) return refused(parameter, fmt::format("no facet '{}'", axis->facet), "");
        if (axis->groups.size() > most_groups) {
            return refused(parameter, fmt::format("{} values in one table", axis->groups.size()),
                           fmt::format("at most {}", most_groups));
        }
    }
    if (unknown(request.shade)) return refused("colour", fmt::format("no facet '{}'", request.shade), "");
    return std::nullopt;
}

}  // namespace clearinghouse::search
