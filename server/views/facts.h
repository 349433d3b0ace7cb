#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/model/document.h"
#include "engine/model/fields.h"
#include "server/site.h"

/// The facts of a document, field by field: a label and its values as the reader's language writes them.
namespace clearinghouse::server {

/// The value of a field by its kind: {"text", "href", "note"}. Empty text when the kind is shown elsewhere on the page
/// (evidence as a verdict, data as a table).
Json fact_value(const Visit& visit, const model::Field& field, const model::Value& value);

/// What a reader of a learning example asks first, as facts: status, period, cost, where, for whom. What is not known
/// is said so, for a missing cost is no small one; without a sum, the cost leads to the section about resources of
/// `text`, which the page shows. Null for other types.
Json key_facts(const Visit& visit, const model::Document& document, const model::Text& text);

/// [{"label", "values"}]: the metadata that all types share, with links, and then the fields of the type; without the
/// key facts.
Json facts_of(const Visit& visit, const model::Document& document);

/// "2016–2019", "since 2016", "until 2019", "1 May 2017 – 3 June 2018".
std::string format_period(const Visit& visit, const std::string& from, const std::string& to);

}  // namespace clearinghouse::server
