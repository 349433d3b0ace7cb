#include "engine/concepts/kin.h"

#include <set>
#include <string>
#include <unordered_map>

namespace clearinghouse::concepts {
namespace {

std::set<std::string> all_narrower(const model::Scheme& scheme, const model::Concept& top) {
    std::set<std::string> found;
    std::vector<const model::Concept*> waiting{&top};
    while (!waiting.empty()) {
        const auto* entry = waiting.back();
        waiting.pop_back();
        for (const auto& id : entry->narrower) {
            if (id == top.id || !found.insert(id).second) continue;
            if (const auto* narrower = scheme.find(id)) waiting.push_back(narrower);
        }
    }
    return found;
}

}  // namespace

Kin::Kin(const model::Vocabulary& vocabulary) {
    std::unordered_map<std::string, Name> by_iri;
    for (const auto& scheme : vocabulary.schemes()) {
        for (const auto& entry : scheme.concepts) by_iri.emplace(entry.iri, Name{scheme.id, entry.id});
    }
    std::map<Name, std::set<Name>> found;
    for (const auto& scheme : vocabulary.schemes()) {
        if (!is_subject(scheme.id)) continue;
        for (const auto& entry : scheme.concepts) {
            const Name name{scheme.id, entry.id};
            for (const auto& id : all_narrower(scheme, entry)) found[name].insert({scheme.id, id});
            for (const auto& iri : entry.matches) {
                const auto match = by_iri.find(iri);
                if (match == by_iri.end() || match->second == name) continue;
                found[name].insert(match->second);
                found[match->second].insert(name);
            }
        }
    }
    for (auto& [name, kin] : found) kin_.emplace(name, std::vector<Name>{kin.begin(), kin.end()});
}

const std::vector<Name>& Kin::of(const Name& name) const {
    static const std::vector<Name> none;
    const auto found = kin_.find(name);
    return found == kin_.end() ? none : found->second;
}

}  // namespace clearinghouse::concepts
