#include <doctest/doctest.h>

#include <string>

#include "engine/model/document_reader.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::model {
namespace {

using Ids = std::vector<std::string>;

constexpr std::string_view start =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
    "xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\" xmlns:dct=\"http://purl.org/dc/terms/\">\n";
constexpr std::string_view scheme_node = "<skos:ConceptScheme rdf:about=\"https://a.example/colours\"/>\n";

/// A scheme file whose concepts start on line 3.
std::string scheme_with(std::string_view concepts) {
    return std::string{start} + std::string{scheme_node} + std::string{concepts} + "\n</rdf:RDF>\n";
}

std::string concept_node(const std::string& id, const std::string& inside = "") {
    return "<skos:Concept rdf:about=\"https://a.example/colours/" + id + "\"><skos:prefLabel xml:lang=\"en\">" + id +
           "</skos:prefLabel>" + inside + "</skos:Concept>\n";
}

std::string relation(const std::string& name, const std::string& id) {
    return "<skos:" + name + " rdf:resource=\"https://a.example/colours/" + id + "\"/>";
}

TEST_CASE("a concept is read with its labels, notes, code and matches") {
    const auto scheme = read_scheme(scheme_with(R"(<skos:Concept rdf:about="https://a.example/colours#red">
      <skos:prefLabel xml:lang="da">  rød
        farve </skos:prefLabel>
      <skos:prefLabel xml:lang="fi">punainen</skos:prefLabel>
      <skos:altLabel xml:lang="da">højrød</skos:altLabel>
      <skos:altLabel xml:lang="da">mørkerød</skos:altLabel>
      <skos:hiddenLabel xml:lang="da">roed</skos:hiddenLabel>
      <skos:scopeNote xml:lang="en">Of <![CDATA[blood & <roses>]]></skos:scopeNote>
      <skos:notation>R1</skos:notation>
      <skos:topConceptOf rdf:resource="https://a.example/colours"/>
      <skos:exactMatch rdf:resource="https://b.example/rouge"/>
      <skos:closeMatch rdf:resource="https://c.example/rot"/>
      <skos:changeNote>unknown to us</skos:changeNote>
      <dct:created>2018</dct:created>
      <other:thing xmlns:other="urn:other">unknown<rdf:value/></other:thing>
    </skos:Concept>)"),
                                    "vocabularies/colours.rdf");
    REQUIRE(scheme);
    CHECK(scheme->id == "colours");
    CHECK(scheme->iri == "https://a.example/colours");
    REQUIRE(scheme->concepts.size() == 1);
    const Concept& red = scheme->concepts[0];
    CHECK(red.id == "red");
    CHECK(red.iri == "https://a.example/colours#red");
    CHECK(red.scheme == "colours");
    CHECK(red.line == 3);
    CHECK(red.preferred.at("da") == "rød farve");
    CHECK(red.preferred.at("fi") == "punainen");
    CHECK(red.alternative.at("da") == Ids{"højrød", "mørkerød"});
    CHECK(red.hidden.at("da") == Ids{"roed"});
    CHECK(red.scope_notes.at("en") == "Of blood & <roses>");
    CHECK(red.notation == "R1");
    CHECK(red.is_top);
    CHECK(red.matches == Ids{"https://b.example/rouge", "https://c.example/rot"});
}

TEST_CASE("the same scheme is read however its RDF/XML is written") {
    const std::string variants[] = {
        scheme_with(concept_node("red")),
        // rdf:Description with a type
        std::string{start} + R"(<rdf:Description rdf:about="https://a.example/colours">
          <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#ConceptScheme"/></rdf:Description>
          <rdf:Description rdf:about="https://a.example/colours/red">
          <skos:prefLabel xml:lang="en">red</skos:prefLabel>
          <rdf:type rdf:resource="http://www.w3.org/2004/02/skos/core#Concept"/></rdf:Description></rdf:RDF>)",
        // other prefixes
        R"(<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">
          <s:ConceptScheme r:about="https://a.example/colours"/>
          <s:Concept r:about="https://a.example/colours/red"><s:prefLabel xml:lang="en">red</s:prefLabel></s:Concept></r:RDF>)",
        // SKOS as the default namespace
        R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://www.w3.org/2004/02/skos/core#">
          <ConceptScheme rdf:about="https://a.example/colours"/>
          <Concept rdf:about="https://a.example/colours/red"><prefLabel xml:lang="en">red</prefLabel></Concept></rdf:RDF>)",
        // declarations where they are used, and the prefixes of others' namespaces
        R"(<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdf="urn:other" xmlns:skos="urn:other">
          <x:ConceptScheme xmlns:x="http://www.w3.org/2004/02/skos/core#" rdf:about="wrong" r:about="https://a.example/colours"/>
          <skos:Concept r:about="https://a.example/colours/blue"/>
          <x:Concept xmlns:x="http://www.w3.org/2004/02/skos/core#" r:about="https://a.example/colours/red">
            <skos:prefLabel xml:lang="en">wrong</skos:prefLabel><x:prefLabel xml:lang="en">red</x:prefLabel>
          </x:Concept></r:RDF>)",
        "\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n" + scheme_with(concept_node("red")),
    };
    for (const auto& xml : variants) {
        CAPTURE(xml);
        const auto scheme = read_scheme(xml, "colours.rdf");
        REQUIRE(scheme);
        CHECK(scheme->iri == "https://a.example/colours");
        REQUIRE(scheme->concepts.size() == 1);
        CHECK(scheme->concepts[0].id == "red");
        CHECK(scheme->concepts[0].preferred.at("en") == "red");
    }
}

TEST_CASE("a relation that the file says in one direction is seen in both") {
    const auto scheme =
        read_scheme(scheme_with(concept_node("red", relation("narrower", "pink") + relation("related", "blue")) +
                                concept_node("pink") +
                                concept_node("crimson", relation("broader", "red") + relation("broader", "red")) +
                                concept_node("blue", relation("related", "red") + relation("related", "blue")) +
                                concept_node("grey", relation("broader", "elsewhere"))),
                    "colours.rdf");
    REQUIRE(scheme);
    CHECK(scheme->find("red")->narrower == Ids{"pink", "crimson"});
    CHECK(scheme->find("pink")->broader == Ids{"red"});
    CHECK(scheme->find("crimson")->broader == Ids{"red"});
    CHECK(scheme->find("red")->related == Ids{"blue"});
    CHECK(scheme->find("grey")->broader == Ids{"elsewhere"});
}

TEST_CASE("a top concept is one that says so or that its scheme names") {
    const auto xml = std::string{start} + "<skos:ConceptScheme rdf:about=\"https://a.example/colours\">" +
                     relation("hasTopConcept", "red") + "</skos:ConceptScheme>" + concept_node("red") +
                     concept_node("blue", "<skos:topConceptOf rdf:resource=\"https://a.example/colours\"/>") +
                     concept_node("pink") + "</rdf:RDF>";
    const auto scheme = read_scheme(xml, "colours.rdf");
    REQUIRE(scheme);
    CHECK(scheme->find("red")->is_top);
    CHECK(scheme->find("blue")->is_top);
    CHECK_FALSE(scheme->find("pink")->is_top);
}

TEST_CASE("a value that is described in place is passed over") {
    const auto scheme =
        read_scheme(scheme_with(concept_node("red", "<skos:broader><skos:Concept/></skos:broader><skos:exactMatch/>")),
                    "colours.rdf");
    REQUIRE(scheme);
    CHECK(scheme->find("red")->broader.empty());
    CHECK(scheme->find("red")->matches.empty());
}

TEST_CASE("what is wrong with a scheme is said with its line and what to do") {
    struct Case {
        std::string name, xml, code;
        int line;
    };
    const Case cases[] = {
        {"nothing", "", "empty-file", 0},
        {"not well-formed", std::string{start} + "<skos:Concept>\n</rdf:RDF>", "not-well-formed", 3},
        {"a document type", "<!DOCTYPE rdf:RDF [<!ENTITY a \"b\">]>\n" + scheme_with(""), "doctype", 1},
        {"another root", "\n<skos xmlns=\"http://www.w3.org/2004/02/skos/core#\"/>", "not-skos", 2},
        {"no namespace", "<RDF/>", "not-skos", 1},
        {"no scheme", std::string{start} + concept_node("red") + "</rdf:RDF>", "not-skos", 1},
        {"a scheme without address", std::string{start} + "<skos:ConceptScheme/></rdf:RDF>", "not-skos", 1},
        {"a concept without address", scheme_with("<skos:Concept/>"), "concept-without-id", 3},
        {"an address without name", scheme_with("<skos:Concept rdf:about=\"https://a.example/\"/>"),
         "concept-without-id", 3},
        {"a concept twice", scheme_with(concept_node("red") + concept_node("red")), "concept-twice", 4},
        {"a concept without label", scheme_with("\n<skos:Concept rdf:about=\"red\"/>"), "no-label", 4},
        {"two labels in one language",
         scheme_with(concept_node("red", "\n<skos:prefLabel xml:lang=\"en\">x</skos:prefLabel>")), "label-twice", 4},
    };
    for (const auto& c : cases) {
        CAPTURE(c.name);
        const auto scheme = read_scheme(c.xml, "vocabularies/colours.rdf");
        REQUIRE_FALSE(scheme.has_value());
        REQUIRE(scheme.error().size() == 1);
        const Problem& problem = scheme.error()[0];
        CHECK(problem.code == c.code);
        CHECK(problem.file == "vocabularies/colours.rdf");
        CHECK(problem.line == c.line);
        CHECK_FALSE(problem.what.empty());
        CHECK_FALSE(problem.hint.empty());
    }
}

TEST_CASE("a scheme may be larger than a document, with very many concepts below one") {
    std::string concepts = concept_node("all");
    for (int i = 0; i < 15'000; ++i) concepts += concept_node(std::to_string(i), relation("broader", "all"));
    const auto xml = scheme_with(concepts);
    CHECK(xml.size() > FileLimits{}.bytes);
    const auto scheme = read_scheme(xml, "colours.rdf");
    REQUIRE(scheme);
    CHECK(scheme->find("all")->narrower.size() == 15'000);
}

}  // namespace
}  // namespace clearinghouse::model
