#include "indexer/validator.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "indexer/schemas.h"

namespace clearinghouse::indexer {
namespace {

/// Gives libxml2 the compiled-in schemas by name, and nothing else: no file and no address is ever opened.
xmlParserInputPtr load_embedded(const char* url, const char* /*id*/, xmlParserCtxtPtr context) {
    std::string_view name = url == nullptr ? "" : url;
    name.remove_prefix(std::min(name.find_last_of('/') + 1, name.size()));
    const auto files = schemas();
    const auto found = std::ranges::find(files, name, &EmbeddedFile::name);
    if (found == files.end()) return nullptr;
    auto* buffer = xmlParserInputBufferCreateMem(found->content.data(), static_cast<int>(found->content.size()),
                                                 XML_CHAR_ENCODING_UTF8);
    return xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_UTF8);
}

void prepare_libxml2() {
    static std::once_flag once;
    std::call_once(once, [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(load_embedded);
    });
}

constexpr std::string_view content_namespace = "{urn:clearinghouse:content:1}";
constexpr std::string_view look_up = "schemas/document.xsd says what may stand there";

/// libxml2's sentence in our form: without the namespace, in small letters, without full stop.
std::string tidy(std::string message) {
    for (auto at = message.find(content_namespace); at != std::string::npos; at = message.find(content_namespace)) {
        message.erase(at, content_namespace.size());
    }
    while (!message.empty() && (std::isspace(static_cast<unsigned char>(message.back())) || message.back() == '.')) {
        message.pop_back();
    }
    if (!message.empty()) message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
    return message;
}

/// What stands between the first `before` and the last `after` behind it; nothing when they do not.
std::string between(std::string_view text, std::string_view before, std::string_view after) {
    const auto start = text.find(before);
    const auto end = text.rfind(after);
    if (start == std::string_view::npos || end == std::string_view::npos || end < start + before.size()) return {};
    return std::string{text.substr(start + before.size(), end - start - before.size())};
}

/// A value as a message can bear it.
std::string shortened(std::string value) {
    constexpr std::size_t longest = 80;
    if (value.size() <= longest) return value;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
    return value.substr(0, end) + "...";
}

/// What a value of a type looks like: by its name, by its pattern, or by the attribute that has it.
std::string_view form_of(std::string_view type, std::string_view attribute) {
    struct Form {
        std::string_view name;
        std::string_view example;
    };
    static constexpr std::array forms{
        Form{"[a-z0-9][a-z0-9\\-]{0,99}", "small letters a to z, digits and hyphens, 100 at most"},
        Form{"date", "a day, month or year: 2018-05-24, 2018-05 or 2018"},
        Form{"date-or-time", "2026-11-01 or 2026-11-01T09:00:00+01:00"},
        Form{"https?://[^\\s]+", "an address on the web starts with https:// or http://"},
        Form{"href", "a link starts with https://, http://, mailto: or /documents/"},
        Form{"file", "the name of a file beside the document: letters, digits, '.', '_' and '-'"},
        Form{"lang", "a language tag such as da, nb or fi"},
        Form{"10\\.[0-9]{4,9}/[^\\s]+", "10.6027/N2020-001, without https://doi.org/"},
        Form{"[0-9][0-9\\- ]{8,15}[0-9X]", "978-92-893-6000-1, with or without hyphens"},
        Form{"xs:gYear", "a year: 2018"},
        Form{"xs:positiveInteger", "a whole number, 1 or more"},
        Form{"xs:boolean", "true or false"},
        Form{"xs:decimal", "a number with a decimal point and nothing else: 1250.50"},
        Form{"at", "2026-11-25T13:00:00+01:00, 2026-11-25 or 2026-11"},
        Form{"zone", "a time zone such as Europe/Helsinki"},
        Form{"currency", "three capitals: DKK, EUR, ISK, NOK or SEK"},
    };
    for (const auto name : {type, attribute}) {
        const auto found = std::ranges::find(forms, name, &Form::name);
        if (found != forms.end()) return found->example;
    }
    return look_up;
}

/// What a finding of the schema is about: "Element 'x', attribute 'y': rest".
struct Subject {
    std::string element;
    std::string attribute;
    std::string rest;

    explicit Subject(std::string_view message) {
        const auto take = [&](std::string_view mark) -> std::string {
            if (!message.starts_with(mark)) return {};
            message.remove_prefix(mark.size());
            const auto end = std::min(message.find('\''), message.size());
            std::string name{message.substr(0, end)};
            message.remove_prefix(std::min(end + 1, message.size()));
            return name;
        };
        element = name_of(take("Element '"));
        attribute = take(", attribute '");
        if (message.starts_with(": ")) message.remove_prefix(2);
        rest = tidy(std::string{message});
    }

    /// "<x>"; an element of another vocabulary is told from ours of the same name.
    static std::string name_of(const std::string& name) {
        if (name.starts_with(content_namespace)) return fmt::format("<{}>", name.substr(content_namespace.size()));
        const auto end = name.find('}');
        if (!name.starts_with('{') || end == std::string::npos) return fmt::format("<{}>", name);
        return fmt::format("<{}> of the namespace '{}'", name.substr(end + 1), name.substr(1, end - 1));
    }

    std::string says(std::string_view value) const {
        return attribute.empty() ? fmt::format("{} has the value '{}'", element, value)
                                 : fmt::format("{} has '{}' as its {}", element, value, attribute);
    }
};

struct Sentence {
    std::string what;
    std::string hint;
};

/// "<a>, <b> or <c>" from libxml2's "... Expected is one of ( a, b, c )"; nothing when it expects nothing.
std::string expected_elements(std::string_view message) {
    std::string rest = between(message, "( ", " )");
    std::vector<std::string> names;
    while (!rest.empty()) {
        const auto end = std::min(rest.find(", "), rest.size());
        names.push_back(fmt::format("<{}>", rest.substr(0, end)));
        rest.erase(0, end + 2);
    }
    if (names.size() < 2) return names.empty() ? "" : names.front();
    const auto last = names.back();
    names.pop_back();
    return fmt::format("{} or {}", fmt::join(names, ", "), last);
}

Sentence of_content(const Subject& subject) {
    const auto expected = expected_elements(subject.rest);
    if (subject.rest.starts_with("missing")) {
        return {fmt::format("{} lacks an element", subject.element), fmt::format("add {}", expected)};
    }
    return {fmt::format("{} may not stand here", subject.element), expected.empty()
                                                                       ? fmt::format("remove or move it; {}", look_up)
                                                                       : fmt::format("expected here: {}", expected)};
}

Sentence of_length(const Subject& subject) {
    const auto length = between(subject.rest, "length of '", "'; this");
    const auto limit = between(subject.rest.substr(std::min(subject.rest.rfind("length of '"), subject.rest.size())),
                               "length of '", "'");
    const auto whole =
        subject.attribute.empty() ? subject.element : fmt::format("the {} of {}", subject.attribute, subject.element);
    if (length == "0") return {fmt::format("{} is empty", whole), "write something there, or remove it"};
    return {fmt::format("{} is {} characters long", whole, length),
            fmt::format("{} {}", subject.rest.find("exceeds") == std::string::npos ? "at least" : "at most", limit)};
}

/// "one of: a, b" from libxml2's "... is not an element of the set {'a', 'b'}".
Sentence of_choice(const Subject& subject) {
    const auto at = subject.rest.rfind("' is not an element of the set {");
    auto choices = between(subject.rest.substr(std::min(at, subject.rest.size())), "{", "}");
    std::erase(choices, '\'');
    return {subject.says(shortened(between(subject.rest.substr(0, at) + "'", "value '", "'"))),
            fmt::format("one of: {}", choices)};
}

/// What the schema says against a document, for someone who has never read a schema.
Sentence of_schema(const xmlError& error, const Subject& subject) {
    switch (error.code) {
        case XML_SCHEMAV_ELEMENT_CONTENT:
            return of_content(subject);
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
            return {fmt::format("{} holds something and must be empty", subject.element), "remove what it holds"};
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
        case XML_SCHEMAV_CVC_TYPE_3_1_2:
            return {fmt::format("{} holds elements and may hold text only", subject.element), "remove the elements"};
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
            return {fmt::format("{} holds text outside its elements", subject.element),
                    "put the text into an element, in running text into <p>"};
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
        case XML_SCHEMAV_CVC_TYPE_3_1_1:
            return {fmt::format("{} may not have the attribute '{}'", subject.element,
                                subject.attribute.empty() ? between(subject.rest, "'", "'") : subject.attribute),
                    "remove the attribute"};
        case XML_SCHEMAV_CVC_COMPLEX_TYPE_4: {
            const auto missing = between(subject.rest, "attribute '", "'");
            return {fmt::format("{} lacks the attribute '{}'", subject.element, missing),
                    fmt::format("add {}=\"...\"", missing)};
        }
        case XML_SCHEMAV_CVC_ELT_1:
            return {fmt::format("{} is no type of document", subject.element),
                    "schemas/document.xsd lists the types; all have xmlns=\"urn:clearinghouse:content:1\""};
        case XML_SCHEMAV_CVC_ENUMERATION_VALID:
            return of_choice(subject);
        case XML_SCHEMAV_CVC_MINLENGTH_VALID:
        case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
            return of_length(subject);
        case XML_SCHEMAV_CVC_PATTERN_VALID:
            return {subject.says(shortened(between(subject.rest, "value '", "' is not accepted"))),
                    std::string{form_of(between(subject.rest, "pattern '", "'"), subject.attribute)}};
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2:
        case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3:
            return {subject.says(shortened(between(subject.rest, "'", "' is not a valid value"))),
                    std::string{form_of(between(subject.rest, "type '", "'"), subject.attribute)}};
        default:
            return {fmt::format("{}: {}", subject.element, subject.rest), std::string{look_up}};
    }
}

/// What keeps a text from being XML, for someone who writes it by hand.
Sentence of_form(const xmlError& error, const std::string& message) {
    const std::string first = error.str1 == nullptr ? "" : error.str1;
    const std::string second = error.str2 == nullptr ? "" : error.str2;
    switch (error.code) {
        case XML_ERR_TAG_NAME_MISMATCH:
            return {fmt::format("<{}> of line {} is closed by </{}>", first, error.int1, second),
                    fmt::format("write </{}> where it ends, and close what was opened last first", first)};
        case XML_ERR_TAG_NOT_FINISHED:
            return {fmt::format("the file ends before <{}> of line {} is closed", first, error.int1),
                    fmt::format("write </{}> where it ends", first)};
        case XML_ERR_NAME_REQUIRED:
            if (message.starts_with("startTag")) return {"holds a < that starts no tag", "write &lt; for <"};
            return {"holds an & that stands alone", "write &amp; for &"};
        case XML_ERR_ENTITYREF_SEMICOL_MISSING:
            return {"holds an & that stands alone", "write &amp; for &"};
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY:
            return {fmt::format("holds &{};, which XML does not know", first), "write the character itself"};
        case XML_ERR_INVALID_CHAR:
        case XML_ERR_INVALID_CHARREF:
            return {"holds a character that XML does not allow", "delete it"};
        case XML_ERR_ATTRIBUTE_REDEFINED:
            return {fmt::format("has the attribute '{}' twice on one element", first), "remove one"};
        case XML_ERR_ATTRIBUTE_NOT_STARTED:
        case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
            return {"has an attribute whose value is not between quotes", "write it as name=\"value\""};
        case XML_ERR_LT_IN_ATTRIBUTE:
            return {"has a < in the value of an attribute", "write &lt; for <, and look for a missing quote"};
        case XML_ERR_GT_REQUIRED:
            return {"has a tag that is not closed by >", "write > where the tag ends"};
        case XML_ERR_DOCUMENT_END:
            return {"goes on after its last end tag", "one element holds the whole document"};
        case XML_ERR_DOCUMENT_EMPTY:
            return {"does not start with a tag", "start with <?xml version=\"1.0\" encoding=\"UTF-8\"?>"};
        case XML_ERR_COMMENT_NOT_FINISHED:
            return {"has a comment that does not end", "write --> where it ends"};
        case XML_ERR_HYPHEN_IN_COMMENT:
            return {"has -- within a comment", "write a single hyphen there"};
        case XML_NS_ERR_UNDEFINED_NAMESPACE:
            return {fmt::format("uses the prefix '{}', which stands for nothing", first), "leave out the prefix"};
        default:
            return {fmt::format("is not well-formed XML: {}", message), "mend the XML first"};
    }
}

/// Where one call of libxml2 puts what it finds.
struct Findings {
    static constexpr std::size_t most = 100;
    const std::string& file;
    model::Problems problems;
    std::string faulty_value{};  ///< Line and subject of the finding before, when that was about a value.

    static void add(void* self, xmlErrorPtr error) {
        auto& findings = *static_cast<Findings*>(self);
        if (error == nullptr || error->message == nullptr || findings.problems.size() >= most) return;
        if (error->domain == XML_FROM_SCHEMASV) {
            findings.against_schema(*error);
        } else if (error->level != XML_ERR_WARNING) {
            findings.against_form(*error);
        }
    }

    void against_schema(const xmlError& error) {
        const Subject subject{error.message};
        auto sentence = of_schema(error, subject);
        // libxml2 tells first which facet a value breaks, and then that it is no value of the type.
        const auto about = fmt::format("{} {} {}", error.line, subject.element, subject.attribute);
        const bool is_value =
            error.code >= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 && error.code <= XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3;
        const bool told = is_value && !problems.empty() && about == faulty_value;
        faulty_value = about;
        if (!told) {
            problems.push_back({"not-valid", file, error.line, std::move(sentence.what), std::move(sentence.hint)});
        } else if (problems.back().hint == look_up) {
            problems.back().hint = std::move(sentence.hint);
        }
    }

    void against_form(const xmlError& error) {
        // One slip makes libxml2 stumble several times on its line, and over the end of the file.
        const bool is_echo =
            !problems.empty() && (problems.back().line == error.line || error.code == XML_ERR_TAG_NOT_FINISHED ||
                                  error.code == XML_ERR_DOCUMENT_END);
        if (is_echo) return;
        auto sentence = of_form(error, tidy(error.message));
        problems.push_back({"not-well-formed", file, error.line, std::move(sentence.what), std::move(sentence.hint)});
    }
};

/// Takes out what would have libxml2 look for other schemas, and add them to ours while others use it.
void remove_schema_locations(xmlNode* node) {
    static const auto* instance = reinterpret_cast<const xmlChar*>("http://www.w3.org/2001/XMLSchema-instance");
    for (; node != nullptr; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        for (const char* name : {"schemaLocation", "noNamespaceSchemaLocation"}) {
            auto* found = xmlHasNsProp(node, reinterpret_cast<const xmlChar*>(name), instance);
            if (found != nullptr) xmlRemoveProp(found);
        }
        remove_schema_locations(node->children);
    }
}

using Tree = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

}  // namespace

struct Validator::Inside {
    std::unique_ptr<xmlSchema, decltype(&xmlSchemaFree)> schema{nullptr, xmlSchemaFree};
};

Validator::Validator() : inside_(std::make_unique<Inside>()) {
    prepare_libxml2();
    const std::string file = "document.xsd";
    Findings findings{file, {}};
    std::unique_ptr<xmlSchemaParserCtxt, decltype(&xmlSchemaFreeParserCtxt)> parser{
        xmlSchemaNewParserCtxt(file.c_str()), xmlSchemaFreeParserCtxt};
    xmlSchemaSetParserStructuredErrors(parser.get(), Findings::add, &findings);
    inside_->schema.reset(xmlSchemaParse(parser.get()));
    if (!inside_->schema) {
        const std::string reason = findings.problems.empty() ? "no reason given" : to_line(findings.problems.front());
        throw std::logic_error("the schemas are not valid: " + reason);
    }
}

Validator::~Validator() = default;

model::Problems Validator::validate(std::string_view xml, const std::string& file) const {
    Findings findings{file, {}};
    std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser{xmlNewParserCtxt(), xmlFreeParserCtxt};
    xmlSetStructuredErrorFunc(&findings, Findings::add);
    const Tree tree{xmlCtxtReadMemory(parser.get(), xml.data(), static_cast<int>(xml.size()), file.c_str(), "UTF-8",
                                      XML_PARSE_NONET | XML_PARSE_BIG_LINES),
                    xmlFreeDoc};
    xmlSetStructuredErrorFunc(nullptr, nullptr);
    if (!tree || !findings.problems.empty()) return std::move(findings.problems);
    remove_schema_locations(tree->children);

    std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validation{
        xmlSchemaNewValidCtxt(inside_->schema.get()), xmlSchemaFreeValidCtxt};
    xmlSchemaSetValidStructuredErrors(validation.get(), Findings::add, &findings);
    xmlSchemaValidateDoc(validation.get(), tree.get());
    return std::move(findings.problems);
}

}  // namespace clearinghouse::indexer
