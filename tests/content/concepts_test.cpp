#include "tests/content/concepts.h"

#include <doctest/doctest.h>

using namespace clearinghouse;
using namespace clearinghouse::tests;

namespace {

model::Concept concept_of(const std::string& id, const std::string& label, std::vector<std::string> broader = {}) {
    model::Concept made;
    made.id = id;
    made.line = 5;
    made.broader = std::move(broader);
    for (const std::string language : {"da", "sv", "nb", "nn", "fi", "is", "en"}) made.preferred[language] = label;
    return made;
}

model::Scheme scheme_of(std::vector<model::Concept> concepts) {
    model::Scheme scheme;
    scheme.file = "content/vocabularies/themes.rdf";
    scheme.concepts = std::move(concepts);
    return scheme;
}

}  // namespace

TEST_CASE("a concept without a label in a language is named") {
    auto work = concept_of("work", "work");
    CHECK(missing_labels(scheme_of({work})).empty());
    work.preferred.erase("fi");
    work.preferred["is"] = "";
    CHECK(missing_labels(scheme_of({work})) == Findings{"themes.rdf:5: fi: has no preferred label ('work')",
                                                        "themes.rdf:5: is: has no preferred label ('work')"});
}

TEST_CASE("two concepts with one label are named, whatever its capitals") {
    CHECK(shared_labels(scheme_of({concept_of("a", "work"), concept_of("b", "labour")})).empty());
    auto second = concept_of("b", "labour");
    second.preferred["en"] = "Work";
    CHECK(shared_labels(scheme_of({concept_of("a", "work"), second})) ==
          Findings{"themes.rdf:5: en: a and b have the same label ('Work')"});
}

TEST_CASE("a concept that no way leads from to the top is named, also in a circle") {
    auto top = concept_of("top", "top");
    top.is_top = true;
    const auto child = concept_of("child", "child", {"other", "top"});
    const auto grandchild = concept_of("grandchild", "grandchild", {"child"});
    CHECK(concepts_without_top(scheme_of({top, child, grandchild})).empty());
    CHECK(concepts_without_top(scheme_of({top, concept_of("lone", "lone")})) ==
          Findings{"themes.rdf:5: en: reaches no top concept by broader ('lone')"});
    CHECK(concepts_without_top(scheme_of({concept_of("lone", "lone"), concept_of("a", "a", {"lone"})}), {"lone"})
              .empty());
    CHECK(concepts_without_top(scheme_of({concept_of("a", "a", {"b"}), concept_of("b", "b", {"a"})})).size() == 2);
}
