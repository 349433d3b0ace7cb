#include "engine/index/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <stdexcept>

#include "engine/index/damage.h"
#include "engine/index/flat_file.h"

namespace clearinghouse::index {
namespace {

struct Head {
    std::array<char, 8> magic{'c', 'h', 'c', 'o', 'l', 's', '0', '2'};
    std::uint64_t rows = 0;
    std::uint64_t times = 0;
    std::uint64_t facets = index::facets.size();
    std::uint64_t title_languages = index::title_languages.size();
};

struct FacetHead {
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;    ///< Of all values together.
    std::uint64_t entries = 0;  ///< Values of all rows.
};

/// One facet of all rows: the values by number and, for each row, where its numbers stand.
struct FacetTable {
    std::vector<std::uint32_t> value_ends{0};
    std::string values;
    std::vector<std::uint32_t> row_ends{0};
    std::vector<ValueNumber> entries;
};

std::map<std::string_view, ValueNumber> number_values(std::span<const Row> rows, std::size_t facet) {
    std::map<std::string_view, ValueNumber> numbers;
    for (const Row& row : rows) {
        for (const std::string& value : row.values[facet]) numbers.emplace(value, 0);
    }
    if (numbers.size() > std::numeric_limits<ValueNumber>::max()) {
        throw std::length_error(fmt::format("facet '{}' has {} values, more than {}", facets[facet].name,
                                            numbers.size(), std::numeric_limits<ValueNumber>::max()));
    }
    ValueNumber next = 0;
    for (auto& [value, number] : numbers) number = next++;
    return numbers;
}

FacetTable tabulate(std::span<const Row> rows, std::size_t facet) {
    const auto numbers = number_values(rows, facet);
    FacetTable table;
    for (const auto& [value, number] : numbers) {
        table.values.append(value);
        table.value_ends.push_back(static_cast<std::uint32_t>(table.values.size()));
    }
    for (const Row& row : rows) {
        const auto first = static_cast<std::ptrdiff_t>(table.entries.size());
        for (const std::string& value : row.values[facet]) table.entries.push_back(numbers.at(value));
        std::sort(table.entries.begin() + first, table.entries.end());
        table.entries.erase(std::unique(table.entries.begin() + first, table.entries.end()), table.entries.end());
        table.row_ends.push_back(static_cast<std::uint32_t>(table.entries.size()));
    }
    return table;
}

template <typename Element>
void put(FlatWriter& writer, const std::vector<Element>& elements) {
    writer.put(std::span<const Element>{elements});
}

template <typename Element>
std::vector<Element> column(std::span<const Row> rows, Element Row::*member) {
    std::vector<Element> all;
    all.reserve(rows.size());
    for (const Row& row : rows) all.push_back(row.*member);
    return all;
}

std::vector<std::uint32_t> title_column(std::span<const Row> rows, std::size_t language) {
    std::vector<std::uint32_t> all;
    all.reserve(rows.size());
    for (const Row& row : rows) all.push_back(row.title_order.at(language));
    return all;
}

/// The moments at which documents become visible, sorted.
std::vector<std::int64_t> times_of(std::span<const Row> rows) {
    std::vector<std::int64_t> times;
    for (const Row& row : rows) {
        if (row.visible_from != never) times.push_back(row.visible_from);
    }
    std::sort(times.begin(), times.end());
    return times;
}

}  // namespace

struct Columns::Inside {
    struct Facet {
        std::vector<std::string> values;
        std::span<const std::uint32_t> row_ends;
        std::span<const ValueNumber> entries;
    };

    disk::MappedFile file;
    std::span<const std::int64_t> visible_from;
    std::span<const std::int64_t> times;
    std::span<const std::int32_t> dates;
    std::span<const std::uint32_t> orders;
    std::array<std::span<const std::uint32_t>, title_languages.size()> title_orders;
    std::array<Facet, facets.size()> by_facet;

    bool read();
    static bool read_facet(FlatReader& reader, std::uint64_t rows, Facet& facet);
};

// Every offset and number of the file is checked here, once, so that the accessors need not.
bool Columns::Inside::read() {
    FlatReader reader{file.bytes()};
    const auto head = reader.take<Head>(1);
    if (!reader.fits() || head[0].magic != Head{}.magic || head[0].facets != facets.size() ||
        head[0].title_languages != title_languages.size()) {
        return false;
    }
    const std::uint64_t rows = head[0].rows;
    visible_from = reader.take<std::int64_t>(rows);
    times = reader.take<std::int64_t>(head[0].times);
    dates = reader.take<std::int32_t>(rows);
    orders = reader.take<std::uint32_t>(rows);
    for (auto& column : title_orders) column = reader.take<std::uint32_t>(rows);
    if (!reader.fits() || times.size() > rows || !std::is_sorted(times.begin(), times.end())) return false;
    return std::all_of(by_facet.begin(), by_facet.end(),
                       [&](Facet& facet) { return read_facet(reader, rows, facet); }) &&
           reader.is_whole();
}

bool Columns::Inside::read_facet(FlatReader& reader, std::uint64_t rows, Facet& facet) {
    const auto head = reader.take<FacetHead>(1);
    if (!reader.fits() || head[0].values > std::numeric_limits<ValueNumber>::max()) return false;
    const auto value_ends = reader.take<std::uint32_t>(head[0].values + 1);
    const auto bytes = reader.take<char>(head[0].bytes);
    facet.row_ends = reader.take<std::uint32_t>(rows + 1);
    facet.entries = reader.take<ValueNumber>(head[0].entries);
    if (!reader.fits() || !divides(value_ends, bytes.size()) || !divides(facet.row_ends, facet.entries.size())) {
        return false;
    }
    for (std::size_t i = 0; i + 1 < value_ends.size(); ++i) {
        facet.values.emplace_back(bytes.data() + value_ends[i], value_ends[i + 1] - value_ends[i]);
    }
    return std::is_sorted(facet.values.begin(), facet.values.end()) &&
           std::all_of(facet.entries.begin(), facet.entries.end(),
                       [&](ValueNumber number) { return number < facet.values.size(); });
}

void Columns::write(const std::filesystem::path& file, std::span<const Row> rows) {
    const auto times = times_of(rows);
    FlatWriter writer{file};
    const Head head{.rows = rows.size(), .times = times.size()};
    writer.put(std::span<const Head>{&head, 1});
    put(writer, column(rows, &Row::visible_from));
    put(writer, times);
    put(writer, column(rows, &Row::date));
    put(writer, column(rows, &Row::order));
    for (std::size_t language = 0; language < title_languages.size(); ++language) {
        put(writer, title_column(rows, language));
    }
    for (std::size_t facet = 0; facet < facets.size(); ++facet) {
        const FacetTable table = tabulate(rows, facet);
        const FacetHead facet_head{
            .values = table.value_ends.size() - 1, .bytes = table.values.size(), .entries = table.entries.size()};
        writer.put(std::span<const FacetHead>{&facet_head, 1});
        put(writer, table.value_ends);
        writer.put(std::span<const char>{table.values});
        put(writer, table.row_ends);
        put(writer, table.entries);
    }
    writer.finish();
}

model::Result<std::shared_ptr<const Columns>> Columns::open(const std::filesystem::path& file) {
    auto mapped = disk::MappedFile::open(file);
    if (!mapped) return tl::unexpected(mapped.error());
    auto inside = std::make_unique<Inside>();
    inside->file = std::move(*mapped);
    if (!inside->read()) {
        return tl::unexpected(damaged(file.string(), "is no whole file of columns"));
    }
    return std::shared_ptr<const Columns>(new Columns(std::move(inside)));
}

Columns::Columns(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Columns::~Columns() = default;

std::size_t Columns::size() const {
    return inside_->visible_from.size();
}

const std::vector<std::string>& Columns::values(std::size_t facet) const {
    return inside_->by_facet.at(facet).values;
}

std::span<const ValueNumber> Columns::of(std::size_t facet, DocumentNumber document) const {
    const auto& column = inside_->by_facet.at(facet);
    if (document == 0 || document > size()) return {};
    return column.entries.subspan(column.row_ends[document - 1],
                                  column.row_ends[document] - column.row_ends[document - 1]);
}

std::int64_t Columns::visible_from(DocumentNumber document) const {
    return document == 0 || document > size() ? never : inside_->visible_from[document - 1];
}

std::int32_t Columns::date(DocumentNumber document) const {
    return document == 0 || document > size() ? 0 : inside_->dates[document - 1];
}

std::uint32_t Columns::order(DocumentNumber document) const {
    return document == 0 || document > size() ? 0 : inside_->orders[document - 1];
}

std::uint32_t Columns::title_order(std::size_t language, DocumentNumber document) const {
    return document == 0 || document > size() ? 0 : inside_->title_orders.at(language)[document - 1];
}

std::uint32_t Columns::visible_count(std::int64_t moment) const {
    const auto& times = inside_->times;
    return static_cast<std::uint32_t>(std::upper_bound(times.begin(), times.end(), moment) - times.begin());
}

}  // namespace clearinghouse::index
