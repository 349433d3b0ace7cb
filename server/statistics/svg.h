#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Pieces of SVG (W3C, SVG 2). Colours are presentation attributes, so that a picture can stand alone; the classes let
/// the style sheet of a page put its own in their place. Nothing has an inline style.
namespace clearinghouse::server::svg {

inline constexpr std::string_view ink = "#1c2630";
inline constexpr std::string_view quiet = "#56626d";
inline constexpr std::string_view grid = "#cfd7da";
inline constexpr std::string_view ground = "#ffffff";
inline constexpr std::string_view accent = "#0a5266";
inline constexpr int text_size = 15;
inline constexpr int line_height = 19;

/// A picture without its frame. `width` 0: it stretches to the room there is, horizontal places are in per cent.
struct Drawing {
    int width = 0;
    int height = 0;
    std::string body;
};

/// Text made safe for content and attributes; characters that XML forbids are left out.
std::string escape(std::string_view text);

/// "12.5", with at most two decimals and none that say nothing.
std::string number(double value);

/// Text in lines of at most `letters`, broken between words; a longer word stands alone.
std::vector<std::string> wrap(std::string_view text, std::size_t letters);

/// Text around a place on lines or areas, set off from them by an edge in the colour of the ground.
std::string text_on_drawing(const std::string& x, double y, int size, int weight, std::string_view text);

/// What stands in front of and behind a picture.
struct Frame {
    std::string id;           ///< Of the element; its title and description get ids that begin with it.
    std::string title;        ///< The name that a screen reader says.
    std::string description;  ///< What is to be seen in it, in words.
    std::string language;     ///< Of the texts.
    std::string source;       ///< For one that stands alone: the line below.
};

/// The picture as an element of a page: stretches with it.
std::string inline_picture(const Frame& frame, const Drawing& drawing);

/// The same as a file of its own, with the title above and the source below.
std::string file_of(const Frame& frame, const std::vector<Drawing>& drawings);

}  // namespace clearinghouse::server::svg
