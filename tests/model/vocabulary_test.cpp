#include "engine/model/vocabulary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

Concept labelled(const std::string& id, const std::map<std::string, std::string>& labels) {
    Concept made;
    made.id = id;
    made.preferred = labels;
    return made;
}

TEST_CASE("each vocabulary of the content is read, with seven preferred labels for each concept") {
    const auto files = samples::files_below(samples::root / "content" / "vocabularies", ".rdf");
    CHECK(files.size() >= 8);
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const auto scheme = read_scheme(samples::read_file(file), file.string());
        REQUIRE(scheme);
        CHECK(scheme->id == file.stem().string());
        CHECK_FALSE(scheme->iri.empty());
        CHECK_FALSE(scheme->concepts.empty());
        for (const std::string language : {"da", "sv", "nb", "nn", "fi", "is", "en"}) {
            CAPTURE(language);
            CHECK(scheme->titles.contains(language));
            for (const auto& each : scheme->concepts) {
                CAPTURE(each.id);
                const auto label = each.preferred.find(language);
                REQUIRE(label != each.preferred.end());
                CHECK_FALSE(label->second.empty());
            }
        }
    }
}

TEST_CASE("in the vocabularies of the content each relation leads to a concept and back") {
    for (const auto& file : samples::files_below(samples::root / "content" / "vocabularies", ".rdf")) {
        const auto scheme = read_scheme(samples::read_file(file), file.string());
        REQUIRE(scheme);
        for (const auto& each : scheme->concepts) {
            CAPTURE(scheme->id + "/" + each.id);
            CHECK(each.line > 1);
            CHECK(std::set<std::string>(each.narrower.begin(), each.narrower.end()).size() == each.narrower.size());
            for (const auto& id : each.broader) {
                CAPTURE(id);
                const Concept* other = scheme->find(id);
                REQUIRE(other);
                CHECK(std::ranges::find(other->narrower, each.id) != other->narrower.end());
            }
            for (const auto& id : each.narrower) {
                CAPTURE(id);
                const Concept* other = scheme->find(id);
                REQUIRE(other);
                CHECK(std::ranges::find(other->broader, each.id) != other->broader.end());
            }
            for (const auto& id : each.related) {
                CAPTURE(id);
                const Concept* other = scheme->find(id);
                REQUIRE(other);
                CHECK(std::ranges::find(other->related, each.id) != other->related.end());
            }
        }
    }
}

TEST_CASE("a concept is labelled in the reader's language, a near one, English, any, or by its id") {
    const Concept danish = labelled("dk", {{"da", "Danmark"}, {"en", "Denmark"}});
    CHECK(danish.label("da") == "Danmark");
    CHECK(danish.label("nn") == "Danmark");
    CHECK(danish.label("fi") == "Denmark");
    CHECK(danish.label("") == "Denmark");
    CHECK(labelled("x", {{"fi", "Ruotsi"}}).label("da") == "Ruotsi");
    CHECK(labelled("x", {}).label("da") == "x");
}

TEST_CASE("an unknown scheme or concept is nothing, and its label is what was asked for") {
    Scheme countries;
    countries.id = "countries";
    countries.concepts = {labelled("dk", {{"da", "Danmark"}})};
    const Vocabulary vocabulary{{countries}};
    CHECK(vocabulary.find("countries", "dk")->id == "dk");
    CHECK(vocabulary.find("countries", "xx") == nullptr);
    CHECK(vocabulary.find("planets", "dk") == nullptr);
    CHECK(vocabulary.scheme("planets") == nullptr);
    CHECK(vocabulary.label("countries", "dk", "sv") == "Danmark");
    CHECK(vocabulary.label("countries", "xx", "sv") == "xx");
    CHECK(vocabulary.label("planets", "dk", "sv") == "dk");
}

TEST_CASE("a reader understands their language first and English last") {
    using Languages = std::vector<std::string>;
    CHECK(understood_by("nn") == Languages{"nn", "nb", "da", "sv", "en"});
    CHECK(understood_by("fi") == Languages{"fi", "en"});
    CHECK(understood_by("en") == Languages{"en"});
    CHECK(understood_by("pl") == Languages{"pl", "en"});
}

}  // namespace
}  // namespace clearinghouse::model
