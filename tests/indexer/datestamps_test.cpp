#include "indexer/datestamps.h"

#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "indexer/catalogue.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_content.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
namespace fs = std::filesystem;

namespace {

model::Moment at(const char* text) {
    return model::parse_moment(text).value();
}

/// A content folder, and what is said of it from time to time.
class Content {
public:
    Content() { testing::write_small_content(path()); }

    fs::path path() const { return folder_.path() / "content"; }
    fs::path example(const std::string& id) const { return path() / "learning-examples" / (id + ".xml"); }

    index::Datestamps stamp(const index::Datestamps& previous, model::Moment now, bool preview = false) const {
        const auto catalogue = read_catalogue(path());
        const auto plan =
            make_plan(catalogue, nullptr, nullptr, {.analysis = "", .translations = "", .preview = preview});
        return datestamps_of(plan, records_of(plan), catalogue.vocabulary, previous, now);
    }

private:
    testing::TemporaryFolder folder_;
};

void replace(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = testing::read_text(file);
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    testing::write_text(file, text.replace(place, from.size(), to));
}

std::set<std::string> changed_at(const index::Datestamps& datestamps, model::Moment moment) {
    std::set<std::string> ids;
    for (const auto& stamp : datestamps) {
        if (stamp.changed == moment) ids.insert(stamp.id);
    }
    return ids;
}

const auto first_day = at("2026-12-01");
const auto second_day = at("2026-12-02");

}  // namespace

TEST_CASE("at first a document changed when it says so itself") {
    const Content content;
    const auto datestamps = content.stamp({}, first_day);
    CHECK(datestamps.size() == 21);
    CHECK(index::find(datestamps, "draft") == nullptr);
    CHECK(index::find(datestamps, "plain-1")->changed == at("2026-11-01"));
    CHECK(index::find(datestamps, "withdrawn")->changed == at("2026-11-10"));
    const auto* scheduled = index::find(datestamps, "scheduled");
    CHECK(scheduled->first == at("2999-01-01"));
    CHECK(scheduled->at(at("2998-12-31")) == first_day);
    CHECK(scheduled->at(at("2999-01-02")) == at("2999-01-01"));
    CHECK(index::find(datestamps, "plain-1")->sets ==
          std::vector<std::string>{"collection:2019", "country:se", "theme:women", "type:learning-example"});
}

TEST_CASE("what is as it was keeps its datestamp, and what is harvested in another form gets a new one") {
    struct Case {
        std::string name;
        std::function<void(const Content&)> edit;
        std::set<std::string> changed;
    };
    const Case cases[] = {
        {"nothing", [](const Content&) {}, {}},
        {"text", [](const Content& c) { replace(c.example("plain-3"), "frivilliga.", "grannar."); }, {"plain-3"}},
        {"new", [](const Content& c) { testing::write_example(c.path(), {.id = "fresh"}); }, {"fresh"}},
        {"gone", [](const Content& c) { fs::remove(c.example("plain-4")); }, {"plain-4"}},
        {"member of a collection, by its backlink",
         [](const Content& c) {
             replace(c.path() / "collections" / "2019.xml", R"(<part document="plain-2" role="learning-example"/>)",
                     R"(<part document="plain-5" role="learning-example"/>)");
         },
         {"2019", "plain-2", "plain-5"}},
        {"withdrawn, which those that it pointed at show",
         [](const Content& c) {
             testing::write_example(
                 c.path(), {.id = "linking",
                            .attributes = R"(status="withdrawn" published="2026-11-01")",
                            .withdrawn = R"(<withdrawn at="2026-11-10"><reason lang="sv">Fel.</reason></withdrawn>)",
                            .metadata = R"(<link document="plain-1" relation="evaluates"/>)"});
         },
         {"linking", "plain-1"}},
        {"attachment",
         [](const Content& c) {
             testing::write_text(c.path() / "learning-examples" / "attached" / "report.pdf", "%PDF-1.7\nnew\n%%EOF\n");
         },
         {"attached"}},
        {"draft again",
         [](const Content& c) {
             replace(c.example("plain-6"), R"(status="published" published="2026-11-01")", R"(status="draft")");
         },
         {"plain-6"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Content content;
        const auto before = content.stamp({}, first_day);
        c.edit(content);
        CHECK(changed_at(content.stamp(before, second_day), second_day) == c.changed);
    }
}

TEST_CASE("another label of a concept is a change of the documents that have it, and of no others") {
    const Content content;
    testing::write_example(content.path(), {.id = "other", .themes = "<theme>housing</theme>"});
    const auto before = content.stamp({}, first_day);
    replace(content.path() / "vocabularies" / "themes.rdf", R"(<skos:prefLabel xml:lang="en">housing<)",
            R"(<skos:prefLabel xml:lang="en">homes<)");
    CHECK(changed_at(content.stamp(before, second_day), second_day) == std::set<std::string>{"other"});
}

TEST_CASE("a tombstone stays for good, and goes when its document comes back") {
    const Content content;
    auto datestamps = content.stamp({}, first_day);
    fs::remove(content.example("plain-4"));
    fs::remove(content.example("scheduled"));
    datestamps = content.stamp(datestamps, second_day);
    CHECK(index::find(datestamps, "scheduled") == nullptr);  // nobody has seen it
    for (const auto* later : {"2026-12-03", "2027-01-01", "2030-01-01"})
        datestamps = content.stamp(datestamps, at(later));
    const auto* gone = index::find(datestamps, "plain-4");
    REQUIRE(gone);
    CHECK(gone->is_gone);
    CHECK(gone->changed == second_day);
    CHECK(gone->sets == std::vector<std::string>{"country:se", "theme:women", "type:learning-example"});

    testing::write_example(content.path(), {.id = "plain-4"});
    datestamps = content.stamp(datestamps, at("2031-01-01"));
    CHECK_FALSE(index::find(datestamps, "plain-4")->is_gone);
    CHECK(index::find(datestamps, "plain-4")->first == at("2031-01-01"));
}

TEST_CASE("what comes out in the meantime stays dated by its own time") {
    const Content content;
    testing::write_example(content.path(), {.id = "soon",
                                            .attributes = R"(status="published" published="2026-12-01T12:00:00Z")",
                                            .metadata = R"(<link document="plain-7" relation="evaluates"/>)"});
    const auto before = content.stamp({}, first_day);
    const auto after = content.stamp(before, second_day);
    CHECK(index::find(after, "soon")->changed == at("2026-12-01T12:00:00Z"));
    CHECK(index::find(after, "plain-7")->changed == at("2026-12-01T12:00:00Z"));
    CHECK(index::find(after, "plain-8")->changed == at("2026-11-01"));
}

TEST_CASE("drafts of a preview leave no trace, and a clock that was set back none either") {
    const Content content;
    const auto preview = content.stamp({}, first_day, true);
    CHECK(index::find(preview, "draft") == nullptr);
    testing::write_example(content.path(), {.id = "fresh"});
    const auto after = content.stamp(preview, first_day);
    testing::write_example(content.path(), {.id = "fresh", .title = "Nytt"});
    CHECK(index::find(content.stamp(after, at("2020-01-01")), "fresh")->changed == first_day);
}
