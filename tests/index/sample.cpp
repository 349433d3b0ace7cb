#include "tests/index/sample.h"

#include <stdexcept>

#include "tests/index/temporary_folder.h"

namespace clearinghouse::testing {
namespace {

model::Text swedish_text() {
    model::Text text;
    text.language = "sv";
    text.title = "Yalla Trappan: \"kvinnor\" i arbete";
    text.subtitle = "Ett kooperativ i Rosengård";
    text.summary = "Utrikes födda kvinnor lär sig genom att arbeta.";
    text.keywords = {"kvinnokooperativ", "praktik"};
    text.sections = {{"results", {"<p>45 anställda &amp; fler</p>", "45 anställda & fler"}, 0},
                     {"body", {"<p>Arbete.</p>", "Arbete.\nMer arbete."}, 0}};
    return text;
}

model::Text english_text() {
    model::Text text;
    text.language = "en";
    text.translation_of = "sv";
    text.from_version = model::parse_moment("2026-10-01");
    text.title = "Yalla Trappan";
    text.summary = "Women born abroad learn by working.";
    return text;
}

}  // namespace

model::Document full_document() {
    model::Document document;
    document.id = "yalla-trappan";
    document.type = "learning-example";
    document.status = model::Status::withdrawn;
    document.published = model::parse_moment("2026-11-01T09:00:00+02:00");
    document.modified = model::parse_moment("2026-11-02");
    document.withdrawal = model::Withdrawal{*model::parse_moment("2026-12-01"), {{"en", "outdated"}}, "newer"};
    document.aliases = {"yalla", "trappan"};
    document.date = model::parse_date("2019-05");
    document.authors = {"A. Author"};
    document.publishers = {"Länsstyrelserna"};
    document.countries = {"se"};
    document.places = {{"Malmö", {{"country", "se"}}, 0}};
    document.themes = {"women"};
    document.target_groups = {"job-seekers"};
    document.perspectives = {"gender-equality"};
    document.goals = {"7", "12"};
    document.sources = {{"", {{"href", "https://example.org/"}}, 0}};
    document.licence = "CC-BY-4.0";
    document.links = {{"evaluates", "other-one", 0}};
    document.attachments = {{"report.pdf", "sv", "Rapport", 0}};
    document.last_reviewed = model::parse_date("2026");
    document.details = {{"period", {"", {{"from", "2010"}, {"to", "2019"}}, 0}},
                        {"practice-status", {"running", {}, 0}}};
    document.texts = {swedish_text(), english_text()};
    document.questions = {{"sv", {"Vem får jobb där?", "Vad får det kosta?"}, 0},
                          {"fi", {"Kuka saa siellä työtä?"}, 0}};
    document.parts = {{"other-one", "synthesis", {{"en", "Read this first."}}, 0}};
    return document;
}

model::Vocabulary small_vocabulary() {
    model::Concept top;
    top.id = "groups";
    top.scheme = "themes";
    top.preferred = {{"en", "groups"}};
    top.narrower = {"women"};
    top.is_top = true;
    model::Concept women;
    women.id = "women";
    women.iri = "urn:clearinghouse:themes:women";
    women.scheme = "themes";
    women.notation = "4";
    women.preferred = {{"en", "women"}, {"sv", "kvinnor"}};
    women.alternative = {{"en", {"females", "woman"}}};
    women.hidden = {{"sv", {"qvinnor"}}};
    women.scope_notes = {{"en", "All women."}};
    women.broader = {"groups"};
    women.related = {"gender-equality"};
    women.matches = {"http://example.org/women"};
    model::Scheme scheme;
    scheme.id = "themes";
    scheme.iri = "urn:clearinghouse:themes";
    scheme.titles = {{"en", "Themes"}};
    scheme.concepts = {top, women};
    return model::Vocabulary{{scheme}};
}

std::string publish_sample(const std::filesystem::path& index, const std::vector<index::Record>& records, int keep) {
    auto building = index::Building::start(index);
    if (!building) throw std::runtime_error(model::to_line(building.error()));
    const auto& directory = (*building)->directory();
    std::vector<std::string> texts;
    std::vector<index::Row> rows;
    index::Manifest manifest;
    for (const index::Record& record : records) {
        texts.push_back(index::to_json(record));
        index::Row row;
        row.values[index::facet_number("type")] = {record.document.type};
        row.visible_from = 0;
        rows.push_back(row);
        manifest.sources[record.document.id] = "sum of " + record.document.id;
    }
    manifest.analysis = "plain words";
    manifest.documents = records.size();
    index::write_records(directory / index::file::records, texts);
    index::Columns::write(directory / index::file::columns, rows);
    index::write_words(directory / index::file::words, {{"mentorn", 1}, {"naerpes", 2}});
    index::write_suggestions(directory / index::file::suggestions,
                             {{"", "", {1}, {{"Yalla Trappan", "sv"}}}, {"themes", "women", {1}, {{"women", "en"}}}});
    index::write_datestamps(directory / index::file::datestamps, {});
    write_text(directory / index::file::vocabulary, index::to_json(small_vocabulary()));
    write_text(directory / index::file::attachments / "yalla-trappan" / "report.pdf", "%PDF-1.7 report");
    write_text(directory / index::file::database / "iamglass", "stands for the database");
    (*building)->publish(manifest, keep);
    return (*building)->name();
}

}  // namespace clearinghouse::testing
