#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "server/oai/arguments.h"
#include "server/oai/token.h"
#include "server/xml.h"
#include "tests/server/site_fixture.h"

using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

/// What the first group finds, each time, in order.
std::vector<std::string> all_of(const std::string& text, const std::string& pattern) {
    const std::regex wanted{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{text.begin(), text.end(), wanted}, end; at != end; ++at) found.push_back((*at)[1]);
    return found;
}

std::vector<std::string> identifiers(const std::string& body) {
    return all_of(body, "<identifier>([^<]*)</identifier>");
}

std::string ask(const Site& site, const std::string& query) {
    const auto response = get(site, "/oai?" + query);
    CHECK(response.status == 200);
    CHECK(response.media_type == "text/xml; charset=utf-8");
    return response.body;
}

std::string token_of(const std::string& body) {
    const auto tokens = all_of(body, "<resumptionToken[^>]*>([^<]*)</resumptionToken>");
    return tokens.empty() ? "" : tokens.front();
}

/// All identifiers of a list, by following its tokens.
std::vector<std::string> harvest(const Site& site, const std::string& verb, const std::string& arguments) {
    auto body = ask(site, fmt::format("verb={}&{}", verb, arguments));
    auto found = identifiers(body);
    for (auto token = token_of(body); !token.empty(); token = token_of(body)) {
        body = ask(site, fmt::format("verb={}&resumptionToken={}", verb, token));
        const auto more = identifiers(body);
        CHECK_FALSE(more.empty());
        found.insert(found.end(), more.begin(), more.end());
    }
    return found;
}

const std::string cafe = "oai:clearinghouse.localhost:language-cafe";

}  // namespace

TEST_CASE("every wrong request gets the error conditions of the protocol, and the status 200") {
    struct Case {
        std::string query, codes;
    };
    const std::string list = "&metadataPrefix=oai_dc";
    const Case cases[] = {
        {"", "badVerb"},
        {"verb=", "badVerb"},
        {"verb=identify", "badVerb"},
        {"verb=Nothing", "badVerb"},
        {"verb=Identify&verb=Identify", "badVerb"},
        {"verb=Identify&identifier=" + cafe, "badArgument"},
        {"verb=Identify&until=2026-01-01", "badArgument"},
        {"verb=ListMetadataFormats&metadataPrefix=oai_dc", "badArgument"},
        {"verb=ListMetadataFormats&identifier=", "badArgument"},
        {"verb=ListMetadataFormats&identifier=oai:clearinghouse.localhost:nowhere", "idDoesNotExist"},
        {"verb=ListMetadataFormats&identifier=oai:elsewhere.example:language-cafe", "idDoesNotExist"},
        {"verb=ListMetadataFormats&identifier=language-cafe", "badArgument"},
        {"verb=ListSets&set=theme", "badArgument"},
        {"verb=ListSets&resumptionToken=anything", "badResumptionToken"},
        {"verb=ListSets&resumptionToken=", "badArgument"},
        {"verb=GetRecord", "badArgument badArgument"},
        {"verb=GetRecord&identifier=" + cafe, "badArgument"},
        {"verb=GetRecord&metadataPrefix=oai_dc", "badArgument"},
        {"verb=GetRecord&metadataPrefix=marc21&identifier=" + cafe, "cannotDisseminateFormat"},
        {"verb=GetRecord&metadataPrefix=marc21&identifier=oai:x:y", "idDoesNotExist cannotDisseminateFormat"},
        {"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:y", "idDoesNotExist"},
        {"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:%C3%A5", "badArgument"},
        {"verb=GetRecord&metadataPrefix=oai_dc&identifier=" + cafe + "&identifier=" + cafe, "badArgument"},
        {"verb=GetRecord&metadataPrefix=oai_dc&identifier=" + cafe + "&set=theme", "badArgument"},
        {"verb=ListRecords", "badArgument"},
        {"verb=ListIdentifiers", "badArgument"},
        {"verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"},
        {"verb=ListRecords&metadataPrefix=%26", "badArgument"},
        {"verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"},
        {"verb=ListRecords&identifier=" + cafe + list, "badArgument"},
        {"verb=ListRecords&from=yesterday" + list, "badArgument"},
        {"verb=ListRecords&from=2026" + list, "badArgument"},
        {"verb=ListRecords&from=2026-13-01" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-01T08:00Z" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-01T08:00:00" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-01T08:00:00.1Z" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-01T08:00:00%2B01:00" + list, "badArgument"},
        {"verb=ListRecords&until=" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-02&until=2026-01-01" + list, "badArgument"},
        {"verb=ListRecords&from=2026-01-01&until=2026-01-02T08:00:00Z" + list, "badArgument"},
        {"verb=ListRecords&from=2029-12-31" + list, "noRecordsMatch"},
        {"verb=ListRecords&until=1999-12-31" + list, "noRecordsMatch"},
        {"verb=ListRecords&set=theme:nothing" + list, "noRecordsMatch"},
        {"verb=ListRecords&set=nothing" + list, "noRecordsMatch"},
        {"verb=ListRecords&set=:" + list, "badArgument"},
        {"verb=ListRecords&set=theme:" + list, "badArgument"},
        {"verb=ListRecords&set=a%20b" + list, "badArgument"},
        {"verb=ListRecords&set=" + std::string(600, 'a') + list, "badArgument"},
        {"verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"},
        {"verb=ListRecords&resumptionToken=nonsense" + list, "badArgument"},
        {"verb=ListRecords&resumptionToken=a&resumptionToken=a", "badArgument badArgument"},
        {"verb=ListRecords&unknown=1" + list, "badArgument"},
        // A token of another list, of an unknown format, one that was changed, and one that has expired.
        {"verb=ListRecords&resumptionToken=i~oai_dc~~1900000000~~1.a~1~1900000000", "badResumptionToken"},
        {"verb=ListRecords&resumptionToken=r~marc21~~1900000000~~1.a~1~1900000000", "badResumptionToken"},
        {"verb=ListRecords&resumptionToken=r~oai_dc~~1900000000~~1.a~01~1900000000", "badResumptionToken"},
        {"verb=ListRecords&resumptionToken=r~oai_dc~~99999999999999999999~~1.a~1~1900000000", "badResumptionToken"},
        {"verb=ListRecords&resumptionToken=r~oai_dc~~1900000000~~1.a~1~1800000000", "badResumptionToken"},
    };
    for (const auto& c : cases) {
        CAPTURE(c.query);
        const auto body = ask(small_site(), c.query);
        std::string codes;
        for (const auto& code : all_of(body, "<error code=\"([^\"]*)\"")) codes += (codes.empty() ? "" : " ") + code;
        CHECK(codes == c.codes);
        const bool repeats_nothing = c.codes.starts_with("badVerb") || c.codes.starts_with("badArgument");
        CHECK((body.find("<request>https://example.org/oai</request>") != body.npos) == repeats_nothing);
    }
}

TEST_CASE("the element request repeats what was asked") {
    const auto body = ask(small_site(), "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + cafe);
    CHECK(body.find("<request verb=\"GetRecord\" metadataPrefix=\"oai_dc\" identifier=\"" + cafe +
                    "\">https://example.org/oai</request>") != body.npos);
    CHECK(body.find("<responseDate>2030-01-01T00:00:00Z</responseDate>") != body.npos);
}

TEST_CASE("Identify says what the other answers keep to") {
    const auto body = ask(real_site(), "verb=Identify");
    for (const std::string element :
         {"<baseURL>https://example.org/oai</baseURL>", "<protocolVersion>2.0</protocolVersion>",
          "<adminEmail>postmaster@clearinghouse.localhost</adminEmail>", "<deletedRecord>persistent</deletedRecord>",
          "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>", "<compression>gzip</compression>",
          "<repositoryIdentifier>clearinghouse.localhost</repositoryIdentifier>"}) {
        CAPTURE(element);
        CHECK(body.find(element) != body.npos);
    }
    const auto earliest = all_of(body, "<earliestDatestamp>([^<]*)<");
    REQUIRE(earliest.size() == 1);
    const auto list = ask(real_site(), "verb=ListIdentifiers&metadataPrefix=oai_dc");
    CHECK(all_of(list, "<datestamp>([^<]*)<").front() == earliest[0]);
}

TEST_CASE("a list in parts has every document once, drafts never and withdrawn ones as deleted") {
    const auto all = harvest(real_site(), "ListRecords", "metadataPrefix=oai_dc");
    const std::set<std::string> different{all.begin(), all.end()};
    CHECK(different.size() == all.size());
    CHECK(all.size() > 200);
    CHECK(harvest(real_site(), "ListIdentifiers", "metadataPrefix=oai_dc") == all);

    const auto small = ask(small_site(), "verb=ListRecords&metadataPrefix=oai_dc");
    CHECK(small.find("not-yet-ready") == small.npos);
    CHECK(small.find("<record><header status=\"deleted\"><identifier>oai:clearinghouse.localhost:taken-back<") !=
          small.npos);
    CHECK(small.find("resumptionToken") == small.npos);
    CHECK(all_of(small, "(<metadata>)").size() == identifiers(small).size() - 1);
}

TEST_CASE("a part tells where the list stands, and the last one has an empty token") {
    auto body = ask(real_site(), "verb=ListRecords&metadataPrefix=oai_dc");
    const auto size = all_of(body, "completeListSize=\"([0-9]*)\"").at(0);
    CHECK(all_of(body, " cursor=\"([0-9]*)\"").at(0) == "0");
    CHECK(all_of(body, "expirationDate=\"([^\"]*)\"").at(0) == "2030-01-31T00:00:00Z");
    std::size_t seen = identifiers(body).size();
    for (auto token = token_of(body); !token.empty(); token = token_of(body)) {
        const auto query = "verb=ListRecords&resumptionToken=" + token;
        body = ask(real_site(), query);
        CHECK(all_of(body, " cursor=\"([0-9]*)\"").at(0) == std::to_string(seen));
        CHECK(all_of(body, "completeListSize=\"([0-9]*)\"").at(0) == size);
        CHECK(ask(real_site(), query) == body);  // asked again after an interruption
        seen += identifiers(body).size();
    }
    CHECK(std::to_string(seen) == size);
    CHECK(body.find("<resumptionToken completeListSize=\"" + size + "\" cursor=") != body.npos);
    CHECK(body.find("/></ListRecords>") != body.npos);
}

TEST_CASE("sets hold what they are named after, and those above them hold it too") {
    const auto sets = all_of(ask(real_site(), "verb=ListSets"), "<setSpec>([^<]*)<");
    CHECK(sets.size() > 50);
    const auto all = harvest(real_site(), "ListIdentifiers", "metadataPrefix=oai_dc");
    CHECK(harvest(real_site(), "ListIdentifiers", "metadataPrefix=oai_dc&set=type").size() == all.size());
    for (const auto& set : sets) {
        CAPTURE(set);
        const auto members = harvest(real_site(), "ListIdentifiers", "metadataPrefix=oai_dc&set=" + set);
        CHECK_FALSE(members.empty());
        CHECK(members.size() <= all.size());
    }
    const auto news = harvest(real_site(), "ListIdentifiers", "metadataPrefix=oai_dc&set=type:news");
    const auto record = ask(real_site(), "verb=GetRecord&metadataPrefix=oai_dc&identifier=" + news.at(0));
    CHECK(record.find("<setSpec>type:news</setSpec>") != record.npos);
}

TEST_CASE("from and until include the moments that they name, and a day is all of its seconds") {
    const auto body = ask(small_site(), "verb=ListIdentifiers&metadataPrefix=oai_dc");
    const auto stamps = all_of(body, "<datestamp>([^<]*)<");
    REQUIRE_FALSE(stamps.empty());
    CHECK(std::is_sorted(stamps.begin(), stamps.end()));
    for (const auto& stamp : stamps) {
        const auto day = stamp.substr(0, 10);
        const auto same = std::count(stamps.begin(), stamps.end(), stamp);
        CAPTURE(stamp);
        CHECK(harvest(small_site(), "ListIdentifiers", fmt::format("metadataPrefix=oai_dc&from={0}&until={0}", stamp))
                  .size() == static_cast<std::size_t>(same));
        CHECK(harvest(small_site(), "ListIdentifiers", fmt::format("metadataPrefix=oai_dc&from={0}&until={0}", day))
                  .size() >= static_cast<std::size_t>(same));
    }
}

TEST_CASE("a token is read only as it was written") {
    const oai::Token token{.verb = oai::Verb::list_identifiers,
                           .metadata_prefix = "oai_dc",
                           .from = *model::parse_moment("2026-01-01"),
                           .until = *model::parse_moment("2026-02-01"),
                           .set = "theme:women",
                           .after = search::Position{*model::parse_moment("2026-01-15"), "language-cafe"},
                           .delivered = 50,
                           .expires = *model::parse_moment("2026-03-01")};
    const auto text = oai::to_text(token);
    CHECK(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._~") == text.npos);
    const auto read = oai::read_token(text);
    REQUIRE(read);
    CHECK(oai::to_text(*read) == text);
    CHECK(read->set == "theme:women");
    CHECK(read->after == token.after);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto changed = text.substr(0, i) + text.substr(i + 1);
        const auto other = oai::read_token(changed);
        CHECK((!other || oai::to_text(*other) == changed));
    }
}

TEST_CASE("text for XML loses what XML cannot hold and nothing else") {
    CHECK(xml_escaped("a & b < c > \"d\" 'e' å") == "a &amp; b &lt; c &gt; &quot;d&quot; 'e' å");
    CHECK(xml_escaped("a\x01"
                      "b\x0B"
                      "c\x1F"
                      "d\t\n") == "abcd\t\n");
    CHECK(xml_escaped("\xEF\xBF\xBE\xED\xA0\x80\xFF\xC3x") == "x");
    CHECK(xml_escaped("\xF0\x9F\x8C\x8D") == "\xF0\x9F\x8C\x8D");
    CHECK(xml_allowed("<a>\xEF\xBF\xBE & \xFF\x01") == "<a> & ");
    CHECK(xml_element("a", "", {{"b", "\"1\""}, {"c", ""}}) == "<a b=\"&quot;1&quot;\"/>");
}
