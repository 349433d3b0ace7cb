#include "server/compression.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace clearinghouse::server {
namespace {

std::string_view trim(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string small_letters(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return small;
}

/// A quality value in thousandths: "q=0.5" is 500. What is malformed counts as refused.
int quality(std::string_view parameters) {
    const auto text = small_letters(parameters);
    const auto at = text.find("q=");
    if (at == text.npos) return 1000;
    const auto value = trim(std::string_view{text}.substr(at + 2));
    if (value.empty() || value.size() > 5 || (value[0] != '0' && value[0] != '1')) return 0;
    int thousandths = (value[0] - '0') * 1000;
    int weight = 100;
    for (std::size_t i = 1; i < value.size(); ++i, weight /= 10) {
        if (i == 1 && value[i] == '.') {
            weight = 1000;
            continue;
        }
        if (value[i] < '0' || value[i] > '9') return 0;
        thousandths += (value[i] - '0') * weight;
    }
    return std::min(thousandths, 1000);
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
    std::optional<int> gzip_quality;
    std::optional<int> any_quality;
    int identity_quality = 0;
    while (!accept_encoding.empty()) {
        const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
        const auto part = accept_encoding.substr(0, end);
        accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
        const auto semicolon = std::min(part.find(';'), part.size());
        const auto name = small_letters(trim(part.substr(0, semicolon)));
        const int value = quality(part.substr(semicolon));
        if (name == "gzip" || name == "x-gzip") gzip_quality = value;
        if (name == "*") any_quality = value;
        if (name == "identity") identity_quality = value;
    }
    const int wanted = gzip_quality.value_or(any_quality.value_or(0));
    return wanted > 0 && wanted >= identity_quality;
}

bool is_compressible(std::string_view media_type) {
    const auto type = small_letters(trim(media_type.substr(0, media_type.find(';'))));
    constexpr std::array others{"application/json",
                                "application/jsonl",
                                "application/javascript",
                                "application/xml",
                                "application/rtf",
                                "application/linkset",
                                "application/x-research-info-systems",
                                "application/x-bibtex"};
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") ||
           std::find(others.begin(), others.end(), type) != others.end();
}

std::string gzip(const std::string& body) {
    constexpr int level = 5;              // on pages of 20 to 70 kB, higher ones gain a percent and cost twice the time
    constexpr int gzip_window = 15 + 16;  // zlib's way to say: the largest window, in the gzip format
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib cannot start to compress an answer (out of memory?)");
    }
    std::string compressed(deflateBound(&stream, body.size()), '\0');
    // zlib does not write to its input; its interface is older than const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
    stream.avail_out = static_cast<uInt>(compressed.size());
    const int result = deflate(&stream, Z_FINISH);
    compressed.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("zlib failed to compress an answer");
    return compressed;
}

std::string CompressedBodies::gzip_of(const std::string& tag, const std::string& body) {
    if (const auto known = find(tag); known && known->body == body) return known->compressed;
    auto entry = std::make_shared<const Entry>(Entry{tag, body, gzip(body)});
    // One large body must not drive all others out.
    if (entry->size() <= most_bytes_ / 8) keep(entry);
    return entry->compressed;
}

std::size_t CompressedBodies::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_;
}

std::shared_ptr<const CompressedBodies::Entry> CompressedBodies::find(const std::string& tag) {
    const std::lock_guard lock{mutex_};
    const auto found = by_tag_.find(tag);
    if (found == by_tag_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return *found->second;
}

void CompressedBodies::keep(std::shared_ptr<const Entry> entry) {
    const std::lock_guard lock{mutex_};
    if (const auto old = by_tag_.find(entry->tag); old != by_tag_.end()) forget(old->second);
    bytes_ += entry->size();
    entries_.push_front(std::move(entry));
    by_tag_[entries_.front()->tag] = entries_.begin();
    while (bytes_ > most_bytes_) forget(std::prev(entries_.end()));
}

void CompressedBodies::forget(Entries::iterator entry) {
    bytes_ -= (*entry)->size();
    by_tag_.erase((*entry)->tag);
    entries_.erase(entry);
}

}  // namespace clearinghouse::server
