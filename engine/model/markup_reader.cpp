#include "engine/model/markup_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <span>

#include <string>
#include "engine/model/fields.h"

namespace clearinghouse::model {
namespace {

/// An element that running text may hold, as schemas/markup.xsd has it.
struct Allowed {
    std::string_view name;
    std::array<std::string_view, 3> attributes;
    enum class Shape { block, inline_text, empty } shape;
};

using Shape = Allowed::Shape;

constexpr std::array allowed_elements{
    Allowed{"p", {"lang"}, Shape::block},
    Allowed{"h2", {"lang"}, Shape::block},
    Allowed{"h3", {"lang"}, Shape::block},
    Allowed{"h4", {"lang"}, Shape::block},
    Allowed{"ul", {}, Shape::block},
    Allowed{"ol", {}, Shape::block},
    Allowed{"li", {}, Shape::block},
    Allowed{"blockquote", {"lang"}, Shape::block},
    Allowed{"table", {}, Shape::block},
    Allowed{"caption", {"lang"}, Shape::block},
    Allowed{"thead", {}, Shape::block},
    Allowed{"tbody", {}, Shape::block},
    Allowed{"tr", {}, Shape::block},
    Allowed{"th", {"scope", "colspan", "rowspan"}, Shape::block},
    Allowed{"td", {"scope", "colspan", "rowspan"}, Shape::block},
    Allowed{"figure", {}, Shape::block},
    Allowed{"figcaption", {"lang"}, Shape::block},
    Allowed{"a", {"href", "lang"}, Shape::inline_text},
    Allowed{"em", {"lang"}, Shape::inline_text},
    Allowed{"strong", {"lang"}, Shape::inline_text},
    Allowed{"code", {}, Shape::inline_text},
    Allowed{"span", {"lang"}, Shape::inline_text},
    Allowed{"img", {"src", "alt"}, Shape::empty},
    Allowed{"br", {}, Shape::empty},
};

const Allowed* allowed(std::string_view name) {
    const auto found = std::ranges::find(allowed_elements, name, &Allowed::name);
    return found == allowed_elements.end() ? nullptr : &*found;
}

bool is_words(const pugi::xml_node& node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// True for words and for the elements that stand among them.
bool is_among_words(const pugi::xml_node& node) {
    if (is_words(node)) return true;
    const Allowed* found = node ? allowed(node.name()) : nullptr;
    return found != nullptr && found->shape != Shape::block;
}

/// White space that only lays out the file: it does not stand between two words.
bool is_layout(const pugi::xml_node& node) {
    if (!is_words(node) || !collapse_space(node.value()).empty()) return false;
    return !is_among_words(node.previous_sibling()) || !is_among_words(node.next_sibling());
}

class MarkupBuilder {
public:
    MarkupBuilder(const std::string& file, bool in_body, const Lines& lines, Problems& problems)
        : file_(file), document_(document_id(file)), in_body_(in_body), lines_(lines), problems_(problems) {}

    void children(const pugi::xml_node& parent) {
        for (const auto& child : parent.children()) {
            if (is_words(child)) {
                if (!is_layout(child)) words(child.value());
            } else if (child.type() == pugi::node_element) {
                element(child);
            }
        }
    }

    Markup finish() { return {std::move(html_), collapse_lines(text_)}; }

private:
    void words(std::string_view value) {
        html_ += escape_html(value);
        for (const char c : value) text_ += c == '\n' ? ' ' : c;  // only blocks start lines
    }

    void element(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        const Allowed* found = allowed(name);
        if (found == nullptr) {
            report(node, "unknown-element", fmt::format("has the element <{}> in running text", name),
                   "schemas/markup.xsd lists what may stand there");
            return;
        }
        if (name == "h2" && !in_body_) {
            report(node, "heading-level", "has <h2> in a section, whose own heading is one", "start at <h3>");
        }
        if (found->shape == Shape::block) text_ += '\n';
        html_ += fmt::format("<{}", name);
        attributes(node, *found);
        html_ += '>';
        if (found->shape == Shape::empty) {
            text_ += ' ';
            return;
        }
        children(node);
        html_ += fmt::format("</{}>", name);
        if (found->shape == Shape::block) text_ += '\n';
    }

    void attributes(const pugi::xml_node& node, const Allowed& row) {
        for (const auto& attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            const std::string_view value = attribute.value();
            if (std::ranges::find(row.attributes, name) == row.attributes.end()) {
                report(node, "unknown-attribute", fmt::format("has the attribute '{}' on <{}>", name, node.name()),
                       "schemas/markup.xsd lists what may stand there");
            } else if (name == "href" && !is_safe_target(value)) {
                report(node, "bad-target", fmt::format("links to '{}'", value),
                       "a link starts with https://, http://, mailto: or /documents/");
            } else if (name == "src" && !is_file_name(value)) {
                report(node, "bad-target", fmt::format("shows a picture from '{}'", value),
                       "give the name of a file in the document's folder");
            } else if (name == "src") {
                html_ += fmt::format(" src=\"/files/{}/{}\"", document_, value);
            } else {
                html_ += fmt::format(" {}=\"{}\"", name, escape_html(value));
            }
        }
        if (std::string_view{node.name()} == "img" && collapse_space(node.attribute("alt").value()).empty()) {
            report(node, "no-alternative-text", "shows a picture without alternative text",
                   "say in the attribute alt what the picture shows");
        }
    }

    void report(const pugi::xml_node& node, std::string code, const std::string& what, std::string hint) {
        problems_.push_back({std::move(code), file_, lines_.at(node.offset_debug()), quotable(what), std::move(hint)});
    }

    /// One line a block, without the spaces and empty lines that indentation leaves.
    static std::string collapse_lines(std::string_view text) {
        std::string lines;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            if (end == text.size()) {
                lines += collapse_space(text);
                break;
            }
            lines += collapse_space(text.substr(0, end));
            if (!lines.empty() && lines.back() != '\n') lines += '\n';
            text.remove_prefix(end + 1);
        }
        while (!lines.empty() && lines.back() == '\n') lines.pop_back();
        return lines;
    }

    const std::string& file_;
    std::string document_;
    bool in_body_;
    const Lines& lines_;
    Problems& problems_;
    std::string html_;
    std::string text_;
};

}  // namespace

Markup read_markup(const pugi::xml_node& node, const std::string& file, const Lines& lines, Problems& problems) {
    MarkupBuilder builder{file, node.name() == body, lines, problems};
    builder.children(node);
    return builder.finish();
}

std::string document_id(std::string_view file) {
    file.remove_prefix(std::min(file.find_last_of('/') + 1, file.size()));
    if (file.ends_with(".xml")) file.remove_suffix(4);
    return std::string{file};
}

bool is_id(std::string_view text) {
    const auto letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    return !text.empty() && text.size() <= 100 && letter_or_digit(text.front()) &&
           std::ranges::all_of(text, [&](char c) { return letter_or_digit(c) || c == '-'; });
}

bool is_file_name(std::string_view name) {
    const auto letter_or_digit = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !name.empty() && name.size() <= 100 && letter_or_digit(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_safe_target(std::string_view href) {
    constexpr std::string_view documents = "/documents/";
    if (href.starts_with(documents)) return is_id(href.substr(documents.size()));
    if (href.find_first_of(" \t\r\n\"<>\\") != std::string_view::npos) return false;
    return std::ranges::any_of(std::array{"https://", "http://", "mailto:"}, [&](std::string_view scheme) {
        return href.starts_with(scheme) && href.size() > scheme.size();
    });
}

std::string words_of(const pugi::xml_node& node) {
    std::string words;
    for (const auto& child : node.children()) {
        if (is_words(child)) words += child.value();
    }
    return collapse_space(words);
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string collapse_space(std::string_view text) {
    std::string collapsed;
    bool space_waits = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            space_waits = !collapsed.empty();
        } else {
            if (space_waits) collapsed += ' ';
            space_waits = false;
            collapsed += c;
        }
    }
    return collapsed;
}

}  // namespace clearinghouse::model
