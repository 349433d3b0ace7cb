#include "engine/search/passage_reader.h"

#include <doctest/doctest.h>

namespace clearinghouse::search {
namespace {

AskedWord asked(const std::string& term) {
    return {term, {{{term}, {Meaning::Kind::form, term, "en", 1}}}};
}

index::Passage passage(index::PassageKind kind, const std::vector<std::string>& terms) {
    index::Passage passage{kind, {}};
    for (const auto& term : terms) passage.terms.push_back(index::term_number(term));
    return passage;
}

/// One document has "women", two have "work".
Xapian::WritableDatabase small_database() {
    Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
    Xapian::Document both;
    both.add_term("women");
    both.add_term("work");
    database.add_document(both);
    Xapian::Document work;
    work.add_term("work");
    database.add_document(work);
    return database;
}

using Kind = index::PassageKind;

}  // namespace

TEST_CASE("words that one passage answers are worth more than words that several do") {
    const auto database = small_database();
    PassageReader reader{{asked("women"), asked("work")}, database};
    const auto together = reader.read(index::write_passages({passage(Kind::summary, {"women", "and", "work"})}));
    const auto apart =
        reader.read(index::write_passages({passage(Kind::summary, {"women"}), passage(Kind::summary, {"work"})}));
    CHECK(together.in_passage == doctest::Approx(1));
    CHECK(together.anywhere == doctest::Approx(1));
    CHECK(apart.in_passage < 0.7);
    CHECK(apart.anywhere == doctest::Approx(1));
}

TEST_CASE("a rare word tells more than a frequent one") {
    const auto database = small_database();
    PassageReader reader{{asked("women"), asked("work")}, database};
    const auto rare = reader.read(index::write_passages({passage(Kind::summary, {"women"})}));
    const auto frequent = reader.read(index::write_passages({passage(Kind::summary, {"work"})}));
    CHECK(rare.anywhere > frequent.anywhere);
    CHECK(rare.anywhere + frequent.anywhere == doctest::Approx(1));
}

TEST_CASE("a word met by a weak sense counts by its weight, and by its best sense when several are met") {
    const auto database = small_database();
    AskedWord word{"women",
                   {{{"women"}, {Meaning::Kind::form, "women", "en", 1}},
                    {{"girls"}, {Meaning::Kind::translation, "girls", "en", 0.5}}}};
    PassageReader reader{{word}, database};
    CHECK(reader.read(index::write_passages({passage(Kind::summary, {"girls"})})).in_passage == doctest::Approx(0.5));
    CHECK(reader.read(index::write_passages({passage(Kind::summary, {"girls", "women"})})).in_passage ==
          doctest::Approx(1));
}

TEST_CASE("a translation of several words is met only where all of them stand in one passage") {
    const auto database = small_database();
    const AskedWord word{"móðurmál",
                         {{{"mother", "tongue"}, {Meaning::Kind::translation, "mother tongue", "en", 0.5}}}};
    PassageReader reader{{word}, database};
    CHECK(reader.read(index::write_passages({passage(Kind::summary, {"mother", "tongue"})})).anywhere ==
          doctest::Approx(0.5));
    CHECK(reader.read(index::write_passages({passage(Kind::summary, {"mother"}), passage(Kind::summary, {"tongue"})}))
              .anywhere == 0);
}

TEST_CASE("a document without passages answers nothing") {
    const auto database = small_database();
    PassageReader reader{{asked("women")}, database};
    CHECK(reader.read("").anywhere == 0);
    CHECK(reader.read("no passages at all").in_passage == 0);
}

}  // namespace clearinghouse::search
