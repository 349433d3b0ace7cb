#include "indexer/advice.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "engine/model/fields.h"
#include "indexer/commands.h"
#include "indexer/report.h"
#include "tests/index/temporary_folder.h"
#include "tests/indexer/small_content.h"

using namespace clearinghouse;
using namespace clearinghouse::indexer;
namespace fs = std::filesystem;

namespace {

const auto now = *model::parse_moment("2026-11-20");

model::Document document_of(const std::string& type) {
    model::Document document;
    document.file = "content/a.xml";
    document.type = type;
    document.status = model::Status::published;
    document.last_reviewed = model::PartialDate{2026, 11, 0};
    document.texts.emplace_back().language = "sv";
    for (const std::string language : {"da", "sv", "nb", "fi", "is", "en"}) {
        document.questions.push_back({language, {"?"}, 1});
    }
    return document;
}

void add_detail(model::Document& document, const std::string& field, std::map<std::string, std::string> attributes) {
    document.details.push_back({field, {"", std::move(attributes), 1}});
}

void add_section(model::Document& document, const std::string& field) {
    document.texts.front().sections.push_back({field, {"<p>Ord</p>", "Ord"}, 1});
}

/// The names of what a document lacks, divided by commas.
std::string lacks(const model::Document& document) {
    std::string names;
    for (const auto& [file, missing] : advise({&document}, now)) {
        for (const Wish* wish : missing) names += (names.empty() ? "" : ", ") + name_of(*wish);
    }
    return names;
}

bool has_field(const model::Type& type, std::string_view field) {
    return std::ranges::find(type.details, field, &model::Field::name) != type.details.end() ||
           std::ranges::find(type.sections, field, &model::Field::name) != type.sections.end();
}

}  // namespace

TEST_CASE("every row of the table is a field of its type, and tells what readers want it for") {
    for (const Wish& wish : wishes()) {
        CAPTURE(wish.type);
        CAPTURE(wish.field);
        CHECK(wish.why.starts_with(wish.field == "limits" ? "not to " : "to "));
        if (wish.type.empty()) {
            CHECK((wish.field == "place" || wish.field == "last-reviewed" || wish.field == "questions"));
            continue;
        }
        const auto* type = model::type(wish.type);
        REQUIRE(type != nullptr);
        CHECK(has_field(*type, wish.field));
        if (!wish.instead.empty()) CHECK(has_field(*type, wish.instead));
    }
}

TEST_CASE("a bare document of each type lacks what its readers would look for") {
    struct Row {
        std::string type, missing;
    };
    const Row rows[] = {
        {"knowledge-synthesis", "key-findings, method"},
        {"learning-example", "results, evidence, cost or resources, period, practice-status, contact, transferability"},
        {"research-summary", "design, data, limits, publication or doi"},
        {"research-project", "period, institution, outputs"},
        {"statistic", "data, period"},
        {"event", "start, outcomes"},
        {"network", "member, meeting-rhythm"},
        {"project", "period, results"},
        {"policy-document", "adopted, follow-up"},
        {"news", ""},
        {"country-profile", ""},
        {"collection", ""},
    };
    CHECK(std::size(rows) == model::types().size());
    for (const auto& [type, missing] : rows) {
        CAPTURE(type);
        CHECK(lacks(document_of(type)) == missing);
    }
}

TEST_CASE("what is there is not asked for, be it a detail, a section, or the field that serves as well") {
    auto study = document_of("research-summary");
    add_section(study, "design");
    add_section(study, "data");
    add_section(study, "limits");
    CHECK(lacks(study) == "publication or doi");
    add_detail(study, "doi", {});
    CHECK(lacks(study) == "");
    study.last_reviewed.reset();
    CHECK(lacks(study) == "last-reviewed");
    study.status = model::Status::withdrawn;
    CHECK(lacks(study) == "");
}

TEST_CASE("a place is asked for where municipalities of one country are meant") {
    auto news = document_of("news");
    news.target_groups = {"municipalities"};
    news.countries = {"se"};
    CHECK(lacks(news) == "place");
    news.countries = {"no", "se"};
    CHECK(lacks(news) == "");
    news.countries = {"se"};
    news.places.push_back({"Malmö", {}, 1});
    CHECK(lacks(news) == "");
}

TEST_CASE("a statistic of several countries is asked how they were made comparable, one of a single country is not") {
    auto statistic = document_of("statistic");
    statistic.countries = {"is"};
    CHECK(lacks(statistic) == "data, period");
    statistic.countries = {"fi", "is"};
    CHECK(lacks(statistic) == "data, harmonisation, period");
}

TEST_CASE("questions are asked for, and where there are some, those in each other language of the readers") {
    auto news = document_of("news");
    CHECK(lacks(news) == "");
    std::erase_if(news.questions, [](const auto& list) { return list.language == "fi"; });
    CHECK(lacks(news) == "questions in fi");
    std::erase_if(news.questions, [](const auto& list) { return list.language != "nb"; });
    CHECK(lacks(news) == "questions in da, questions in sv, questions in fi, questions in is, questions in en");
    news.questions.clear();
    CHECK(lacks(news) == "questions");
}

TEST_CASE("what came of an event is asked for once it is over") {
    auto event = document_of("event");
    add_detail(event, "start", {{"at", "2026-11-19"}});
    CHECK(lacks(event) == "outcomes");
    event.details.clear();
    add_detail(event, "start", {{"at", "2026-12-01T09:00:00+01:00"}});
    CHECK(lacks(event) == "");
}

TEST_CASE("advice is printed a line for each document, then counted by field with the reason") {
    auto first = document_of("network");
    auto second = document_of("network");
    second.file = "content/b.xml";
    add_section(second, "meeting-rhythm");
    std::ostringstream out;
    print_advice(advise({&second, &first}, now), out);
    CHECK(out.str() ==
          "note: content/a.xml: would help readers: member, meeting-rhythm\n"
          "note: content/b.xml: would help readers: member\n"
          "note: 2 documents without member (to know who speaks for their country)\n"
          "note: 1 document without meeting-rhythm (to know when to bring a matter)\n");
    auto study = document_of("research-summary");
    auto statistic = document_of("statistic");
    std::ostringstream reasons;
    print_advice(advise({&study, &statistic}, now), reasons);
    CHECK(reasons.str().find("1 document without data (to know who was studied)\n") != std::string::npos);
    CHECK(reasons.str().find("1 document without data (to calculate with the figures)\n") != std::string::npos);
    auto asked = document_of("news");
    asked.questions.pop_back();
    std::ostringstream questions;
    print_advice(advise({&asked}, now), questions);
    CHECK(questions.str().ends_with(
        "note: 1 document without questions in en (to find it when they ask in their own language)\n"));
    std::ostringstream none;
    print_advice({}, none);
    CHECK(none.str() == "");
}

TEST_CASE("--check gives advice on the whole and on single files, --quiet none, and the exit code stays") {
    testing::TemporaryFolder folder;
    Options options;
    options.action = Action::check;
    options.content = folder.path() / "content";
    testing::write_small_content(options.content);
    const fs::path file = options.content / "learning-examples" / "plain-1.xml";
    const std::string line = "note: " + file.string() + ": would help readers: results, cost or resources, ";
    const auto checked = [&] {
        std::ostringstream out;
        std::ostringstream errors;
        CHECK(run(options, out, errors) == exit_code::well);
        CHECK(errors.str().find("note: ") == std::string::npos);
        return out.str();
    };
    const auto whole = checked();
    CHECK(whole.find(line) != std::string::npos);
    CHECK(whole.find("withdrawn.xml") == std::string::npos);
    CHECK(whole.ends_with("warnings\n"));

    options.files = {file, options.content / "vocabularies" / "themes.rdf"};
    const auto single = checked();
    CHECK(single.starts_with(line));
    CHECK(single.find("note: 1 document without results (to know whether it worked)\n") != std::string::npos);
    CHECK(single.find("themes.rdf") == std::string::npos);

    options.format = Format::json;
    const auto json = nlohmann::json::parse(checked());
    REQUIRE(json["advice"].size() == 1);
    CHECK(json["advice"][0]["file"] == file.string());
    CHECK(json["advice"][0]["fields"][0]["field"] == "results");
    CHECK(json["advice"][0]["fields"][0]["why"] == "to know whether it worked");
    CHECK(json["advice"][0]["fields"][1]["instead"] == "resources");
    options.quiet = true;
    CHECK(nlohmann::json::parse(checked())["advice"].empty());

    options.format = Format::text;
    CHECK(checked() == "");
}
