#include "engine/index/datestamps.h"

#include <algorithm>

#include "engine/index/damage.h"
#include "engine/index/disk.h"
#include "engine/index/json_fields.h"

namespace clearinghouse::index {
namespace {

Json to_json(const Datestamp& datestamp) {
    Json json{{"id", datestamp.id},
              {"type", datestamp.type},
              {"first", model::to_rfc3339(datestamp.first)},
              {"changed", model::to_rfc3339(datestamp.changed)}};
    if (!datestamp.later.empty()) {
        for (const auto moment : datestamp.later) json["later"].push_back(model::to_rfc3339(moment));
    }
    put(json, "sum", datestamp.sum);
    put(json, "sets", datestamp.sets);
    if (datestamp.is_gone) json["gone"] = true;
    return json;
}

model::Moment needed_moment(const Json& json, const std::string& key) {
    const auto moment = moment_at(json, key);
    if (!moment) throw NotAsWritten{"'" + key + "' is missing"};
    return *moment;
}

Datestamp from_json(const Json& json) {
    Datestamp datestamp{.id = text_at(json, "id"),
                        .type = text_at(json, "type"),
                        .first = needed_moment(json, "first"),
                        .changed = needed_moment(json, "changed"),
                        .later = {},
                        .sum = text_at(json, "sum"),
                        .sets = texts_at(json, "sets"),
                        .is_gone = json.contains("gone")};
    for (const auto& text : texts_at(json, "later")) {
        const auto moment = model::parse_moment(text);
        if (!moment) throw NotAsWritten{"'later' holds something else than moments"};
        datestamp.later.push_back(*moment);
    }
    if (datestamp.id.empty()) throw NotAsWritten{"there is no id"};
    return datestamp;
}

}  // namespace

model::Moment Datestamp::at(model::Moment now) const {
    const auto to_come = std::ranges::upper_bound(later, now);
    return to_come == later.begin() ? changed : std::max(changed, *std::prev(to_come));
}

const Datestamp* find(const Datestamps& datestamps, std::string_view id) {
    const auto found = std::ranges::lower_bound(datestamps, id, {}, &Datestamp::id);
    return found != datestamps.end() && found->id == id ? &*found : nullptr;
}

// One line for each document: what two generations differ in can be looked at with diff.
void write_datestamps(const std::filesystem::path& file, const Datestamps& datestamps) {
    disk::OutputFile output{file};
    output.write("{\"datestamps\":[");
    for (std::size_t i = 0; i < datestamps.size(); ++i) {
        output.write((i == 0 ? "\n" : ",\n") + to_json(datestamps[i]).dump());
    }
    output.write("\n]}\n");
    output.finish();
}

model::Result<Datestamps> read_datestamps(const std::filesystem::path& file) {
    const auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    const auto bytes = mapped->bytes();
    const auto json = parse_object({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, "a list of datestamps");
    if (!json) return tl::unexpected(damaged(file.string(), json.error().what));
    try {
        auto datestamps = read_each(*json, "datestamps", from_json);
        if (std::ranges::adjacent_find(datestamps, std::ranges::greater_equal{}, &Datestamp::id) == datestamps.end()) {
            return datestamps;
        }
        return tl::unexpected(damaged(file.string(), "is not sorted by id"));
    } catch (const NotAsWritten& problem) {
        return tl::unexpected(damaged(file.string(), "is not as written: " + problem.what));
    }
}

}  // namespace clearinghouse::index
