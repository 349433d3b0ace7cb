#pragma once

#include <string>
#include <string_view>

#include "server/site.h"
#include "server/statistics/data_cube.h"

namespace clearinghouse::server {

/// The words of data files in the reader's language: countries by the vocabulary, dates and numbers as the language
/// writes them, and what the catalogues of the interface have under "data." and "column.". Any other word stays as the
/// editors wrote it, which is English.
class Wording {
public:
    explicit Wording(const Visit& visit) : visit_(visit) {}

    std::string column(std::string_view name) const;
    /// A cell of a column: "se" of the column "area" is "Sverige".
    std::string cell(std::string_view column, const std::string& cell) const;
    std::string value(const Dimension& dimension, std::size_t value) const;
    std::string unit(const std::string& unit) const { return word(unit); }
    std::string number(double number) const;
    /// The value with what qualifies it: "about 1,100". Says so when it is not known.
    std::string written(const Cell& cell) const;
    /// The same with "%" where the unit is per cent.
    std::string with_unit(const DataCube& cube, const Cell& cell) const;

    /// True when the word has no wording in the reader's language.
    bool is_foreign(std::string_view column, const std::string& cell) const;

private:
    std::string word(const std::string& word) const;
    std::string area(const std::string& code) const;

    const Visit& visit_;
};

/// "per cent" as part of a key: "per-cent". Letters and digits of ASCII stay, everything between becomes one hyphen.
std::string slug(std::string_view text);

}  // namespace clearinghouse::server
