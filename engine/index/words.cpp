#include "engine/index/words.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/index/damage.h"
#include "engine/language/text.h"

namespace clearinghouse::index {
namespace {

struct Head {
    std::array<char, 8> magic{'c', 'h', 'w', 'o', 'r', 'd', '0', '1'};
    std::uint64_t words = 0;
    std::uint64_t bytes = 0;
};

}  // namespace

std::uint32_t letters_of(std::u32string_view word) {
    std::uint32_t letters = 0;
    for (const auto letter : word) letters |= std::uint32_t{1} << (letter % 32);
    return letters;
}

bool has_figure(std::u32string_view word) {
    return std::ranges::any_of(word, [](char32_t letter) { return letter >= U'0' && letter <= U'9'; });
}

void write_words(const std::filesystem::path& file, const std::vector<WordCount>& words) {
    std::vector<WordFile::Entry> entries;
    std::string text;
    for (const auto& [word, documents] : words) {
        const auto points = language::code_points(word);
        if (points.size() < shortest_listed || points.size() > longest_listed || has_figure(points)) continue;
        if (word.size() > std::numeric_limits<std::uint8_t>::max()) continue;
        entries.push_back({.begin = static_cast<std::uint32_t>(text.size()),
                           .documents = documents,
                           .letters = letters_of(points),
                           .bytes = static_cast<std::uint8_t>(word.size()),
                           .length = static_cast<std::uint8_t>(points.size())});
        text += word;
    }
    const Head head{.words = entries.size(), .bytes = text.size()};
    FlatWriter writer{file};
    writer.put(std::span<const Head>{&head, 1});
    writer.put(std::span<const WordFile::Entry>{entries});
    writer.put(std::span<const char>{text});
    writer.finish();
}

model::Result<WordFile> WordFile::open(const std::filesystem::path& file) {
    auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    WordFile words;
    words.file_ = std::move(*mapped);
    if (words.read()) return words;
    return tl::unexpected(damaged(file.string(), "is no whole file of words"));
}

bool WordFile::read() {
    FlatReader reader{file_.bytes()};
    const auto head = reader.take<Head>(1);
    if (!reader.fits() || head[0].magic != Head{}.magic) return false;
    entries_ = reader.take<Entry>(head[0].words);
    text_ = reader.take<char>(head[0].bytes);
    return reader.is_whole() && std::ranges::all_of(entries_, [&](const Entry& entry) {
               return entry.begin <= text_.size() && entry.bytes <= text_.size() - entry.begin;
           });
}

}  // namespace clearinghouse::index
