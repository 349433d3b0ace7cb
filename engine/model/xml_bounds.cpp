#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/language/analyser.h"
#include "engine/model/document_reader.h"
#include "engine/model/lines.h"

namespace clearinghouse::model {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::size_t longest_reference = 12;  // "#x10ffff;", with room for leading zeros
constexpr std::string_view space = " \t\r\n";

/// Whether XML 1.0 allows the character, and it is no DEL, which nobody means.
bool is_allowed(std::uint32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c != 0x7f && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff && c <= 0x10ffff;
}

/// Whether what stands between "&" and ";" is one of the five names of XML or the number of an allowed character.
bool is_reference(std::string_view text) {
    for (const std::string_view name : {"amp", "lt", "gt", "quot", "apos"}) {
        if (text == name) return true;
    }
    if (!text.starts_with('#')) return false;
    const int base = text.starts_with("#x") ? 16 : 10;
    text.remove_prefix(base == 16 ? 2 : 1);
    std::uint32_t character = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), character, base);
    return error == std::errc{} && stopped == text.data() + text.size() && is_allowed(character);
}

/// Walks over the tags of an XML text without building anything, so that the parsers behind it never meet more depth
/// or attributes than they can bear. It also holds what pugixml lets pass: references to no character, and anything
/// beside the root element. What else is not well-formed it leaves to the parsers.
class TagScanner {
public:
    TagScanner(std::string_view xml, const std::string& file, const FileLimits& limits)
        : xml_(xml), file_(file), limits_(limits) {}

    Problems scan() {
        std::size_t at = xml_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        while (problems_.empty() && at < xml_.size()) {
            const auto open = std::min(xml_.find('<', at), xml_.size());
            text(at, open);
            at = problems_.empty() && open < xml_.size() ? tag(open) : xml_.size();
        }
        return std::move(problems_);
    }

private:
    void text(std::size_t begin, std::size_t end) {
        const auto words = xml_.substr(begin, end - begin).find_first_not_of(space);
        if (depth_ == 0 && words != std::string_view::npos) return beside_root(begin + words, "text");
        references(begin, end);
    }

    void references(std::size_t begin, std::size_t end) {
        const auto stretch = xml_.substr(0, end);
        for (auto at = stretch.find('&', begin); at != std::string_view::npos; at = stretch.find('&', at + 1)) {
            const auto name = stretch.substr(at + 1, longest_reference);
            const auto length = name.find(';');
            if (length != std::string_view::npos && is_reference(name.substr(0, length))) continue;
            const auto quote = length == std::string_view::npos ? "&" : stretch.substr(at, length + 2);
            return report("bad-reference", at, fmt::format("has '{}', which stands for no character", quotable(quote)),
                          "write & as &amp;, and any other character as itself");
        }
    }

    void beside_root(std::size_t at, std::string_view what) {
        report("not-well-formed", at, fmt::format("is not well-formed XML: {} outside the root element", what),
               "a file is one element; what stands before or behind it belongs inside");
    }

    /// Looks at what starts with the "<" at `at` and returns where to go on.
    std::size_t tag(std::size_t at) {
        const auto rest = xml_.substr(at);
        if (rest.starts_with("<!--")) return past("-->", at + 4);
        if (rest.starts_with("<![CDATA[")) {
            if (depth_ == 0) beside_root(at, "text");
            return past("]]>", at + 9);
        }
        if (rest.starts_with("<?")) return past("?>", at + 2);
        if (rest.starts_with("<!")) {
            report("doctype", at, "has a document type declaration",
                   "remove the <!DOCTYPE ...>; entities are not used");
            return xml_.size();
        }
        if (rest.starts_with("</")) {
            depth_ = std::max(0, depth_ - 1);
            return past(">", at);
        }
        return open_tag(at);
    }

    std::size_t open_tag(std::size_t at) {
        if (depth_ == 0 && std::exchange(root_seen_, true)) {
            beside_root(at, "a second element");
            return xml_.size();
        }
        int attributes = 0;
        std::size_t i = at + 1;
        while (i < xml_.size() && xml_[i] != '>') {
            const char c = xml_[i];
            if (c == '"' || c == '\'') {
                ++attributes;
                i = xml_.find(c, i + 1);
                if (i == std::string_view::npos) return xml_.size();
            }
            ++i;
        }
        if (attributes > limits_.attributes) {
            report("too-many-attributes", at, fmt::format("has {} attributes on one element", attributes),
                   fmt::format("at most {}", limits_.attributes));
        }
        if (++depth_ > limits_.depth) {
            report("too-deep", at, fmt::format("nests elements more than {} deep", limits_.depth),
                   "take out what stands around it");
        }
        references(at, i);
        if (i == xml_.size()) return i;
        if (xml_[i - 1] == '/') --depth_;
        return i + 1;
    }

    std::size_t past(std::string_view mark, std::size_t from) const {
        const auto found = xml_.find(mark, from);
        return found == std::string_view::npos ? xml_.size() : found + mark.size();
    }

    void report(std::string code, std::size_t at, std::string what, std::string hint) {
        const int line = Lines{xml_}.at(static_cast<std::ptrdiff_t>(at));
        problems_.push_back({std::move(code), file_, line, std::move(what), std::move(hint)});
    }

    std::string_view xml_;
    const std::string& file_;
    const FileLimits& limits_;
    int depth_ = 0;
    bool root_seen_ = false;
    Problems problems_;
};

struct Forbidden {
    std::size_t offset;
    std::uint32_t character;
};

/// The first character that XML 1.0 forbids, if any, in valid UTF-8 (where surrogates are none).
std::optional<Forbidden> forbidden_character(std::string_view xml) {
    for (std::size_t i = 0; i < xml.size(); ++i) {
        const auto byte = static_cast<unsigned char>(xml[i]);
        if (byte < 0x80 && !is_allowed(byte)) return Forbidden{i, byte};
        if (byte == 0xef && xml.substr(i, 3) == "\xef\xbf\xbe") return Forbidden{i, 0xfffe};
        if (byte == 0xef && xml.substr(i, 3) == "\xef\xbf\xbf") return Forbidden{i, 0xffff};
    }
    return {};
}

int first_invalid_line(std::string_view xml) {
    int line = 1;
    while (true) {
        const auto end = xml.find('\n');
        if (!language::is_utf8(xml.substr(0, end))) return line;
        if (end == std::string_view::npos) return line;
        xml.remove_prefix(end + 1);
        ++line;
    }
}

/// What the XML declaration says of the encoding, in small letters; "utf-8" when it says nothing.
std::string declared_encoding(std::string_view xml) {
    if (xml.starts_with(byte_order_mark)) xml.remove_prefix(byte_order_mark.size());
    if (!xml.starts_with("<?xml") || space.find(xml.substr(5, 1)) == std::string_view::npos) return "utf-8";
    const auto declaration = xml.substr(0, xml.find("?>"));
    const auto at = declaration.find("encoding");
    if (at == std::string_view::npos) return "utf-8";
    const auto open = declaration.find_first_of("\"'", at);
    if (open == std::string_view::npos) return "utf-8";
    const auto close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return "utf-8";
    return language::lower(declaration.substr(open + 1, close - open - 1));
}

}  // namespace

Problems check_bounds(std::string_view xml, const std::string& file, const FileLimits& limits) {
    if (xml.size() > limits.bytes) {
        return {{"too-large", file, 0, fmt::format("is {} bytes long", xml.size()),
                 fmt::format("at most {}; move data and pictures into attachments", limits.bytes)}};
    }
    const auto content = xml.starts_with(byte_order_mark) ? xml.substr(byte_order_mark.size()) : xml;
    if (content.find_first_not_of(space) == std::string_view::npos) {
        return {{"empty-file", file, 0, "is empty", "start one with: clearinghouse-indexer new TYPE ID"}};
    }
    if (const auto encoding = declared_encoding(xml); encoding != "utf-8") {
        return {{"encoding", file, 1, fmt::format("says that its encoding is '{}'", quotable(encoding)),
                 "save it as UTF-8"}};
    }
    if (!language::is_utf8(xml)) {
        return {{"encoding", file, first_invalid_line(xml), "is not valid UTF-8", "save it as UTF-8"}};
    }
    if (const auto found = forbidden_character(xml)) {
        const int line = Lines{xml}.at(static_cast<std::ptrdiff_t>(found->offset));
        return {{"control-character", file, line, fmt::format("holds the control character U+{:04X}", found->character),
                 found->character == 0 ? "save it as UTF-8, or delete it" : "delete it"}};
    }
    return TagScanner{xml, file, limits}.scan();
}

}  // namespace clearinghouse::model
