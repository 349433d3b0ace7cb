#include "indexer/validator.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <stdexcept>

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

/// libxml2's sentence in our form: without the namespace, in small letters, without full stop.
std::string tidy(std::string message) {
    constexpr std::string_view space = "{urn:clearinghouse:content:1}";
    for (auto at = message.find(space); at != std::string::npos; at = message.find(space)) {
        message.erase(at, space.size());
    }
    while (!message.empty() && (std::isspace(static_cast<unsigned char>(message.back())) || message.back() == '.')) {
        message.pop_back();
    }
    if (!message.empty()) message[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(message[0])));
    return message;
}

/// Where one call of libxml2 puts what it finds.
struct Findings {
    const std::string& file;
    model::Problems problems;

    static void add(void* self, xmlErrorPtr error) {
        auto& findings = *static_cast<Findings*>(self);
        if (error == nullptr || error->message == nullptr || findings.problems.size() >= 100) return;
        const bool of_schema = error->domain == XML_FROM_SCHEMASV;
        std::string what = tidy(error->message);
        std::string hint = of_schema ? "schemas/document.xsd says what may stand there" : "mend the XML first";
        if (const auto at = what.find(". Expected is "); at != std::string::npos) {
            hint = "expected here: " + what.substr(at + 14);
            what.erase(at);
        }
        findings.problems.push_back({of_schema ? "not-valid" : "not-well-formed", findings.file, error->line,
                                     std::move(what), std::move(hint)});
    }
};

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
                                      XML_PARSE_NONET),
                    xmlFreeDoc};
    xmlSetStructuredErrorFunc(nullptr, nullptr);
    if (!tree) return std::move(findings.problems);

    std::unique_ptr<xmlSchemaValidCtxt, decltype(&xmlSchemaFreeValidCtxt)> validation{
        xmlSchemaNewValidCtxt(inside_->schema.get()), xmlSchemaFreeValidCtxt};
    xmlSchemaSetValidStructuredErrors(validation.get(), Findings::add, &findings);
    xmlSchemaValidateDoc(validation.get(), tree.get());
    return std::move(findings.problems);
}

}  // namespace clearinghouse::indexer
