#include "server/evidence_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "server/facets.h"
#include "server/formats.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

constexpr std::array<std::string_view, 10> axes{"theme", "country",  "target-group", "type", "perspective",
                                                "goal",  "evidence", "aspect",       "year", "language"};
constexpr std::array<std::string_view, 2> colours{"evidence", "type"};
constexpr std::string_view none = "none";

tl::unexpected<model::Problem> bad(std::string parameter, std::string what, std::string hint) {
    return tl::unexpected(model::Problem{
        .code = "bad-parameter", .file = std::move(parameter), .what = std::move(what), .hint = std::move(hint)});
}

/// The scheme of an axis that has concepts below others, or nothing.
const model::Scheme* scheme_of(const Visit& visit, const std::string& axis) {
    const auto* known = facet(axis);
    return known && !known->scheme.empty() ? visit.searcher->vocabulary().scheme(known->scheme) : nullptr;
}

const model::Concept* concept_of(const Visit& visit, const std::string& axis, const std::string& id) {
    const auto* scheme = scheme_of(visit, axis);
    return scheme ? scheme->find(id) : nullptr;
}

/// The concept and all below it. Countries stand for themselves: who asks for Denmark does not mean Greenland.
std::vector<std::string> with_narrower(const model::Scheme& scheme, const model::Concept& from) {
    std::vector<std::string> ids{from.id};
    for (std::size_t at = 0; scheme.id == "themes" && at < ids.size(); ++at) {
        const auto* each = scheme.find(ids[at]);
        for (std::size_t below = 0; each && below < each->narrower.size(); ++below) {
            if (std::ranges::find(ids, each->narrower[below]) == ids.end()) ids.push_back(each->narrower[below]);
        }
    }
    return ids;
}

using Occurring = std::set<std::string, std::less<>>;

/// The values of a facet that any document that can be seen has.
Occurring occurring(const Visit& visit, const std::string& axis) {
    search::Request everything;
    everything.limit = 1;
    everything.with_snippets = false;
    Occurring values;
    const auto all = visit.searcher->search(everything, visit.now);
    if (!all) return values;
    for (const auto& counts : all->facets) {
        if (counts.name != axis) continue;
        for (const auto& value : counts.values) values.insert(value.value);
    }
    return values;
}

/// Years and languages have no scheme, or one of all languages there are: what occurs is what there is.
std::vector<MapLine> lines_that_occur(const Visit& visit, const std::string& axis) {
    std::vector<MapLine> lines;
    for (const auto& value : occurring(visit, axis)) {
        const auto label = axis == "year" ? value : visit.heading("languages", value);
        lines.push_back({.id = value, .label = label, .values = {value}});
    }
    if (axis == "year") {
        std::ranges::reverse(lines);
    } else {
        std::ranges::stable_sort(lines, alphabetical(visit.language), &MapLine::label);
    }
    return lines;
}

std::string label_of(const Visit& visit, const model::Concept& each) {
    auto label = capitalised(each.label(visit.language), visit.language);
    return each.scheme == "goals" && each.narrower.empty() ? fmt::format("{}. {}", each.notation, label) : label;
}

/// A small scheme is shown whole, for what is empty is what the reader looks for; of the themes, which are a thesaurus
/// for searching too, the top ones, and below one of them those that occur.
std::vector<const model::Concept*> shown_concepts(const model::Scheme& scheme, const model::Concept* under,
                                                  const Occurring& values) {
    const bool is_thesaurus = scheme.id == "themes";
    const auto occurs = [&](const model::Concept& each) {
        return std::ranges::any_of(with_narrower(scheme, each), [&](const auto& id) { return values.contains(id); });
    };
    std::vector<const model::Concept*> shown;
    for (const auto& each : scheme.concepts) {
        const bool is_below = under && std::ranges::find(each.broader, under->id) != each.broader.end();
        const bool is_alone = each.narrower.empty() || values.contains(each.id);
        const bool is_top = is_thesaurus ? each.broader.empty() : is_alone;
        if (under ? is_below && (!is_thesaurus || occurs(each)) : is_top) shown.push_back(&each);
    }
    return shown;
}

std::vector<MapLine> lines_of(const Visit& visit, const std::string& axis, const std::string& under_id) {
    const auto* scheme = scheme_of(visit, axis);
    if (!scheme || axis == "language") return lines_that_occur(visit, axis);
    const auto values = occurring(visit, axis);
    const auto* under = scheme->find(under_id);
    std::vector<MapLine> lines;
    for (const auto* each : shown_concepts(*scheme, under, values)) {
        lines.push_back({.id = each->id,
                         .label = label_of(visit, *each),
                         .values = with_narrower(*scheme, *each),
                         .opens = axis == "theme" && !each->narrower.empty()});
    }
    if (axis == "theme" || axis == "target-group")
        std::ranges::stable_sort(lines, alphabetical(visit.language), &MapLine::label);
    if (axis == "goal") {
        const auto number = [&](const MapLine& line) {
            return read_number(scheme->find(line.id)->notation).value_or(0);
        };
        std::ranges::stable_sort(lines, std::less{}, number);
    }
    // Documents on the broader theme itself come first: they are on none of those below it in particular.
    if (under && values.contains(under->id)) {
        lines.insert(lines.begin(), {.id = under->id,
                                     .label = visit.text("map.in-general", {{"label", label_of(visit, *under)}}),
                                     .values = {under->id}});
    }
    return lines;
}

/// Leaves of each line the values that the filters let through, and of the lines those that keep some.
void narrow(std::vector<MapLine>& lines, const std::string& axis, const search::Filters& filters) {
    const auto wanted = filters.any_of.find(axis);
    const bool has_filter = wanted != filters.any_of.end() && !wanted->second.empty();
    const auto is_let_through = [&](const std::string& value) {
        if (has_filter && std::ranges::find(wanted->second, value) == wanted->second.end()) return false;
        const auto year = axis == "year" ? read_number(value) : std::nullopt;
        return !year || (static_cast<int>(*year) >= filters.year_from.value_or(0) &&
                         static_cast<int>(*year) <= filters.year_to.value_or(9999));
    };
    for (auto& line : lines) std::erase_if(line.values, [&](const auto& value) { return !is_let_through(value); });
    std::erase_if(lines, [](const MapLine& line) { return line.values.empty(); });
    if (lines.size() > search::most_groups) lines.resize(search::most_groups);
}

search::Axis axis_of(const std::string& facet, const std::vector<MapLine>& lines) {
    search::Axis axis{facet, {}};
    for (const auto& line : lines) axis.groups.push_back(line.values);
    return axis;
}

void take_counts(std::vector<MapLine>& lines, const std::vector<search::CrossTable::Line>& counted) {
    for (std::size_t at = 0; at < lines.size(); ++at) {
        lines[at].values = counted[at].values;
        lines[at].count = counted[at].count;
    }
}

/// Dots for levels of evidence, which are many or few; letters for what has no order.
std::string sign_of(const std::string& colour, const model::Concept& each, std::size_t place) {
    if (colour != "evidence") return std::string(1, static_cast<char>('A' + place % 26));
    std::string dots;
    for (std::size_t dot = 0; dot < read_number(each.notation).value_or(1) % 10; ++dot) dots += "●";
    return dots;
}

std::vector<MapShade> shades_of(const Visit& visit, const std::string& colour) {
    std::vector<MapShade> shades;
    const auto* scheme = scheme_of(visit, colour);
    for (std::size_t at = 0; scheme && at < scheme->concepts.size(); ++at) {
        const auto& each = scheme->concepts[at];
        const auto steps = scheme->concepts.size();
        shades.push_back({.id = each.id,
                          .label = capitalised(each.label(visit.language), visit.language),
                          .sign = sign_of(colour, each, at),
                          .step = static_cast<int>(colour == "evidence" ? steps - at : at + 1)});
    }
    shades.push_back({.id = std::string{none}, .label = visit.text("map.not-judged"), .sign = "○", .step = 0});
    return shades;
}

/// The cells with their shades in the order of the scheme.
std::vector<std::vector<search::CrossTable::Cell>> ordered(const search::CrossTable& table,
                                                           const std::vector<MapShade>& shades) {
    auto cells = table.cells;
    for (auto& row : cells) {
        for (auto& cell : row) {
            std::vector<std::size_t> counts(shades.size());
            for (std::size_t at = 0; at < table.shades.size(); ++at) {
                const auto shade = std::ranges::find(shades, table.shades[at], &MapShade::id);
                if (shade != shades.end()) counts[static_cast<std::size_t>(shade - shades.begin())] = cell.by_shade[at];
            }
            counts.back() = cell.by_shade.back();
            cell.by_shade = std::move(counts);
        }
    }
    return cells;
}

/// A facet named by a parameter: that, or an empty text when it is none of `known`.
std::string named(const Request& request, std::string_view parameter, std::string_view usual,
                  std::span<const std::string_view> known) {
    auto name = request.parameter(parameter, usual);
    if (name.empty()) name = usual;
    return std::ranges::find(known, name) == known.end() ? "" : name;
}

std::size_t fullest(const std::vector<std::vector<search::CrossTable::Cell>>& cells) {
    std::size_t most = 0;
    for (const auto& row : cells) {
        for (const auto& cell : row) most = std::max(most, cell.count);
    }
    return most;
}

}  // namespace

std::vector<std::string> map_axes() {
    return {axes.begin(), axes.end()};
}

std::vector<std::string> map_colours() {
    return {colours.begin(), colours.end()};
}

model::Result<MapChoice> read_map_choice(const Visit& visit) {
    auto search = read_search(visit.request, visit.language);
    if (!search) return tl::unexpected(search.error());
    const auto rows_asked = visit.request.parameter("rows");
    const auto columns_asked = visit.request.parameter("columns");
    MapChoice choice{.search = std::move(*search),
                     .rows = named(visit.request, "rows", columns_asked == "theme" ? "country" : "theme", axes),
                     .columns = named(visit.request, "columns", rows_asked == "country" ? "theme" : "country", axes),
                     .colour = named(visit.request, "colour", "evidence", colours),
                     .under = visit.request.parameter("under")};
    if (choice.rows.empty() || choice.columns.empty() || choice.colour.empty() || choice.rows == choice.columns) {
        choice.mended = true;
        if (choice.rows.empty()) choice.rows = choice.columns == "theme" ? "country" : "theme";
        if (choice.columns.empty() || choice.rows == choice.columns) {
            choice.columns = choice.rows == "country" ? "theme" : "country";
        }
        if (choice.colour.empty()) choice.colour = "evidence";
    }
    const bool is_known =
        concept_of(visit, choice.rows, choice.under) || concept_of(visit, choice.columns, choice.under);
    if (!is_known) choice.under.clear();
    return choice;
}

model::Result<MapChoice> read_api_map_choice(const Visit& visit) {
    constexpr std::array<std::string_view, 10> once{"q",     "lang",   "rows",     "columns",      "colour",
                                                    "under", "format", "spelling", "translations", "own-language"};
    std::array<std::string_view, facets.size()> repeatable;
    std::ranges::transform(facets, repeatable.begin(), &Facet::name);
    if (const auto checked = check_parameters(visit.request, once, repeatable); !checked) {
        return tl::unexpected(checked.error());
    }
    const std::pair<std::string_view, std::span<const std::string_view>> tables[] = {
        {"rows", axes}, {"columns", axes}, {"colour", colours}};
    for (const auto& [parameter, known] : tables) {
        const auto asked = visit.request.parameter(parameter, known.front());
        if (std::ranges::find(known, asked) != known.end()) continue;
        return bad(std::string{parameter}, fmt::format("cannot show '{}'", asked.substr(0, 60)),
                   fmt::format("{}", fmt::join(known, ", ")));
    }
    const auto choice = read_map_choice(visit);
    if (!choice) return choice;
    if (choice->mended) return bad("columns", "rows and columns are the same", "choose two different facets");
    const auto under = visit.request.parameter("under");
    if (choice->under != under) {
        return bad("under", fmt::format("'{}' is no concept of the rows or columns", under.substr(0, 60)),
                   "the id of a theme, with rows=theme or columns=theme");
    }
    return choice;
}

model::Result<EvidenceMap> make_map(const Visit& visit, MapChoice choice) {
    auto& search = choice.search;
    search.limit = 1;
    search.with_snippets = search.layers.reranking = false;
    auto found = visit.searcher->search(search, visit.now);
    if (!found) return tl::unexpected(found.error());
    const auto& notices = found->query.notices;
    if (std::ranges::find(notices, "searched-instead") != notices.end()) search.text = found->query.suggestion;
    auto rows = lines_of(visit, choice.rows, choice.under);
    auto columns = lines_of(visit, choice.columns, concept_of(visit, choice.rows, choice.under) ? "" : choice.under);
    narrow(rows, choice.rows, found->query.filters);
    narrow(columns, choice.columns, found->query.filters);
    const auto table = visit.searcher->cross_table(
        {search, axis_of(choice.rows, rows), axis_of(choice.columns, columns), choice.colour}, visit.now);
    if (!table) return tl::unexpected(table.error());
    take_counts(rows, table->rows);
    take_counts(columns, table->columns);
    auto shades = shades_of(visit, choice.colour);
    auto cells = ordered(*table, shades);
    const auto most = fullest(cells);
    return EvidenceMap{.choice = std::move(choice),
                       .query = std::move(found->query),
                       .facets = std::move(found->facets),
                       .rows = std::move(rows),
                       .columns = std::move(columns),
                       .shades = std::move(shades),
                       .cells = std::move(cells),
                       .total = table->total,
                       .outside = table->outside,
                       .fullest = most};
}

std::size_t leading_shade(const EvidenceMap& map, const search::CrossTable::Cell& cell) {
    const auto first = map.choice.colour == "evidence"
                           ? std::ranges::find_if(cell.by_shade, [](auto count) { return count > 0; })
                           : std::ranges::max_element(cell.by_shade);
    return static_cast<std::size_t>(first - cell.by_shade.begin());
}

int size_step(const EvidenceMap& map, std::size_t count) {
    constexpr double steps = 5;
    if (count == 0) return 0;
    return static_cast<int>(
        std::ceil(steps * std::sqrt(static_cast<double>(count) / static_cast<double>(map.fullest))));
}

std::string map_query(const MapChoice& choice) {
    auto query = fmt::format("rows={}&columns={}&colour={}", choice.rows, choice.columns, choice.colour);
    if (!choice.under.empty()) query += "&under=" + encode(choice.under);
    const auto search = to_query(choice.search);
    return search.empty() ? query : query + "&" + search;
}

search::Request cell_search(const EvidenceMap& map, const MapLine& row, const MapLine& column) {
    auto request = map.choice.search;
    request.filters.any_of[map.choice.rows] = row.values;
    request.filters.any_of[map.choice.columns] = column.values;
    if (map.choice.rows == "year" || map.choice.columns == "year") {
        request.filters.year_from.reset();
        request.filters.year_to.reset();
    }
    return request;
}

std::string cell_words(const Visit& visit, const EvidenceMap& map, const search::CrossTable::Cell& cell) {
    if (cell.count == 0) return visit.text("map.empty");
    const auto& shade = map.shades[leading_shade(map, cell)];
    const auto documents = visit.count("documents.count", cell.count);
    if (shade.id == none) return fmt::format("{}, {}", documents, visit.text("map.cell.not-judged"));
    return fmt::format(
        "{}, {}", documents,
        visit.text(map.choice.colour == "evidence" ? "map.cell.evidence" : "map.cell.type", {{"label", shade.label}}));
}

}  // namespace clearinghouse::server
