#include "engine/language/finnish.h"

#include <fmt/format.h>
#include <libvoikko/voikko.h>

#include <algorithm>
#include <memory>

#include "engine/language/text.h"

namespace clearinghouse::language {
namespace {

struct Terminate {
    void operator()(VoikkoHandle* handle) const { voikkoTerminate(handle); }
};
struct FreeAnalyses {
    void operator()(voikko_mor_analysis** analyses) const { voikko_free_mor_analysis(analyses); }
};
using Analyses = std::unique_ptr<voikko_mor_analysis*, FreeAnalyses>;

VoikkoHandle* handle() {
    thread_local const std::unique_ptr<VoikkoHandle, Terminate> own{[] {
        const char* error = nullptr;
        return voikkoInit(&error, "fi", nullptr);
    }()};
    return own.get();
}

std::string value(const voikko_mor_analysis* analysis, const char* key) {
    char* found = voikko_mor_analysis_value_cstr(analysis, key);
    std::string result = found ? found : "";
    if (found) voikko_free_mor_analysis_value_cstr(found);
    return result;
}

/// "+pakolais(pakolainen)+lapsi(lapsi)": the bases stand in brackets. "=" marks a border inside one, and a base that
/// begins with "+" is an ending.
std::vector<std::u16string> bases(std::string_view text) {
    std::vector<std::u16string> found;
    for (auto open = text.find('('); open != text.npos; open = text.find('(', open)) {
        const auto close = text.find(')', open);
        if (close == text.npos) break;
        std::string base{text.substr(open + 1, close - open - 1)};
        std::erase(base, '=');
        if (!base.empty() && base.front() != '+') found.push_back(to_utf16(base));
        open = close;
    }
    return found;
}

Analyses analyse(std::u16string_view word) {
    return Analyses{voikkoAnalyzeWordCstr(handle(), to_utf8(word).c_str())};
}

}  // namespace

FinnishData find_finnish() {
    if (!handle() || read_finnish(u"pakolaisten").empty()) return {};
    FinnishData data{true, fmt::format("voikko {}", voikkoGetVersion())};
    // libvoikko does not say which file it reads, so the dictionary shows itself by its answers.
    for (const auto* word : {u"kotoutumiskoulutuksessa", u"maahanmuuttajanaisten", u"sairaanhoitaja", u"kunnissa"}) {
        for (const auto& reading : read_finnish(word)) {
            data.identity += fmt::format(" {}", to_utf8(reading.lemma));
            for (const auto& part : reading.parts) data.identity += fmt::format("+{}", to_utf8(part));
        }
    }
    return data;
}

std::vector<Reading> read_finnish(std::u16string_view word) {
    if (!handle() || word.empty() || word.size() > longest_word) return {};
    auto analyses = analyse(word);
    if (analyses && !*analyses) analyses = analyse(with_capital(word));
    std::vector<Reading> readings;
    if (!analyses) return readings;
    for (auto** next = analyses.get(); *next && readings.size() < most_readings; ++next) {
        Reading reading{to_utf16(value(*next, "BASEFORM")), bases(value(*next, "WORDBASES"))};
        if (reading.lemma.empty() && reading.parts.size() == 1) reading.lemma = reading.parts.front();
        if (reading.parts.size() < 2) reading.parts.clear();
        if (!reading.lemma.empty()) readings.push_back(std::move(reading));
    }
    return readings;
}

}  // namespace clearinghouse::language
