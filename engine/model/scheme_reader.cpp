#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "engine/model/document_reader.h"
#include "engine/model/lines.h"
#include "engine/model/markup_reader.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::model {
namespace {

constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view skos_namespace = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view dct_namespace = "http://purl.org/dc/terms/";

/// The namespace and local name of an element, by the declarations in scope.
std::pair<std::string_view, std::string_view> qualified_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    const std::string declaration =
        colon == std::string_view::npos ? "xmlns" : fmt::format("xmlns:{}", name.substr(0, colon));
    const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    for (auto scope = node; scope; scope = scope.parent()) {
        if (const auto found = scope.attribute(declaration.c_str())) return {found.value(), local};
    }
    return {"", local};
}

bool is(const pugi::xml_node& node, std::string_view space, std::string_view local) {
    return qualified_name(node) == std::pair{space, local};
}

std::string last_segment(std::string_view iri) {
    const auto at = iri.find_last_of("/#");
    return std::string{at == std::string_view::npos ? iri : iri.substr(at + 1)};
}

void add_once(std::vector<std::string>& ids, const std::string& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

class SchemeReader {
public:
    SchemeReader(std::string_view xml, const std::string& file) : xml_(xml), file_(file), lines_(xml) {}

    tl::expected<Scheme, Problems> read() {
        constexpr FileLimits limits{.bytes = 64 * 1024 * 1024};
        if (auto problems = check_bounds(xml_, file_, limits); !problems.empty()) {
            return tl::unexpected{std::move(problems)};
        }
        pugi::xml_document tree;
        const auto parsed = tree.load_buffer(xml_.data(), xml_.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!parsed) {
            problems_.push_back({"not-well-formed", file_, lines_.at(parsed.offset),
                                 fmt::format("is not well-formed XML: {}", parsed.description()), ""});
            return tl::unexpected{std::move(problems_)};
        }
        scheme(tree.document_element());
        if (has_error(problems_)) return tl::unexpected{std::move(problems_)};
        complete_inverses();
        return std::move(scheme_);
    }

private:
    void scheme(const pugi::xml_node& root) {
        if (!is(root, rdf_namespace, "RDF")) {
            return report(root, "not-skos", fmt::format("has the root element <{}>", root.name()),
                          "a SKOS scheme in RDF/XML starts with <rdf:RDF>");
        }
        scheme_.file = file_;
        scheme_.id = document_id(file_);
        if (scheme_.id.ends_with(".rdf")) scheme_.id.resize(scheme_.id.size() - 4);
        for (const auto& node : root.children()) {
            if (node.type() != pugi::node_element) continue;
            if (has_type(node, "ConceptScheme")) titles(node);
            if (has_type(node, "Concept")) concept_of(node);
        }
        if (scheme_.iri.empty()) {
            report(root, "not-skos", "has no skos:ConceptScheme with rdf:about", "");
        }
    }

    static bool has_type(const pugi::xml_node& node, std::string_view type) {
        if (is(node, skos_namespace, type)) return true;
        return std::ranges::any_of(node.children(), [&](const pugi::xml_node& child) {
            return is(child, rdf_namespace, "type") &&
                   child.attribute("rdf:resource").value() == std::string{skos_namespace} + std::string{type};
        });
    }

    void titles(const pugi::xml_node& node) {
        scheme_.iri = node.attribute("rdf:about").value();
        for (const auto& child : node.children()) {
            if (is(child, dct_namespace, "title") || is(child, skos_namespace, "prefLabel")) {
                scheme_.titles[child.attribute("xml:lang").value()] = words_of(child);
            }
        }
    }

    void concept_of(const pugi::xml_node& node) {
        Concept found;
        found.iri = node.attribute("rdf:about").value();
        found.id = last_segment(found.iri);
        found.scheme = scheme_.id;
        found.line = lines_.at(node.offset_debug());
        if (found.id.empty()) {
            return report(node, "concept-without-id", "has a concept without rdf:about", "");
        }
        if (!ids_.insert(found.id).second) {
            return report(node, "concept-twice", fmt::format("has the concept '{}' twice", found.id), "");
        }
        for (const auto& child : node.children()) property(child, found);
        if (found.preferred.empty()) {
            report(node, "no-label", fmt::format("has the concept '{}' without skos:prefLabel", found.id), "");
        }
        scheme_.concepts.push_back(std::move(found));
    }

    void property(const pugi::xml_node& node, Concept& found) {
        const auto [space, name] = qualified_name(node);
        if (space != skos_namespace) return;
        const std::string language = node.attribute("xml:lang").value();
        const std::string target = node.attribute("rdf:resource").value();
        if (name == "prefLabel") {
            if (!found.preferred.emplace(language, words_of(node)).second) {
                report(node, "label-twice",
                       fmt::format("has two preferred labels in '{}' for '{}'", language, found.id),
                       "make one of them skos:altLabel");
            }
        } else if (name == "altLabel") {
            found.alternative[language].push_back(words_of(node));
        } else if (name == "hiddenLabel") {
            found.hidden[language].push_back(words_of(node));
        } else if (name == "scopeNote") {
            found.scope_notes[language] = words_of(node);
        } else if (name == "notation") {
            found.notation = words_of(node);
        } else if (name == "topConceptOf") {
            found.is_top = true;
        } else if (name == "broader") {
            add_once(found.broader, last_segment(target));
        } else if (name == "narrower") {
            add_once(found.narrower, last_segment(target));
        } else if (name == "related") {
            add_once(found.related, last_segment(target));
        } else if (name.ends_with("Match")) {
            add_once(found.matches, target);
        }
    }

    /// SKOS lets a file say one direction only; everything that reads a Scheme sees both.
    void complete_inverses() {
        std::map<std::string_view, Concept*> by_id;
        for (auto& each : scheme_.concepts) by_id[each.id] = &each;
        const auto link = [&](const std::string& from, const std::string& to,
                              std::vector<std::string> Concept::*relation) {
            if (const auto found = by_id.find(from); found != by_id.end()) add_once(found->second->*relation, to);
        };
        for (const auto& each : scheme_.concepts) {
            for (const auto& id : each.broader) link(id, each.id, &Concept::narrower);
            for (const auto& id : each.related) link(id, each.id, &Concept::related);
        }
        for (const auto& each : scheme_.concepts) {
            for (const auto& id : each.narrower) link(id, each.id, &Concept::broader);
        }
    }

    static std::string words_of(const pugi::xml_node& node) { return collapse_space(node.text().get()); }

    void report(const pugi::xml_node& node, std::string code, std::string what, std::string hint) {
        problems_.push_back({std::move(code), file_, lines_.at(node.offset_debug()), std::move(what), std::move(hint)});
    }

    std::string_view xml_;
    const std::string& file_;
    Lines lines_;
    Scheme scheme_;
    std::set<std::string, std::less<>> ids_;
    Problems problems_;
};

}  // namespace

tl::expected<Scheme, Problems> read_scheme(std::string_view xml, const std::string& file) {
    return SchemeReader{xml, file}.read();
}

}  // namespace clearinghouse::model
