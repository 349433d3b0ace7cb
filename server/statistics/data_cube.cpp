#include "server/statistics/data_cube.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "engine/model/time.h"

namespace clearinghouse::server {
namespace {

constexpr std::size_t most_dimensions = 12;
constexpr std::array time_columns{"time", "period", "year", "date", "quarter", "edition", "year_of_update"};
constexpr std::array area_columns{"area", "municipality", "region", "country"};

/// Builds a cube from a table, row by row.
class CubeMaker {
public:
    explicit CubeMaker(const Table& table) : table_(table) {}

    model::Result<DataCube> make() {
        if (!column("value")) return bad("has no column 'value'", "see docs/publishing.md");
        plan();
        if (cube_.dimensions.size() > most_dimensions) {
            return bad(fmt::format("has {} columns that say what a figure is about", cube_.dimensions.size()),
                       fmt::format("at most {}", most_dimensions));
        }
        for (const auto& row : table_.rows) take(row);
        put_times_in_order();
        return std::move(cube_);
    }

private:
    using Row = std::vector<std::string>;

    static tl::unexpected<model::Problem> bad(std::string what, std::string hint) {
        return tl::unexpected(model::Problem{"bad-data", "data", 1, std::move(what), std::move(hint)});
    }

    std::optional<std::size_t> column(std::string_view name) const {
        const auto found = std::ranges::find(table_.header, name);
        return found == table_.header.end() ? std::nullopt : std::optional(found - table_.header.begin());
    }

    std::string cell(const Row& row, std::string_view name) const {
        const auto at = column(name);
        return at ? row[*at] : "";
    }

    template <typename Names>
    std::optional<std::size_t> first_of(const Names& names) const {
        for (const std::string_view name : names) {
            if (const auto at = column(name)) return at;
        }
        return std::nullopt;
    }

    /// True when each value of `by` goes with one value of `name` only.
    bool follows(std::size_t name, std::size_t by) const {
        std::map<std::string_view, std::string_view> seen;
        return std::ranges::all_of(table_.rows, [&](const auto& row) {
            return seen.try_emplace(row[by], row[name]).first->second == row[name];
        });
    }

    bool tells_more_of_area(std::size_t at) const {
        const auto& name = table_.header[at];
        return area_ && at != *area_ && (name == "country" || name == "level" || name.ends_with("_code")) &&
               follows(at, *area_);
    }

    void plan() {
        area_ = first_of(area_columns);
        time_ = first_of(time_columns);
        const bool has_month = time_ && table_.header[*time_] == "year" && column("month");
        for (std::size_t at = 0; at < table_.header.size(); ++at) {
            const auto& name = table_.header[at];
            const bool goes_with_value = name == "value" || name == "unit" || name == "qualifier";
            if (goes_with_value || name.empty() || (has_month && name == "month")) continue;
            if (tells_more_of_area(at)) {
                if (name == "country") country_ = at;
                continue;
            }
            add(name, at);
        }
        if (!column("measure")) add("measure", std::nullopt);
    }

    void add(const std::string& name, std::optional<std::size_t> at) {
        const auto position = cube_.dimensions.size();
        auto role = Role::other;
        if (name == "measure") {
            role = Role::measure;
            cube_.measure = position;
        } else if (at == area_) {
            role = Role::area;
            cube_.area = position;
        } else if (at == time_) {
            role = Role::time;
            cube_.time = position;
        }
        cube_.dimensions.push_back({.name = name, .role = role, .values = {}, .notes = {}});
    }

    std::string value_in(const Row& row, const Dimension& dimension) const {
        auto value = cell(row, dimension.name);
        const auto month = cell(row, "month");
        if (dimension.role != Role::time || dimension.name != "year" || month.empty()) return value;
        return fmt::format("{}-{:0>2}", value, month);
    }

    std::string note_in(const Row& row, const Dimension& dimension) const {
        if (dimension.role == Role::measure) return cell(row, "unit");
        return dimension.role == Role::area && country_ ? row[*country_] : "";
    }

    static std::size_t place_of(Dimension& dimension, std::string value, std::string note) {
        for (std::size_t at = 0; at < dimension.values.size(); ++at) {
            if (dimension.values[at] == value && dimension.notes[at] == note) return at;
        }
        dimension.values.push_back(std::move(value));
        dimension.notes.push_back(std::move(note));
        return dimension.values.size() - 1;
    }

    void take(const Row& row) {
        Cell taken;
        for (auto& dimension : cube_.dimensions) {
            taken.at.push_back(place_of(dimension, value_in(row, dimension), note_in(row, dimension)));
        }
        if (!places_.insert(taken.at).second) {
            ++cube_.repeated;
            return;
        }
        taken.written = cell(row, "value");
        taken.value = read_figure(taken.written);
        taken.qualifier = cell(row, "qualifier");
        cube_.cells.push_back(std::move(taken));
    }

    /// Dates in their order, whatever that of the rows; times in words stay as they come.
    void put_times_in_order() {
        if (!cube_.time) return;
        auto& dimension = cube_.dimensions[*cube_.time];
        std::vector<std::pair<model::PartialDate, std::size_t>> order;
        for (std::size_t at = 0; at < dimension.values.size(); ++at) {
            const auto date = model::parse_date(dimension.values[at]);
            if (!date) return;
            order.emplace_back(*date, at);
        }
        std::ranges::sort(order);
        std::vector<std::size_t> place(order.size());
        std::vector<std::string> values;
        for (const auto& [date, before] : order) {
            place[before] = values.size();
            values.push_back(dimension.values[before]);
        }
        dimension.values = std::move(values);
        for (auto& cell : cube_.cells) cell.at[*cube_.time] = place[cell.at[*cube_.time]];
    }

    const Table& table_;
    DataCube cube_;
    std::optional<std::size_t> area_, time_, country_;
    std::set<std::vector<std::size_t>> places_;
};

}  // namespace

model::Result<DataCube> make_cube(const Table& table) {
    return CubeMaker{table}.make();
}

std::string value_id(const Dimension& dimension, std::size_t value) {
    const auto& name = dimension.values[value];
    if (name.empty()) return "_";
    if (std::ranges::count(dimension.values, name) == 1) return name;
    return fmt::format("{} ({})", name, dimension.notes[value]);
}

std::optional<double> read_figure(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
    return whole ? std::optional{value} : std::nullopt;
}

}  // namespace clearinghouse::server
