#include "indexer/dump.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "engine/index/disk.h"
#include "indexer/archive.h"
#include "indexer/attachments.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view archive_name = "clearinghouse.tar.gz";

/// "last-reviewed" is "last_reviewed" in the API, and so it is here.
Json with_api_names(const Json& object) {
    Json renamed = Json::object();
    for (const auto& [name, value] : object.items()) {
        auto key = name;
        std::ranges::replace(key, '-', '_');
        renamed[key] = value;
    }
    return renamed;
}

class Dump {
public:
    Dump(const Plan& plan, const index::Datestamps& datestamps, DumpFacts facts, fs::path directory)
        : plan_(plan), datestamps_(datestamps), facts_(std::move(facts)), directory_(std::move(directory)) {
        fs::create_directories(directory_);
        for (const Entry& entry : plan.entries) {
            if (entry.document->is_visible(facts_.made)) visible_.insert(entry.document->id);
        }
    }

    void write_documents(const std::vector<std::string>& records) {
        index::disk::OutputFile file{begin("documents.jsonl")};
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!visible_.contains(plan_.entries[i].document->id)) continue;
            file.write(document_line(*plan_.entries[i].document, records[i]) + "\n");
        }
        file.finish();
    }

    void write_deleted() {
        index::disk::OutputFile file{begin("deleted.jsonl")};
        for (const auto& stamp : datestamps_) {
            if (stamp.is_gone) file.write(tombstone(stamp).dump() + "\n");
        }
        for (const Entry& entry : plan_.entries) {
            if (entry.document->status == model::Status::withdrawn) file.write(withdrawn_line(*entry.document) + "\n");
        }
        file.finish();
    }

    void write_vocabularies(const model::Vocabulary& vocabulary) {
        index::disk::OutputFile file{begin("vocabularies.jsonl")};
        for (const auto& scheme : vocabulary.schemes()) {
            for (const auto& found : scheme.concepts) {
                const Json line{{"scheme", found.scheme},
                                {"id", found.id},
                                {"iri", found.iri},
                                {"notation", found.notation},
                                {"preferred", found.preferred},
                                {"alternative", found.alternative},
                                {"scope_notes", found.scope_notes},
                                {"broader", found.broader},
                                {"narrower", found.narrower},
                                {"related", found.related},
                                {"matches", found.matches}};
                file.write(line.dump() + "\n");
            }
        }
        file.finish();
    }

    void write_figures(const fs::path& attachments) {
        for (const Entry& entry : plan_.entries) {
            if (!visible_.contains(entry.document->id)) continue;
            for (const auto* data : entry.document->values("data")) {
                const auto& name = data->attribute("file");
                const auto file = attachments / entry.document->id / name;
                if (name.empty() || !fs::exists(file)) continue;
                link_or_copy(file, begin(fmt::format("{}-{}", entry.document->id, name)));
            }
        }
    }

    /// Whoever has the files can check them with these two, and whoever has the archive as well.
    void write_sums() {
        Json files = Json::array();
        std::string sums;
        for (const auto& name : names_) {
            const auto [bytes, sum] = sum_of(name);
            files.push_back({{"name", name}, {"bytes", bytes}, {"sha256", sum}});
            sums += fmt::format("{}  {}\n", sum, name);
        }
        const Json manifest{{"generation", facts_.generation},
                            {"created", model::to_rfc3339(facts_.made)},
                            {"documents", visible_.size()},
                            {"files", std::move(files)}};
        index::disk::write_file(begin("manifest.json"), manifest.dump(2) + "\n");
        sums += fmt::format("{}  manifest.json\n", sum_of("manifest.json").second);
        index::disk::write_file(begin("SHA256SUMS"), sums);
    }

    void write_archive() const {
        indexer::write_archive(directory_ / archive_name, directory_, names_, "clearinghouse-" + facts_.generation,
                               facts_.made);
    }

private:
    fs::path begin(std::string name) {
        names_.push_back(std::move(name));
        return directory_ / names_.back();
    }

    std::pair<std::size_t, std::string> sum_of(const std::string& name) const {
        const auto file = index::disk::MappedFile::open(directory_ / name);
        if (!file) throw std::runtime_error(model::to_line(file.error()));
        return {file->bytes().size(), index::disk::sha256(file->bytes())};
    }

    /// Keeps of a list what leads to documents that can be seen.
    void keep_visible(Json& document, const std::string& list) const {
        if (!document.contains(list)) return;
        Json kept = Json::array();
        for (auto& element : document[list]) {
            if (visible_.contains(element["document"].get<std::string>())) kept.push_back(std::move(element));
        }
        document[list] = std::move(kept);
    }

    std::string document_line(const model::Document& document, const std::string& record) const {
        Json json = with_api_names(Json::parse(record));
        for (auto& text : json["texts"]) text = with_api_names(text);
        for (const auto* list : {"links", "parts", "backlinks"}) keep_visible(json, list);
        if (const auto* stamp = index::find(datestamps_, document.id)) {
            json["datestamp"] = model::to_rfc3339(stamp->at(facts_.made));
        }
        return json.dump();
    }

    Json tombstone(const index::Datestamp& stamp) const {
        return {{"id", stamp.id}, {"type", stamp.type}, {"datestamp", model::to_rfc3339(stamp.at(facts_.made))}};
    }

    std::string withdrawn_line(const model::Document& document) const {
        const auto* stamp = index::find(datestamps_, document.id);
        Json json = stamp == nullptr ? Json{{"id", document.id}} : tombstone(*stamp);
        if (document.withdrawal) {
            json["withdrawn"] = model::to_rfc3339(document.withdrawal->at);
            json["reasons"] = document.withdrawal->reasons;
            json["replaced_by"] = document.withdrawal->replaced_by;
        }
        return json.dump();
    }

    const Plan& plan_;
    const index::Datestamps& datestamps_;
    DumpFacts facts_;
    fs::path directory_;
    std::set<std::string_view> visible_;
    std::vector<std::string> names_;
};

}  // namespace

void write_dump(const Plan& plan, const std::vector<std::string>& records, const index::Datestamps& datestamps,
                const model::Vocabulary& vocabulary, const fs::path& attachments, const DumpFacts& facts,
                const fs::path& directory) {
    Dump dump{plan, datestamps, facts, directory};
    dump.write_documents(records);
    dump.write_deleted();
    dump.write_vocabularies(vocabulary);
    dump.write_figures(attachments);
    dump.write_sums();
    dump.write_archive();
}

}  // namespace clearinghouse::indexer
