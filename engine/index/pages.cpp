#include "engine/index/pages.h"

#include <array>
#include <limits>
#include <stdexcept>

#include "engine/index/damage.h"

namespace clearinghouse::index {
namespace {

struct Head {
    std::array<char, 8> magic{'c', 'h', 'p', 'a', 'g', 'e', '0', '1'};
    std::uint64_t documents = 0;
    std::uint64_t pages = 0;
    std::uint64_t bytes = 0;
};

}  // namespace

void write_pages(const std::filesystem::path& file, const std::vector<std::vector<PageText>>& pages) {
    std::vector<std::uint64_t> ends{0};
    std::vector<PageFile::Place> places;
    std::uint64_t bytes = 0;
    for (const auto& document : pages) {
        for (const PageText& page : document) {
            const auto name_end = page.file.size();
            const auto language_end = name_end + page.language.size();
            bytes += language_end + page.text.size();
            places.push_back({.end = bytes,
                              .number = page.number,
                              .name_end = static_cast<std::uint32_t>(name_end),
                              .language_end = static_cast<std::uint32_t>(language_end),
                              .reserved = 0});
        }
        ends.push_back(places.size());
    }
    const Head head{.documents = pages.size(), .pages = places.size(), .bytes = bytes};
    FlatWriter writer{file};
    writer.put(std::span<const Head>{&head, 1});
    writer.put(std::span<const std::uint64_t>{ends});
    writer.put(std::span<const PageFile::Place>{places});
    writer.begin();
    for (const auto& document : pages) {
        for (const PageText& page : document) {
            writer.append(page.file);
            writer.append(page.language);
            writer.append(page.text);
        }
    }
    writer.finish();
}

model::Result<PageFile> PageFile::open(const std::filesystem::path& file) {
    auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    PageFile pages;
    pages.file_ = std::move(*mapped);
    if (pages.read()) return pages;
    return tl::unexpected(damaged(file.string(), "is no whole file of pages"));
}

bool PageFile::read() {
    FlatReader reader{file_.bytes()};
    const auto head = reader.take<Head>(1);
    if (!reader.fits() || head[0].magic != Head{}.magic) return false;
    constexpr std::uint64_t most = std::numeric_limits<DocumentNumber>::max() - 1;
    if (head[0].documents > most) return false;
    ends_ = reader.take<std::uint64_t>(head[0].documents + 1);
    places_ = reader.take<Place>(head[0].pages);
    bytes_ = reader.take<char>(head[0].bytes);
    if (!reader.is_whole() || !divides(ends_, places_.size())) return false;
    std::uint64_t begin = 0;
    for (const Place& place : places_) {
        if (place.end < begin || place.end > bytes_.size()) return false;
        if (place.name_end > place.language_end || place.language_end > place.end - begin) return false;
        begin = place.end;
    }
    return begin == bytes_.size();
}

std::size_t PageFile::count(DocumentNumber document) const {
    if (document == 0 || document >= ends_.size()) return 0;
    return static_cast<std::size_t>(ends_[document] - ends_[document - 1]);
}

PageText PageFile::page(DocumentNumber document, std::size_t place) const {
    if (place >= count(document)) throw std::out_of_range("the document has no such page");
    const auto at = static_cast<std::size_t>(ends_[document - 1]) + place;
    const Place& found = places_[at];
    const auto begin = static_cast<std::size_t>(at == 0 ? 0 : places_[at - 1].end);
    const std::string_view bytes{bytes_.data() + begin, static_cast<std::size_t>(found.end) - begin};
    return {.file = std::string{bytes.substr(0, found.name_end)},
            .language = std::string{bytes.substr(found.name_end, found.language_end - found.name_end)},
            .number = found.number,
            .text = std::string{bytes.substr(found.language_end)}};
}

}  // namespace clearinghouse::index
