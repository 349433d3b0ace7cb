#include "indexer/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/index/disk.h"
#include "indexer/writer.h"

namespace clearinghouse::indexer {
namespace {

/// From this share of changed documents on, writing all anew is no slower, and leaves no gaps.
constexpr std::size_t rebuild_from_one_in = 5;

bool is_same_base(const index::Manifest& manifest, const Catalogue& catalogue, const PlanSettings& settings) {
    return manifest.analysis == settings.analysis && manifest.vocabulary == catalogue.vocabulary_sha256 &&
           manifest.preview == settings.preview && manifest.translations == settings.translations;
}

bool is_included(const model::Document& document, bool preview) {
    return preview || document.status != model::Status::draft;
}

void add_sources(Plan& plan, const Catalogue& catalogue, bool preview) {
    for (const Source& source : catalogue.sources) {
        if (!is_included(source.document, preview)) continue;
        plan.entries.push_back({.document = &source.document,
                                .sum = fmt::format("{}:{}", writing_version, source.sha256),
                                .folder = source.folder});
    }
}

/// Takes over what is published of files with errors.
void add_kept(Plan& plan, const Catalogue& catalogue, const index::Generation* previous, bool preview) {
    for (const std::string& id : catalogue.refused) {
        const auto source = previous == nullptr ? std::map<std::string, std::string>::const_iterator{}
                                                : previous->manifest().sources.find(id);
        if (previous == nullptr || source == previous->manifest().sources.end()) {
            plan.lost.push_back(id);
            continue;
        }
        auto record = previous->record(previous->find(id).value());
        if (!is_included(record->document, preview)) continue;
        plan.kept.push_back(id);
        plan.kept_documents.push_back(std::move(record->document));
        plan.entries.push_back({.document = &plan.kept_documents.back(), .sum = source->second, .folder = {}});
    }
}

void compare(Plan& plan, const index::Generation& current) {
    const auto& sources = current.manifest().sources;
    std::set<std::string_view> ids;
    for (Entry& entry : plan.entries) {
        ids.insert(entry.document->id);
        const auto published = sources.find(entry.document->id);
        if (published == sources.end()) continue;
        entry.change = published->second == entry.sum ? Change::unchanged : Change::changed;
        entry.number = current.find(entry.document->id).value();
    }
    for (const auto& [id, sum] : sources) {
        if (!ids.contains(id)) plan.removed.push_back(current.find(id).value());
    }
}

bool is_small(const Plan& plan, const index::Generation& current) {
    const std::size_t changes = plan.count(Change::added) + plan.count(Change::changed) + plan.removed.size();
    const std::size_t documents = current.manifest().documents;
    const std::size_t gaps = current.columns().size() - documents;
    return changes * rebuild_from_one_in < documents && gaps * rebuild_from_one_in < documents;
}

void number(Plan& plan, const index::Generation* current) {
    index::DocumentNumber next = 1;
    if (!plan.whole) next = static_cast<index::DocumentNumber>(current->columns().size() + 1);
    for (Entry& entry : plan.entries) {
        if (plan.whole || entry.change == Change::added) entry.number = next++;
    }
}

std::string content_sum(const Plan& plan) {
    std::string sums;
    for (const Entry& entry : plan.entries) sums += fmt::format("{} {}\n", entry.document->id, entry.sum);
    return index::disk::sha256(sums);
}

}  // namespace

std::size_t Plan::count(Change change) const {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.change == change; }));
}

Plan make_plan(const Catalogue& catalogue, const index::Generation* current, const index::Generation* previous,
               const PlanSettings& settings) {
    Plan plan;
    add_sources(plan, catalogue, settings.preview);
    add_kept(plan, catalogue, previous, settings.preview);
    std::sort(plan.entries.begin(), plan.entries.end(),
              [](const Entry& one, const Entry& two) { return one.document->id < two.document->id; });
    if (current != nullptr) compare(plan, *current);
    plan.whole = current == nullptr || settings.rebuild || !is_same_base(current->manifest(), catalogue, settings) ||
                 !is_small(plan, *current);
    number(plan, current);
    plan.content = content_sum(plan);
    return plan;
}

bool changes_nothing(const Plan& plan, const Catalogue& catalogue, const index::Generation* current,
                     const PlanSettings& settings) {
    return current != nullptr && !settings.rebuild && is_same_base(current->manifest(), catalogue, settings) &&
           current->manifest().content == plan.content;
}

std::map<std::string_view, std::string_view> addresses_of(const Plan& plan) {
    std::map<std::string_view, std::string_view> addresses;
    for (const Entry& entry : plan.entries) addresses[entry.document->id] = entry.document->id;
    for (const Entry& entry : plan.entries) {
        for (const std::string& alias : entry.document->aliases) addresses.emplace(alias, entry.document->id);
    }
    return addresses;
}

Backlinks backlinks_of(const Plan& plan) {
    const auto addresses = addresses_of(plan);
    Backlinks backlinks;
    const auto add = [&](const std::string& target, const std::string& relation, const std::string& from) {
        const auto address = addresses.find(target);
        if (address != addresses.end()) backlinks[address->second].push_back({relation, from});
    };
    for (const Entry& entry : plan.entries) {
        const model::Document& document = *entry.document;
        if (document.status == model::Status::withdrawn) continue;
        for (const model::Link& link : document.links) add(link.document, link.relation, document.id);
        for (const model::Part& part : document.parts) add(part.document, "part-of", document.id);
    }
    const auto key = [](const index::Backlink& backlink) { return std::tie(backlink.document, backlink.relation); };
    for (auto& [id, links] : backlinks) {
        std::sort(links.begin(), links.end(), [&](const auto& one, const auto& two) { return key(one) < key(two); });
        links.erase(std::unique(links.begin(), links.end(),
                                [&](const auto& one, const auto& two) { return key(one) == key(two); }),
                    links.end());
    }
    return backlinks;
}

std::vector<std::string> records_of(const Plan& plan) {
    Backlinks backlinks = backlinks_of(plan);
    std::vector<std::string> records;
    records.reserve(plan.entries.size());
    for (const Entry& entry : plan.entries) {
        records.push_back(index::to_json(index::Record{*entry.document, std::move(backlinks[entry.document->id])}));
    }
    return records;
}

}  // namespace clearinghouse::indexer
