#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "server/handlers/handlers.h"
#include "server/oai/arguments.h"
#include "server/oai/metadata.h"
#include "server/oai/token.h"
#include "server/xml.h"

namespace clearinghouse::server {
namespace {

using oai::Arguments;
using oai::Error;
using oai::Errors;
using oai::Token;
using oai::Verb;

constexpr std::size_t records_at_once = 50;
constexpr std::size_t headers_at_once = 200;
constexpr std::chrono::days token_life{30};

/// What is within OAI-PMH, or the error conditions instead.
using Answered = tl::expected<std::string, Errors>;

tl::unexpected<Errors> fail(std::string_view code, std::string what) {
    return tl::unexpected(Errors{{code, std::move(what)}});
}

std::string prefix_of_identifiers(const Visit& visit) {
    return fmt::format("oai:{}:", visit.site.identity.repository);
}

/// The document that an identifier names, as of its last change.
std::optional<search::Change> find(const Visit& visit, std::string_view identifier) {
    const auto prefix = prefix_of_identifiers(visit);
    if (!identifier.starts_with(prefix)) return std::nullopt;
    return visit.searcher->last_change(identifier.substr(prefix.size()), visit.now);
}

std::string header(const Visit& visit, const search::Change& change) {
    std::string sets;
    for (const auto& set : change.sets) sets += xml_element("setSpec", set);
    return fmt::format("<header{}>{}{}{}</header>", change.is_deleted ? R"( status="deleted")" : "",
                       xml_element("identifier", prefix_of_identifiers(visit) + change.id),
                       xml_element("datestamp", model::to_rfc3339(change.changed)), sets);
}

std::string record(const Visit& visit, const search::Change& change, const oai::MetadataFormat& format) {
    std::string metadata;
    if (!change.is_deleted) {
        metadata = fmt::format("<metadata>{}</metadata>", format.write(visit, visit.find(change.id).record.value()));
    }
    return fmt::format("<record>{}{}</record>\n", header(visit, change), metadata);
}

/// The first change of all, or nothing in an empty clearinghouse.
std::optional<model::Moment> earliest(const Visit& visit) {
    const auto first =
        visit.searcher->changes({.from = {}, .until = {}, .set = {}, .after = {}, .count = 1}, visit.now);
    if (first.changes.empty()) return std::nullopt;
    return first.changes.front().changed;
}

Answered identify(const Visit& visit, const Arguments&) {
    const auto& settings = visit.site.settings;
    const auto identifier = fmt::format(
        R"(<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" )"
        R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" )"
        R"(xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier )"
        R"(http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"><scheme>oai</scheme>{}<delimiter>:</delimiter>{})"
        R"(</oai-identifier></description>)",
        xml_element("repositoryIdentifier", visit.site.identity.repository),
        xml_element("sampleIdentifier", prefix_of_identifiers(visit) + "a-document"));
    return fmt::format(
        "<Identify>{}{}<protocolVersion>2.0</protocolVersion>{}{}<deletedRecord>persistent</deletedRecord>"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity><compression>gzip</compression>{}</Identify>",
        xml_element("repositoryName", visit.site.texts.get("en", "site.name")),
        xml_element("baseURL", settings.base_url + "/oai"),
        xml_element("adminEmail", visit.site.identity.contact_email),
        xml_element("earliestDatestamp", model::to_rfc3339(earliest(visit).value_or(visit.now))), identifier);
}

Answered list_metadata_formats(const Visit& visit, const Arguments& arguments) {
    if (!arguments.identifier.empty() && !find(visit, arguments.identifier)) {
        return fail("idDoesNotExist", "there is no such item");
    }
    std::string formats;
    for (const auto& format : oai::metadata_formats()) {
        formats +=
            fmt::format("<metadataFormat>{}{}{}</metadataFormat>", xml_element("metadataPrefix", format.prefix),
                        xml_element("schema", format.schema), xml_element("metadataNamespace", format.xml_namespace));
    }
    return fmt::format("<ListMetadataFormats>{}</ListMetadataFormats>", formats);
}

using Names = std::map<std::string, std::string>;

/// What a set is called, by language.
Names names_of(const Visit& visit, std::string_view set) {
    constexpr std::array<std::array<std::string_view, 3>, 3> kinds{{{"type", "document-types", "Types of document"},
                                                                    {"theme", "themes", "Themes"},
                                                                    {"country", "countries", "Countries"}}};
    const auto colon = set.find(':');
    const auto kind = set.substr(0, colon);
    for (const auto& [name, scheme, heading] : kinds) {
        if (kind != name) continue;
        if (colon == set.npos) return {{"en", std::string{heading}}};
        const auto* found = visit.searcher->vocabulary().find(scheme, set.substr(colon + 1));
        return found == nullptr ? Names{} : found->preferred;
    }
    if (colon == set.npos) return {{"en", "Collections"}};
    const auto collection = visit.find(set.substr(colon + 1));
    Names names;
    if (!collection.record) return names;
    for (const auto& text : collection.record->document.texts) names[text.language] = text.title;
    return names;
}

std::string set_element(const Visit& visit, const std::string& set) {
    const auto names = names_of(visit, set);
    const auto english = names.find("en");
    const auto name = english != names.end() ? english->second : names.empty() ? set : names.begin()->second;
    const auto description =
        names.size() < 2 ? "" : fmt::format("<setDescription>{}</setDescription>", oai::titles_as_dublin_core(names));
    return fmt::format("<set>{}{}{}</set>\n", xml_element("setSpec", set), xml_element("setName", name), description);
}

Answered list_sets(const Visit& visit, const Arguments& arguments) {
    if (!arguments.resumption_token.empty()) {
        return fail("badResumptionToken", "the list of sets is given whole, so it has no tokens");
    }
    const auto everything = visit.searcher->changes(
        {.from = {}, .until = {}, .set = {}, .after = {}, .count = std::string::npos}, visit.now);
    std::map<std::string, bool> sets;
    for (const auto& change : everything.changes) {
        for (const auto& set : change.sets) {
            sets[set] = true;
            sets[set.substr(0, set.find(':'))] = true;
        }
    }
    std::string list;
    for (const auto& [set, is_there] : sets) list += set_element(visit, set);
    return fmt::format("<ListSets>{}</ListSets>", list);
}

Answered get_record(const Visit& visit, const Arguments& arguments) {
    const auto* format = oai::metadata_format(arguments.metadata_prefix);
    const auto change = find(visit, arguments.identifier);
    Errors errors;
    if (!change) errors.push_back({"idDoesNotExist", "there is no such item"});
    if (format == nullptr) errors.push_back({"cannotDisseminateFormat", "ListMetadataFormats tells the formats"});
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return fmt::format("<GetRecord>{}</GetRecord>", record(visit, *change, *format));
}

/// The list that is begun, or gone on with.
tl::expected<Token, Errors> wanted_list(const Visit& visit, const Arguments& arguments) {
    if (arguments.resumption_token.empty()) {
        return Token{.verb = arguments.verb,
                     .metadata_prefix = arguments.metadata_prefix,
                     .from = arguments.from,
                     .until = std::min(arguments.until.value_or(visit.now), visit.now),
                     .set = arguments.set,
                     .after = {},
                     .delivered = 0,
                     .expires = {}};
    }
    auto token = oai::read_token(arguments.resumption_token);
    if (!token || token->verb != arguments.verb || oai::metadata_format(token->metadata_prefix) == nullptr) {
        return fail("badResumptionToken", "this is no token of such a list");
    }
    if (token->expires < visit.now) return fail("badResumptionToken", "the token has expired");
    return std::move(*token);
}

/// What stands behind a part of a list: nothing where the part is the whole.
std::string resumption(const Visit& visit, Token list, const search::Changes& part) {
    const bool is_whole = list.delivered == 0 && part.is_last();
    if (is_whole) return "";
    const auto size = list.delivered + part.total - part.before;
    const auto cursor = std::to_string(list.delivered);
    if (part.is_last()) {
        return xml_element("resumptionToken", "", {{"completeListSize", std::to_string(size)}, {"cursor", cursor}});
    }
    list.after = search::Position{part.changes.back().changed, part.changes.back().id};
    list.delivered += part.changes.size();
    list.expires = visit.now + token_life;
    return xml_element("resumptionToken", to_text(list),
                       {{"expirationDate", model::to_rfc3339(list.expires)},
                        {"completeListSize", std::to_string(size)},
                        {"cursor", cursor}});
}

Answered list(const Visit& visit, const Arguments& arguments) {
    const auto wanted = wanted_list(visit, arguments);
    if (!wanted) return tl::unexpected(wanted.error());
    const auto* format = oai::metadata_format(wanted->metadata_prefix);
    if (format == nullptr) return fail("cannotDisseminateFormat", "ListMetadataFormats tells the formats");
    const bool with_metadata = arguments.verb == Verb::list_records;
    const auto part = visit.searcher->changes({.from = wanted->from,
                                               .until = wanted->until,
                                               .set = wanted->set,
                                               .after = wanted->after,
                                               .count = with_metadata ? records_at_once : headers_at_once},
                                              visit.now);
    if (part.changes.empty()) return fail("noRecordsMatch", "nothing changed in this set and time");
    std::string items;
    for (const auto& change : part.changes) {
        items += with_metadata ? record(visit, change, *format) : header(visit, change) + "\n";
    }
    const std::string_view name = with_metadata ? "ListRecords" : "ListIdentifiers";
    return fmt::format("<{0}>{1}{2}</{0}>", name, items, resumption(visit, *wanted, part));
}

Answered answer(const Visit& visit, const Arguments& arguments) {
    switch (arguments.verb) {
        case Verb::identify:
            return identify(visit, arguments);
        case Verb::list_metadata_formats:
            return list_metadata_formats(visit, arguments);
        case Verb::list_sets:
            return list_sets(visit, arguments);
        case Verb::get_record:
            return get_record(visit, arguments);
        case Verb::list_identifiers:
        case Verb::list_records:
            break;
    }
    return list(visit, arguments);
}

std::string errors_xml(const Errors& errors) {
    std::string xml;
    for (const auto& [code, what] : errors) xml += xml_element("error", what, {{"code", std::string{code}}}) + "\n";
    return xml;
}

}  // namespace

Response answer_oai(const Visit& visit) {
    const auto arguments = oai::read_arguments(visit.request);
    // Of what was asked in a wrong way nothing is repeated (section 3.6).
    XmlAttributes given;
    if (arguments) given.assign(arguments->as_given.begin(), arguments->as_given.end());
    const auto answered = arguments ? answer(visit, *arguments) : Answered{tl::unexpected(arguments.error())};
    Response response;
    response.media_type = "text/xml; charset=utf-8";
    response.body = fmt::format(
        R"(<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" )"
        R"(xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
{}
{}
{}
</OAI-PMH>
)",
        xml_element("responseDate", model::to_rfc3339(visit.now)),
        xml_element("request", visit.site.settings.base_url + "/oai", given),
        answered ? *answered : errors_xml(answered.error()));
    response.cache_control = "no-cache";
    response.for_machines = true;
    return response;
}

}  // namespace clearinghouse::server
