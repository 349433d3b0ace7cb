#include "tests/content/passages.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

#include "engine/model/lines.h"
#include "engine/model/markup_reader.h"

namespace clearinghouse::tests {
namespace {

namespace fs = std::filesystem;

/// Elements of running text that stand within a passage; all others begin and end one.
bool is_inline(std::string_view name) {
    static constexpr std::array names{"a", "em", "strong", "code", "span", "br"};
    return std::ranges::find(names, name) != names.end();
}

class PassageReader {
public:
    PassageReader(std::string_view xml, const std::string& file) : lines_(xml) {
        here_.file = file;
        const auto read = document_.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!read) throw std::runtime_error(fmt::format("{}: {}", file, read.description()));
    }

    std::vector<Passage> run() {
        for (const auto& child : document_.document_element()) {
            const std::string_view name = child.name();
            if (name == "text") fields(child, child.attribute("lang").value());
            if (name == "parts") each_in_its_language(child, "part");
            if (name == "withdrawn") in_its_language(child);
            if (name == "metadata") in_its_language(child);
        }
        return std::move(passages_);
    }

private:
    void fields(const pugi::xml_node& parent, std::string_view language) {
        for (const auto& field : parent) begin(field, language);
    }

    void each_in_its_language(const pugi::xml_node& parent, const char* name) {
        for (const auto& child : parent.children(name)) in_its_language(child);
    }

    void in_its_language(const pugi::xml_node& parent) {
        for (const auto& child : parent) {
            if (child.attribute("lang")) begin(child, child.attribute("lang").value());
        }
    }

    void begin(const pugi::xml_node& field, std::string_view language) {
        here_.language = language;
        here_.field = field.name();
        within(field, true);
        end();
    }

    /// `is_own` is false within what is marked as another language's.
    void within(const pugi::xml_node& parent, bool is_own) {
        for (const auto& child : parent) {
            if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
                add(child, child.value(), is_own);
                continue;
            }
            constexpr std::string_view to_document = "/documents/";
            const std::string_view target = child.attribute("href").value();
            if (target.starts_with(to_document)) here_.cited.emplace_back(target.substr(to_document.size()));
            const bool ends_passage = !is_inline(child.name());
            if (ends_passage) end();
            if (child.name() == std::string_view{"br"}) add(child, " ", is_own);
            if (const auto picture = child.attribute("alt")) add(child, picture.value(), is_own);
            within(child, is_own && !child.attribute("lang"));
            if (ends_passage) end();
        }
    }

    void add(const pugi::xml_node& node, std::string_view words, bool is_own) {
        if (here_.words.empty()) here_.line = lines_.at(node.offset_debug());
        here_.words += words;
        here_.own_words += is_own ? words : " ";
    }

    void end() {
        here_.words = model::collapse_space(here_.words);
        here_.own_words = model::collapse_space(here_.own_words);
        if (!here_.words.empty()) passages_.push_back(here_);
        here_.words.clear();
        here_.own_words.clear();
        here_.cited.clear();
    }

    pugi::xml_document document_;
    model::Lines lines_;
    Passage here_;
    std::vector<Passage> passages_;
};

std::string bytes_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::stringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

}  // namespace

std::vector<Passage> read_passages(std::string_view xml, const std::string& file) {
    return PassageReader{xml, file}.run();
}

std::vector<Passage> read_content(const fs::path& content) {
    std::vector<fs::path> files;
    for (const auto& folder : fs::directory_iterator{content}) {
        if (!folder.is_directory()) continue;
        for (const auto& entry : fs::directory_iterator{folder}) {
            if (entry.path().extension() == ".xml") files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    std::vector<Passage> all;
    for (const auto& file : files) {
        const auto name = (content.filename() / file.lexically_relative(content)).string();
        std::ranges::move(read_passages(bytes_of(file), name), std::back_inserter(all));
    }
    return all;
}

std::vector<std::string> sentences_of(std::string_view words, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> iterator{
        icu::BreakIterator::createSentenceInstance(icu::Locale{language.c_str()}, status)};
    if (U_FAILURE(status)) throw std::runtime_error("ICU finds no sentences in " + language);
    const auto text = icu::UnicodeString::fromUTF8({words.data(), static_cast<int>(words.size())});
    iterator->setText(text);
    std::vector<std::string> sentences;
    for (auto from = iterator->first(), to = iterator->next(); to != icu::BreakIterator::DONE;
         from = to, to = iterator->next()) {
        std::string sentence;
        text.tempSubStringBetween(from, to).toUTF8String(sentence);
        while (!sentence.empty() && is_space(sentence.back())) sentence.pop_back();
        if (!sentence.empty()) sentences.push_back(std::move(sentence));
    }
    return sentences;
}

std::size_t count_words(std::string_view words) {
    std::istringstream stream{std::string{words}};
    std::size_t count = 0;
    for (std::string word; stream >> word;) {
        if (word != "-" && word != "–" && word != "—") ++count;
    }
    return count;
}

std::string finding(const Passage& where, std::string_view what, std::string_view words) {
    constexpr std::size_t longest = 160;
    std::string shown{words.substr(0, longest)};
    if (words.size() > longest) {
        while (!shown.empty() && !is_space(shown.back())) shown.pop_back();
        shown += "...";
    }
    return fmt::format("{}:{}: {}: {} ('{}')", where.file, where.line, where.language, what, shown);
}

}  // namespace clearinghouse::tests
