#include "server/linked_data/rdf.h"

#include <fmt/format.h>
#include <raptor2.h>

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "server/json.h"

namespace clearinghouse::server::linked_data {
namespace {

struct Prefix {
    std::string_view name;
    std::string_view space;
};

constexpr std::array prefixes{
    Prefix{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    Prefix{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    Prefix{"xsd", "http://www.w3.org/2001/XMLSchema#"},
    Prefix{"skos", "http://www.w3.org/2004/02/skos/core#"},
    Prefix{"dct", "http://purl.org/dc/terms/"},
    Prefix{"dcat", "http://www.w3.org/ns/dcat#"},
    Prefix{"foaf", "http://xmlns.com/foaf/0.1/"},
};

/// Raptor has what it knows in a world; making one sets up libxml2, which only one thread may do at a time.
std::mutex raptor_mutex;

const unsigned char* bytes(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.c_str());
}

struct FreeRaptor {
    void operator()(raptor_world* world) const { raptor_free_world(world); }
    void operator()(raptor_serializer* serializer) const { raptor_free_serializer(serializer); }
    void operator()(raptor_uri* uri) const { raptor_free_uri(uri); }
    void operator()(raptor_statement* statement) const { raptor_free_statement(statement); }
};

template <typename Type>
using Raptor = std::unique_ptr<Type, FreeRaptor>;

Raptor<raptor_uri> make_uri(raptor_world* world, const std::string& text) {
    return Raptor<raptor_uri>{raptor_new_uri(world, bytes(text))};
}

raptor_term* make_term(raptor_world* world, const Node& node) {
    switch (node.kind) {
        case Node::Kind::iri:
            return raptor_new_term_from_uri_string(world, bytes(node.value));
        case Node::Kind::blank:
            return raptor_new_term_from_blank(world, bytes(node.value));
        case Node::Kind::literal:
            break;
    }
    const auto type = node.type.empty() ? nullptr : make_uri(world, node.type);
    return raptor_new_term_from_literal(world, bytes(node.value), type.get(),
                                        node.language.empty() ? nullptr : bytes(node.language));
}

/// One of Raptor's own syntaxes: "turtle", "rdfxml-abbrev".
std::string serialized(const Graph& graph, const char* syntax) {
    const std::lock_guard lock{raptor_mutex};
    const Raptor<raptor_world> world{raptor_new_world()};
    const Raptor<raptor_serializer> serializer{raptor_new_serializer(world.get(), syntax)};
    if (!serializer) throw std::runtime_error(fmt::format("raptor: has no serializer '{}'", syntax));
    for (const auto& [name, space] : prefixes) {
        if (name == "rdf") continue;  // RDF/XML declares it by itself.
        const auto uri = make_uri(world.get(), std::string{space});
        raptor_serializer_set_namespace(serializer.get(), uri.get(), bytes(std::string{name}));
    }
    void* text = nullptr;
    std::size_t length = 0;
    raptor_serializer_start_to_string(serializer.get(), nullptr, &text, &length);
    for (const auto& [subject, predicate, object] : graph.statements()) {
        const Raptor<raptor_statement> statement{raptor_new_statement_from_nodes(
            world.get(), make_term(world.get(), subject), make_term(world.get(), iri(predicate)),
            make_term(world.get(), object), nullptr)};
        raptor_serializer_serialize_statement(serializer.get(), statement.get());
    }
    raptor_serializer_serialize_end(serializer.get());
    std::string result{static_cast<const char*>(text), length};
    raptor_free_memory(text);
    return result;
}

std::string compact(const std::string& term) {
    for (const auto& [name, space] : prefixes) {
        if (term.starts_with(space)) return fmt::format("{}:{}", name, term.substr(space.size()));
    }
    return term;
}

Json value_of(const Node& node) {
    if (node.kind == Node::Kind::iri) return {{"@id", node.value}};
    if (node.kind == Node::Kind::blank) return {{"@id", "_:" + node.value}};
    Json json{{"@value", node.value}};
    if (!node.language.empty()) json["@language"] = node.language;
    if (!node.type.empty()) json["@type"] = compact(node.type);
    return json;
}

std::string as_json_ld(const Graph& graph) {
    static const auto rdf_type = expanded("rdf:type");
    Json context = Json::object();
    for (const auto& [name, space] : prefixes) context[std::string{name}] = space;
    Json things = Json::array();
    std::map<std::string, std::size_t> places;
    for (const auto& [subject, predicate, object] : graph.statements()) {
        const auto id = (subject.kind == Node::Kind::blank ? "_:" : "") + subject.value;
        const auto [place, is_new] = places.emplace(id, things.size());
        if (is_new) things.push_back({{"@id", id}});
        auto& thing = things[place->second];
        if (predicate == rdf_type) {
            thing["@type"].push_back(compact(object.value));
        } else {
            thing[compact(predicate)].push_back(value_of(object));
        }
    }
    return dump({{"@context", std::move(context)}, {"@graph", std::move(things)}});
}

}  // namespace

Node iri(std::string value) {
    return {Node::Kind::iri, std::move(value)};
}

Node blank(std::string name) {
    return {Node::Kind::blank, std::move(name)};
}

Node literal(std::string value, std::string language) {
    return {Node::Kind::literal, std::move(value), std::move(language)};
}

Node typed(std::string value, std::string_view xsd_type) {
    return {Node::Kind::literal, std::move(value), {}, expanded(fmt::format("xsd:{}", xsd_type))};
}

void Graph::add(const Node& subject, std::string_view predicate, Node object) {
    statements_.push_back({subject, expanded(predicate), std::move(object)});
}

void Graph::add_text(const Node& subject, std::string_view predicate, const std::string& text,
                     const std::string& language) {
    if (!text.empty()) add(subject, predicate, literal(text, language));
}

std::string expanded(std::string_view term) {
    const auto colon = term.find(':');
    for (const auto& [name, space] : prefixes) {
        if (term.substr(0, colon) == name) return fmt::format("{}{}", space, term.substr(colon + 1));
    }
    throw std::out_of_range(fmt::format("the prefix of '{}' is unknown", term));
}

std::string write(const Graph& graph, std::string_view format) {
    if (format == json_ld_format.name) return as_json_ld(graph);
    return serialized(graph, format == turtle_format.name ? "turtle" : "rdfxml-abbrev");
}

}  // namespace clearinghouse::server::linked_data
