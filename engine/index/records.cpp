#include "engine/index/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/index/damage.h"
#include "engine/index/generation.h"

namespace clearinghouse::index {
namespace {

struct Head {
    std::array<char, 8> magic{'c', 'h', 'r', 'e', 'c', 's', '0', '1'};
    std::uint64_t records = 0;
    std::uint64_t keys = 0;
    std::uint64_t key_bytes = 0;
    std::uint64_t record_bytes = 0;
};

/// Reads the id and the aliases at the beginning of a record and stops at the next key.
class NameReader : public nlohmann::json_sax<nlohmann::json> {
public:
    std::string id;
    std::vector<std::string> aliases;

    bool key(string_t& key) override {
        key_ = key;
        return key == "id" || key == "aliases";
    }
    bool string(string_t& text) override {
        if (key_ == "id") id = text;
        if (key_ == "aliases") aliases.push_back(text);
        return true;
    }
    bool start_object(std::size_t) override { return key_.empty(); }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return key_ == "aliases"; }
    bool end_array() override { return true; }
    bool null() override { return false; }
    bool boolean(bool) override { return false; }
    bool number_integer(number_integer_t) override { return false; }
    bool number_unsigned(number_unsigned_t) override { return false; }
    bool number_float(number_float_t, const string_t&) override { return false; }
    bool binary(binary_t&) override { return false; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

private:
    std::string key_;
};

/// Ids and aliases with the number of their document. An id wins over another document's alias.
std::map<std::string, DocumentNumber> names_of(const std::vector<std::string>& records) {
    std::map<std::string, DocumentNumber> names;
    std::map<std::string, DocumentNumber> aliases;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].empty()) continue;
        NameReader reader;
        nlohmann::json::sax_parse(records[i], &reader);
        if (reader.id.empty()) throw std::invalid_argument(fmt::format("record {} does not begin with an id", i + 1));
        const auto number = static_cast<DocumentNumber>(i + 1);
        if (!names.emplace(reader.id, number).second) {
            throw std::invalid_argument(fmt::format("two records have the id '{}'", reader.id));
        }
        for (const std::string& alias : reader.aliases) aliases.emplace(alias, number);
    }
    names.merge(aliases);
    return names;
}

template <typename Offset, typename Texts>
std::vector<Offset> ends_of(const Texts& texts) {
    std::vector<Offset> ends{0};
    for (const std::string_view text : texts) ends.push_back(ends.back() + static_cast<Offset>(text.size()));
    return ends;
}

}  // namespace

void write_records(const std::filesystem::path& file, const std::vector<std::string>& records) {
    std::string keys;
    std::vector<std::uint32_t> key_ends{0};
    std::vector<DocumentNumber> key_documents;
    for (const auto& [name, number] : names_of(records)) {
        keys.append(name);
        key_ends.push_back(static_cast<std::uint32_t>(keys.size()));
        key_documents.push_back(number);
    }
    const auto ends = ends_of<std::uint64_t>(records);
    const Head head{
        .records = records.size(), .keys = key_documents.size(), .key_bytes = keys.size(), .record_bytes = ends.back()};
    FlatWriter writer{file};
    writer.put(std::span<const Head>{&head, 1});
    writer.put(std::span<const std::uint64_t>{ends});
    writer.put(std::span<const std::uint32_t>{key_ends});
    writer.put(std::span<const DocumentNumber>{key_documents});
    writer.put(std::span<const char>{keys});
    writer.begin();
    for (const std::string& record : records) writer.append(record);
    writer.finish();
}

model::Result<RecordFile> RecordFile::open(const std::filesystem::path& file) {
    auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    RecordFile records;
    records.file_ = std::move(*mapped);
    if (records.read()) return records;
    return tl::unexpected(damaged(file.string(), "is no whole file of records"));
}

bool RecordFile::read() {
    FlatReader reader{file_.bytes()};
    const auto head = reader.take<Head>(1);
    if (!reader.fits() || head[0].magic != Head{}.magic) return false;
    constexpr std::uint64_t most = std::numeric_limits<DocumentNumber>::max() - 1;
    if (head[0].records > most || head[0].keys > most) return false;
    ends_ = reader.take<std::uint64_t>(head[0].records + 1);
    key_ends_ = reader.take<std::uint32_t>(head[0].keys + 1);
    key_documents_ = reader.take<DocumentNumber>(head[0].keys);
    keys_ = reader.take<char>(head[0].key_bytes);
    records_ = reader.take<char>(head[0].record_bytes);
    return reader.is_whole() && divides(ends_, records_.size()) && divides(key_ends_, keys_.size()) &&
           std::all_of(key_documents_.begin(), key_documents_.end(),
                       [&](DocumentNumber number) { return number >= 1 && number <= size(); });
}

std::string_view RecordFile::json(DocumentNumber document) const {
    if (document == 0 || document > size()) return {};
    return {records_.data() + ends_[document - 1], static_cast<std::size_t>(ends_[document] - ends_[document - 1])};
}

std::string_view RecordFile::key(std::size_t place) const {
    return {keys_.data() + key_ends_[place], key_ends_[place + 1] - key_ends_[place]};
}

std::optional<DocumentNumber> RecordFile::find(std::string_view id_or_alias) const {
    std::size_t low = 0;
    std::size_t high = key_documents_.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (key(middle) < id_or_alias) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == key_documents_.size() || key(low) != id_or_alias) return std::nullopt;
    return key_documents_[low];
}

}  // namespace clearinghouse::index
