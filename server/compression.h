#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace clearinghouse::server {

/// Whether an Accept-Encoding header takes gzip; "gzip;q=0" and "*;q=0" do not, nor does one that prefers identity.
bool accepts_gzip(std::string_view accept_encoding);

/// Whether bodies of this type shrink: text, JSON, XML, SVG and the like.
bool is_compressible(std::string_view media_type);

/// `body` as gzip. Throws std::runtime_error if zlib fails.
std::string gzip(const std::string& body);

/// Compressed bodies, kept for the next reader: compressing costs more than all the rest of an answer. Bounded; what
/// was used longest ago goes first. An entry counts only if its whole uncompressed body is the same, since two pages
/// may well have been given one entity tag. Safe to use from several threads.
class CompressedBodies {
public:
    explicit CompressedBodies(std::size_t most_bytes = 16 * 1024 * 1024) : most_bytes_(most_bytes) {}

    std::string gzip_of(const std::string& tag, const std::string& body);

    std::size_t bytes() const;

private:
    struct Entry {
        std::string tag;
        std::string body;
        std::string compressed;
        std::size_t size() const { return tag.size() + body.size() + compressed.size(); }
    };
    using Entries = std::list<std::shared_ptr<const Entry>>;

    std::shared_ptr<const Entry> find(const std::string& tag);
    void keep(std::shared_ptr<const Entry> entry);
    void forget(Entries::iterator entry);

    const std::size_t most_bytes_;
    mutable std::mutex mutex_;
    Entries entries_;  // newest use first
    std::unordered_map<std::string, Entries::iterator> by_tag_;
    std::size_t bytes_ = 0;
};

}  // namespace clearinghouse::server
