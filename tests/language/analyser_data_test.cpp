#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/language/analyser.h"

using namespace clearinghouse::language;
namespace fs = std::filesystem;

namespace {

const std::string dictionary = "apertium/apertium-dan-nor/dan-nob.automorf.bin";
const fs::path installed = "/usr/share";

/// A data folder that lives as long as the test.
class DataFolder {
public:
    explicit DataFolder(const std::string& name) : path_{fs::temp_directory_path() / ("clearinghouse-" + name)} {
        fs::remove_all(path_);
        fs::create_directories((path_ / dictionary).parent_path());
    }
    ~DataFolder() { fs::remove_all(path_); }
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    void copy_dictionary() const { fs::copy_file(installed / dictionary, path_ / dictionary); }
    void shorten_dictionary(std::uintmax_t size) const { fs::resize_file(path_ / dictionary, size); }
    void write_dictionary(const std::string& bytes) const {
        std::ofstream{path_ / dictionary, std::ios::binary} << bytes;
    }
    std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

Layer danish_layer(const Analyser& analyser) {
    const auto& layers = analyser.layers();
    const auto found = std::find_if(layers.begin(), layers.end(), [](const Layer& l) { return l.language == "da"; });
    REQUIRE(found != layers.end());
    return *found;
}

}  // namespace

TEST_CASE("with the packages installed every layer is there") {
    const auto analyser = Analyser::load();
    CHECK(analyser->layers().size() == 7);
    for (const auto& layer : analyser->layers()) {
        CAPTURE(layer.language);
        CHECK(layer.present);
        CHECK(layer.hint.empty());
    }
}

TEST_CASE("without data every absent layer says once what to install, and words are still stemmed") {
    const auto analyser = Analyser::without_data();
    std::vector<std::string> report;
    for (const auto& layer : analyser->layers()) {
        CHECK_FALSE(layer.present);
        report.push_back(to_line(layer));
    }
    CHECK(report == std::vector<std::string>{
                        "da: lemmas (apertium-dan-nor) missing (install the Debian package apertium-dan-nor)",
                        "sv: lemmas (apertium-swe-nor) missing (install the Debian package apertium-swe-nor)",
                        "nb: lemmas (apertium-nno-nob) missing (install the Debian package apertium-nno-nob)",
                        "nn: lemmas (apertium-nno-nob) missing (install the Debian package apertium-nno-nob)",
                        "is: lemmas (apertium-isl-swe) missing (install the Debian package apertium-isl-swe)",
                        "is: lemmas (apertium-isl-eng) missing (install the Debian package apertium-isl-eng)",
                        "fi: lemmas (voikko-fi) missing (install the Debian package voikko-fi)",
                    });
    const auto words = analyser->words("flyktingarna børnum", "sv");
    REQUIRE(words.size() == 2);
    CHECK(words[0].stems == std::vector<std::string>{"flykting"});
    CHECK(words[0].parts.empty());
    CHECK(analyser->words("kunnissa", "fi").front().stems.size() == 1);
    CHECK(analyser->words("innflytjendur", "is").front().stems == std::vector<std::string>{"innflytjendur"});
}

TEST_CASE("an empty data folder leaves Danish to the stemmer") {
    const DataFolder folder{"empty"};
    const auto analyser = Analyser::load(folder.path());
    CHECK_FALSE(danish_layer(*analyser).present);
    CHECK(danish_layer(*analyser).hint == "install the Debian package apertium-dan-nor");
    CHECK(analyser->words("børn", "da").front().stems == std::vector<std::string>{"børn"});
}

TEST_CASE("a damaged analyser is left out and named") {
    const DataFolder folder{"damaged"};
    struct Case {
        std::string name, bytes;
        std::uintmax_t size;
    };
    const auto whole = fs::file_size(installed / dictionary);
    const Case cases[] = {{"nothing", "", 0},
                          {"other data", "this is no transducer, but it is long enough to be tried as one", 0},
                          {"only the magic", "LTTB", 0},
                          {"the header", "", 12},
                          {"a hundredth", "", whole / 100},
                          {"a half", "", whole / 2},
                          {"most of it", "", whole * 9 / 10}};
    for (const auto& c : cases) {
        CAPTURE(c.name);
        fs::remove(fs::path{folder.path()} / dictionary);
        if (c.size == 0) {
            folder.write_dictionary(c.bytes);
        } else {
            folder.copy_dictionary();
            folder.shorten_dictionary(c.size);
        }
        const auto analyser = Analyser::load(folder.path());
        CHECK_FALSE(danish_layer(*analyser).present);
        CHECK(danish_layer(*analyser).hint ==
              folder.path() + "/" + dictionary + " is damaged: apt-get install --reinstall apertium-dan-nor");
        CHECK(analyser->words("børn", "da").front().stems == std::vector<std::string>{"børn"});
    }
}

TEST_CASE("an analyser with changed bytes is left out or works, and crashes nothing") {
    const DataFolder folder{"changed"};
    folder.copy_dictionary();
    std::ifstream stream{fs::path{folder.path()} / dictionary, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{stream}, {}};
    for (const std::size_t at : {5U, 13U, 40U, 200U, 400U, 2000U, 3000U, 100000U}) {
        CAPTURE(at);
        REQUIRE(at < whole.size());
        auto changed = whole;
        changed[at] = static_cast<char>(0xFF);
        folder.write_dictionary(changed);
        const auto analyser = Analyser::load(folder.path());
        const auto words = analyser->words("børnenes flygtningebørn xyz", "da");
        REQUIRE(words.size() == 3);
        for (const auto& word : words) CHECK_FALSE(word.stems.empty());
    }
}

TEST_CASE("the fingerprint is stable and changes with the data") {
    const auto all = Analyser::load();
    CHECK(all->fingerprint() == Analyser::load()->fingerprint());
    CHECK(all->fingerprint() != Analyser::without_data()->fingerprint());
    CHECK(all->fingerprint().find('\n') == std::string::npos);

    const DataFolder folder{"fingerprint"};
    const auto without = Analyser::load(folder.path())->fingerprint();
    folder.copy_dictionary();
    const auto with = Analyser::load(folder.path())->fingerprint();
    CHECK(with != without);
    CHECK(with != all->fingerprint());
    const DataFolder copy{"fingerprint-copy"};
    copy.copy_dictionary();
    CHECK(Analyser::load(copy.path())->fingerprint() == with);
}
