#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/negotiation.h"

/// Statements of RDF and their three written forms. Turtle and RDF/XML are written by Raptor.
namespace clearinghouse::server::linked_data {

/// What a statement says of its subject: an address, or a literal with a language or a type.
struct Node {
    enum class Kind { iri, blank, literal };
    Kind kind = Kind::iri;
    std::string value;          ///< Of a blank node its name in the graph: letters and digits.
    std::string language = {};  ///< Of a literal; may be empty.
    std::string type = {};      ///< Of a literal: the IRI of its type; may be empty.
};

Node iri(std::string value);
Node blank(std::string name);
Node literal(std::string value, std::string language = {});
Node typed(std::string value, std::string_view xsd_type);  ///< typed("2018", "gYear")

struct Statement {
    Node subject;
    std::string predicate;
    Node object;
};

/// Statements in the order in which they were made. Terms are given by prefix: "skos:prefLabel".
class Graph {
public:
    void add(const Node& subject, std::string_view predicate, Node object);
    /// Nothing when the text is empty.
    void add_text(const Node& subject, std::string_view predicate, const std::string& text,
                  const std::string& language = {});
    const std::vector<Statement>& statements() const { return statements_; }

private:
    std::vector<Statement> statements_;
};

/// "http://www.w3.org/2004/02/skos/core#Concept" of "skos:Concept". Throws std::out_of_range for an unknown prefix.
std::string expanded(std::string_view term);

inline constexpr Format json_ld_format{"json-ld", "application/ld+json", "jsonld"};
inline constexpr Format turtle_format{"turtle", "text/turtle; charset=utf-8", "ttl"};
inline constexpr Format rdf_xml_format{"rdf-xml", "application/rdf+xml; charset=utf-8", "rdf"};

/// The graph in one of the formats above.
std::string write(const Graph& graph, std::string_view format);

}  // namespace clearinghouse::server::linked_data
