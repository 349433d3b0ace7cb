#include "engine/translation/freedict.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include "tests/index/temporary_folder.h"

namespace clearinghouse::translation {
namespace {

using Words = std::vector<std::string>;

TEST_CASE("an entry gives its headword and its translations, without grammar and explanations") {
    struct Case {
        Style style;
        std::string text, word;
        Words translations;
    };
    const Case cases[] = {
        {Style::lists, "bugt /bɒɡt/ <n>\n1. bay\n2. gulf\n", "bugt", {"bay", "gulf"}},
        {Style::lists, "arbejder /ɑbɑjdʌ/ <n>\nhand, laborer; Workman", "arbejder", {"hand", "laborer", "workman"}},
        {Style::lists, "efterår\nautumn (British), fall [US]", "efterår", {"autumn", "fall"}},
        {Style::senses,
         "display /dɪspleɪ/ <n>\n1. monitori, näyttö\nelectronic screen\n2. esitys\nspectacle",
         "display",
         {"monitori", "näyttö", "esitys"}},
        {Style::senses,
         "refugee /x/ <n>\npakolainen 2.\nperson seeking political asylum\n 3.\nperson seeking asylum",
         "refugee",
         {"pakolainen"}},
        {Style::senses, "Tampere /tˈampere/ <pn>\nTammerfors\nkaupunki Suomessa", "tampere", {"tammerfors"}},
        {Style::lists, "buksevand\nan act in water is poured down the pants", "buksevand", {}},
        {Style::lists, "alone", "alone", {}},
        {Style::lists, "", "", {}},
    };
    for (const auto& c : cases) {
        CAPTURE(c.text);
        const auto entry = parse_entry(c.text, c.style);
        CHECK(entry.word == c.word);
        CHECK(entry.translations == c.translations);
    }
}

/// A dictionary as dictfmt writes it.
class Files {
public:
    Files(const std::string& index, const std::string& text) {
        testing::write_text(base() + ".index", index);
        gzFile file = gzopen((base() + ".dict.dz").c_str(), "wb");
        REQUIRE(file != nullptr);
        gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
        gzclose(file);
    }
    std::string base() const { return (folder_.path() / "freedict-dan-eng").string(); }

private:
    testing::TemporaryFolder folder_;
};

TEST_CASE("a dictionary is read by its index; an entry that does not fit the file is left out") {
    const std::string text = "barn\nchild\nbog\nbook\n";
    const Files files{"00databaseinfo\tA\tF\nbarn\tA\tL\nbog\tL\tJ\nlost\tL\t//\nbroken\tA\nodd\t#\tB\n", text};
    const auto entries = read_freedict(files.base(), Style::lists);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].word == "barn");
    CHECK(entries[0].translations == Words{"child"});
    CHECK(entries[1].word == "bog");
}

TEST_CASE("a dictionary that is not there has no entries") {
    CHECK(read_freedict("/nonexistent/freedict-dan-eng", Style::lists).empty());
}

}  // namespace
}  // namespace clearinghouse::translation
