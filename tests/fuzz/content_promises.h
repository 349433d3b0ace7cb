#pragma once

#include <cctype>
#include <string>
#include <string_view>

#include "engine/language/analyser.h"
#include "engine/model/document_reader.h"
#include "engine/model/markup_reader.h"
#include "engine/model/vocabulary.h"

/// What holds of any bytes that are read as content. The fuzzer and the replay of its corpus both ask for it.
namespace clearinghouse::model {

/// The first promise that is broken, or "".
inline std::string broken_by(const Problems& problems, const std::string& file) {
    if (problems.empty()) return "refused without a problem";
    for (const auto& each : problems) {
        if (each.code.empty() || each.what.empty() || each.hint.empty()) return "a problem that says too little";
        if (each.file != file || each.line < 0) return "a problem without its place";
        const auto line = to_line(each);
        if (line.size() > 1000) return "a message without end";
        if (line.find('\n') != std::string::npos || !language::is_utf8(line)) return "a message that is no line";
    }
    return "";
}

/// Text that came from a file and stands in pages, answers and the index.
inline bool is_clean(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') return false;
    }
    return language::is_utf8(text);
}

/// The tags of `html` are opened and closed in order, none is a danger, and nothing leaves its quotes.
inline bool is_safe_html(std::string_view html) {
    std::string open;
    while (true) {
        const auto start = html.find('<');
        if (html.substr(0, start).find('>') != std::string_view::npos) return false;
        if (start == std::string_view::npos) return open.empty();
        const auto end = html.find('>', start);
        if (end == std::string_view::npos) return false;
        const auto tag = html.substr(start + 1, end - start - 1);
        html.remove_prefix(end + 1);
        const auto name = std::string{tag.substr(0, tag.find(' '))};
        if (name.starts_with('/')) {
            if (!open.ends_with("<" + name.substr(1))) return false;
            open.resize(open.size() - name.size());
        } else if (name != "br" && name != "img") {
            open += "<" + name;
        }
        for (const auto* danger : {"script", "style", "iframe", "object", "embed", "form", "svg", "math"}) {
            if (name == danger) return false;
        }
        for (auto quote = tag.find('"'); quote != std::string_view::npos; quote = tag.find('"', quote + 1)) {
            const auto attribute = tag.substr(0, quote);
            const auto value = tag.substr(quote + 1, tag.find('"', quote + 1) - quote - 1);
            if (attribute.ends_with("href=") && !is_safe_target(value)) {
                if (value.find('&') == std::string_view::npos) return false;  // escaped ones were judged before
            }
            if (attribute.ends_with("src=") && !value.starts_with("/files/")) return false;
            if (const auto space = attribute.rfind(' '); attribute.substr(space + 1).starts_with("on")) return false;
            quote += value.size() + 1;
        }
    }
}

inline std::string broken_by(const Document& document) {
    if (document.texts.empty() || !document.texts.front().is_original()) return "the original does not come first";
    if (document.status == Status::published && !document.published) return "published at no time";
    if (document.year() < 0 || document.year() > 9999) return "a year out of bounds";
    for (const auto& text : document.texts) {
        if (text.title.empty()) return "a text without title";
        if (!is_clean(text.title) || !is_clean(text.summary)) return "text that is not clean";
        for (const auto& section : text.sections) {
            if (!is_clean(section.markup.html) || !is_clean(section.markup.text))
                return "running text that is not clean";
            if (!is_safe_html(section.markup.html)) return "running text that is not safe";
        }
    }
    for (const auto& source : document.sources) {
        if (!is_safe_target(source.attribute("href"))) return "a source that is no address";
    }
    for (const auto& attachment : document.attachments) {
        if (!is_file_name(attachment.file)) return "an attachment outside its folder";
    }
    return "";
}

inline std::string broken_by(const Scheme& scheme) {
    if (scheme.iri.empty()) return "a scheme without address";
    for (const auto& each : scheme.concepts) {
        if (each.id.empty() || each.preferred.empty() || each.scheme != scheme.id)
            return "a concept that lacks something";
        if (!is_clean(each.id) || !is_clean(each.label("da"))) return "a concept that is not clean";
        for (const auto* ids : {&each.broader, &each.narrower, &each.related}) {
            for (const auto& id : *ids) {
                if (id.empty()) return "a relation to nothing";
            }
        }
    }
    return "";
}

/// Reads the bytes as both kinds of content: the first promise that is broken, or "".
inline std::string broken_promise(std::string_view xml) {
    const std::string file = "news/sample.xml";
    const auto document = read_document(xml, file);
    const auto of_document = document ? broken_by(*document) : broken_by(document.error(), file);
    if (!of_document.empty()) return of_document;
    const auto scheme = read_scheme(xml, file);
    return scheme ? broken_by(*scheme) : broken_by(scheme.error(), file);
}

}  // namespace clearinghouse::model
