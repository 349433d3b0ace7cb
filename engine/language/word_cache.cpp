#include "engine/language/word_cache.h"

#include <utility>

namespace clearinghouse::language {

WordCache::Entry WordCache::find(std::string_view key) {
    auto& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    if (const auto found = shard.recent.find(key); found != shard.recent.end()) return found->second;
    const auto found = shard.old.find(key);
    if (found == shard.old.end()) return nullptr;
    auto entry = found->second;
    insert(shard, key, entry);
    return entry;
}

void WordCache::remember(std::string_view key, Entry entry) {
    auto& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    insert(shard, key, std::move(entry));
}

void WordCache::insert(Shard& shard, std::string_view key, Entry entry) {
    if (shard.recent.size() >= most_per_table) {
        shard.old = std::move(shard.recent);
        shard.recent = {};
    }
    shard.recent.emplace(std::string{key}, std::move(entry));
}

}  // namespace clearinghouse::language
