#include "server/access_log.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace clearinghouse::server {
namespace {

/// For a value in quotes on one line.
std::string escape(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') escaped += '\\';
        if (byte < 0x20 || byte == 0x7F) {
            escaped += fmt::format("\\x{:02x}", byte);
        } else {
            escaped += c;
        }
    }
    return escaped;
}

}  // namespace

std::string access_line(const LoggedAnswer& answer) {
    using std::chrono::milliseconds;
    const auto whole = std::chrono::floor<milliseconds>(answer.time.time_since_epoch()).count();
    return fmt::format(R"(time={:%Y-%m-%dT%H:%M:%S}.{:03}Z method={} path="{}" status={} bytes={} milliseconds={:.3f})",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(answer.time)), whole % 1000, answer.method,
                       escape(answer.path), answer.status, answer.bytes,
                       static_cast<double>(answer.taken.count()) / 1000.0);
}

void log_answer(const LoggedAnswer& answer) {
    if (const auto access = spdlog::get("access")) {
        access->info(access_line(answer));
    } else {
        spdlog::info(access_line(answer));
    }
}

}  // namespace clearinghouse::server
