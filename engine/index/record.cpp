#include "engine/index/record.h"

#include <fmt/format.h>

#include "engine/index/damage.h"
#include "engine/index/json_fields.h"

namespace clearinghouse::index {
namespace {

using model::Document;

constexpr std::array statuses{std::pair{model::Status::draft, std::string_view{"draft"}},
                              std::pair{model::Status::published, std::string_view{"published"}},
                              std::pair{model::Status::withdrawn, std::string_view{"withdrawn"}}};

std::string_view name_of(model::Status status) {
    for (const auto& [value, name] : statuses) {
        if (value == status) return name;
    }
    throw std::logic_error("a document has a status without a name");
}

model::Status status_at(const Json& json) {
    const std::string text = text_at(json, "status");
    for (const auto& [value, name] : statuses) {
        if (name == text) return value;
    }
    throw NotAsWritten{fmt::format("status '{}' is unknown", text)};
}

void put_date(Json& json, const std::string& key, const std::optional<model::PartialDate>& date) {
    if (date) json[key] = model::to_string(*date);
}

std::optional<model::PartialDate> date_at(const Json& json, const std::string& key) {
    const std::string text = text_at(json, key);
    if (text.empty()) return std::nullopt;
    const auto date = model::parse_date(text);
    if (!date) throw NotAsWritten{fmt::format("'{}' is no date", key)};
    return date;
}

Json value_json(const model::Value& value) {
    Json json = Json::object();
    put(json, "text", value.text);
    put(json, "attributes", value.attributes);
    return json;
}

model::Value read_value(const Json& json) {
    return {.text = text_at(json, "text"), .attributes = text_map_at(json, "attributes")};
}

Json detail_json(const model::Detail& detail) {
    Json json{{"field", detail.field}};
    json.update(value_json(detail.value));
    return json;
}

model::Detail read_detail(const Json& json) {
    return {.field = text_at(json, "field"), .value = read_value(json)};
}

Json section_json(const model::Section& section) {
    Json json{{"field", section.field}};
    put(json, "html", section.markup.html);
    put(json, "text", section.markup.text);
    return json;
}

model::Section read_section(const Json& json) {
    return {.field = text_at(json, "field"), .markup = {.html = text_at(json, "html"), .text = text_at(json, "text")}};
}

Json text_json(const model::Text& text) {
    Json json{{"language", text.language}};
    put(json, "translation-of", text.translation_of);
    put(json, "from-version", text.from_version);
    put(json, "title", text.title);
    put(json, "subtitle", text.subtitle);
    put(json, "summary", text.summary);
    put(json, "keywords", text.keywords);
    put_each(json, "sections", text.sections, section_json);
    return json;
}

model::Text read_text(const Json& json) {
    return {.language = text_at(json, "language"),
            .translation_of = text_at(json, "translation-of"),
            .from_version = moment_at(json, "from-version"),
            .title = text_at(json, "title"),
            .subtitle = text_at(json, "subtitle"),
            .summary = text_at(json, "summary"),
            .keywords = texts_at(json, "keywords"),
            .sections = read_each(json, "sections", read_section)};
}

Json questions_json(const model::Questions& questions) {
    return {{"language", questions.language}, {"questions", questions.questions}};
}

model::Questions read_questions(const Json& json) {
    return {.language = text_at(json, "language"), .questions = texts_at(json, "questions")};
}

Json link_json(const model::Link& link) {
    return {{"relation", link.relation}, {"document", link.document}};
}

model::Link read_link(const Json& json) {
    return {.relation = text_at(json, "relation"), .document = text_at(json, "document")};
}

Json attachment_json(const model::Attachment& attachment) {
    Json json{{"file", attachment.file}};
    put(json, "language", attachment.language);
    put(json, "title", attachment.title);
    return json;
}

model::Attachment read_attachment(const Json& json) {
    return {.file = text_at(json, "file"), .language = text_at(json, "language"), .title = text_at(json, "title")};
}

Json part_json(const model::Part& part) {
    Json json{{"document", part.document}};
    put(json, "role", part.role);
    put(json, "sentences", part.sentences);
    return json;
}

model::Part read_part(const Json& json) {
    return {.document = text_at(json, "document"),
            .role = text_at(json, "role"),
            .sentences = text_map_at(json, "sentences")};
}

Json withdrawal_json(const model::Withdrawal& withdrawal) {
    Json json{{"at", model::to_rfc3339(withdrawal.at)}};
    put(json, "reasons", withdrawal.reasons);
    put(json, "replaced-by", withdrawal.replaced_by);
    return json;
}

std::optional<model::Withdrawal> read_withdrawal(const Json& json) {
    const auto found = json.find("withdrawal");
    if (found == json.end()) return std::nullopt;
    const auto at = found->is_object() ? moment_at(*found, "at") : std::nullopt;
    if (!at) throw NotAsWritten{"'withdrawal' has no moment"};
    return model::Withdrawal{
        .at = *at, .reasons = text_map_at(*found, "reasons"), .replaced_by = text_at(*found, "replaced-by")};
}

void put_metadata(Json& json, const Document& document) {
    put_date(json, "date", document.date);
    put(json, "authors", document.authors);
    put(json, "publishers", document.publishers);
    put(json, "countries", document.countries);
    put_each(json, "places", document.places, value_json);
    put(json, "themes", document.themes);
    put(json, "target-groups", document.target_groups);
    put(json, "perspectives", document.perspectives);
    put(json, "goals", document.goals);
    put_each(json, "sources", document.sources, value_json);
    put(json, "licence", document.licence);
    put_each(json, "links", document.links, link_json);
    put_each(json, "attachments", document.attachments, attachment_json);
    put_date(json, "last-reviewed", document.last_reviewed);
}

void read_metadata(const Json& json, Document& document) {
    document.date = date_at(json, "date");
    document.authors = texts_at(json, "authors");
    document.publishers = texts_at(json, "publishers");
    document.countries = texts_at(json, "countries");
    document.places = read_each(json, "places", read_value);
    document.themes = texts_at(json, "themes");
    document.target_groups = texts_at(json, "target-groups");
    document.perspectives = texts_at(json, "perspectives");
    document.goals = texts_at(json, "goals");
    document.sources = read_each(json, "sources", read_value);
    document.licence = text_at(json, "licence");
    document.links = read_each(json, "links", read_link);
    document.attachments = read_each(json, "attachments", read_attachment);
    document.last_reviewed = date_at(json, "last-reviewed");
}

Document read_document(const Json& json) {
    Document document;
    document.id = text_at(json, "id");
    if (document.id.empty()) throw NotAsWritten{"there is no id"};
    document.aliases = texts_at(json, "aliases");
    document.type = text_at(json, "type");
    document.status = status_at(json);
    document.published = moment_at(json, "published");
    document.modified = moment_at(json, "modified");
    document.withdrawal = read_withdrawal(json);
    read_metadata(json, document);
    document.details = read_each(json, "details", read_detail);
    document.texts = read_each(json, "texts", read_text);
    document.questions = read_each(json, "questions", read_questions);
    document.parts = read_each(json, "parts", read_part);
    return document;
}

Backlink read_backlink(const Json& json) {
    return {.relation = text_at(json, "relation"), .document = text_at(json, "document")};
}

}  // namespace

// The id and the aliases come first: write_records() reads no further.
std::string to_json(const Record& record) {
    const Document& document = record.document;
    Json json{{"id", document.id}};
    put(json, "aliases", document.aliases);
    json["type"] = document.type;
    json["status"] = name_of(document.status);
    put(json, "published", document.published);
    put(json, "modified", document.modified);
    if (document.withdrawal) json["withdrawal"] = withdrawal_json(*document.withdrawal);
    put_metadata(json, document);
    put_each(json, "details", document.details, detail_json);
    put_each(json, "texts", document.texts, text_json);
    put_each(json, "questions", document.questions, questions_json);
    put_each(json, "parts", document.parts, part_json);
    put_each(json, "backlinks", record.backlinks, [](const Backlink& backlink) {
        return Json{{"relation", backlink.relation}, {"document", backlink.document}};
    });
    return json.dump();
}

model::Result<Record> record_from_json(std::string_view json) {
    const auto object = parse_object(json, "a record");
    if (!object) return tl::unexpected(object.error());
    try {
        return Record{.document = read_document(*object), .backlinks = read_each(*object, "backlinks", read_backlink)};
    } catch (const NotAsWritten& problem) {
        return tl::unexpected(damaged("", "a record is not as written: " + problem.what));
    }
}

}  // namespace clearinghouse::index
