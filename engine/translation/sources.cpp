#include "engine/translation/sources.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>
#include <system_error>

#include "engine/language/data_file.h"
#include "engine/translation/bilingual.h"
#include "engine/translation/freedict.h"
#include "engine/translation/table.h"

namespace clearinghouse::translation {
namespace {

// Raise this when the same dictionaries would give another table than before.
constexpr int rules_version = 1;

struct FreeDict {
    std::string_view from;
    std::string_view to;
    std::string_view name;  ///< "dan-eng": the package is dict-freedict-dan-eng.
    Style style;
};

/// The larger ones come from WikDict. There is none from Icelandic or Danish into a Nordic language, nor from English
/// into Icelandic: these pairs go by way of others.
constexpr std::array freedicts{
    FreeDict{"da", "en", "dan-eng", Style::lists},  FreeDict{"en", "da", "eng-dan", Style::lists},
    FreeDict{"sv", "en", "swe-eng", Style::lists},  FreeDict{"en", "sv", "eng-swe", Style::lists},
    FreeDict{"is", "en", "isl-eng", Style::lists},  FreeDict{"nn", "nb", "nno-nob", Style::lists},
    FreeDict{"fi", "en", "fin-eng", Style::senses}, FreeDict{"en", "fi", "eng-fin", Style::senses},
    FreeDict{"fi", "sv", "fin-swe", Style::senses}, FreeDict{"sv", "fi", "swe-fin", Style::senses},
    FreeDict{"fi", "nb", "fin-nor", Style::senses}, FreeDict{"en", "nb", "eng-nor", Style::senses},
    FreeDict{"sv", "nb", "swe-nor", Style::senses},
};

struct Apertium {
    std::string_view from;
    std::string_view to;
    std::string_view package;
    std::string_view name;
};

constexpr std::array apertiums{
    Apertium{"da", "nb", "apertium-dan-nor", "dan-nob"}, Apertium{"da", "nn", "apertium-dan-nor", "dan-nno"},
    Apertium{"sv", "nb", "apertium-swe-nor", "swe-nob"}, Apertium{"sv", "nn", "apertium-swe-nor", "swe-nno"},
    Apertium{"sv", "da", "apertium-swe-dan", "swe-dan"}, Apertium{"is", "sv", "apertium-isl-swe", "isl-swe"},
    Apertium{"is", "en", "apertium-isl-eng", "isl-eng"}, Apertium{"nn", "nb", "apertium-nno-nob", "nno-nob"},
};

std::string path_of(const FreeDict& dictionary, const std::string& data) {
    return fmt::format("{}/dictd/freedict-{}", data, dictionary.name);
}

std::string path_of(const Apertium& dictionary, const std::string& data) {
    return fmt::format("{}/apertium/{}/{}.autobil.bin", data, dictionary.package, dictionary.name);
}

/// English verbs and nouns stand with "to" and "a" in some dictionaries.
std::string bare(const std::string& word, std::string_view language) {
    if (language != "en") return word;
    for (const std::string_view article : {"to ", "a ", "an ", "the "}) {
        if (word.starts_with(article) && word.size() > article.size()) return word.substr(article.size());
    }
    return word;
}

void add_freedict(TableBuilder& builder, const FreeDict& dictionary, const std::string& data) {
    for (auto& entry : read_freedict(path_of(dictionary, data), dictionary.style)) {
        for (auto& translation : entry.translations) translation = bare(translation, dictionary.to);
        builder.add(dictionary.from, bare(entry.word, dictionary.from), dictionary.to, entry.translations);
    }
}

void add_apertium(TableBuilder& builder, const Apertium& dictionary, const std::string& data) {
    std::map<std::string, std::vector<std::string>> translations;
    for (const auto& pair : read_bilingual(path_of(dictionary, data))) translations[pair.from].push_back(pair.to);
    for (const auto& [word, list] : translations) builder.add(dictionary.from, word, dictionary.to, list);
}

}  // namespace

std::vector<language::Layer> layers(const std::string& data) {
    std::vector<language::Layer> all;
    const auto add = [&](std::string_view from, std::string_view to, const std::string& package,
                         const std::string& file) {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(file, error);
        const bool present = !error && bytes > 0;
        all.push_back({fmt::format("{}-{}", from, to), fmt::format("translations ({})", package), present,
                       present ? "" : fmt::format("install the Debian package {}", package)});
    };
    for (const auto& each : freedicts) {
        add(each.from, each.to, fmt::format("dict-freedict-{}", each.name), path_of(each, data) + ".dict.dz");
    }
    for (const auto& each : apertiums) add(each.from, each.to, std::string{each.package}, path_of(each, data));
    return all;
}

std::string fingerprint(const language::Analyser& analyser, const std::string& data) {
    auto text = fmt::format("rules {}; {}", rules_version, analyser.fingerprint());
    for (const auto& each : freedicts) {
        text += fmt::format("; {} {}", each.name, language::identity_of_file(path_of(each, data) + ".dict.dz"));
    }
    for (const auto& each : apertiums) {
        text += fmt::format("; {} {}", each.name, language::identity_of_file(path_of(each, data)));
    }
    return text;
}

void build_table(const std::filesystem::path& file, const language::Analyser& analyser, const std::string& data) {
    TableBuilder builder;
    // The first translations of a word are kept when there are many, so the dictionaries that choose come first.
    for (const auto& each : apertiums) add_apertium(builder, each, data);
    for (const auto& each : freedicts) add_freedict(builder, each, data);
    builder.write(file, [&](std::string_view phrase, std::string_view tag) {
        std::vector<std::string> stems;
        while (!phrase.empty()) {
            const auto end = std::min(phrase.find(' '), phrase.size());
            const auto word = phrase.substr(0, end);
            if (!word.empty() && !analyser.is_stop_word(word, tag)) stems.push_back(analyser.stem_of_lemma(word, tag));
            phrase.remove_prefix(std::min(end + 1, phrase.size()));
        }
        return stems;
    });
}

}  // namespace clearinghouse::translation
