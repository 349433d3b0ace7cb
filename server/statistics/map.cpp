#include "server/statistics/map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "server/embedded.h"

namespace clearinghouse::server {
namespace {

constexpr std::array shades{"#d3e3e6", "#a3c6cd", "#6ba3ae", "#3b8292"};
constexpr int text_size = 14;

struct Place {
    std::string path;
    int x = 0, y = 0;  ///< Of the label's middle.
};

struct Shapes {
    int width = 0, height = 0;
    std::vector<std::array<int, 4>> frames;
    std::map<std::string, Place, std::less<>> places;
};

Shapes read_shapes() {
    for (const auto& file : packaged_files()) {
        if (file.name != "shapes/nordic.json") continue;
        const auto json = nlohmann::json::parse(file.content);
        Shapes shapes{json.at("width"), json.at("height"), json.at("frames"), {}};
        for (const auto& [code, place] : json.at("countries").items()) {
            shapes.places[code] = {place.at("path"), place.at("label").at(0), place.at("label").at(1)};
        }
        return shapes;
    }
    throw std::runtime_error("shapes/nordic.json: is not in the program (see server/CMakeLists.txt)");
}

const Shapes& nordic() {
    static const auto shapes = read_shapes();
    return shapes;
}

/// Which of the shades a value has between the lowest and the highest.
std::size_t shade_of(double value, double low, double high) {
    if (high <= low) return 1;
    const auto at = static_cast<std::size_t>((value - low) / (high - low) * shades.size());
    return std::min(at, shades.size() - 1);
}

std::string label(const Place& place, const MapValue& value) {
    const auto x = std::to_string(place.x);
    return svg::text_on_drawing(x, place.y, text_size, 400, value.name) +
           svg::text_on_drawing(x, place.y + 17, text_size, 700, value.written);
}

}  // namespace

bool is_on_map(std::string_view code) {
    return nordic().places.contains(code);
}

svg::Drawing nordic_map(const std::vector<MapValue>& values) {
    const auto& shapes = nordic();
    double low = 0;
    double high = 0;
    bool first = true;
    for (const auto& [code, name, written, value] : values) {
        if (!value || !is_on_map(code)) continue;
        low = first ? *value : std::min(low, *value);
        high = first ? *value : std::max(high, *value);
        first = false;
    }
    svg::Drawing drawing{shapes.width, shapes.height, {}};
    for (const auto& [x, y, width, height] : shapes.frames) {
        drawing.body += fmt::format(
            R"(<rect class="frame-line" x="{}" y="{}" width="{}" height="{}" rx="3" fill="none" stroke="{}"/>)", x, y,
            width, height, svg::grid);
    }
    std::string labels;
    for (const auto& [code, place] : shapes.places) {
        const auto found = std::ranges::find(values, code, &MapValue::code);
        const bool known = found != values.end() && found->value;
        const auto shade = known ? shade_of(*found->value, low, high) : 0;
        drawing.body += fmt::format(R"(<path class="{}" d="{}" fill="{}" stroke="{}" stroke-width=".7"/>)",
                                    known ? fmt::format("shade-{}", shade + 1) : "shade-0", place.path,
                                    known ? shades.at(shade) : svg::ground, svg::quiet);
        if (found != values.end()) labels += label(place, *found);
    }
    drawing.body += labels;
    return drawing;
}

}  // namespace clearinghouse::server
