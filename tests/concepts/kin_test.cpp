#include "engine/concepts/kin.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace clearinghouse::concepts {
namespace {

model::Concept entry(std::string id, std::vector<std::string> narrower, std::vector<std::string> matches = {}) {
    model::Concept made;
    made.iri = "urn:" + id;
    made.id = std::move(id);
    made.narrower = std::move(narrower);
    made.matches = std::move(matches);
    return made;
}

Kin kin() {
    model::Scheme themes;
    themes.id = "themes";
    themes.concepts = {entry("work", {"wages", "recruitment"}), entry("wages", {"subsidies"}), entry("subsidies", {}),
                       entry("recruitment", {"work"})};  // a circle, as editors may make one
    model::Scheme programmes;
    programmes.id = "programmes";
    programmes.concepts = {entry("etableringsprogrammet", {}, {"urn:introduksjonsprogrammet", "urn:work"}),
                           entry("introduksjonsprogrammet", {}), entry("alone", {}, {"urn:nobody", "urn:alone"})};
    return Kin{model::Vocabulary{{themes, programmes}}};
}

TEST_CASE("a concept's kin are all narrower ones, also those of narrower ones") {
    const auto all = kin();
    const auto& work = all.of({"themes", "work"});
    for (const std::string id : {"wages", "subsidies", "recruitment"}) {
        CAPTURE(id);
        CHECK(std::ranges::count(work, Name{"themes", id}) == 1);
    }
    CHECK(std::ranges::count(work, Name{"themes", "work"}) == 0);
    CHECK(all.of({"themes", "subsidies"}).empty());
}

TEST_CASE("matched concepts are kin of each other, whichever of them says so") {
    const auto all = kin();
    CHECK(all.of({"programmes", "introduksjonsprogrammet"}) ==
          std::vector<Name>{{"programmes", "etableringsprogrammet"}});
    CHECK(std::ranges::count(all.of({"programmes", "etableringsprogrammet"}),
                             Name{"programmes", "introduksjonsprogrammet"}) == 1);
    CHECK(std::ranges::count(all.of({"themes", "work"}), Name{"programmes", "etableringsprogrammet"}) == 1);
}

TEST_CASE("a concept that matches nothing known, or itself, has no kin") {
    CHECK(kin().of({"programmes", "alone"}).empty());
    CHECK(kin().of({"themes", "unknown"}).empty());
}

}  // namespace
}  // namespace clearinghouse::concepts
