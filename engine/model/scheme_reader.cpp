#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "engine/language/analyser.h"
#include "engine/model/document_reader.h"
#include "engine/model/lines.h"
#include "engine/model/markup_reader.h"
#include "engine/model/vocabulary.h"

namespace clearinghouse::model {
namespace {

constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view skos_namespace = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view dct_namespace = "http://purl.org/dc/terms/";

/// The namespace that a prefix stands for at an element, by the declarations in scope; "" is the default namespace.
std::string_view namespace_of(std::string_view prefix, const pugi::xml_node& node) {
    const std::string declaration = prefix.empty() ? "xmlns" : fmt::format("xmlns:{}", prefix);
    for (auto scope = node; scope; scope = scope.parent()) {
        if (const auto found = scope.attribute(declaration.c_str())) return found.value();
    }
    return "";
}

/// A name as written, by its prefix ("" when it has none) and the rest.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return {"", name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

/// The namespace and local name of an element.
std::pair<std::string_view, std::string_view> qualified_name(const pugi::xml_node& node) {
    const auto [prefix, local] = split(node.name());
    return {namespace_of(prefix, node), local};
}

/// An attribute of RDF, whatever its prefix is: rdf:about, rdf:resource.
std::string_view rdf_attribute(const pugi::xml_node& node, std::string_view wanted) {
    for (const auto& attribute : node.attributes()) {
        const auto [prefix, local] = split(attribute.name());
        if (local == wanted && !prefix.empty() && namespace_of(prefix, node) == rdf_namespace) return attribute.value();
    }
    return "";
}

bool is(const pugi::xml_node& node, std::string_view space, std::string_view local) {
    return qualified_name(node) == std::pair{space, local};
}

std::string last_segment(std::string_view iri) {
    const auto at = iri.find_last_of("/#");
    return std::string{at == std::string_view::npos ? iri : iri.substr(at + 1)};
}

/// Leaves the first of each, in their order. One pass: a concept may have very many narrower ones.
void remove_repeated(std::vector<std::string>& ids) {
    std::set<std::string> seen;
    std::erase_if(ids, [&](const std::string& id) { return !seen.insert(id).second; });
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
                                 fmt::format("is not well-formed XML: {}", language::lower(parsed.description())),
                                 "each element needs its end tag, and & is written &amp;"});
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
            report(root, "not-skos", "has no skos:ConceptScheme with rdf:about",
                   "a file holds one scheme, which says its address in rdf:about");
        }
    }

    static bool has_type(const pugi::xml_node& node, std::string_view type) {
        if (is(node, skos_namespace, type)) return true;
        return std::ranges::any_of(node.children(), [&](const pugi::xml_node& child) {
            return is(child, rdf_namespace, "type") &&
                   rdf_attribute(child, "resource") == std::string{skos_namespace} + std::string{type};
        });
    }

    void titles(const pugi::xml_node& node) {
        scheme_.iri = rdf_attribute(node, "about");
        for (const auto& child : node.children()) {
            if (is(child, dct_namespace, "title") || is(child, skos_namespace, "prefLabel")) {
                scheme_.titles[child.attribute("xml:lang").value()] = words_of(child);
            } else if (is(child, skos_namespace, "hasTopConcept")) {
                top_concepts_.emplace(rdf_attribute(child, "resource"));
            }
        }
    }

    void concept_of(const pugi::xml_node& node) {
        Concept found;
        found.iri = rdf_attribute(node, "about");
        found.id = last_segment(found.iri);
        found.scheme = scheme_.id;
        found.line = lines_.at(node.offset_debug());
        if (found.id.empty()) {
            return report(node, "concept-without-id", "has a concept without rdf:about",
                          "give each concept an address of its own");
        }
        if (!ids_.insert(found.id).second) {
            return report(node, "concept-twice", fmt::format("has the concept '{}' twice", found.id),
                          "join them; the last part of the address is the id");
        }
        for (const auto& child : node.children()) property(child, found);
        if (found.preferred.empty()) {
            report(node, "no-label", fmt::format("has the concept '{}' without skos:prefLabel", found.id),
                   "add <skos:prefLabel xml:lang=\"en\">...</skos:prefLabel>");
        }
        scheme_.concepts.push_back(std::move(found));
    }

    void property(const pugi::xml_node& node, Concept& found) {
        const auto [space, name] = qualified_name(node);
        if (space != skos_namespace) return;
        const std::string language = node.attribute("xml:lang").value();
        const std::string target{rdf_attribute(node, "resource")};
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
            add(found.broader, last_segment(target));
        } else if (name == "narrower") {
            add(found.narrower, last_segment(target));
        } else if (name == "related") {
            add(found.related, last_segment(target));
        } else if (name.ends_with("Match")) {
            add(found.matches, target);
        }
    }

    /// A property may describe its value in place instead of naming it; such a one is passed over.
    static void add(std::vector<std::string>& ids, std::string id) {
        if (!id.empty()) ids.push_back(std::move(id));
    }

    /// SKOS lets a file say one direction only; everything that reads a Scheme sees both.
    void complete_inverses() {
        std::map<std::string_view, Concept*> by_id;
        for (auto& each : scheme_.concepts) by_id[each.id] = &each;
        const auto link = [&](const std::string& from, const std::string& to,
                              std::vector<std::string> Concept::*relation) {
            const auto found = by_id.find(from);
            if (found != by_id.end() && from != to) (found->second->*relation).push_back(to);
        };
        for (const auto& each : scheme_.concepts) {
            for (const auto& id : each.broader) link(id, each.id, &Concept::narrower);
            for (const auto& id : each.related) link(id, each.id, &Concept::related);
        }
        for (const auto& each : scheme_.concepts) {
            for (const auto& id : each.narrower) link(id, each.id, &Concept::broader);
        }
        for (auto& each : scheme_.concepts) {
            for (auto* ids : {&each.broader, &each.narrower, &each.related, &each.matches}) remove_repeated(*ids);
            if (top_concepts_.contains(each.iri)) each.is_top = true;
        }
    }

    void report(const pugi::xml_node& node, std::string code, const std::string& what, std::string hint) {
        problems_.push_back({std::move(code), file_, lines_.at(node.offset_debug()), quotable(what), std::move(hint)});
    }

    std::string_view xml_;
    const std::string& file_;
    Lines lines_;
    Scheme scheme_;
    std::set<std::string> ids_;
    std::set<std::string> top_concepts_;  ///< IRIs that the scheme names as its top concepts.
    Problems problems_;
};

}  // namespace

tl::expected<Scheme, Problems> read_scheme(std::string_view xml, const std::string& file) {
    return SchemeReader{xml, file}.read();
}

}  // namespace clearinghouse::model
