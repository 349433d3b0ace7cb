#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/language/analyser.h"
#include "engine/model/document_reader.h"
#include "engine/model/lines.h"

namespace clearinghouse::model {
namespace {

/// Walks over the tags of an XML text without building anything, so that the parsers behind it never meet more depth
/// or attributes than they can bear. What is not well-formed it leaves to them.
class TagScanner {
public:
    TagScanner(std::string_view xml, const std::string& file, const FileLimits& limits)
        : xml_(xml), file_(file), limits_(limits) {}

    Problems scan() {
        std::size_t at = 0;
        while (problems_.empty() && (at = xml_.find('<', at)) != std::string_view::npos) at = tag(at);
        return std::move(problems_);
    }

private:
    /// Looks at what starts with the "<" at `at` and returns where to go on.
    std::size_t tag(std::size_t at) {
        const auto rest = xml_.substr(at);
        if (rest.starts_with("<!--")) return past("-->", at + 4);
        if (rest.starts_with("<![CDATA[")) return past("]]>", at + 9);
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
        const bool closes_itself = i < xml_.size() && xml_[i - 1] == '/';
        if (!closes_itself && ++depth_ > limits_.depth) {
            report("too-deep", at, fmt::format("nests elements more than {} deep", limits_.depth), "");
        }
        return i;
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
    Problems problems_;
};

/// The offset of the first byte that XML 1.0 forbids as a character, if any.
std::optional<std::size_t> forbidden_character(std::string_view xml) {
    const auto found = std::ranges::find_if(xml, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
    });
    if (found == xml.end()) return {};
    return static_cast<std::size_t>(found - xml.begin());
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
    if (!xml.starts_with("<?xml")) return "utf-8";
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
    if (xml.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return {{"empty-file", file, 0, "is empty", "start one with: clearinghouse-indexer new TYPE ID"}};
    }
    if (const auto encoding = declared_encoding(xml); encoding != "utf-8") {
        return {{"encoding", file, 1, fmt::format("says that its encoding is '{}'", encoding), "save it as UTF-8"}};
    }
    if (!language::is_utf8(xml)) {
        return {{"encoding", file, first_invalid_line(xml), "is not valid UTF-8", "save it as UTF-8"}};
    }
    if (const auto at = forbidden_character(xml)) {
        const int line = Lines{xml}.at(static_cast<std::ptrdiff_t>(*at));
        return {{"control-character", file, line,
                 fmt::format("holds the control character U+{:04X}", static_cast<unsigned char>(xml[*at])),
                 "delete it"}};
    }
    return TagScanner{xml, file, limits}.scan();
}

}  // namespace clearinghouse::model
