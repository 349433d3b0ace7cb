#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/content/passages.h"

namespace clearinghouse::tests {

/// Numbers that a text names, in the way of its language: decimal comma or point, thousands divided by spaces, points
/// or commas, millions in words ("3,6 millioner"), and one to twelve as words.
std::vector<double> numbers_in(std::string_view words, const std::string& language);

/// A share, or a distance between shares.
struct Percentage {
    double number = 0;
    bool is_points = false;  ///< "7 percentage points".

    bool operator==(const Percentage&) const = default;
};

/// The numbers that have a per cent sign or word behind them, alone or at the end of a range or list.
std::vector<Percentage> percentages_in(std::string_view words, const std::string& language);

/// A CSV file beside a document.
struct DataFile {
    std::string name;                 ///< "content/statistics/a/b.csv".
    std::vector<std::string> values;  ///< The column `value`, without empty ones.
};

/// Reads RFC 4180 that the indexer has found good.
DataFile read_data_file(std::string_view csv, const std::string& name);

/// Those that lie in the folder of a document, by name.
std::vector<DataFile> data_files_in(const std::filesystem::path& folder, const std::string& name);

/// Values of data files that the original text of the document does not name. `original`: its passages.
Findings values_missing_in_text(const std::vector<DataFile>& files, const std::vector<Passage>& original);

/// Percentages in the findings of a statistic that stand in none of its data files; none when it has no data file.
/// Percentage points may also be the distance between two values there, and where a passage links to another document,
/// the number may be that one's. `all`: the passages of everything, for that.
Findings percentages_missing_in_data(const std::vector<DataFile>& files, const std::vector<Passage>& passages,
                                     const std::vector<Passage>& all);

}  // namespace clearinghouse::tests
