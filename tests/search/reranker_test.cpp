#include "engine/search/reranker.h"

#include <doctest/doctest.h>

#include "engine/index/passages.h"

namespace clearinghouse::search {
namespace {

using Kind = index::PassageKind;

AskedWord asked(const std::string& term) {
    return {term, {{{term}, {Meaning::Kind::form, term, "en", 1}}}};
}

/// A document with these sentences, about these concepts.
void add(Xapian::WritableDatabase& database, const std::vector<std::vector<std::string>>& sentences,
         const std::vector<std::string>& concepts = {}) {
    Xapian::Document document;
    std::vector<index::Passage> passages;
    for (const auto& sentence : sentences) {
        passages.push_back({Kind::summary, {}});
        for (const auto& term : sentence) {
            document.add_term(term);
            passages.back().terms.push_back(index::term_number(term));
        }
    }
    for (const auto& each : concepts) document.add_term("XC:themes/" + each);
    document.set_data(index::write_passages(passages));
    database.add_document(document);
}

std::vector<index::DocumentNumber> order(const std::vector<Match>& matches) {
    std::vector<index::DocumentNumber> numbers;
    for (const auto& match : matches) numbers.push_back(match.document);
    return numbers;
}

}  // namespace

TEST_CASE("of two hits that are as good at first sight, the one that says it in one sentence comes first") {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    add(database, {{"women", "health"}, {"work", "law"}});
    add(database, {{"health", "law"}, {"women", "work"}});
    std::vector<Match> matches{{1, 5}, {2, 5}, {3, 1}};
    add(database, {{"law"}});
    rerank(matches, {asked("women"), asked("work")}, database);
    CHECK(order(matches) == std::vector<index::DocumentNumber>{2, 1, 3});
}

TEST_CASE("a hit about what the best hits are about rises above one that is about something else") {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    add(database, {{"fathers"}}, {"parenting", "fathers"});
    add(database, {{"fathers"}}, {"parenting", "family"});
    add(database, {{"fathers"}}, {"fisheries"});
    add(database, {{"fathers"}}, {"parenting", "fathers"});
    add(database, {{"harbour"}}, {"fisheries"});
    std::vector<Match> matches{{1, 9}, {2, 8}, {3, 5.01}, {4, 5}};
    rerank(matches, {asked("fathers")}, database);
    CHECK(order(matches).back() == 3);
}

TEST_CASE("of equally good hits the one in the reader's language comes first, but never before a better one") {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    add(database, {{"women", "work"}});
    add(database, {{"women", "work"}});
    add(database, {{"women"}, {"work"}});
    const auto hits = std::vector<Match>{{1, 5}, {2, 5}, {3, 3}};
    const std::vector words{asked("women"), asked("work")};
    auto matches = hits;
    rerank(matches, words, database, [](auto document) { return document != 1; });
    CHECK(order(matches) == std::vector<index::DocumentNumber>{2, 1, 3});
    matches = hits;
    rerank(matches, words, database);
    CHECK(order(matches) == std::vector<index::DocumentNumber>{1, 2, 3});
}

TEST_CASE("scores fall from hit to hit and stay within those of the first look") {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    add(database, {{"women"}, {"work"}});
    add(database, {{"women", "work"}});
    add(database, {{"work"}});
    std::vector<Match> matches{{1, 7}, {2, 6}, {3, 2}};
    rerank(matches, {asked("women"), asked("work")}, database);
    CHECK(matches[0].score == 7);
    CHECK(matches[1].score <= 7);
    CHECK(matches[2].score == 2);
    CHECK(matches[1].score >= matches[2].score);
}

TEST_CASE("nothing to look at twice changes nothing") {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    add(database, {{"women"}});
    std::vector<Match> one{{1, 3}};
    rerank(one, {asked("women")}, database);
    CHECK(one[0].score == 3);
    std::vector<Match> none;
    rerank(none, {asked("women")}, database);
    CHECK(none.empty());
}

}  // namespace clearinghouse::search
