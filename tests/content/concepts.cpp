#include "tests/content/concepts.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <filesystem>
#include <map>

namespace clearinghouse::tests {
namespace {

constexpr std::array languages{"da", "sv", "nb", "nn", "fi", "is", "en"};

Passage place_of(const model::Scheme& scheme, const model::Concept& about, const std::string& language) {
    return {std::filesystem::path{scheme.file}.filename().string(), about.line, language, "label", "", ""};
}

std::string small_letters(const std::string& label, const std::string& language) {
    std::string small;
    icu::UnicodeString::fromUTF8(label).toLower(icu::Locale{language.c_str()}).toUTF8String(small);
    return small;
}

bool reaches_top(const model::Scheme& scheme, const model::Concept& from, const std::set<std::string>& other_roots,
                 std::set<std::string>& seen) {
    if (from.is_top || other_roots.contains(from.id)) return true;
    if (!seen.insert(from.id).second) return false;
    for (const auto& id : from.broader) {
        const auto* broader = scheme.find(id);
        if (broader != nullptr && reaches_top(scheme, *broader, other_roots, seen)) return true;
    }
    return false;
}

}  // namespace

Findings missing_labels(const model::Scheme& scheme) {
    Findings findings;
    for (const auto& each : scheme.concepts) {
        for (const std::string language : languages) {
            const auto label = each.preferred.find(language);
            if (label != each.preferred.end() && !label->second.empty()) continue;
            findings.push_back(finding(place_of(scheme, each, language), "has no preferred label", each.id));
        }
    }
    return findings;
}

Findings shared_labels(const model::Scheme& scheme) {
    Findings findings;
    std::map<std::pair<std::string, std::string>, std::string> owners;
    for (const auto& each : scheme.concepts) {
        for (const auto& [language, label] : each.preferred) {
            const auto [owner, is_new] = owners.try_emplace({language, small_letters(label, language)}, each.id);
            if (is_new) continue;
            findings.push_back(finding(place_of(scheme, each, language),
                                       fmt::format("{} and {} have the same label", owner->second, each.id), label));
        }
    }
    return findings;
}

Findings concepts_without_top(const model::Scheme& scheme, const std::set<std::string>& other_roots) {
    Findings findings;
    for (const auto& each : scheme.concepts) {
        std::set<std::string> seen;
        if (reaches_top(scheme, each, other_roots, seen)) continue;
        findings.push_back(finding(place_of(scheme, each, "en"), "reaches no top concept by broader", each.id));
    }
    return findings;
}

}  // namespace clearinghouse::tests
