#include "server/statistics/svg.h"

#include <fmt/format.h>

#include <algorithm>

namespace clearinghouse::server::svg {
namespace {

constexpr int file_width = 640;
constexpr int margin = 20;
constexpr std::string_view typeface = "Source Sans 3, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif";

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string names(const Frame& frame) {
    return fmt::format(R"(<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>)", frame.id,
                       escape(frame.title), escape(frame.description));
}

std::string role(const Frame& frame) {
    return fmt::format(R"(id="{0}" role="img" aria-labelledby="{0}-title {0}-desc")", frame.id);
}

std::string lines_of_text(const std::vector<std::string>& lines, int& y, int size, std::string_view colour) {
    std::string body;
    for (const auto& line : lines) {
        y += size + 5;
        body += fmt::format(R"(<text x="{}" y="{}" font-size="{}" fill="{}">{}</text>)", margin, y, size, colour,
                            escape(line));
    }
    return body;
}

}  // namespace

std::string escape(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '&') {
            safe += "&amp;";
        } else if (c == '<') {
            safe += "&lt;";
        } else if (c == '>') {
            safe += "&gt;";
        } else if (c == '"') {
            safe += "&quot;";
        } else if (byte >= 0x20 || c == '\t' || c == '\n') {
            safe += c;
        }
    }
    return safe;
}

std::string number(double value) {
    auto text = fmt::format("{:.2f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text == "-0" ? "0" : text;
}

std::vector<std::string> wrap(std::string_view text, std::size_t letters) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
        const auto space = text.find(' ');
        const auto word = text.substr(0, space);
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        if (!line.empty() && letters_in(line) + 1 + letters_in(word) > letters) {
            lines.push_back(std::move(line));
            line.clear();
        }
        if (!line.empty() && !word.empty()) line += ' ';
        line += word;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

std::string text_on_drawing(const std::string& x, double y, int size, int weight, std::string_view text) {
    const auto place = fmt::format(R"(x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="middle")", x,
                                   number(y), size, weight);
    return fmt::format(
        R"(<text class="halo" {0} fill="{1}" stroke="{1}" stroke-width="4" stroke-linejoin="round">{3}</text>)"
        R"(<text class="ink" {0} fill="{2}">{3}</text>)",
        place, ground, ink, escape(text));
}

std::string inline_picture(const Frame& frame, const Drawing& drawing) {
    const auto size = drawing.width == 0 ? fmt::format(R"(width="100%" height="{}")", drawing.height)
                                         : fmt::format(R"(viewBox="0 0 {} {}")", drawing.width, drawing.height);
    return fmt::format(R"(<svg class="drawing{}" {} {}>{}{}</svg>)", drawing.width == 0 ? "" : " map", size,
                       role(frame), names(frame), drawing.body);
}

std::string file_of(const Frame& frame, const std::vector<Drawing>& drawings) {
    int y = margin / 2;
    std::string body = lines_of_text(wrap(frame.title, 54), y, 20, ink);
    y += margin;
    for (const auto& drawing : drawings) {
        const int width = drawing.width == 0 ? file_width - 2 * margin : drawing.width;
        body += fmt::format(R"(<svg x="{}" y="{}" width="{}" height="{}">{}</svg>)", margin, y, width, drawing.height,
                            drawing.body);
        y += drawing.height + margin;
    }
    body += lines_of_text(wrap(frame.source, 85), y, 14, quiet);
    y += margin;
    return fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{0}" width="{1}" height="{2}" viewBox="0 0 {1} {2}" )"
        R"(font-family="{3}" {4}>{5}<rect width="100%" height="100%" fill="{6}"/>{7}</svg>)"
        "\n",
        escape(frame.language), file_width, y, typeface, role(frame), names(frame), ground, body);
}

}  // namespace clearinghouse::server::svg
