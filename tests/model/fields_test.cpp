#include "engine/model/fields.h"

#include <doctest/doctest.h>

#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <vector>

#include "engine/model/document_reader.h"
#include "engine/model/markup_reader.h"
#include "tests/model/samples.h"

namespace clearinghouse::model {
namespace {

/// The schemas, for comparison.
struct Schemas {
    pugi::xml_document document, metadata;

    Schemas() {
        REQUIRE(document.load_file((samples::root / "schemas/document.xsd").c_str()));
        REQUIRE(metadata.load_file((samples::root / "schemas/metadata.xsd").c_str()));
    }

    pugi::xml_node element(std::string_view name) const {
        return document.document_element().find_child_by_attribute("xs:element", "name", std::string{name}.c_str());
    }
};

std::string documentation(const pugi::xml_node& node) {
    return words_of(node.child("xs:annotation").child("xs:documentation"));
}

/// The fields that a sequence of the schema lists, in its order.
std::vector<pugi::xml_node> fields_in(const pugi::xml_node& sequence) {
    std::vector<pugi::xml_node> found;
    for (const auto& child : sequence.children("xs:element")) {
        if (child.attribute("name")) found.push_back(child);
    }
    return found;
}

/// The kind of value that a type of the schema is.
Kind kind_of(const std::string& schema_type) {
    static const std::map<std::string, Kind> kinds{
        {"period", Kind::period},
        {"xs:gYear", Kind::year},
        {"xs:positiveInteger", Kind::number},
        {"isbn", Kind::isbn},
        {"doi", Kind::doi},
        {"name", Kind::name},
        {"practice-status", Kind::choice},
        {"cost", Kind::amount},
        {"amount", Kind::amount},
        {"evidence", Kind::evidence},
        {"contact", Kind::organisation},
        {"partner", Kind::organisation},
        {"data", Kind::data},
        {"moment", Kind::moment},
        {"xs:boolean", Kind::flag},
        {"address", Kind::address},
        {"date", Kind::date},
        {"decision", Kind::decision},
        {"running-text", Kind::prose},
    };
    CAPTURE(schema_type);
    REQUIRE(kinds.contains(schema_type));
    return kinds.at(schema_type);
}

void check_same(std::span<const Field> fields, const std::vector<pugi::xml_node>& in_schema) {
    REQUIRE(fields.size() == in_schema.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string name{fields[i].name};
        CAPTURE(name);
        CHECK(name == in_schema[i].attribute("name").value());
        CHECK(fields[i].meaning == documentation(in_schema[i]));
        CHECK(fields[i].kind == kind_of(in_schema[i].attribute("type").value()));
    }
}

TEST_CASE("the types are those of the schema, in its order and with its words") {
    const Schemas schemas;
    const auto in_schema = fields_in(schemas.document.document_element());
    REQUIRE(types().size() == in_schema.size());
    for (std::size_t i = 0; i < in_schema.size(); ++i) {
        const std::string name{types()[i].name};
        CAPTURE(name);
        CHECK(name == in_schema[i].attribute("name").value());
        CHECK(types()[i].meaning == documentation(in_schema[i]));
    }
}

TEST_CASE("each type has the details that the schema lists") {
    const Schemas schemas;
    for (const Type& each : types()) {
        const std::string name{each.name};
        CAPTURE(name);
        const auto sequence = schemas.element(each.name).child("xs:complexType").child("xs:sequence");
        const auto details = sequence.find_child_by_attribute("xs:element", "name", "details");
        check_same(each.details, fields_in(details.child("xs:complexType").child("xs:sequence")));
    }
}

TEST_CASE("each type has the sections that the schema lists, and then the body") {
    const Schemas schemas;
    for (const Type& each : types()) {
        const std::string name{each.name};
        CAPTURE(name);
        const auto text = schemas.document.document_element().find_child_by_attribute("xs:complexType", "name",
                                                                                      (name + "-text").c_str());
        const auto sequence = text.child("xs:sequence");
        check_same(each.sections, fields_in(sequence));
        CHECK(std::string{sequence.last_child().attribute("ref").value()} == body);
    }
    const auto schema_body = schemas.metadata.document_element().find_child_by_attribute("xs:element", "name", "body");
    CHECK(field(body)->meaning == documentation(schema_body));
}

TEST_CASE("each type has its folder, and the content has no other") {
    std::set<std::string> folders{"vocabularies"};
    for (const Type& each : types()) {
        const std::string folder{each.folder};
        CAPTURE(folder);
        CHECK(is_id(folder));
        CHECK(folders.insert(folder).second);
    }
    for (const auto& entry : std::filesystem::directory_iterator{samples::root / "content"}) {
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        if (entry.is_directory()) CHECK(folders.contains(name));
    }
}

TEST_CASE("types and fields are found by their names") {
    for (const Type& each : types()) {
        CHECK(type(each.name) == &each);
        for (const auto& fields : {each.details, each.sections}) {
            for (const Field& one : fields) {
                const std::string name{one.name};
                CAPTURE(name);
                REQUIRE(field(one.name) != nullptr);
                CHECK(field(one.name)->name == one.name);
            }
        }
    }
    for (const std::string name : {"", "newss", "News", "metadata", "title"}) {
        CAPTURE(name);
        CHECK(type(name) == nullptr);
        CHECK(field(name) == nullptr);
    }
}

TEST_CASE("a name that is a detail and a section is found as the detail, and only data is both") {
    std::map<std::string_view, const Field*> details;
    std::set<std::string_view> both;
    for (const Type& each : types()) {
        for (const Field& one : each.details) {
            CHECK(field(one.name)->kind == one.kind);
            CHECK(field(one.name)->meaning == one.meaning);
            details[one.name] = &one;
        }
    }
    for (const Type& each : types()) {
        for (const Field& one : each.sections) {
            if (details.contains(one.name)) both.insert(one.name);
        }
    }
    CHECK(both == std::set<std::string_view>{"data"});
    CHECK(field("data")->kind == Kind::data);
}

std::vector<std::string> enumerated(const pugi::xml_node& place) {
    std::vector<std::string> words;
    for (const auto& found : place.select_nodes(".//xs:enumeration/@value"))
        words.emplace_back(found.attribute().value());
    return words;
}

TEST_CASE("every status of the schema is read, and no other") {
    const Schemas schemas;
    const auto group =
        schemas.metadata.document_element().find_child_by_attribute("xs:attributeGroup", "name", "publication");
    const auto statuses = enumerated(group.find_child_by_attribute("xs:attribute", "name", "status"));
    CHECK(statuses == std::vector<std::string>{"draft", "published", "withdrawn"});
    std::set<Status> read;
    for (const auto& status : statuses) {
        CAPTURE(status);
        const auto xml = samples::document(
            "news", "<withdrawn at=\"2026-01-01\"/>" + std::string{samples::metadata} + std::string{samples::text},
            "published=\"2026-01-01\" status=\"" + status + "\"");
        const auto document = read_document(xml, "a.xml");
        REQUIRE(document);
        read.insert(document->status);
    }
    CHECK(read == std::set<Status>{Status::draft, Status::published, Status::withdrawn});
}

TEST_CASE("every relation and role of the schema is read as it is written") {
    const Schemas schemas;
    const auto relations =
        enumerated(schemas.metadata.select_node("//xs:element[@name='link']//xs:attribute[@name='relation']").node());
    const auto roles =
        enumerated(schemas.metadata.select_node("//xs:element[@name='part']//xs:attribute[@name='role']").node());
    CHECK(relations.size() == 8);
    CHECK(roles.size() == 6);
    std::string links, parts;
    for (const auto& relation : relations) links += "<link document=\"a\" relation=\"" + relation + "\"/>";
    for (const auto& role : roles) parts += "<part document=\"a\" role=\"" + role + "\"/>";
    const auto document =
        read_document(samples::document("collection", "<metadata>" + links + "</metadata>" +
                                                          std::string{samples::text} + "<parts>" + parts + "</parts>"),
                      "a.xml");
    REQUIRE(document);
    REQUIRE(document->links.size() == relations.size());
    REQUIRE(document->parts.size() == roles.size());
    for (std::size_t i = 0; i < relations.size(); ++i) CHECK(document->links[i].relation == relations[i]);
    for (std::size_t i = 0; i < roles.size(); ++i) CHECK(document->parts[i].role == roles[i]);
}

}  // namespace
}  // namespace clearinghouse::model
