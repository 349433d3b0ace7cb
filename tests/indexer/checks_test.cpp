#include "indexer/checks.h"

#include <doctest/doctest.h>

#include "engine/model/document_reader.h"

using namespace clearinghouse;

namespace {

/// What is said against an event that holds `details`, by a catalogue of itself and no vocabularies.
std::string dates_of(const std::string& attributes, const std::string& details, const std::string& translation = {}) {
    const std::string xml = "<event xmlns=\"urn:clearinghouse:content:1\" status=\"published\" " + attributes +
                            "><metadata/><details>" + details + "</details><text lang=\"sv\"><title>T</title></text>" +
                            translation + "</event>";
    const auto document = model::read_document(xml, "x.xml");
    REQUIRE(document);
    const model::Vocabulary vocabulary;
    std::string codes;
    for (const auto& each : indexer::check_document(*document, "/nowhere", {vocabulary, {}, {}})) {
        codes += each.code + " ";
    }
    return codes;
}

/// What is said against a list of these questions.
std::string codes_of_questions(std::vector<std::string> questions, model::Status status = model::Status::published) {
    model::Document document;
    document.status = status;
    document.questions = {{"da", {"Hvem betaler?"}, 3}, {"fi", std::move(questions), 7}};
    std::string codes;
    for (const auto& each : indexer::check_questions(document)) {
        CHECK(each.line == 7);
        CHECK(each.what.find("in 'fi'") != std::string::npos);
        CHECK((each.severity == model::Severity::error) == (each.code == "not-filled-in"));
        codes += each.code + " ";
    }
    return codes;
}

model::Document named(const std::string& id, const std::string& folder, std::vector<std::string> aliases = {}) {
    model::Document document;
    document.id = id;
    document.file = folder + "/" + id + ".xml";
    document.aliases = std::move(aliases);
    return document;
}

}  // namespace

TEST_CASE("dates are held against each other as closely as the vaguer one allows") {
    struct Case {
        std::string start, end, codes;
    };
    const Case cases[] = {
        {"2020-06-16T13:00:00+02:00", "2020-06-16", ""},
        {"2020-06-16T13:00:00+02:00", "2020-06-15", "dates-in-wrong-order "},
        {"2020-06-16T13:00:00+02:00", "2020-06-16T12:30:00+01:00", ""},
        {"2020-06-16T13:00:00+02:00", "2020-06-16T12:30:00+02:00", "dates-in-wrong-order "},
        {"2020-06-16", "2020-06", ""},
        {"2020-06", "2020-05", "dates-in-wrong-order "},
    };
    for (const auto& each : cases) {
        CAPTURE(each.start);
        CAPTURE(each.end);
        CHECK(dates_of("published=\"2026-11-01\"",
                       "<start at=\"" + each.start + "\"/><end at=\"" + each.end + "\"/>") == each.codes);
    }
    CHECK(dates_of("published=\"2026-11-01T09:00:00Z\" modified=\"2026-11-01\"", "").empty());
    CHECK(dates_of("published=\"2026-11-01T09:00:00Z\" modified=\"2026-10-31\"", "") == "dates-in-wrong-order ");
}

TEST_CASE("a translation of the day's version is not outdated") {
    const std::string text =
        "<text lang=\"en\" translation-of=\"sv\" from-version=\"2026-11-01\"><title>T</title></text>";
    CHECK(dates_of("published=\"2026-11-01T09:00:00Z\"", "", text).empty());
    CHECK(dates_of("published=\"2026-11-02\"", "", text).empty());
    CHECK(dates_of("published=\"2026-10-01\" modified=\"2026-11-01T09:00:00Z\"", "", text).empty());
    CHECK(dates_of("published=\"2026-10-01\" modified=\"2026-11-02\"", "", text) == "translation-outdated ");
}

TEST_CASE("a question ends with a question mark") {
    CHECK(codes_of_questions({"Kuka maksaa?", "Mitä se maksaa?"}).empty());
    for (const std::string question :
         {"Kuka maksaa", "Kuka maksaa.", "Kuka maksaa;", "Kuka maksaa? Kunta.", "Kuka maksaa?!", "Kuka maksaa？"}) {
        CAPTURE(question);
        CHECK(codes_of_questions({question}) == "no-question-mark ");
    }
}

TEST_CASE("a question has 120 characters at most, however many bytes they take") {
    std::string question;
    for (std::size_t i = 1; i < indexer::longest_question; ++i) question += "ä";
    CHECK(codes_of_questions({question + "?"}).empty());
    CHECK(codes_of_questions({question + "ä?"}) == "long-question ");
    CHECK(codes_of_questions({question + "ä"}) == "no-question-mark ");
    CHECK(codes_of_questions({question + "ää"}) == "no-question-mark long-question ");
}

TEST_CASE("a question stands once in its list, in another language it may stand again") {
    CHECK(codes_of_questions({"Kuka maksaa?", "Mitä se maksaa?", "Kuka maksaa?"}) == "question-twice ");
    CHECK(codes_of_questions({"Hvem betaler?"}).empty());
}

TEST_CASE("a question that the skeleton left to be written may wait in a draft, published it may not") {
    CHECK(codes_of_questions({"...?"}) == "not-filled-in ");
    CHECK(codes_of_questions({"...?", "...?"}, model::Status::draft).empty());
}

TEST_CASE("of two files with one id neither may pass, of an alias only who claims it second") {
    const auto one = named("a", "events");
    const auto two = named("a", "news");
    const auto other = named("b", "news", {"c", "a"});
    const auto third = named("d", "news", {"c"});
    const auto files = [](const model::Problems& problems) {
        std::string found;
        for (const auto& each : problems) found += each.file + " ";
        return found;
    };
    CHECK(files(indexer::check_ids({&one, &two})) == "events/a.xml news/a.xml ");
    CHECK(files(indexer::check_ids({&one, &other, &third})) == "news/b.xml news/d.xml ");
    CHECK(indexer::check_ids({&one, &third}).empty());
}
