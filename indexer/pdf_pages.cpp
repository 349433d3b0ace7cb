#include "indexer/pdf_pages.h"

#include <fmt/format.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "engine/language/analyser.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

constexpr std::size_t edge = 3;            ///< Lines at the top and at the bottom where headers and footers stand.
constexpr std::size_t fewest_repeats = 3;  ///< Pages that must share a line before it is taken for one of them.

model::Problem warning(std::string code, const fs::path& file, std::string what, std::string hint) {
    return {.code = std::move(code),
            .file = file.string(),
            .what = std::move(what),
            .hint = std::move(hint),
            .severity = model::Severity::warning};
}

/// The beginning of a text up to `bytes`, cut between letters.
std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    text.resize(bytes);
    return text;
}

/// The text of a page in the order in which it was set. Poppler can also guess the order from where the letters stand,
/// but then it tears the cells of tables apart and joins what it takes for divided words ("työ-" and "ja").
std::string raw_text(const poppler::document& document, int number, std::size_t bytes) {
    const std::unique_ptr<poppler::page> page{document.create_page(number)};
    if (!page) return "";
    const auto text = page->text(poppler::rectf{}, poppler::page::raw_order_layout).to_utf8();
    return cut({text.begin(), text.end()}, bytes);
}

/// A dot or dash before an item of a list: some programs set them all together, behind the text.
bool is_sign(std::string_view line) {
    return line.size() == 3 && line.starts_with('\xe2');  // U+2000 to U+2FFF
}

/// The lines of a page, none of them empty.
Lines lines_of(std::string_view page) {
    Lines lines;
    std::string line;
    const auto end_line = [&] {
        line.erase(line.find_last_not_of(' ') + 1);
        line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
        if (!line.empty() && !is_sign(line)) lines.push_back(line);
        line.clear();
    };
    for (const char byte : page) {
        if (byte == '\n' || byte == '\f') {
            end_line();
        } else {
            line += static_cast<unsigned char>(byte) < 0x20 ? ' ' : byte;
        }
    }
    end_line();
    return lines;
}

/// Whether a line stands where headers and footers do.
bool is_at_edge(const Lines& lines, std::size_t place) {
    return place < edge || place + edge >= lines.size();
}

/// What a line has in common with those of the other pages: "3 / 12" and "4 / 12" are the same.
std::string without_numbers(const std::string& line) {
    std::string same;
    for (const char byte : line) {
        const bool digit = byte >= '0' && byte <= '9';
        if (!digit) same += byte;
        if (digit && !same.ends_with('#')) same += '#';
    }
    return same;
}

void remove_repeated(std::vector<Lines>& pages) {
    std::map<std::string, std::size_t> counts;
    for (const Lines& lines : pages) {
        std::set<std::string> on_page;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (is_at_edge(lines, i)) on_page.insert(without_numbers(lines[i]));
        }
        for (const std::string& line : on_page) ++counts[line];
    }
    const std::size_t most = std::max(fewest_repeats, pages.size() / 2 + 1);
    for (Lines& lines : pages) {
        Lines kept;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (!is_at_edge(lines, i) || counts[without_numbers(lines[i])] < most) kept.push_back(lines[i]);
        }
        lines = std::move(kept);
    }
}

/// Whether the text goes on in the middle of a sentence, as the second half of a divided word does.
bool begins_small(std::string_view line) {
    if (line.empty()) return false;
    const auto first = static_cast<unsigned char>(line[0]);
    if (first < 0x80) return first >= 'a' && first <= 'z';
    const std::string letter{line.substr(0, 2)};  // the alphabets of the languages at hand take two bytes at most
    return first >= 0xC3 && first < 0xE0 && language::lower(letter) == letter;
}

/// The hyphen that divides a word at the end of a line: soft, typographic or plain. Empty when there is none.
std::string_view dividing_hyphen(std::string_view line, std::string_view next) {
    // "språk- och yrkesstudier": the hyphen stands for a word that comes, and remains.
    for (const std::string_view joint : {"och ", "og ", "ja ", "eða ", "and ", "eller ", "tai ", "or ", "samt "}) {
        if (next.starts_with(joint)) return {};
    }
    for (const std::string_view hyphen : {"\u00ad", "\u2010", "-"}) {
        const bool divides = line.size() > hyphen.size() && line.ends_with(hyphen) &&
                             line[line.size() - hyphen.size() - 1] != ' ' && begins_small(next);
        if (divides) return hyphen;
    }
    return {};
}

/// Running text; a line of its own for what ends early before a new beginning, as headings and paragraphs do.
std::string joined(const Lines& lines) {
    std::size_t longest = 0;
    for (const std::string& line : lines) longest = std::max(longest, line.size());
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        text += lines[i];
        if (i + 1 == lines.size()) break;
        const auto hyphen = dividing_hyphen(lines[i], lines[i + 1]);
        const bool ends_early = lines[i].size() * 4 < longest * 3 && !begins_small(lines[i + 1]);
        if (!hyphen.empty()) {
            text.resize(text.size() - hyphen.size());
        } else {
            text += ends_early ? '\n' : ' ';
        }
    }
    return text;
}

model::Result<std::vector<std::string>> read(const fs::path& file, const PdfLimits& limits) {
    const std::unique_ptr<poppler::document> document{poppler::document::load_from_file(file.string())};
    if (!document) {
        return tl::unexpected(warning("pdf-damaged", file, "cannot be read as a PDF, so its pages are not searched",
                                      "open it in a PDF reader and save it anew, or get it again"));
    }
    if (document->is_locked()) {
        return tl::unexpected(warning("pdf-locked", file, "asks for a password, so its pages are not searched",
                                      "attach a copy without a password"));
    }
    std::vector<Lines> pages;
    const auto count = std::min(static_cast<std::size_t>(std::max(document->pages(), 0)), limits.pages);
    for (std::size_t i = 0; i < count; ++i) {
        pages.push_back(lines_of(raw_text(*document, static_cast<int>(i), limits.page_bytes)));
    }
    remove_repeated(pages);
    std::vector<std::string> texts;
    for (const Lines& lines : pages) texts.push_back(joined(lines));
    if (std::ranges::all_of(texts, &std::string::empty)) {
        return tl::unexpected(warning("pdf-without-text", file,
                                      "has no text, only pictures of it, so it is not searched",
                                      "run text recognition over it, such as ocrmypdf"));
    }
    return texts;
}

}  // namespace

model::Result<std::vector<std::string>> read_pages(const fs::path& file, const PdfLimits& limits) {
    // Poppler tells the terminal of every oddity of a file; what an editor has to know is in the Problem.
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    std::error_code failed;
    const auto bytes = fs::file_size(file, failed);
    if (!failed && bytes > limits.file_bytes) {
        return tl::unexpected(warning("pdf-too-large", file,
                                      fmt::format("is {} bytes long, so its pages are not searched", bytes),
                                      fmt::format("a PDF is read up to {} bytes", limits.file_bytes)));
    }
    try {
        return read(file, limits);
    } catch (const std::exception& error) {  // poppler's own, for what it did not expect of a file
        return tl::unexpected(warning("pdf-damaged", file, fmt::format("cannot be read as a PDF ({})", error.what()),
                                      "open it in a PDF reader and save it anew, or get it again"));
    }
}

}  // namespace clearinghouse::indexer
