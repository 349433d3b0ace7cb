#include "server/oai/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "engine/model/problem.h"

namespace clearinghouse::server::oai {
namespace {

enum class Need { required, optional, exclusive };

struct Argument {
    std::string_view name;
    Need need;
};

struct VerbRow {
    std::string_view name;
    Verb verb;
    std::span<const Argument> arguments;
};

constexpr Argument identifier{"identifier", Need::required};
constexpr Argument prefix{"metadataPrefix", Need::required};
constexpr Argument token{"resumptionToken", Need::exclusive};

constexpr std::array of_formats{Argument{"identifier", Need::optional}};
constexpr std::array of_sets{token};
constexpr std::array of_lists{prefix, Argument{"from", Need::optional}, Argument{"until", Need::optional},
                              Argument{"set", Need::optional}, token};
constexpr std::array of_record{identifier, prefix};

constexpr std::array verbs{
    VerbRow{"Identify", Verb::identify, {}},
    VerbRow{"ListMetadataFormats", Verb::list_metadata_formats, of_formats},
    VerbRow{"ListSets", Verb::list_sets, of_sets},
    VerbRow{"ListIdentifiers", Verb::list_identifiers, of_lists},
    VerbRow{"ListRecords", Verb::list_records, of_lists},
    VerbRow{"GetRecord", Verb::get_record, of_record},
};

/// Longer ones are none of ours, and would only be sent back.
constexpr std::size_t longest_value = 512;

bool is_name_character(char c) {
    constexpr std::string_view marks = "-_.!~*'()";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != marks.npos;
}

bool is_prefix(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_name_character);
}

/// Names with colons between them.
bool is_set(std::string_view text) {
    while (true) {
        const auto colon = std::min(text.find(':'), text.size());
        if (!is_prefix(text.substr(0, colon))) return false;
        if (colon == text.size()) return true;
        text.remove_prefix(colon + 1);
    }
}

/// What a URI may hold (RFC 3986, 2).
bool is_uri(std::string_view text) {
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=%";
    return text.find(':') != text.npos && std::ranges::all_of(text, [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      marks.find(c) != marks.npos;
           });
}

const VerbRow* row_of(std::string_view name) {
    const auto found = std::ranges::find(verbs, name, &VerbRow::name);
    return found == verbs.end() ? nullptr : &*found;
}

Error bad(std::string what) {
    return {"badArgument", std::move(what)};
}

/// Names that a verb does not take, or that come twice, and values that are too long.
void check_names(const Request& request, const VerbRow& row, Errors& errors) {
    std::vector<std::string_view> seen;
    for (const auto& [name, value] : request.parameters) {
        if (name == "verb") continue;
        const bool is_known = std::ranges::find(row.arguments, name, &Argument::name) != row.arguments.end();
        if (!is_known) {
            errors.push_back(bad(fmt::format("{} takes no argument '{}'", row.name, model::quotable(name))));
        } else if (std::ranges::find(seen, name) != seen.end()) {
            errors.push_back(bad(fmt::format("the argument '{}' is repeated", name)));
        } else if (value.empty()) {
            errors.push_back(bad(fmt::format("the argument '{}' is empty", name)));
        } else if (value.size() > longest_value) {
            errors.push_back(bad(fmt::format("the argument '{}' is too long", name)));
        }
        seen.push_back(name);
    }
}

void check_needs(const Request& request, const VerbRow& row, Errors& errors) {
    const auto count = std::ranges::count_if(request.parameters, [](const auto& pair) { return pair.first != "verb"; });
    for (const auto& argument : row.arguments) {
        if (argument.need != Need::exclusive || request.all(argument.name).empty()) continue;
        if (count > 1) errors.push_back(bad(fmt::format("'{}' stands with no other argument", argument.name)));
        return;
    }
    for (const auto& argument : row.arguments) {
        if (argument.need == Need::required && request.all(argument.name).empty()) {
            errors.push_back(bad(fmt::format("{} needs the argument '{}'", row.name, argument.name)));
        }
    }
}

void check_dates(const Request& request, Arguments& arguments, Errors& errors) {
    const auto from_text = request.parameter("from");
    const auto until_text = request.parameter("until");
    const auto from = read_date(from_text);
    const auto until = read_date(until_text);
    const auto check_form = [&](std::string_view name, const std::string& text, const std::optional<Date>& date) {
        if (text.empty() || date) return;
        errors.push_back(bad(fmt::format("'{}' is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ", name)));
    };
    check_form("from", from_text, from);
    check_form("until", until_text, until);
    if (from && until && from_text.size() != until_text.size()) {
        errors.push_back(bad("'from' and 'until' are not of the same granularity"));
    } else if (from && until && from->first > until->last) {
        errors.push_back(bad("'from' is later than 'until'"));
    }
    if (from) arguments.from = from->first;
    if (until) arguments.until = until->last;
}

void check_values(const Arguments& arguments, Errors& errors) {
    if (!arguments.metadata_prefix.empty() && !is_prefix(arguments.metadata_prefix)) {
        errors.push_back(bad("'metadataPrefix' is no name of a format"));
    }
    if (!arguments.set.empty() && !is_set(arguments.set)) errors.push_back(bad("'set' is no setSpec"));
    if (!arguments.identifier.empty() && !is_uri(arguments.identifier)) {
        errors.push_back(bad("'identifier' is no URI"));
    }
}

}  // namespace

std::optional<Date> read_date(std::string_view text) {
    constexpr std::string_view day = "0000-00-00";
    constexpr std::string_view second = "0000-00-00T00:00:00Z";
    const auto form = text.size() == day.size() ? day : second;
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool fits = form[i] == '0' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
        if (!fits) return std::nullopt;
    }
    const auto moment = model::parse_moment(text);
    if (!moment) return std::nullopt;
    constexpr auto rest_of_day = std::chrono::seconds{24 * 60 * 60 - 1};
    return Date{*moment, form == day ? *moment + rest_of_day : *moment};
}

tl::expected<Arguments, Errors> read_arguments(const Request& request) {
    const auto given = request.all("verb");
    if (given.size() != 1) {
        return tl::unexpected(
            Errors{{"badVerb", given.empty() ? "the argument 'verb' is missing" : "the argument 'verb' is repeated"}});
    }
    const auto* row = row_of(given[0]);
    if (row == nullptr) {
        return tl::unexpected(Errors{{"badVerb", fmt::format("there is no verb '{}'", model::quotable(given[0]))}});
    }
    Errors errors;
    check_names(request, *row, errors);
    check_needs(request, *row, errors);
    Arguments arguments{.verb = row->verb,
                        .identifier = request.parameter("identifier"),
                        .metadata_prefix = request.parameter("metadataPrefix"),
                        .from = {},
                        .until = {},
                        .set = request.parameter("set"),
                        .resumption_token = request.parameter("resumptionToken"),
                        .as_given = request.parameters};
    if (errors.empty()) check_values(arguments, errors);
    if (errors.empty()) check_dates(request, arguments, errors);
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return arguments;
}

}  // namespace clearinghouse::server::oai
