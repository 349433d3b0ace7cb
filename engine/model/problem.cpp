#include "engine/model/problem.h"

#include <fmt/format.h>

#include <algorithm>

namespace clearinghouse::model {
namespace {

constexpr std::size_t longest_quote = 200;

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

}  // namespace

std::string to_line(const Problem& problem) {
    std::string line = problem.file;
    if (problem.line > 0) line += fmt::format(":{}", problem.line);
    if (!line.empty()) line += ": ";
    if (problem.severity == Severity::warning) line += "warning: ";
    line += problem.what;
    if (!problem.hint.empty()) line += fmt::format(" ({})", problem.hint);
    std::ranges::replace_if(line, is_control, ' ');
    return line;
}

std::string quotable(std::string_view text) {
    std::string quote{text.substr(0, longest_quote)};
    if (text.size() > longest_quote) {
        // Bytes 10xxxxxx go on with a character: cut before the one that would be torn.
        auto end = longest_quote;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        quote.resize(end);
        quote += "...";
    }
    std::ranges::replace_if(quote, is_control, ' ');
    return quote;
}

bool has_error(const Problems& problems) {
    return std::ranges::any_of(problems, [](const Problem& each) { return each.severity == Severity::error; });
}

}  // namespace clearinghouse::model
