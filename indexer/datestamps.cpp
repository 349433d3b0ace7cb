#include "indexer/datestamps.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <ranges>
#include <utility>

#include "engine/index/disk.h"
#include "engine/index/generation.h"
#include "engine/index/layout.h"
#include "engine/index/names.h"
#include "indexer/rows.h"

namespace clearinghouse::indexer {
namespace {

using model::Moment;

/// What the world was told before, and when it is told now.
struct Before {
    const index::Datestamps& previous;
    Moment now;
};

class Stamper {
public:
    Stamper(const Plan& plan, const model::Vocabulary& vocabulary, Before before)
        : vocabulary_(vocabulary), before_(before), addresses_(addresses_of(plan)), backlinks_(backlinks_of(plan)) {
        for (const Entry& entry : plan.entries) documents_[entry.document->id] = entry.document;
    }

    index::Datestamp stamp(const Entry& entry, const std::string& record) {
        const model::Document& document = *entry.document;
        const auto neighbours = neighbours_of(document);
        index::Datestamp stamp{.id = document.id,
                               .type = document.type,
                               .first = {},
                               .changed = {},
                               .later = {},
                               .sum = sum_of(entry, record, neighbours),
                               .sets = sets_of(document)};
        const auto told = moments_of(document, neighbours);
        std::ranges::copy_if(told, std::back_inserter(stamp.later), [&](Moment at) { return at > before_.now; });
        const auto published = document.published.value_or(before_.now);
        const auto* was = index::find(before_.previous, document.id);
        if (was != nullptr && !was->is_gone) {
            stamp.first = was->first <= before_.now ? was->first : std::max(published, before_.now);
            stamp.changed = was->sum == stamp.sum ? was->at(before_.now) : before_.now;
        } else if (before_.previous.empty()) {
            stamp.first = published;
            stamp.changed = last_until(before_.now, told);
        } else {
            stamp.first = std::max(published, before_.now);
            stamp.changed = before_.now;
        }
        return stamp;
    }

private:
    /// Documents whose coming and going shows in the record of another.
    std::vector<const model::Document*> neighbours_of(const model::Document& document) const {
        std::vector<const model::Document*> neighbours;
        const auto add = [&](std::string_view id) {
            const auto address = addresses_.find(id);
            if (address != addresses_.end()) neighbours.push_back(documents_.at(address->second));
        };
        for (const auto& link : document.links) add(link.document);
        for (const auto& part : document.parts) add(part.document);
        const auto backlinks = backlinks_.find(document.id);
        if (backlinks == backlinks_.end()) return neighbours;
        for (const auto& backlink : backlinks->second) add(backlink.document);
        return neighbours;
    }

    /// Beside the record: what its concepts are called, its files, and which of its neighbours are there.
    std::string sum_of(const Entry& entry, const std::string& record,
                       const std::vector<const model::Document*>& neighbours) const {
        const model::Document& document = *entry.document;
        std::string all = record;
        const auto add = [&](std::string_view scheme, const std::vector<std::string>& ids) {
            for (const auto& id : ids) all += labels_of(scheme, id);
        };
        add("themes", document.themes);
        add("countries", document.countries);
        add("target-groups", document.target_groups);
        add("perspectives", document.perspectives);
        add("goals", document.goals);
        all += labels_of("document-types", document.type);
        if (!document.attachments.empty()) all += "\n" + entry.sum.substr(entry.sum.find(':') + 1);
        for (const auto* neighbour : neighbours) {
            all += fmt::format("\n{} {}", neighbour->id, static_cast<int>(neighbour->status));
        }
        return index::disk::sha256(all);
    }

    std::string labels_of(std::string_view scheme, std::string_view id) const {
        const auto* found = vocabulary_.find(scheme, id);
        return found == nullptr ? std::string{} : fmt::format("\n{} {}", found->iri, found->preferred);
    }

    /// Sets do not shrink when a document is withdrawn: whoever harvests one of them has to hear of that.
    std::vector<std::string> sets_of(model::Document document) const {
        document.status = model::Status::published;
        const auto row = row_of(document, vocabulary_);
        std::vector<std::string> sets;
        for (const std::string_view facet : {"type", "theme", "country"}) {
            for (const auto& value : row.values.at(index::facet_number(facet))) {
                sets.push_back(fmt::format("{}:{}", facet, value));
            }
        }
        const auto backlinks = backlinks_.find(document.id);
        if (backlinks != backlinks_.end()) {
            for (const auto& [relation, from] : backlinks->second) {
                if (relation == "part-of") sets.push_back("collection:" + from);
            }
        }
        if (document.type == "collection") sets.push_back("collection:" + document.id);
        std::ranges::sort(sets);
        sets.erase(std::ranges::unique(sets).begin(), sets.end());
        return sets;
    }

    static std::vector<Moment> moments_of(const model::Document& document,
                                          const std::vector<const model::Document*>& neighbours) {
        std::vector<Moment> moments;
        if (document.published) moments.push_back(*document.published);
        if (document.modified) moments.push_back(*document.modified);
        if (document.withdrawal) moments.push_back(document.withdrawal->at);
        for (const auto* neighbour : neighbours) {
            if (neighbour->status == model::Status::published && neighbour->published) {
                moments.push_back(*neighbour->published);
            }
        }
        std::ranges::sort(moments);
        moments.erase(std::ranges::unique(moments).begin(), moments.end());
        return moments;
    }

    static Moment last_until(Moment now, const std::vector<Moment>& sorted) {
        const auto to_come = std::ranges::upper_bound(sorted, now);
        return to_come == sorted.begin() ? now : *std::prev(to_come);
    }

    const model::Vocabulary& vocabulary_;
    Before before_;
    std::map<std::string_view, std::string_view> addresses_;
    std::map<std::string_view, std::vector<index::Backlink>> backlinks_;
    std::map<std::string_view, const model::Document*> documents_;
};

index::Datestamp tombstone_of(const index::Datestamp& was, Moment now) {
    auto tombstone = was;
    if (was.is_gone) return tombstone;
    tombstone.is_gone = true;
    tombstone.changed = now;
    tombstone.later.clear();
    tombstone.sum.clear();
    return tombstone;
}

}  // namespace

index::Datestamps last_datestamps(const std::filesystem::path& index) {
    const auto names = index::generation_names(index);
    for (const auto& name : names | std::views::reverse) {
        auto read = index::read_datestamps(index::names::directory(index, name) / index::file::datestamps);
        if (read) return std::move(*read);
    }
    return {};
}

index::Datestamps datestamps_of(const Plan& plan, const std::vector<std::string>& records,
                                const model::Vocabulary& vocabulary, const index::Datestamps& previous, Moment now) {
    // Where the clock was set back, what is said now still comes after what was said before.
    for (const auto& was : previous) now = std::max(now, was.changed);
    Stamper stamper{plan, vocabulary, {previous, now}};
    index::Datestamps datestamps;
    for (std::size_t i = 0; i < plan.entries.size(); ++i) {
        if (plan.entries[i].document->status == model::Status::draft) continue;
        datestamps.push_back(stamper.stamp(plan.entries[i], records[i]));
    }
    const auto stamped = static_cast<std::ptrdiff_t>(datestamps.size());
    for (const auto& was : previous) {
        const auto end = datestamps.begin() + stamped;
        const auto still = std::lower_bound(datestamps.begin(), end, was.id,
                                            [](const auto& one, const auto& id) { return one.id < id; });
        if ((still == end || still->id != was.id) && was.first <= now) datestamps.push_back(tombstone_of(was, now));
    }
    std::ranges::sort(datestamps, {}, &index::Datestamp::id);
    return datestamps;
}

}  // namespace clearinghouse::indexer
