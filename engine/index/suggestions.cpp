#include "engine/index/suggestions.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "engine/index/damage.h"
#include "engine/language/analyser.h"
#include "engine/language/tokeniser.h"

namespace clearinghouse::index {
namespace {

constexpr std::size_t longest_text = 200;  // bytes of folded words

struct Head {
    std::array<char, 8> magic{'c', 'h', 's', 'u', 'g', 'g', '0', '1'};
    std::uint64_t subjects = 0;
    std::uint64_t texts = 0;
    std::uint64_t beginnings = 0;
    std::uint64_t documents = 0;
    std::uint64_t bytes = 0;
};

bool fits(const auto& stretch, const auto& all) {
    return stretch.begin <= all.size() && stretch.size <= all.size() - stretch.begin;
}

}  // namespace

FoldedText fold_words(std::string_view text) {
    FoldedText folded;
    for (const auto& span : language::find_words(text)) {
        if (span.hyphenated) continue;  // its parts follow
        if (folded.text.size() > longest_text) break;
        folded.places.push_back(static_cast<std::uint32_t>(folded.text.size()));
        folded.text += language::fold(text.substr(span.begin, span.end - span.begin)) + ' ';
    }
    return folded;
}

/// Puts the arrays of the file together.
class SuggestionFile::Writer {
public:
    explicit Writer(const std::vector<Suggested>& all) {
        for (const auto& each : all) add(each);
        std::ranges::sort(beginnings_, {}, [&](const Beginning& beginning) {
            return std::tuple{behind(beginning), beginning.text, beginning.at};
        });
    }

    void write(const std::filesystem::path& file) const {
        const Head head{.subjects = subjects_.size(),
                        .texts = texts_.size(),
                        .beginnings = beginnings_.size(),
                        .documents = documents_.size(),
                        .bytes = bytes_.size()};
        FlatWriter writer{file};
        writer.put(std::span<const Head>{&head, 1});
        writer.put(std::span<const SubjectEntry>{subjects_});
        writer.put(std::span<const TextEntry>{texts_});
        writer.put(std::span<const Beginning>{beginnings_});
        writer.put(std::span<const DocumentNumber>{documents_});
        writer.put(std::span<const char>{bytes_});
        writer.finish();
    }

private:
    void add(const Suggested& each) {
        const auto subject = static_cast<std::uint32_t>(subjects_.size());
        const auto first = static_cast<std::uint32_t>(documents_.size());
        documents_.insert(documents_.end(), each.documents.begin(), each.documents.end());
        subjects_.push_back({.scheme = name(each.scheme),
                             .id = append(each.id),
                             .documents = {first, static_cast<std::uint32_t>(each.documents.size())}});
        for (const auto& text : each.texts) {
            const auto folded = fold_words(text.text);
            const auto number = static_cast<std::uint32_t>(texts_.size());
            for (const auto place : folded.places) beginnings_.push_back({number, place});
            texts_.push_back({.text = append(text.text),
                              .folded = append(folded.text),
                              .language = name(text.language),
                              .subject = subject,
                              .is_preferred = std::uint32_t{text.is_preferred}});
        }
    }

    Stretch append(std::string_view text) {
        const Stretch stretch{static_cast<std::uint32_t>(bytes_.size()), static_cast<std::uint32_t>(text.size())};
        bytes_ += text;
        return stretch;
    }

    /// Of a scheme or a language, which come again and again.
    Stretch name(const std::string& text) {
        const auto known = names_.find(text);
        return known != names_.end() ? known->second : names_.emplace(text, append(text)).first->second;
    }

    std::string_view behind(const Beginning& beginning) const {
        const auto& folded = texts_[beginning.text].folded;
        return std::string_view{bytes_}.substr(folded.begin, folded.size).substr(beginning.at);
    }

    std::vector<SubjectEntry> subjects_;
    std::vector<TextEntry> texts_;
    std::vector<Beginning> beginnings_;
    std::vector<DocumentNumber> documents_;
    std::string bytes_;
    std::map<std::string, Stretch> names_;
};

void write_suggestions(const std::filesystem::path& file, const std::vector<Suggested>& all) {
    SuggestionFile::Writer{all}.write(file);
}

model::Result<SuggestionFile> SuggestionFile::open(const std::filesystem::path& file) {
    auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    SuggestionFile suggestions;
    suggestions.file_ = std::move(*mapped);
    if (suggestions.read()) return suggestions;
    return tl::unexpected(damaged(file.string(), "is no whole file of suggestions"));
}

bool SuggestionFile::read() {
    FlatReader reader{file_.bytes()};
    const auto head = reader.take<Head>(1);
    if (!reader.fits() || head[0].magic != Head{}.magic) return false;
    subjects_ = reader.take<SubjectEntry>(head[0].subjects);
    texts_ = reader.take<TextEntry>(head[0].texts);
    beginnings_ = reader.take<Beginning>(head[0].beginnings);
    documents_ = reader.take<DocumentNumber>(head[0].documents);
    bytes_ = reader.take<char>(head[0].bytes);
    if (!reader.is_whole()) return false;
    return std::ranges::all_of(subjects_, [&](const auto& entry) { return is_sound(entry); }) &&
           std::ranges::all_of(texts_, [&](const auto& entry) { return is_sound(entry); }) &&
           std::ranges::all_of(beginnings_, [&](const Beginning& beginning) {
               return beginning.text < texts_.size() && beginning.at <= texts_[beginning.text].folded.size;
           });
}

bool SuggestionFile::is_sound(const SubjectEntry& entry) const {
    return fits(entry.scheme, bytes_) && fits(entry.id, bytes_) && fits(entry.documents, documents_) &&
           entry.documents.size > 0;
}

bool SuggestionFile::is_sound(const TextEntry& entry) const {
    return fits(entry.text, bytes_) && fits(entry.folded, bytes_) && fits(entry.language, bytes_) &&
           entry.subject < subjects_.size();
}

std::string_view SuggestionFile::behind(const Beginning& beginning) const {
    return bytes(texts_[beginning.text].folded).substr(beginning.at);
}

std::span<const SuggestionFile::Beginning> SuggestionFile::beginning_with(std::string_view folded,
                                                                          std::size_t most) const {
    const auto first = std::ranges::lower_bound(beginnings_, folded, {},
                                                [&](const Beginning& beginning) { return behind(beginning); });
    auto last = first;
    while (last != beginnings_.end() && static_cast<std::size_t>(last - first) < most &&
           behind(*last).starts_with(folded)) {
        ++last;
    }
    return {first, last};
}

SuggestionFile::Text SuggestionFile::text(std::uint32_t number) const {
    const auto& entry = texts_[number];
    return {bytes(entry.text), bytes(entry.language), entry.subject, entry.is_preferred != 0};
}

SuggestionFile::Subject SuggestionFile::subject(std::uint32_t number) const {
    const auto& entry = subjects_[number];
    return {bytes(entry.scheme), bytes(entry.id), documents_.subspan(entry.documents.begin, entry.documents.size)};
}

}  // namespace clearinghouse::index
