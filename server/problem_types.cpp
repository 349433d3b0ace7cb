#include "server/problem_types.h"

#include <algorithm>
#include <array>

namespace clearinghouse::server {
namespace {

constexpr std::array types{
    // Of a request that was read.
    ProblemType{"bad-parameter", 400, "A parameter cannot be used",
                "A parameter is unknown, given more than once, or its value is not of the form that it takes. The "
                "member parameter names it, hint says what would be right.",
                "Correct the parameter as the hint says."},
    ProblemType{"missing-parameter", 400, "A parameter is missing",
                "The address needs a parameter that was not given. The member parameter names it.",
                "Add the parameter; the description of the API has an example."},
    ProblemType{"unknown-value", 400, "There is no such value",
                "A value is none of those that exist: a concept, a field or a language. The hint names the nearest one "
                "where there is one.",
                "Take a value from the vocabularies, or from the facets of a search."},
    ProblemType{"unknown-facet", 400, "There is no such facet", "A facet was named that documents do not have.",
                "Take one of those that the hint names."},
    ProblemType{"invalid-language", 400, "This is no language tag",
                "A language is written as a tag of BCP 47 in small letters, such as sv or nb.",
                "Write the tag of one of the languages of the interface."},
    ProblemType{"limit-too-large", 400, "Too many results in one answer",
                "With snippets one answer has at most 100 results.",
                "Ask for fewer and follow next, or ask for a format without snippets, such as csv or jsonl."},
    ProblemType{"too-far", 400, "The list does not reach so far",
                "Only the first 10000 results of a search can be reached.",
                "Narrow the search, or take the whole clearinghouse as bulk files."},
    ProblemType{"too-many-filters", 400, "Too many values to filter by",
                "A search takes at most 100 values of filters.", "Give fewer values, or ask in several searches."},
    ProblemType{"too-many", 400, "Too many things at once", "A parameter lists more things than one answer can hold.",
                "Give fewer, as the hint says."},
    ProblemType{"too-few", 400, "Too few things", "A parameter lists fewer things than the answer needs.",
                "Give more, as the hint says."},
    ProblemType{"not-comparable", 400, "These cannot be compared",
                "Only documents of the types that have the same fields can be laid side by side.",
                "Take documents of the types that the hint names."},
    ProblemType{"too-expensive", 400, "The search takes too long",
                "The search was ended because it took longer than any reader should wait.",
                "Use fewer words, or write out words that end in *."},
    ProblemType{"not-found", 404, "There is nothing at this address", "No address of this site looks like this.",
                "See the description of the API for those that there are."},
    ProblemType{"unknown-document", 404, "There is no such document", "No document that readers may see has this id.",
                "Search for it; ids never change, so an id that was once right stays right or tells where to go."},
    ProblemType{"unknown-collection", 404, "There is no such collection",
                "No collection that readers may see has this id.", "Take an id from the list of collections."},
    ProblemType{"unknown-vocabulary", 404, "There is no such vocabulary or concept",
                "No vocabulary, or no concept in it, has this id.", "Take an id from the list of vocabularies."},
    ProblemType{"unknown-file", 404, "There is no such file", "The thing that was asked for has no file of this name.",
                "Take a name from the list of its files."},
    ProblemType{"no-data", 404, "There are no such figures",
                "The statistic has no figures here, or none that can be shown in the form that was asked for.",
                "Take them as csv, or from the source that the statistic names."},
    ProblemType{"no-figures", 400, "There are no such figures", "No figures are left of those that were asked for.",
                "Choose fewer restrictions."},
    ProblemType{"bad-data", 404, "The figures cannot be read", "The data file is not a table that can be drawn.",
                "Take it as csv, as the editors wrote it."},
    ProblemType{"not-acceptable", 406, "No format that would be accepted",
                "The header Accept allows none of the formats of this address.",
                "Name a format with format=, or allow one of those in the hint."},
    ProblemType{"withdrawn", 410, "The document was withdrawn",
                "The document was published once and taken back. The detail gives the reason; replaced_by, where there "
                "is one, is the id of the document to read instead.",
                "Read the document that replaces it, and correct what cites the withdrawn one."},
    ProblemType{"cursor-expired", 410, "The cursor has expired",
                "The content has changed since the cursor was given, so the next results would not follow those that "
                "you have.",
                "Begin again at the address in restart."},
    // Of one that could not be read, or not be served.
    ProblemType{"bad-request", 400, "The request cannot be read",
                "The request is not HTTP as RFC 9112 has it, or its address does not decode to UTF-8.",
                "Percent-encode the address as UTF-8."},
    ProblemType{"not-allowed", 405, "This method is not allowed",
                "The interfaces only read: they take GET, HEAD and OPTIONS.", "Ask with GET."},
    ProblemType{"too-slow", 408, "The request came too slowly",
                "The whole head of the request has to arrive within some seconds.", "Send it again."},
    ProblemType{"too-large", 414, "The request is too long",
                "The address, or the headers together, are longer than the server reads (the status is 413, 414 or "
                "431).",
                "Shorten the address; leave out headers that are not needed."},
    ProblemType{"rate-limited", 429, "Too many requests",
                "More requests came from your address than are served in this time. The header RateLimit-Policy says "
                "how many are.",
                "Wait as many seconds as Retry-After says. To take everything use the bulk files instead."},
    ProblemType{"failed", 500, "The server failed", "A fault of the server, which has been logged.",
                "Try again later; if it stays, tell those who run the site what you asked."},
    ProblemType{"not-supported", 501, "This is not supported",
                "The request asks for something of HTTP that this server does not do (the status is 417, 501 or 505).",
                "Ask with plain HTTP/1.1."},
    ProblemType{"too-busy", 503, "The server is too busy", "More requests wait than the server can answer soon.",
                "Wait as many seconds as Retry-After says."},
};

}  // namespace

std::span<const ProblemType> problem_types() {
    return types;
}

const ProblemType* problem_type(std::string_view code) {
    const auto found = std::ranges::find(types, code, &ProblemType::code);
    return found == types.end() ? nullptr : &*found;
}

std::string problem_address(std::string_view code) {
    return "/en/about/problems/" + std::string{code};
}

}  // namespace clearinghouse::server
