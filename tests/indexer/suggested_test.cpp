#include "indexer/suggested.h"

#include <doctest/doctest.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "indexer/rows.h"

using namespace clearinghouse;

namespace {

model::Document document(const std::string& id, const std::string& date, std::vector<std::string> themes,
                         std::vector<std::pair<std::string, std::string>> titles) {
    model::Document made;
    made.id = id;
    made.type = "news";
    made.date = model::parse_date(date);
    made.themes = std::move(themes);
    for (auto& [language, title] : titles) {
        made.texts.emplace_back();
        made.texts.back().language = language;
        made.texts.back().title = title;
    }
    return made;
}

model::Vocabulary vocabulary() {
    model::Concept work;
    work.id = "work";
    work.preferred = {{"da", "arbejde"}, {"sv", "arbete"}};
    work.alternative = {{"sv", {"jobb"}}};
    work.hidden = {{"sv", {"jobbb"}}};
    model::Concept health;
    health.id = "health";
    health.preferred = {{"sv", "hälsa"}};
    model::Concept nobody;
    nobody.id = "nobody";
    nobody.preferred = {{"sv", "ingen"}};
    model::Scheme themes;
    themes.id = "themes";
    themes.concepts = {work, health, nobody};
    model::Concept news;
    news.id = "news";
    news.preferred = {{"sv", "nyhet"}};
    model::Scheme types;
    types.id = "document-types";
    types.concepts = {news};
    return model::Vocabulary{{themes, types}};
}

std::vector<std::string> lines_of(const std::vector<model::Document>& documents) {
    std::vector<index::Row> rows;
    std::vector<std::string> ids;
    std::vector<const model::Document*> places;
    for (const auto& each : documents) {
        const bool is_gap = each.id.empty();
        rows.push_back(is_gap ? index::Row{} : indexer::row_of(each, vocabulary()));
        ids.push_back(each.id);
        places.push_back(is_gap ? nullptr : &each);
    }
    indexer::set_order(rows, ids);
    std::vector<std::string> lines;
    for (const auto& each : indexer::suggested(rows, places, vocabulary())) {
        std::vector<std::string> texts;
        for (const auto& text : each.texts) {
            texts.push_back(fmt::format("{} {}{}", text.language, text.text, text.is_preferred ? "" : " (other)"));
        }
        lines.push_back(fmt::format("{}/{} {}: {}", each.scheme, each.id, each.documents, fmt::join(texts, ", ")));
    }
    return lines;
}

}  // namespace

TEST_CASE("the subjects that documents have are suggested by their labels, then titles, the newest first") {
    const auto old = document("old", "2019-01-01", {"work"}, {{"sv", "Gammal"}, {"en", "Old"}});
    const auto recent = document("recent", "2025-01-01", {"work", "health"}, {{"sv", "Ny"}});
    CHECK(lines_of({old, {}, recent}) == std::vector<std::string>{
                                             "themes/work [1, 3]: da arbejde, sv arbete, sv jobb (other)",
                                             "themes/health [3]: sv hälsa",
                                             "/ [3]: sv Ny",
                                             "/ [1]: sv Gammal, en Old",
                                         });
}

TEST_CASE("what is never visible has no title to suggest, and what is to come has one") {
    auto withdrawn = document("withdrawn", "2025-01-01", {"health"}, {{"sv", "Borta"}});
    withdrawn.status = model::Status::withdrawn;
    auto later = document("later", "2025-01-01", {}, {{"sv", "Sedan"}});
    later.published = model::parse_moment("2999-01-01");
    CHECK(lines_of({withdrawn, later}) == std::vector<std::string>{"/ [2]: sv Sedan"});
    CHECK(lines_of({}).empty());
}
