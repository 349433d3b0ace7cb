#include "engine/model/document_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <pugixml.hpp>
#include <set>

#include "engine/language/analyser.h"
#include "engine/language/language.h"
#include "engine/model/fields.h"
#include "engine/model/lines.h"
#include "engine/model/markup_reader.h"

namespace clearinghouse::model {
namespace {

constexpr std::string_view content_namespace = "urn:clearinghouse:content:1";

/// Compares what both dates say: in "2018-05" to "2018" nothing is wrong.
bool is_before(const PartialDate& a, const PartialDate& b) {
    if (a.year != b.year) return a.year < b.year;
    if (a.month == 0 || b.month == 0 || a.month != b.month) return a.month != 0 && b.month != 0 && a.month < b.month;
    return a.day != 0 && b.day != 0 && a.day < b.day;
}

/// Reads the elements of one file into a Document and gathers every problem on the way.
class DocumentReader {
public:
    DocumentReader(std::string_view xml, const std::string& file) : xml_(xml), file_(file), lines_(xml) {}

    tl::expected<Document, Problems> read() {
        if (auto problems = check_bounds(xml_, file_); !problems.empty()) return tl::unexpected{std::move(problems)};
        pugi::xml_document tree;
        const auto parsed = tree.load_buffer(xml_.data(), xml_.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                             pugi::encoding_utf8);
        if (!parsed) {
            problems_.push_back({"not-well-formed", file_, lines_.at(parsed.offset),
                                 fmt::format("is not well-formed XML: {}", language::lower(parsed.description())),
                                 "each element needs its end tag, and & is written &amp;"});
            return tl::unexpected{std::move(problems_)};
        }
        root(tree.document_element());
        if (has_error(problems_)) return tl::unexpected{std::move(problems_)};
        return std::move(document_);
    }

private:
    void root(const pugi::xml_node& node) {
        const std::string_view name = node.name();
        type_ = type(name);
        if (type_ == nullptr || std::string_view{node.attribute("xmlns").value()} != content_namespace) {
            report(node, "unknown-type", fmt::format("has the root element <{}>", name),
                   fmt::format("one of the types in schemas/document.xsd, with xmlns=\"{}\"", content_namespace));
            return;
        }
        document_.type = name;
        document_.file = file_;
        document_.id = document_id(file_);
        if (!is_id(document_.id)) {
            report(node, "bad-id", fmt::format("has a file name that is no id: '{}'", document_.id),
                   "small letters a to z, digits and hyphens, 100 at most");
        }
        publication(node);
        if (const auto withdrawn = node.child("withdrawn")) withdrawal(withdrawn);
        if (const auto metadata_node = node.child("metadata")) {
            metadata(metadata_node);
        } else {
            report(node, "no-metadata", "has no <metadata>",
                   "add it before the texts; publisher and theme are required");
        }
        details(node.child("details"));
        for (const auto& text : node.children("text")) read_text(text);
        for (const auto& questions : node.children("questions")) read_questions(questions);
        for (const auto& part : node.child("parts").children("part")) read_part(part);
        order_texts(node);
    }

    void publication(const pugi::xml_node& node) {
        const std::string_view status = node.attribute("status").value();
        if (status == "published") {
            document_.status = Status::published;
        } else if (status == "withdrawn") {
            document_.status = Status::withdrawn;
        } else if (status != "draft") {
            report(node, "bad-status", fmt::format("has the status '{}'", status), "draft, published or withdrawn");
        }
        document_.published = moment(node, "published");
        document_.modified = moment(node, "modified");
        // One that cannot be read has been told of as such.
        const bool says_when = !std::string_view{node.attribute("published").value()}.empty();
        if (document_.status == Status::published && !says_when) {
            report(node, "no-publication-time", "is published, but does not say when",
                   "add published=\"YYYY-MM-DD\" to the root element");
        }
        if (document_.status == Status::withdrawn && !node.child("withdrawn")) {
            report(node, "no-withdrawal", "is withdrawn, but does not say why",
                   "add <withdrawn at=\"YYYY-MM-DD\"><reason lang=\"...\">...</reason></withdrawn>");
        }
    }

    void withdrawal(const pugi::xml_node& node) {
        Withdrawal found;
        if (!node.attribute("at"))
            report(node, "no-withdrawal", "does not say when it was withdrawn", "add at=\"YYYY-MM-DD\"");
        if (const auto at = moment(node, "at")) found.at = *at;
        found.replaced_by = node.attribute("replaced-by").value();
        for (const auto& reason : node.children("reason")) add(found.reasons, reason);
        document_.withdrawal = std::move(found);
    }

    void metadata(const pugi::xml_node& node) {
        document_.aliases = all(node, "alias");
        document_.date = date(node.child("date"));
        document_.authors = all(node, "author");
        document_.publishers = all(node, "publisher");
        document_.countries = all(node, "country");
        document_.places = values(node, "place");
        document_.themes = all(node, "theme");
        document_.target_groups = all(node, "target-group");
        document_.perspectives = all(node, "perspective");
        document_.goals = all(node, "goal");
        document_.sources = values(node, "source");
        document_.licence = words_of(node.child("licence"));
        document_.last_reviewed = date(node.child("last-reviewed"));
        for (const auto& source : document_.sources) check_address(source);
        for (const auto& link : node.children("link")) {
            document_.links.push_back(
                {link.attribute("relation").value(), link.attribute("document").value(), line(link)});
        }
        for (const auto& attachment : node.children("attachment")) {
            check_file_name(attachment);
            document_.attachments.push_back(
                {attachment.attribute("file").value(), tag(attachment), words_of(attachment), line(attachment)});
        }
    }

    void details(const pugi::xml_node& node) {
        for (const auto& child : node.children()) {
            if (child.type() != pugi::node_element) continue;
            const auto& fields = type_->details;
            const auto found = std::ranges::find(fields, std::string_view{child.name()}, &Field::name);
            if (found == fields.end()) {
                report(child, "unknown-field", fmt::format("has the field <{}>", child.name()),
                       fmt::format("schemas/document.xsd lists the fields of a {}", type_->name));
                continue;
            }
            Detail detail{child.name(), value(child)};
            check_detail(child, found->kind, detail.value);
            document_.details.push_back(std::move(detail));
        }
    }

    void check_detail(const pugi::xml_node& node, Kind kind, const Value& value) {
        switch (kind) {
            case Kind::data:
                check_file_name(node);
                break;
            case Kind::address:
                check_address(value);
                break;
            case Kind::organisation:
                if (!value.attribute("href").empty()) check_address(value);
                break;
            case Kind::period: {
                const auto from = parse_date(value.attribute("from"));
                const auto to = parse_date(value.attribute("to"));
                if (from && to && is_before(*to, *from)) {
                    report(node, "dates-in-wrong-order", "ends before it starts", "swap \"from\" and \"to\"");
                }
                break;
            }
            default:
                break;
        }
    }

    void read_text(const pugi::xml_node& node) {
        Text text;
        text.language = tag(node);
        text.line = line(node);
        text.translation_of = node.attribute("translation-of").value();
        text.from_version = moment(node, "from-version");
        std::set<std::string_view> seen;
        for (const auto& child : node.children()) {
            if (child.type() != pugi::node_element) continue;
            const std::string_view name = child.name();
            if (name != "keyword" && !seen.insert(name).second) {
                report(child, "field-twice", fmt::format("has the field <{}> twice in one text", name), "join them");
            } else if (name == "title") {
                text.title = words_of(child);
            } else if (name == "subtitle") {
                text.subtitle = words_of(child);
            } else if (name == "summary") {
                text.summary = words_of(child);
            } else if (name == "keyword") {
                text.keywords.push_back(words_of(child));
            } else {
                section(child, text);
            }
        }
        if (text.title.empty())
            report(node, "no-title", "has a text without title", "each text starts with its <title>");
        if (!languages_.insert(text.language).second) {
            report(node, "language-twice", fmt::format("has two texts in '{}'", text.language), "join them");
        }
        document_.texts.push_back(std::move(text));
    }

    void section(const pugi::xml_node& node, Text& text) {
        const std::string_view name = node.name();
        const auto& fields = type_->sections;
        if (name != body && std::ranges::find(fields, name, &Field::name) == fields.end()) {
            report(node, "unknown-field", fmt::format("has the field <{}>", name),
                   fmt::format("schemas/document.xsd lists the fields of a {}", type_->name));
            return;
        }
        text.sections.push_back({std::string{name}, read_markup(node, file_, lines_, problems_), line(node)});
    }

    void read_questions(const pugi::xml_node& node) {
        Questions found{tag(node), all(node, "question"), line(node)};
        if (std::ranges::find(document_.questions, found.language, &Questions::language) != document_.questions.end()) {
            report(node, "language-twice", fmt::format("has two lists of questions in '{}'", found.language),
                   "join them");
        }
        document_.questions.push_back(std::move(found));
    }

    void read_part(const pugi::xml_node& node) {
        Part part{node.attribute("document").value(), node.attribute("role").value(), {}, line(node)};
        for (const auto& sentence : node.children("sentence")) add(part.sentences, sentence);
        document_.parts.push_back(std::move(part));
    }

    void order_texts(const pugi::xml_node& node) {
        const auto originals = std::ranges::count_if(document_.texts, &Text::is_original);
        if (originals != 1) {
            report(node, "no-original", fmt::format("has {} texts without translation-of", originals),
                   "exactly one text is the original; each other one says what it is a translation of");
            return;
        }
        std::stable_partition(document_.texts.begin(), document_.texts.end(), std::mem_fn(&Text::is_original));
    }

    /// Keeps the words of an element under its language.
    void add(std::map<std::string, std::string>& by_language, const pugi::xml_node& node) {
        const auto language = tag(node);
        if (!by_language.emplace(language, words_of(node)).second) {
            report(node, "language-twice", fmt::format("has two <{}> in '{}'", node.name(), language), "join them");
        }
    }

    Value value(const pugi::xml_node& node) const {
        Value found{words_of(node), {}, line(node)};
        for (const auto& attribute : node.attributes()) found.attributes[attribute.name()] = attribute.value();
        return found;
    }

    std::vector<Value> values(const pugi::xml_node& parent, const char* name) const {
        std::vector<Value> found;
        for (const auto& node : parent.children(name)) found.push_back(value(node));
        return found;
    }

    static std::vector<std::string> all(const pugi::xml_node& parent, const char* name) {
        std::vector<std::string> found;
        for (const auto& node : parent.children(name)) found.push_back(words_of(node));
        return found;
    }

    /// The language of an element, which must say it.
    std::string tag(const pugi::xml_node& node) {
        std::string tag = node.attribute("lang").value();
        if (!language::is_tag(tag)) {
            report(node, "bad-language", fmt::format("has the language '{}' on <{}>", tag, node.name()),
                   "a language tag such as da, nb or fi");
        }
        return tag;
    }

    std::optional<Moment> moment(const pugi::xml_node& node, const char* name) {
        const std::string_view text = node.attribute(name).value();
        if (text.empty()) return {};
        const auto parsed = parse_moment(text);
        if (!parsed) {
            report(node, "bad-date", fmt::format("has the time '{}' in {}", text, name),
                   "2026-11-01 or 2026-11-01T09:00:00+01:00");
        }
        return parsed;
    }

    std::optional<PartialDate> date(const pugi::xml_node& node) {
        const auto text = words_of(node);
        if (text.empty()) return {};
        const auto parsed = parse_date(text);
        if (!parsed) {
            report(node, "bad-date", fmt::format("has the date '{}' in <{}>", text, node.name()),
                   "a day, month or year: 2018-05-24, 2018-05 or 2018");
        }
        return parsed;
    }

    void check_address(const Value& value) {
        const auto& href = value.attribute("href");
        if (!is_safe_target(href)) {
            problems_.push_back({"bad-target", file_, value.line, fmt::format("has the address '{}'", quotable(href)),
                                 "an address starts with https:// or http:// and holds no spaces"});
        }
    }

    void check_file_name(const pugi::xml_node& node) {
        const std::string_view name = node.attribute("file").value();
        if (!is_file_name(name)) {
            report(node, "bad-file-name", fmt::format("has the file name '{}' on <{}>", name, node.name()),
                   "the name of a file in the document's folder: letters a to z, digits, point, hyphen");
        }
    }

    int line(const pugi::xml_node& node) const { return lines_.at(node.offset_debug()); }

    void report(const pugi::xml_node& node, std::string code, const std::string& what, std::string hint) {
        problems_.push_back({std::move(code), file_, line(node), quotable(what), std::move(hint)});
    }

    std::string_view xml_;
    const std::string& file_;
    Lines lines_;
    const Type* type_ = nullptr;
    Document document_;
    std::set<std::string> languages_;
    Problems problems_;
};

}  // namespace

tl::expected<Document, Problems> read_document(std::string_view xml, const std::string& file) {
    return DocumentReader{xml, file}.read();
}

}  // namespace clearinghouse::model
