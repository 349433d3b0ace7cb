#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "server/evidence_map.h"
#include "server/search_parameters.h"

namespace clearinghouse::server {
namespace {

using Cell = search::CrossTable::Cell;

// All in pixels.
constexpr int cell_size = 56;
constexpr int margin = 16;
constexpr int letter = 8;  // Wider than nearly all letters of the type size used, so that labels never meet a cell.
constexpr int line_height = 24;
constexpr int title_height = 52;
constexpr int smallest_radius = 9;
constexpr int radius_step = 3;

/// Colours by class, for light and dark grounds: levels of evidence grow stronger, kinds are told apart by letters too.
constexpr std::string_view style = R"(
text{font:14px "Source Sans 3",system-ui,sans-serif;fill:#1c2630}
.title{font-size:18px;font-weight:700}.quiet{fill:#56626d}.ground{fill:#fff}.line{stroke:#cfd7da}
.n,.s{text-anchor:middle}.s{font-size:9px}a:hover .n{text-decoration:underline}
circle{stroke:#56626d}
.l0,.k0{fill:#fff}.l1{fill:#d5e8ec}.l2{fill:#9fcfd9}.l3{fill:#5aa9ba}.l4{fill:#0a5266}text.l4{fill:#fff}
.k{fill:#e3eef0}
@media (prefers-color-scheme:dark){
text{fill:#e4eaed}.quiet{fill:#a7b4bc}.ground{fill:#12181d}.line{stroke:#33414a}circle{stroke:#a7b4bc}
.l0,.k0{fill:#182027}.l1{fill:#21404a}.l2{fill:#2c6472}.l3{fill:#8fd0de}text.l3{fill:#0c1a20}.l4{fill:#e2f6fa}
text.l4{fill:#0c1a20}.k{fill:#26353d}}
)";

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

/// Letters, not bytes: all that follow the first byte of a letter in UTF-8 begin with the bits 10.
int letters_in(std::string_view text) {
    return static_cast<int>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

int longest(const std::vector<MapLine>& lines) {
    int letters = 0;
    for (const auto& line : lines) letters = std::max(letters, letters_in(line.label));
    return letters * letter;
}

std::string shade_class(const EvidenceMap& map, const MapShade& shade) {
    if (map.choice.colour != "evidence" && shade.step > 0) return "k";
    return fmt::format("{}{}", map.choice.colour == "evidence" ? "l" : "k", shade.step);
}

/// Where things stand: labels of rows on the left, those of columns above, upright, and the legend below.
struct Frame {
    explicit Frame(const EvidenceMap& map)
        : left{margin + longest(map.rows) + margin},
          top{title_height + longest(map.columns) + margin},
          width{left + cell_size * static_cast<int>(map.columns.size()) + margin},
          bottom{top + cell_size * static_cast<int>(map.rows.size())},
          height{bottom + line_height * static_cast<int>(map.shades.size() + 1) + margin} {
        constexpr int least_width = 480;
        width = std::max(width, least_width);
    }
    int left, top, width, bottom, height;
};

std::string bubble(const Visit& visit, const EvidenceMap& map, std::size_t row, std::size_t column,
                   const Frame& frame) {
    const auto& cell = map.cells[row][column];
    const int x = frame.left + cell_size * static_cast<int>(column) + cell_size / 2;
    const int y = frame.top + cell_size * static_cast<int>(row) + cell_size / 2;
    const auto title = escaped(
        fmt::format("{}, {}: {}", map.rows[row].label, map.columns[column].label, cell_words(visit, map, cell)));
    if (cell.count == 0) {
        return fmt::format("<g><title>{}</title><text class=\"n quiet\" x=\"{}\" y=\"{}\">–</text></g>\n", title, x,
                           y + 5);
    }
    const auto& shade = map.shades[leading_shade(map, cell)];
    const auto look = shade_class(map, shade);
    const auto address = escaped(fmt::format("{}/{}/search?{}", visit.site.settings.base_url, visit.language,
                                             to_query(cell_search(map, map.rows[row], map.columns[column]))));
    return fmt::format(
        "<a href=\"{}\"><title>{}</title><circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>"
        "<text class=\"n {}\" x=\"{}\" y=\"{}\">{}</text><text class=\"s quiet\" x=\"{}\" y=\"{}\">{}</text></a>\n",
        address, title, look, x, y - 2, smallest_radius + radius_step * (size_step(map, cell.count) - 1), look, x,
        y + 3, cell.count, x, y + cell_size / 2 - 2, shade.sign);
}

std::string grid(const Visit& visit, const EvidenceMap& map, const Frame& frame) {
    std::string svg;
    for (std::size_t column = 0; column < map.columns.size(); ++column) {
        const int x = frame.left + cell_size * static_cast<int>(column) + cell_size / 2 + 5;
        svg += fmt::format("<text transform=\"translate({},{}) rotate(-90)\">{}</text>\n", x, frame.top - margin / 2,
                           escaped(map.columns[column].label));
    }
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        const int y = frame.top + cell_size * static_cast<int>(row);
        svg += fmt::format("<line class=\"line\" x1=\"{}\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>\n", margin,
                           frame.width - margin, y, y);
        svg += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", margin, y + cell_size / 2 + 5,
                           escaped(map.rows[row].label));
        for (std::size_t column = 0; column < map.columns.size(); ++column) {
            svg += bubble(visit, map, row, column, frame);
        }
    }
    return svg;
}

std::string legend(const Visit& visit, const EvidenceMap& map, const Frame& frame) {
    std::string svg;
    int y = frame.bottom + line_height;
    for (const auto& shade : map.shades) {
        if (shade.step == 0 && map.choice.colour != "evidence") continue;
        svg +=
            fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"8\"/><text x=\"{}\" y=\"{}\">{} {}</text>\n",
                        shade_class(map, shade), margin + 8, y - 5, margin + 24, y, shade.sign, escaped(shade.label));
        y += line_height;
    }
    return svg + fmt::format("<text x=\"{}\" y=\"{}\" class=\"quiet\">– {}</text>\n", margin + 4, y,
                             escaped(visit.text("map.empty")));
}

}  // namespace

std::string map_svg(const Visit& visit, const EvidenceMap& map) {
    const Frame frame{map};
    const auto title = visit.text("map.caption", {{"rows", visit.text("facet." + map.choice.rows)},
                                                  {"columns", visit.text("facet." + map.choice.columns)}});
    const auto description = fmt::format("{} {}", visit.text("map.lead"), visit.count("documents.count", map.total));
    return fmt::format(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\" lang=\"{}\" width=\"{}\" height=\"{}\" "
               "viewBox=\"0 0 {} {}\" aria-labelledby=\"title description\">\n<title id=\"title\">{}</title>\n"
               "<desc id=\"description\">{}</desc>\n<style>{}</style>\n<rect class=\"ground\" width=\"100%\" "
               "height=\"100%\"/>\n<text class=\"title\" x=\"{}\" y=\"32\">{}</text>\n",
               visit.language, visit.language, frame.width, frame.height, frame.width, frame.height, escaped(title),
               escaped(description), style, margin, escaped(title)) +
           grid(visit, map, frame) + legend(visit, map, frame) + "</svg>\n";
}

}  // namespace clearinghouse::server
