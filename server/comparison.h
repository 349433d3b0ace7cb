#pragma once

#include <string>
#include <vector>

#include "engine/search/request.h"
#include "server/site.h"

/// Learning examples side by side, field by field. The page and the formats for machines show the same comparison.
namespace clearinghouse::server {

inline constexpr std::size_t least_compared = 2;
inline constexpr std::size_t most_compared = 4;

/// Why an id that was asked for is not compared.
struct NotCompared {
    enum class Why { unknown, withdrawn, other_type, too_many };
    Why why = Why::unknown;
    std::string id;  ///< As it was asked for; empty for too_many.
};

/// What was asked for: "ids", with commas or repeated, in order and each once.
struct ComparisonChoice {
    std::vector<search::Record> records;  ///< Learning examples that can be seen; more than most_compared is possible.
    std::vector<NotCompared> faults;
    bool only_differences = false;  ///< "differences=only"
};
ComparisonChoice read_comparison(const Visit& visit);

/// The same for the API, where every fault is a Problem.
model::Result<ComparisonChoice> read_api_comparison(const Visit& visit);

struct ComparedValue {
    std::string text;
    std::string href;
    std::string note;
    bool shared = false;  ///< Every example has it.
};

/// What one example says of a field: values, or running text. Neither when it says nothing.
struct ComparedCell {
    std::vector<ComparedValue> values;
    std::string html;
    std::string text;      ///< The words of `html`.
    std::string language;  ///< Of the running text.

    bool is_empty() const { return values.empty() && html.empty(); }
};

struct ComparedRow {
    std::string field;  ///< "cost"
    std::string label;  ///< In the reader's language.
    bool same = false;  ///< All examples say the same, or none says anything.
    /// Some examples say nothing of it, and the others say the same: what is not known is not different.
    bool is_partly_told = false;
    std::vector<ComparedCell> cells;
};

/// A row for each field that at least one of the examples has, and for status, period and cost even when none has:
/// where, the details and sections of the type in the order of model/fields.h, and what it is about. With
/// only_differences the rows that are the same are left out. Running text is in the reader's language where there is
/// one.
std::vector<ComparedRow> compare(const Visit& visit, const ComparisonChoice& choice);

/// "ids=a,b&differences=only": equal comparisons have equal text.
std::string comparison_query(const std::vector<search::Record>& records, bool only_differences);

/// The comparison for machines, at /api/v1/compare?format=<name>.
std::string comparison_json(const Visit& visit, const ComparisonChoice& choice);
/// One line for each field, one column for each example.
std::string comparison_csv(const Visit& visit, const ComparisonChoice& choice);

}  // namespace clearinghouse::server
