#include "server/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "server/formats.h"

namespace clearinghouse::server {
namespace {

/// The string in quotes at the end of a line, with its escapes read; nothing when there is none.
std::optional<std::string> quoted(std::string_view line) {
    const auto begin = line.find('"');
    if (begin == std::string_view::npos) return std::nullopt;
    std::string text;
    for (std::size_t at = begin + 1; at < line.size(); ++at) {
        if (line[at] == '"') return at + 1 == line.size() ? std::optional{text} : std::nullopt;
        if (line[at] != '\\') {
            text += line[at];
        } else if (++at < line.size()) {
            text += line[at] == 'n' ? '\n' : line[at] == 't' ? '\t' : line[at];
        }
    }
    return std::nullopt;
}

std::string_view without_space(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

/// Reads entries line by line: a keyword starts a string, a line that is only a string goes on with it.
class CatalogueReader {
public:
    explicit CatalogueReader(std::string file) : file_(std::move(file)) {}

    model::Result<std::vector<CatalogueEntry>> read(std::string_view po) {
        for (std::size_t at = 0; at <= po.size();) {
            const auto end = std::min(po.find('\n', at), po.size());
            ++line_;
            if (!take(without_space(po.substr(at, end - at)))) {
                return tl::unexpected(model::Problem{.code = "unreadable-catalogue",
                                                     .file = file_,
                                                     .line = line_,
                                                     .what = "not a line of a gettext catalogue",
                                                     .hint = "msgfmt --check names what is wrong"});
            }
            at = end + 1;
        }
        finish();
        return std::move(entries_);
    }

private:
    bool take(std::string_view line) {
        if (line.empty()) return finish(), true;
        if (line.front() == '#') {
            if (line.starts_with("#,") && line.find("fuzzy") != std::string_view::npos) entry_.fuzzy = true;
            return true;
        }
        const auto text = quoted(line);
        if (!text) return false;
        if (line.front() != '"') {
            target_ = target_of(line.substr(0, line.find_first_of(" \"")));
            if (entry_.line == 0) entry_.line = line_;
        }
        if (!target_) return false;
        *target_ += *text;
        return true;
    }

    std::string* target_of(std::string_view keyword) {
        if (keyword == "msgctxt") return &entry_.key;
        if (keyword == "msgid") return &entry_.english;
        if (keyword == "msgid_plural") return &entry_.english_plural;
        if (!keyword.starts_with("msgstr")) return nullptr;
        return &entry_.translations.emplace_back();
    }

    void finish() {
        if (!entry_.key.empty()) entries_.push_back(std::move(entry_));
        entry_ = {};
        target_ = nullptr;
    }

    std::string file_;
    std::vector<CatalogueEntry> entries_;
    CatalogueEntry entry_;
    std::string* target_ = nullptr;
    int line_ = 0;
};

std::vector<std::string> english_forms(const CatalogueEntry& entry) {
    if (entry.english_plural.empty()) return {entry.english};
    return {entry.english, entry.english_plural};
}

bool is_complete(const CatalogueEntry& entry, std::size_t plural_forms) {
    const std::size_t wanted = entry.english_plural.empty() ? 1 : plural_forms;
    return !entry.fuzzy && entry.translations.size() == wanted &&
           std::ranges::none_of(entry.translations, &std::string::empty);
}

}  // namespace

model::Result<std::vector<CatalogueEntry>> read_catalogue(std::string_view po, const std::string& file) {
    return CatalogueReader{file}.read(po);
}

std::string fill(std::string text, const TextValues& values) {
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        const auto close = text.find('}', open == std::string::npos ? text.size() : open);
        if (close == std::string::npos) break;
        const auto name = std::string_view{text}.substr(open + 1, close - open - 1);
        const auto value = std::ranges::find(values, name, [](const auto& pair) { return pair.first; });
        filled.append(text, at, open - at);
        filled += value == values.end() ? text.substr(open, close - open + 1) : value->second;
        at = close + 1;
    }
    return filled.append(text, at, std::string::npos);
}

model::Result<Texts> Texts::read(std::string_view pot, const std::map<std::string, std::string_view>& catalogues) {
    const auto source = read_catalogue(pot, "interface.pot");
    if (!source) return tl::unexpected(source.error());
    Texts texts;
    for (const auto& entry : *source) texts.by_language_["en"][entry.key] = english_forms(entry);
    texts.languages_ = {"en"};
    for (const auto& [language, po] : catalogues) {
        const auto translated = read_catalogue(po, language + ".po");
        if (!translated) return tl::unexpected(translated.error());
        texts.add(language, *source, *translated);
    }
    return texts;
}

void Texts::add(const std::string& language, const std::vector<CatalogueEntry>& source,
                const std::vector<CatalogueEntry>& translated) {
    auto& gaps = gaps_[language];
    auto& wordings = by_language_[language];
    for (const auto& entry : source) {
        const auto found = std::ranges::find(translated, entry.key, &CatalogueEntry::key);
        if (found == translated.end() || !is_complete(*found, plural_forms(language))) {
            gaps.push_back(entry.key + ": missing");
        } else if (found->english != entry.english || found->english_plural != entry.english_plural) {
            gaps.push_back(entry.key + ": stale, the English text has changed");
        } else {
            wordings[entry.key] = found->translations;
        }
    }
    for (const auto& entry : translated) {
        if (!has(entry.key)) gaps.push_back(entry.key + ": stale, no longer used");
    }
    if (gaps.empty()) languages_.push_back(language);
}

bool Texts::is_offered(std::string_view language) const {
    return std::ranges::find(languages_, language) != languages_.end();
}

const std::vector<std::string>& Texts::gaps(const std::string& language) const {
    static const std::vector<std::string> none;
    const auto found = gaps_.find(language);
    return found == gaps_.end() ? none : found->second;
}

bool Texts::has(std::string_view key) const {
    return by_language_.at("en").contains(key);
}

std::vector<std::string> Texts::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, forms] : by_language_.at("en")) keys.push_back(key);
    return keys;
}

const Texts::Forms& Texts::forms(std::string_view language, std::string_view key) const {
    const auto catalogue = by_language_.find(language);
    if (catalogue == by_language_.end()) throw std::out_of_range(fmt::format("no texts in language '{}'", language));
    const auto found = catalogue->second.find(key);
    if (found == catalogue->second.end()) throw std::out_of_range(fmt::format("no text '{}' in '{}'", key, language));
    return found->second;
}

const std::string& Texts::get(std::string_view language, std::string_view key) const {
    return forms(language, key).front();
}

std::string Texts::get(std::string_view language, std::string_view key, const TextValues& values) const {
    return fill(get(language, key), values);
}

std::string Texts::count(std::string_view language, std::string_view key, std::size_t count) const {
    const auto& all = forms(language, key);
    const std::size_t form = std::min(plural_form(language, count), all.size() - 1);
    return fill(all[form], {{"count", format_number(static_cast<double>(count), language)}});
}

}  // namespace clearinghouse::server
