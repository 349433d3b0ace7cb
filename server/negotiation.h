#pragma once

#include <span>
#include <string_view>

#include "engine/model/problem.h"
#include "server/http.h"

/// One address for each format of a thing: ?format= names it, and without that Accept chooses (RFC 9110, 12.5.1).
namespace clearinghouse::server {

struct Format {
    std::string_view name;         ///< "csv", as ?format= has it.
    std::string_view media_type;   ///< "text/csv; charset=utf-8", as it is sent; compared without its parameters.
    std::string_view ending = {};  ///< Of the file that a reader saves it to: "ris"; empty: not meant to be saved.
};

/// The format named by ?format=, else the best that Accept allows, else the first that is offered (Accept absent or
/// "*/*"). A Problem with the code "bad-parameter" for an unknown name and "not-acceptable" (answer it with 406) when
/// Accept allows none; its hint lists what is offered.
model::Result<Format> choose_format(const Request& request, std::span<const Format> offered);

/// An answer in a format: its media type, and Vary, since Accept may have chosen it.
Response formatted(std::string body, const Format& format);

/// The same with the name of a file to save it to, "<stem>.<ending>", when the format is meant to be saved. What a
/// browser cannot show it saves at once.
Response formatted(std::string body, const Format& format, std::string_view stem);

/// A Problem when a parameter is none of `known` (the hint is the nearest of them, or all) or is given twice and is
/// none of `repeatable`.
model::Result<bool> check_parameters(const Request& request, std::span<const std::string_view> known,
                                     std::span<const std::string_view> repeatable = {});

}  // namespace clearinghouse::server
