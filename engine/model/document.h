#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/time.h"

namespace clearinghouse::model {

enum class Status { draft, published, withdrawn };

/// Running text, rebuilt from the elements that schemas/markup.xsd allows, never copied from the file.
struct Markup {
    std::string html;  ///< Safe to put into a page. Headings start at h3, in a body at h2.
    std::string text;  ///< The words alone, blocks divided by newlines: for search, snippets and citations.
};

/// The value of a field that is the same in every language: its text and its attributes, as in the file.
/// `<period from="2016" to="2019"/>` has no text; `<partner country="se">Malmö stad</partner>` has both.
struct Value {
    std::string text;
    std::map<std::string, std::string> attributes;
    int line = 0;  ///< Line in the file, for messages.

    /// An attribute, or "" when it is absent.
    const std::string& attribute(const std::string& name) const;
};

/// A value under the name of its field (see fields.h): {"period", ...}.
struct Detail {
    std::string field;
    Value value;
};

/// A named stretch of running text: "challenge", "results", "body".
struct Section {
    std::string field;
    Markup markup;
    int line = 0;
};

/// What a document says in one language.
struct Text {
    std::string language;
    std::string translation_of;          ///< Empty in the original.
    std::optional<Moment> from_version;  ///< The version of the original that was translated.
    std::string title;
    std::string subtitle;  ///< Often empty.
    std::string summary;
    std::vector<std::string> keywords;
    std::vector<Section> sections;  ///< In the order of the page; the body comes last.
    int line = 0;

    bool is_original() const { return translation_of.empty(); }
    const Section* section(std::string_view field) const;
};

/// A typed link to another document: "evaluates", "data-for".
struct Link {
    std::string relation;
    std::string document;
    int line = 0;
};

/// A file in the folder beside the document.
struct Attachment {
    std::string file;
    std::string language;
    std::string title;
    int line = 0;
};

/// One row in the table of a collection.
struct Part {
    std::string document;
    std::string role;                              ///< "synthesis", "learning-example", "activity", ...
    std::map<std::string, std::string> sentences;  ///< The editor's sentence by language.
    int line = 0;
};

/// Questions that a document answers, in the words of readers who do not know it yet.
struct Questions {
    std::string language;
    std::vector<std::string> questions;
    int line = 0;
};

/// Why and when a document was taken back.
struct Withdrawal {
    Moment at;
    std::map<std::string, std::string> reasons;  ///< By language.
    std::string replaced_by;                     ///< Id of the document to read instead; often empty.
};

/// One knowledge item: metadata once, text in one or more languages. A collection is a document with parts.
struct Document {
    std::string id;    ///< The file's name without ".xml"; never changes.
    std::string type;  ///< "learning-example": a row of fields.h and a concept of document-types.rdf.
    std::string file;  ///< Where it was read from, for messages.

    Status status = Status::draft;
    std::optional<Moment> published;
    std::optional<Moment> modified;
    std::optional<Withdrawal> withdrawal;

    std::vector<std::string> aliases;
    std::optional<PartialDate> date;
    std::vector<std::string> authors;
    std::vector<std::string> publishers;
    std::vector<std::string> countries;  ///< Concepts of countries.rdf, as are the next by their schemes.
    std::vector<Value> places;           ///< Text: the name; attribute "country".
    std::vector<std::string> themes;
    std::vector<std::string> target_groups;
    std::vector<std::string> perspectives;
    std::vector<std::string> goals;
    std::vector<Value> sources;  ///< Attribute "href"; text: what the page is, often empty.
    std::string licence;
    std::vector<Link> links;
    std::vector<Attachment> attachments;
    std::optional<PartialDate> last_reviewed;

    std::vector<Detail> details;       ///< Fields of the type, in the order of the page.
    std::vector<Text> texts;           ///< The original first.
    std::vector<Questions> questions;  ///< One entry for each language; often in more languages than there are texts.
    std::vector<Part> parts;           ///< Of a collection.

    /// The text it was written in. A document that was read has exactly one.
    const Text& original() const;
    /// The text in a language, or nothing.
    const Text* text_in(std::string_view language) const;
    /// The text a reader of `language` gets: theirs, a near one (nb and nn; then sv, nb, da among themselves), English,
    /// the original.
    const Text& text_for(std::string_view language) const;
    /// The questions that a reader of `language` is shown, in it or in one near to it; nothing when there are none.
    const Questions* questions_for(std::string_view language) const;
    /// All values of a field of the type, none when it is absent.
    std::vector<const Value*> values(std::string_view field) const;
    const Value* value(std::string_view field) const;
    /// What a learning example tells of what another municipality would ask, as concepts of aspects.rdf: "cost" (or the
    /// resources it took), "results", "obstacles", "transferability". Empty for other types.
    std::vector<std::string> aspects() const;
    /// The year that filters go by: of the theme for a collection, else of `date`, else of an event's start. 0 when
    /// unknown.
    int year() const;
    /// When its content last changed: modified, else published.
    std::optional<Moment> last_changed() const;
    /// True when readers see it at `moment`: published, and its time has come. A withdrawn one is not visible.
    bool is_visible(Moment moment) const;
};

}  // namespace clearinghouse::model
