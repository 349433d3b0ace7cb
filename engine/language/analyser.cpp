#include "engine/language/analyser.h"

#include <fmt/format.h>
#include <libvoikko/voikko.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <utility>

#include "engine/language/apertium.h"
#include "engine/language/data_file.h"
#include "engine/language/english.h"
#include "engine/language/finnish.h"
#include "engine/language/language.h"
#include "engine/language/stemmer.h"
#include "engine/language/stop_words.h"
#include "engine/language/text.h"
#include "engine/language/tokeniser.h"
#include "engine/language/word_cache.h"

namespace clearinghouse::language {
namespace {

// Raise this when the same text would give other words than before: an index remembers it.
constexpr int rules_version = 1;
constexpr std::size_t most_parts = 6;
// "EU:s", "EU:n", "NGO's": what clings to an abbreviation is at most so long, with its mark.
constexpr std::size_t longest_clitic = 6;

/// Where Debian's voikko-fi lies. Only the fingerprint reads it; libvoikko looks for itself.
constexpr const char* finnish_dictionary = "/usr/lib/voikko/5/mor-standard/mor.vfst";

std::string primary_of(std::string_view language) {
    auto primary = std::string{language.substr(0, language.find('-'))};
    primary = lower(primary);
    return primary == "no" ? "nb" : primary;
}

void add_distinct(std::vector<std::string>& list, std::string item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

/// Single letters and figures are no forms of anything; dictionaries have them as names of letters.
bool has_forms(std::u16string_view word) {
    return word.size() > 1 &&
           std::any_of(word.begin(), word.end(), [](char16_t c) { return U16_IS_SURROGATE(c) || u_isalpha(c); });
}

std::string versions() {
    UVersionInfo icu_version{};
    u_getVersion(icu_version);
    std::array<char, U_MAX_VERSION_STRING_LENGTH> icu_text{};
    u_versionToString(icu_version, icu_text.data());
    return fmt::format("rules {}; icu {}; xapian {}", rules_version, icu_text.data(), Xapian::version_string());
}

std::string what_to_do(const std::string& package, bool damaged, const std::string& path) {
    if (!damaged) return fmt::format("install the Debian package {}", package);
    return fmt::format("{} is damaged: apt-get install --reinstall {}", path, package);
}

}  // namespace

struct Analyser::Inside {
    std::map<std::string, Lemmatiser, std::less<>> lemmatisers;
    bool finnish = false;
    std::vector<Layer> layers;
    std::string fingerprint = versions();
    mutable WordCache cache;

    void load_dictionary(const Dictionary& dictionary, const std::string& data) {
        const std::string language{dictionary.language};
        const std::string package{dictionary.package};
        const auto path = path_of(dictionary, data);
        auto transducer = Transducer::load(path, dictionary.probes);
        std::error_code ignored;
        const bool damaged = !transducer && std::filesystem::exists(path, ignored);
        layers.push_back({language, fmt::format("lemmas ({})", package), transducer != nullptr,
                          transducer ? "" : what_to_do(package, damaged, path)});
        fingerprint += fmt::format("; {} {} {}", language, dictionary.file,
                                   transducer ? identity_of_file(path) : std::string{"absent"});
        if (transducer) lemmatisers.try_emplace(language, language).first->second.add(std::move(transducer));
    }

    void load_finnish(const FinnishData& data) {
        finnish = data.present;
        layers.push_back({"fi", "lemmas (voikko-fi)", finnish, finnish ? "" : what_to_do("voikko-fi", false, {})});
        fingerprint += finnish ? fmt::format("; fi {} {}", data.identity, identity_of_file(finnish_dictionary))
                               : std::string{"; fi absent"};
    }

    std::vector<Reading> readings(std::u16string_view word, const std::string& language) const {
        if (!has_forms(word)) return {};
        if (language == "en") return read_english(word);
        if (language == "fi") return finnish ? read_finnish(word) : std::vector<Reading>{};
        const auto found = lemmatisers.find(language);
        return found == lemmatisers.end() ? std::vector<Reading>{} : found->second.read(word);
    }

    /// Readings of the word or, where it is unknown, of what stands before its apostrophe or colon.
    std::vector<Reading> readings_or_head(std::u16string_view word, const std::string& language) const {
        auto found = readings(word, language);
        const auto mark = word.find_last_of(u"':");
        if (!found.empty() || mark == word.npos || mark == 0 || word.size() - mark > longest_clitic) return found;
        const auto head = word.substr(0, mark);
        found = readings(head, language);
        if (found.empty()) found.push_back({std::u16string{head}, {}});
        return found;
    }

    /// Nothing for a word that must not be analysed.
    WordCache::Entry analyse(std::string_view written, const std::string& language) const {
        const auto clean = clean_word(written);
        if (!clean) return nullptr;
        auto word = std::make_shared<Word>();
        word->surface = to_utf8(*clean);
        word->folded = fold(word->surface);
        const bool hyphenated = clean->find(u'-') != clean->npos;
        for (const auto& reading : readings_or_head(*clean, language)) {
            add_distinct(word->lemmas, lower(to_utf8(reading.lemma)));
            add_distinct(word->stems, stem(lower(to_utf8(reading.lemma)), language));
            // The parts of a hyphenated word are words of the text themselves.
            if (hyphenated || reading.parts.size() < 2) continue;
            for (const auto& part : reading.parts) {
                const auto lemma = lower(to_utf8(part));
                auto part_stem = stem(lemma, language);
                const bool is_new = std::find(word->parts.begin(), word->parts.end(), part_stem) == word->parts.end();
                if (!is_new || word->parts.size() == most_parts) continue;
                word->parts.push_back(std::move(part_stem));
                word->part_lemmas.push_back(lemma);
            }
        }
        add_distinct(word->stems, stem(word->surface, language));
        return word;
    }
};

Analyser::Analyser(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Analyser::~Analyser() = default;

std::shared_ptr<const Analyser> Analyser::load(const std::string& data) {
    auto inside = std::make_unique<Inside>();
    for (const auto& dictionary : dictionaries()) inside->load_dictionary(dictionary, data);
    inside->load_finnish(find_finnish());
    return std::shared_ptr<const Analyser>{new Analyser{std::move(inside)}};
}

std::shared_ptr<const Analyser> Analyser::without_data() {
    auto inside = std::make_unique<Inside>();
    for (const auto& dictionary : dictionaries()) inside->load_dictionary(dictionary, "/nonexistent");
    inside->load_finnish({});
    return std::shared_ptr<const Analyser>{new Analyser{std::move(inside)}};
}

std::vector<Word> Analyser::words(std::string_view text, std::string_view language) const {
    const auto primary = primary_of(language);
    std::vector<Word> found;
    std::string key = primary + ' ';
    const auto prefix = key.size();
    const bool colon_endings = primary == "sv" || primary == "fi";  // "EU:s", "EU:n"
    for (const auto& span : find_words(text, colon_endings)) {
        const auto written = text.substr(span.begin, span.end - span.begin);
        if (written.size() > 4 * longest_word) continue;
        key.resize(prefix);
        key += written;
        auto entry = inside_->cache.find(key);
        if (!entry) {
            entry = inside_->analyse(written, primary);
            if (!entry) continue;
            inside_->cache.remember(key, entry);
        }
        found.push_back(*entry);
        found.back().begin = span.begin;
        found.back().end = span.end;
    }
    return found;
}

std::string Analyser::stem_of_lemma(std::string_view lemma, std::string_view language) const {
    const auto primary = primary_of(language);
    auto word = lower(lemma);
    if (primary == "en") {
        // A British spelling is read as the American one, here as in texts.
        const auto readings = read_english(to_utf16(word));
        if (!readings.empty()) word = to_utf8(readings.front().lemma);
    }
    return stem(word, primary);
}

bool Analyser::is_stop_word(std::string_view word, std::string_view language) const {
    return is_stop_word_of(lower(word), group(language));
}

std::string to_line(const Layer& layer) {
    const auto hint = layer.present || layer.hint.empty() ? "" : fmt::format(" ({})", layer.hint);
    return fmt::format("{}: {} {}{}", layer.language, layer.name, layer.present ? "present" : "missing", hint);
}

const std::vector<Layer>& Analyser::layers() const {
    return inside_->layers;
}

const std::string& Analyser::fingerprint() const {
    return inside_->fingerprint;
}

}  // namespace clearinghouse::language
