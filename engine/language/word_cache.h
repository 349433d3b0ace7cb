#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/language/analyser.h"

namespace clearinghouse::language {

/// Remembers analysed words, so that each distinct word of a text is analysed about once. Bounded: what was not asked
/// for lately is forgotten. Safe to share between threads.
class WordCache {
public:
    using Entry = std::shared_ptr<const Word>;

    /// Nothing when `key` is not remembered.
    Entry find(std::string_view key);

    void remember(std::string_view key, Entry entry);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
    };
    using Table = std::unordered_map<std::string, Entry, Hash, std::equal_to<>>;

    /// Two tables make a cheap bound: when the recent one is full it becomes the old one, whose words are forgotten
    /// unless they are asked for again before the next turn.
    struct Shard {
        std::mutex mutex;
        Table recent;
        Table old;
    };

    static constexpr std::size_t shard_count = 16;       // threads seldom meet in one
    static constexpr std::size_t most_per_table = 4096;  // 131,072 words in all

    Shard& shard_of(std::string_view key) { return shards_[Hash{}(key) % shard_count]; }
    static void insert(Shard& shard, std::string_view key, Entry entry);

    std::array<Shard, shard_count> shards_;
};

}  // namespace clearinghouse::language
