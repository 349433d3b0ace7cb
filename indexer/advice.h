#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/document.h"
#include "engine/model/time.h"

namespace clearinghouse::indexer {

/// When a document is expected to have a field.
enum class When {
    always,
    once_over,           ///< Of an event or project: when it does not lie ahead.
    for_countries,       ///< Where it covers several countries.
    for_municipalities,  ///< Where municipalities of one country are meant.
    once_begun,          ///< Of questions in a language: when there are some in another.
};

/// Something that a good document has, though a document without it is right. A row of the table in advice.cpp.
struct Wish {
    std::string_view type;     ///< "learning-example"; empty: any.
    std::string_view field;    ///< A detail or section of the type (model/fields.h), "place", "last-reviewed",
                               ///< "questions".
    std::string_view instead;  ///< A field that serves as well; often empty.
    std::string_view why;      ///< What a reader wants it for: "to know whether it worked".
    When when = When::always;
    std::string_view language = "";  ///< Of questions: in which; empty: in any.
};

std::span<const Wish> wishes();

/// What one document does not have.
struct Advice {
    std::string file;
    std::vector<const Wish*> missing;  ///< Rows of wishes(), never none.
};

/// What would help the readers of these documents at `now`: one for each that lacks something, by file. Withdrawn ones
/// are left as they are.
std::vector<Advice> advise(const std::vector<const model::Document*>& documents, model::Moment now);

/// As advise, of single files. One that cannot be read as a document gets no advice: it has problems.
std::vector<Advice> advise_files(const std::vector<std::filesystem::path>& files, model::Moment now);

/// "cost or resources", "questions in fi".
std::string name_of(const Wish& wish);

}  // namespace clearinghouse::indexer
