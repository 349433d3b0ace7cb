#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace clearinghouse::server {

/// One answer, as the log keeps it. It has no field for an address, a query or a browser, so none can be written.
struct LoggedAnswer {
    std::chrono::system_clock::time_point time;
    std::string_view method;
    std::string_view path;  ///< Decoded, without the query.
    int status = 0;
    std::size_t bytes = 0;  ///< Of the body.
    std::chrono::microseconds taken{0};
};

/// `time=2026-01-31T12:00:00.000Z method=GET path="/search" status=200 bytes=5120 milliseconds=1.234`
std::string access_line(const LoggedAnswer& answer);

/// Writes the line to the spdlog logger "access" if the program registered one, else to the default logger.
void log_answer(const LoggedAnswer& answer);

}  // namespace clearinghouse::server
