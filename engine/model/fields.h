#pragma once

#include <span>
#include <string_view>

/// The table of document types and their fields: what a reader of the file, a page, the API and the skeleton of a new
/// document go by. schemas/document.xsd says the same to editors and their tools; a test holds the two together.
namespace clearinghouse::model {

/// What the value of a field is, and so how it is shown.
enum class Kind {
    name,          ///< A name or short phrase: text.
    number,        ///< A whole number: text.
    year,          ///< Text.
    date,          ///< Text: a PartialDate.
    period,        ///< Attributes "from", "to".
    amount,        ///< Attributes "amount", "currency", "per", "year".
    moment,        ///< Attributes "at" (date or time with offset), "zone".
    organisation,  ///< Text; attributes "country", "href".
    address,       ///< Attribute "href".
    evidence,      ///< Attributes "level" (a concept of evidence-levels.rdf), "assessed".
    choice,        ///< Text: one of a few words, each with a label in the interface's texts.
    flag,          ///< Text: "true" or "false".
    doi,           ///< Text: "10.6027/...".
    isbn,          ///< Text.
    data,          ///< Attribute "file": a CSV file beside the document.
    decision,      ///< Attributes "by", "date".
    prose,         ///< Running text, in each language.
};

struct Field {
    std::string_view name;  ///< Element in the file, key in the API: "practice-status".
    Kind kind;
    std::string_view meaning;  ///< What an editor should write, in English.
};

struct Type {
    std::string_view name;    ///< Root element, concept of document-types.rdf: "learning-example".
    std::string_view folder;  ///< Where its files lie in content/: "learning-examples".
    std::string_view meaning;
    std::span<const Field> details;   ///< Fields that are the same in every language.
    std::span<const Field> sections;  ///< Fields of running text, before the body.
};

/// All types, in the order in which a reader is offered them.
std::span<const Type> types();

/// The type of a name, or nothing.
const Type* type(std::string_view name);

/// A detail or section of any type by its name, or nothing. The detail where a name is both, as "data" is: a detail of
/// a statistic and a section of a research summary.
const Field* field(std::string_view name);

/// The section every type has, after its own.
inline constexpr std::string_view body = "body";

}  // namespace clearinghouse::model
