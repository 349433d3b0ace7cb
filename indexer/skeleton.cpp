#include "indexer/skeleton.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/model/fields.h"
#include "engine/model/nearest.h"

namespace clearinghouse::indexer {
namespace {

/// What an editor writes into an element of each kind, as an example to replace.
std::string example(const model::Field& field) {
    using model::Kind;
    switch (field.kind) {
        case Kind::period:
            return fmt::format("<{} from=\"2024\" to=\"2026\"/>", field.name);
        case Kind::amount:
            return fmt::format("<{} amount=\"100000\" currency=\"EUR\"/>", field.name);
        case Kind::moment:
            return fmt::format("<{} at=\"2026-11-25T13:00:00+01:00\" zone=\"Europe/Stockholm\"/>", field.name);
        case Kind::organisation:
            return fmt::format("<{}>Name of the organisation</{}>", field.name, field.name);
        case Kind::address:
            return fmt::format("<{} href=\"https://...\"/>", field.name);
        case Kind::evidence:
            return fmt::format("<{} level=\"described\" assessed=\"2026-11\"/>", field.name);
        case Kind::data:
            return fmt::format("<{} file=\"data.csv\"/>", field.name);
        case Kind::decision:
            return fmt::format("<{} by=\"The steering group\" date=\"2026-01-15\"/>", field.name);
        case Kind::flag:
            return fmt::format("<{}>true</{}>", field.name, field.name);
        case Kind::year:
            return fmt::format("<{}>2026</{}>", field.name, field.name);
        case Kind::date:
            return fmt::format("<{}>2026-11</{}>", field.name, field.name);
        case Kind::number:
            return fmt::format("<{}>1</{}>", field.name, field.name);
        case Kind::doi:
            return fmt::format("<{}>10.6027/...</{}>", field.name, field.name);
        case Kind::isbn:
            return fmt::format("<{}>978-0-00-000000-2</{}>", field.name, field.name);
        case Kind::choice:
            return fmt::format("<{}>running</{}>", field.name, field.name);
        case Kind::name:
            return fmt::format("<{}>...</{}>", field.name, field.name);
        case Kind::prose:
            return fmt::format("<{}>\n      <p>...</p>\n    </{}>", field.name, field.name);
    }
    return {};
}

/// A field that may be left out: explained, and commented out until it is needed.
std::string optional_field(const model::Field& field) {
    return fmt::format("    <!-- {}\n    {}\n    -->\n", field.meaning, example(field));
}

constexpr std::string_view metadata = R"(  <metadata>
    <!-- When the item itself came out: 2026-11-25, 2026-11 or 2026. -->
    <date>2026</date>
    <!-- Who wrote it; one element for each.
    <author>...</author>
    -->
    <!-- The institution that made or published it; one element for each. -->
    <publisher>...</publisher>
    <!-- Countries it is about: dk, fi, fo, gl, is, no, se, ax. -->
    <country>se</country>
    <!-- Towns, municipalities or regions.
    <place country="se">...</place>
    -->
    <!-- What it is about, the most important first: ids in content/vocabularies/themes.rdf. -->
    <theme>labour-market</theme>
    <!-- For or about whom: ids in content/vocabularies/target-groups.rdf.
    <target-group>refugees</target-group>
    -->
    <!-- children-and-youth, gender-equality, sustainable-development.
    <perspective>gender-equality</perspective>
    -->
    <!-- Goals of Vision 2030 by number.
    <goal>7</goal>
    -->
    <!-- Where the item itself can be read. -->
    <source href="https://..."/>
    <licence>CC-BY-4.0</licence>
    <!-- How it is tied to other documents; write a link once, the other document shows it too.
         evaluates, supports, contradicts, updates, translates, belongs-to-event, data-for, related
    <link relation="related" document="id-of-the-other"/>
    -->
    <!-- Files in the folder ID/ beside this file.
    <attachment file="report.pdf" lang="sv">Title of the file</attachment>
    -->
  </metadata>
)";

std::string details(const model::Type& type, std::string_view id) {
    if (type.details.empty()) return {};
    std::string text = "  <details>\n";
    for (const auto& field : type.details) {
        // A collection is named after the year of its theme.
        const bool is_theme_year = type.name == "collection" && field.name == "year";
        text += is_theme_year ? fmt::format("    <!-- {} -->\n    <year>{}</year>\n", field.meaning, id.substr(0, 4))
                              : optional_field(field);
    }
    return text + "  </details>\n";
}

std::string text(const model::Type& type) {
    std::string text = R"(  <!-- The original, in the language it is written in. -->
  <text lang="sv">
    <!-- The title as the item gives it. -->
    <title>...</title>
    <!-- 60 to 120 words that stand alone: what it is, for whom, what came of it. -->
    <summary>...</summary>
    <!-- Words that people search by; one element for each.
    <keyword>...</keyword>
    -->
)";
    for (const auto& field : type.sections) text += optional_field(field);
    text += optional_field(*model::field(model::body));
    return text + R"(  </text>
  <!-- A translation, as soon as there is one; title and summary are enough.
  <text lang="en" translation-of="sv">
    <title>...</title>
    <summary>...</summary>
  </text>
  -->
  <!-- Questions that this answers, as people ask who do not know it: in everyday words, other than those of title and
       summary. Some five in each of da, sv, nb, fi, is and en.
  <questions lang="sv">
    <question>...?</question>
  </questions>
  -->
)";
}

std::string parts(const model::Type& type) {
    if (type.name != "collection") return {};
    return R"(  <!-- The parts in the order in which readers should meet them.
       role: synthesis, learning-example, activity, research, statistic, background -->
  <parts>
    <part document="id-of-a-document" role="learning-example">
      <!-- Why it is here, in one sentence; one in each language. -->
      <sentence lang="en">...</sentence>
    </part>
  </parts>
)";
}

bool is_id(std::string_view id) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return !id.empty() && id.size() <= 100 && id.front() != '-' &&
           id.find_first_not_of(allowed) == std::string_view::npos;
}

bool starts_with_year(std::string_view id) {
    return id.size() >= 4 && id.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

model::Result<std::string> skeleton(std::string_view type_name, std::string_view id) {
    const auto* type = model::type(type_name);
    if (type == nullptr) {
        std::vector<std::string> names;
        for (const auto& each : model::types()) names.emplace_back(each.name);
        const auto near = model::nearest(type_name, names);
        return tl::unexpected{model::Problem{"unknown-type", "", 0,
                                             fmt::format("there is no document type '{}'", type_name),
                                             near.empty() ? fmt::format("one of: {}", fmt::join(names, ", "))
                                                          : fmt::format("did you mean '{}'?", near)}};
    }
    if (!is_id(id)) {
        return tl::unexpected{model::Problem{"bad-id", "", 0, fmt::format("'{}' cannot be an id", id),
                                             "small letters a to z, digits and hyphens, 100 at most"}};
    }
    if (type->name == "collection" && !starts_with_year(id)) {
        return tl::unexpected{model::Problem{"bad-id", "", 0, fmt::format("'{}' does not start with a year", id),
                                             "a collection is named YYYY or YYYY-theme"}};
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<!-- {}\n"
        "     This file is a draft until status is \"published\"; published=\"YYYY-MM-DD\" says from when readers see "
        "it,\n"
        "     and may lie in the future. Leave out what is not known. -->\n"
        "<{} xmlns=\"urn:clearinghouse:content:1\" status=\"draft\">\n{}{}{}{}</{}>\n",
        type->meaning, type->name, metadata, details(*type, id), text(*type), parts(*type), type->name);
}

}  // namespace clearinghouse::indexer
