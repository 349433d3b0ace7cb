#include "indexer/skeleton.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/model/document_reader.h"
#include "engine/model/fields.h"
#include "indexer/validator.h"
#include "tests/indexer/content_tree.h"

using namespace clearinghouse;

namespace {

std::string lines_of(const model::Problems& problems) {
    std::string lines;
    for (const auto& problem : problems) lines += model::to_line(problem) + "\n";
    return lines;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The skeleton once for each thing that it has commented out, with that one brought to life.
std::vector<std::string> with_each_option(const std::string& skeleton) {
    std::vector<std::string> variants;
    for (auto open = skeleton.find("<!--"); open != std::string::npos; open = skeleton.find("<!--", open + 4)) {
        const auto close = skeleton.find("-->", open);
        const auto element = skeleton.find("\n    <", open);
        const auto text = skeleton.find("\n  <", open);
        const auto start = std::min(element, text);
        if (start > close) continue;
        auto variant = skeleton;
        variant.erase(close, 3).insert(start, " -->");
        variants.push_back(variant);
    }
    return variants;
}

}  // namespace

TEST_CASE("a new document of any type is a valid draft that explains every field") {
    const indexer::Validator validator;
    for (const auto& type : model::types()) {
        CAPTURE(std::string{type.name});
        const auto text = indexer::skeleton(type.name, "2026-something");
        REQUIRE(text);
        CHECK(lines_of(validator.validate(*text, "2026-something.xml")).empty());
        const auto document = model::read_document(*text, "2026-something.xml");
        REQUIRE(document);
        CHECK(document->type == type.name);
        CHECK(document->status == model::Status::draft);
        for (const auto& fields : {type.details, type.sections}) {
            for (const auto& field : fields) {
                CAPTURE(std::string{field.name});
                CHECK(text->find("<" + std::string{field.name}) != std::string::npos);
                CHECK(text->find(field.meaning) != std::string::npos);
            }
        }
    }
}

TEST_CASE("each field that a new document may have is valid as it is proposed") {
    const indexer::Validator validator;
    for (const auto& type : model::types()) {
        const auto text = indexer::skeleton(type.name, "2026-something");
        REQUIRE(text);
        const auto variants = with_each_option(*text);
        CHECK(variants.size() >= type.details.size() + type.sections.size());
        for (const auto& variant : variants) {
            CAPTURE(variant);
            CHECK(lines_of(validator.validate(variant, "2026-something.xml")).empty());
        }
    }
}

TEST_CASE("a new document passes the check once its texts are filled in") {
    tests::ContentTree tree;
    std::string summary;
    for (int i = 0; i < 70; ++i) summary += "ord ";
    for (const auto& type : model::types()) {
        auto text = indexer::skeleton(type.name, "2026-" + std::string{type.name});
        REQUIRE(text);
        text = replaced(*text, "<summary>...", "<summary>" + summary);
        text = replaced(*text, "...", "example");
        text = replaced(*text, "id-of-a-document", "the-segregated-city");
        tree.write(std::string{type.folder} + "/2026-" + std::string{type.name} + ".xml", *text);
    }
    const auto catalogue = tree.read();
    CHECK(lines_of(catalogue.problems).empty());
    CHECK(catalogue.refused.empty());
    CHECK(std::ranges::count(catalogue.sources, model::Status::draft,
                             [](const auto& each) { return each.document.status; }) == std::ssize(model::types()));
}

TEST_CASE("an unknown type or a bad id is told with what to write instead") {
    struct Case {
        std::string type, id, line;
    };
    const Case cases[] = {
        {"learning-exampel", "x", "there is no document type 'learning-exampel' (did you mean 'learning-example'?)"},
        {"news", "Nyheter", "'Nyheter' cannot be an id (small letters a to z, digits and hyphens, 100 at most)"},
        {"news", "-x", "'-x' cannot be an id (small letters a to z, digits and hyphens, 100 at most)"},
        {"news", "", "'' cannot be an id (small letters a to z, digits and hyphens, 100 at most)"},
        {"collection", "theme", "'theme' does not start with a year (a collection is named YYYY or YYYY-theme)"},
    };
    for (const auto& each : cases) {
        const auto text = indexer::skeleton(each.type, each.id);
        REQUIRE_FALSE(text);
        CHECK(model::to_line(text.error()) == each.line);
    }
    const auto far = indexer::skeleton("qqqqqqqqqqqq", "x");
    REQUIRE_FALSE(far);
    CHECK(far.error().hint.starts_with("one of: knowledge-synthesis, learning-example"));
}
