#include "indexer/pipeline.h"

#include <doctest/doctest.h>

#include <functional>

#include "engine/index/generation.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_content.h"
#include "tests/indexer/small_pdf.h"
#include "tests/indexer/snapshot.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
namespace fs = std::filesystem;

namespace {

const auto analyser = language::Analyser::without_data();

/// A content folder and an index beside it.
class Site {
public:
    Site() { testing::write_small_content(content()); }

    fs::path content() const { return folder_.path() / "content"; }
    fs::path example(const std::string& id) const { return content() / "learning-examples" / (id + ".xml"); }
    fs::path index() const { return folder_.path() / "index"; }
    fs::path other_index() const { return folder_.path() / "other"; }

    Outcome publish(bool rebuild = false, bool preview = false) const { return publish_to(index(), rebuild, preview); }

    /// What an index that is written anew from the same content holds.
    std::map<std::string, testing::Held> rebuilt() const {
        publish_to(other_index(), true, false);
        return testing::snapshot(other_index());
    }

private:
    Outcome publish_to(const fs::path& to, bool rebuild, bool preview) const {
        auto outcome = indexer::publish({content(), to, 3, rebuild, preview}, *analyser,
                                        [](std::string_view, std::size_t, std::size_t) {});
        REQUIRE(outcome);
        return *outcome;
    }

    testing::TemporaryFolder folder_;
};

std::string errors_of(const Outcome& outcome) {
    std::string lines;
    for (const auto& problem : outcome.problems) {
        if (problem.severity == model::Severity::error) lines += model::to_line(problem) + "\n";
    }
    return lines;
}

std::string pdf_warnings_of(const Outcome& outcome) {
    std::string lines;
    for (const auto& problem : outcome.problems) {
        if (problem.code.starts_with("pdf-")) lines += model::to_line(problem) + "\n";
    }
    return lines;
}

void replace(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = testing::read_text(file);
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    testing::write_text(file, text.replace(place, from.size(), to));
}

}  // namespace

TEST_CASE("everything but drafts is published, with what points at it") {
    const Site site;
    const Outcome outcome = site.publish();
    CHECK(errors_of(outcome) == "");
    CHECK(outcome.published);
    CHECK(outcome.whole);
    CHECK(outcome.documents == 21);
    CHECK(outcome.added == 21);

    const auto generation = index::Generation::open(site.index());
    REQUIRE(generation);
    const index::Generation& current = **generation;
    CHECK_FALSE(current.find("draft"));
    CHECK(current.manifest().documents_by_type.at("learning-example") == 20);
    CHECK(current.vocabulary().scheme("themes") != nullptr);

    const auto record = current.record(current.find("plain-1").value());
    REQUIRE(record);
    REQUIRE(record->backlinks.size() == 2);
    CHECK(record->backlinks[0].document == "2019");
    CHECK(record->backlinks[0].relation == "part-of");
    CHECK(record->backlinks[1].document == "linking");
    CHECK(record->backlinks[1].relation == "evaluates");

    CHECK(current.columns().visible_from(current.find("withdrawn").value()) == index::never);
    CHECK(current.columns().visible_from(current.find("scheduled").value()) ==
          model::parse_moment("2999-01-01")->time_since_epoch().count());
    CHECK(testing::read_text(current.attachment("attached", "report.pdf").value()) == "%PDF-1.7\nreport\n%%EOF\n");
}

TEST_CASE("a run without changes publishes nothing") {
    const Site site;
    const Outcome first = site.publish();
    const Outcome second = site.publish();
    CHECK_FALSE(second.published);
    CHECK(second.generation == first.generation);
    CHECK(second.unchanged == 21);
    CHECK(index::generation_names(site.index()).size() == 1);
    CHECK(site.publish(true).published);
}

TEST_CASE("an update holds, term by term, what a rebuild holds") {
    struct Case {
        std::string name;
        std::function<void(const Site&)> edit;
        std::size_t added, changed, removed;
    };
    const Case cases[] = {
        {"text", [](const Site& s) { testing::write_example(s.content(), {.id = "plain-3", .title = "Mammacafé"}); }, 0,
         1, 0},
        {"new", [](const Site& s) { testing::write_example(s.content(), {.id = "fresh", .date = "2030"}); }, 1, 0, 0},
        {"gone", [](const Site& s) { fs::remove(s.example("plain-4")); }, 0, 0, 1},
        {"link gone, so another's backlinks",
         [](const Site& s) { testing::write_example(s.content(), {.id = "linking"}); }, 0, 1, 0},
        {"date, so the order of others",
         [](const Site& s) { replace(s.example("plain-5"), "<date>2005", "<date>2025"); }, 0, 1, 0},
        {"attachment",
         [](const Site& s) {
             testing::write_text(s.content() / "learning-examples" / "attached" / "report.pdf",
                                 "%PDF-1.7\nnew\n%%EOF\n");
         },
         0, 1, 0},
        {"withdrawn again published", [](const Site& s) { testing::write_example(s.content(), {.id = "withdrawn"}); },
         0, 1, 0},
        {"published becomes draft",
         [](const Site& s) {
             replace(s.example("plain-6"), R"(status="published" published="2026-11-01")", R"(status="draft")");
         },
         0, 0, 1},
        {"alias", [](const Site& s) { replace(s.example("plain-7"), "<date>", "<alias>seven</alias><date>"); }, 0, 1,
         0},
        {"id gone and back", [](const Site& s) { testing::write_example(s.content(), {.id = "plain-4"}); }, 1, 0, 0},
    };
    const Site site;
    site.publish();
    for (const Case& c : cases) {
        CAPTURE(c.name);
        c.edit(site);
        const Outcome outcome = site.publish();
        CHECK(errors_of(outcome) == "");
        CHECK(outcome.published);
        CHECK_FALSE(outcome.whole);
        CHECK(outcome.added == c.added);
        CHECK(outcome.changed == c.changed);
        CHECK(outcome.removed == c.removed);
        CHECK(testing::differences(testing::snapshot(site.index()), site.rebuilt()) == std::vector<std::string>{});
        CHECK(testing::words_and_suggestions(site.index()) == testing::words_and_suggestions(site.other_index()));
    }
}

TEST_CASE("many changes, other vocabularies, another analysis and a preview write everything anew") {
    const Site site;
    site.publish();
    for (int i = 1; i <= 5; ++i) testing::write_example(site.content(), {.id = "plain-" + std::to_string(i)});
    CHECK(site.publish().whole);

    std::string themes = testing::read_text(site.content() / "vocabularies" / "themes.rdf");
    testing::write_text(site.content() / "vocabularies" / "themes.rdf", themes + "<!-- changed -->\n");
    const Outcome after_vocabulary = site.publish();
    CHECK(after_vocabulary.published);
    CHECK(after_vocabulary.whole);

    const Outcome preview = site.publish(false, true);
    CHECK(preview.whole);
    CHECK(preview.documents == 22);
    const auto generation = index::Generation::open(site.index());
    REQUIRE(generation);
    CHECK((*generation)->manifest().preview);
    CHECK((*generation)->columns().visible_from((*generation)->find("draft").value()) == 0);

    const Outcome without_drafts = site.publish();
    CHECK(without_drafts.whole);
    CHECK(without_drafts.documents == 21);
}

TEST_CASE("a file with errors keeps what is published of it, in an update and in a rebuild") {
    const Site site;
    site.publish();
    const auto before = testing::snapshot(site.index());
    testing::write_text(site.example("plain-8"), "<learning-example");
    testing::write_text(site.example("attached"), "not XML at all");
    testing::write_text(site.example("never-published"), "");
    testing::write_example(site.content(), {.id = "fresh"});

    for (const bool rebuild : {false, true}) {
        CAPTURE(rebuild);
        const Outcome outcome = site.publish(rebuild);
        CHECK(outcome.whole == rebuild);
        CHECK(outcome.kept == std::vector<std::string>{"attached", "plain-8"});
        CHECK(outcome.lost == std::vector<std::string>{"never-published"});
        CHECK(outcome.documents == 22);
        CHECK(model::has_error(outcome.problems));
        const auto after = testing::snapshot(site.index());
        for (const std::string id : {"plain-8", "attached"}) {
            CHECK(after.at(id).record == before.at(id).record);
            CHECK(after.at(id).terms.size() == before.at(id).terms.size());
            CHECK(after.at(id).attachments == before.at(id).attachments);
        }
    }
    CHECK_FALSE(site.publish().published);
}

TEST_CASE("a damaged generation is written anew, and what it kept is found in an older one") {
    const Site site;
    site.publish();
    testing::write_example(site.content(), {.id = "fresh"});
    const Outcome second = site.publish();
    testing::write_text(site.example("plain-9"), "<broken");
    fs::resize_file(site.index() / "generations" / second.generation / "columns.bin", 100);

    const Outcome outcome = site.publish();
    CHECK(outcome.published);
    CHECK(outcome.whole);
    CHECK(outcome.kept == std::vector<std::string>{"plain-9"});
    CHECK(outcome.documents == 22);
    CHECK(index::Generation::open(site.index()));
}

TEST_CASE("a withdrawn document keeps its record and loses its files") {
    const Site site;
    site.publish();
    testing::write_example(site.content(),
                           {.id = "attached",
                            .attributes = R"(status="withdrawn" published="2026-11-01")",
                            .withdrawn = R"(<withdrawn at="2026-11-10"><reason lang="sv">Fel.</reason></withdrawn>)",
                            .metadata = R"(<attachment file="report.pdf" lang="sv">Rapport</attachment>)"});
    CHECK(errors_of(site.publish()) == "");
    const auto generation = index::Generation::open(site.index());
    REQUIRE(generation);
    const auto number = (*generation)->find("attached");
    REQUIRE(number);
    CHECK((*generation)->record(*number)->document.withdrawal->reasons.at("sv") == "Fel.");
    CHECK_FALSE((*generation)->attachment("attached", "report.pdf"));
}

TEST_CASE("the pages of a PDF are published with its document, and an update holds what a rebuild holds") {
    const Site site;
    const auto report = site.content() / "learning-examples" / "attached" / "report.pdf";
    testing::write_text(report, testing::pdf_of({{"Mentors at work"}, {}, {"Courses for parents"}}));
    CHECK(pdf_warnings_of(site.publish()) == "");
    const auto generation = index::Generation::open(site.index());
    REQUIRE(generation);
    const auto number = (*generation)->find("attached").value();
    REQUIRE((*generation)->pages().count(number) == 2);
    CHECK((*generation)->pages().page(number, 1) ==
          index::PageText{.file = "report.pdf", .language = "sv", .number = 3, .text = "Courses for parents"});
    CHECK((*generation)->pages().count((*generation)->find("plain-1").value()) == 0);

    const std::function<void()> edits[] = {
        [&] { replace(site.example("plain-3"), "<date>2003", "<date>2024"); },
        [&] { replace(site.example("attached"), "Frivilliga", "Grannar"); },
        [&] { testing::write_text(report, testing::pdf_of({{"Another text"}})); },
        [&] { replace(site.example("attached"), R"(lang="sv">Rapport)", R"(lang="en">Rapport)"); },
        [&] { testing::write_text(site.example("attached"), "not XML at all"); },
        [&] { fs::remove(site.example("attached")); },
    };
    for (const auto& edit : edits) {
        CAPTURE(&edit - edits);
        edit();
        site.publish();
        if (fs::exists(site.example("attached")) && testing::read_text(site.example("attached")) == "not XML at all") {
            CHECK(testing::snapshot(site.index()).at("attached").attachments.contains("report.pdf#page=1 (en)"));
            continue;  // a rebuild elsewhere has nothing to keep
        }
        CHECK(testing::differences(testing::snapshot(site.index()), site.rebuilt()) == std::vector<std::string>{});
    }
}

TEST_CASE("a PDF is read again only when it has changed, and one that cannot be read is no failure") {
    const Site site;
    const auto report = site.content() / "learning-examples" / "attached" / "report.pdf";
    testing::write_text(report, testing::locked_pdf());
    const Outcome first = site.publish();
    CHECK(first.published);
    CHECK(pdf_warnings_of(first).find("report.pdf: warning: asks for a password") != std::string::npos);

    replace(site.example("attached"), "Frivilliga", "Grannar");
    const Outcome other_text = site.publish();
    CHECK(other_text.changed == 1);
    CHECK(pdf_warnings_of(other_text) == "");  // it would have warned again

    CHECK(pdf_warnings_of(site.publish(true)).find("report.pdf") != std::string::npos);
    testing::write_text(report, testing::locked_pdf() + "%");
    CHECK(pdf_warnings_of(site.publish()).find("report.pdf") != std::string::npos);
}

TEST_CASE("only files that a document names are published") {
    const Site site;
    testing::write_text(site.content() / "learning-examples" / "attached" / "notes.txt", "for editors");
    site.publish();
    const auto generation = index::Generation::open(site.index());
    REQUIRE(generation);
    CHECK((*generation)->attachment("attached", "report.pdf"));
    CHECK_FALSE((*generation)->attachment("attached", "notes.txt"));
}

TEST_CASE("the real content is published as it stands") {
    const testing::TemporaryFolder index;
    const auto outcome =
        indexer::publish({fs::path{CLEARINGHOUSE_SOURCE_DIR} / "content", index.path(), 1, false, false}, *analyser,
                         [](std::string_view, std::size_t, std::size_t) {});
    REQUIRE(outcome);
    CHECK(outcome->documents > 50);
    CHECK(testing::snapshot(index.path()).size() == outcome->documents);
}
