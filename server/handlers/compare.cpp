#include <algorithm>
#include <array>

#include "server/comparison.h"
#include "server/handlers/handlers.h"
#include "server/negotiation.h"
#include "server/search_parameters.h"
#include "server/views/compare_view.h"
#include "server/views/page.h"

namespace clearinghouse::server {
namespace {

struct ComparisonFormat {
    Format format;
    std::string (*write)(const Visit& visit, const ComparisonChoice& choice);
};

constexpr std::array comparison_formats{
    ComparisonFormat{{"json", "application/json"}, comparison_json},
    ComparisonFormat{{"csv", "text/csv; charset=utf-8"}, comparison_csv},
};

}  // namespace

Response show_comparison(const Visit& visit) {
    const auto choice = read_comparison(visit);
    const auto count = choice.records.size();
    const bool chooses = !visit.request.parameter("find").empty();
    if (!chooses && count >= least_compared && count <= most_compared) {
        return show_page(
            visit, "compare",
            {.title = visit.text("compare.heading"), .machine_address = comparison_address(visit, choice, "json")},
            comparison_view(visit, choice));
    }
    return show_page(visit, "compare_choose", {.title = visit.text("compare.heading")}, choosing_view(visit, choice),
                     choice.faults.empty() ? 200 : 400);
}

Response answer_comparison(const Visit& asked) {
    std::array<Format, comparison_formats.size()> offered;
    std::ranges::transform(comparison_formats, offered.begin(), &ComparisonFormat::format);
    const auto format = choose_format(asked.request, offered);
    if (!format) return bad_request(asked, format.error());
    auto visit = asked;
    visit.language = asked.request.parameter("lang", "en");
    if (const auto offered_language = check_language(asked, visit.language); !offered_language) {
        return bad_request(asked, offered_language.error());
    }
    const auto choice = read_api_comparison(visit);
    if (!choice) return bad_request(asked, choice.error());
    const auto row =
        std::ranges::find(comparison_formats, format->name, [](const auto& each) { return each.format.name; });
    return formatted(row->write(visit, *choice), *format);
}

}  // namespace clearinghouse::server
