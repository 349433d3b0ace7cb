#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/model/time.h"
#include "server/http.h"

/// The requests of OAI-PMH 2.0 (http://www.openarchives.org/OAI/openarchivesprotocol.html).
namespace clearinghouse::server::oai {

enum class Verb { identify, list_metadata_formats, list_sets, list_identifiers, list_records, get_record };

/// An error condition of section 3.6; answered with the status 200.
struct Error {
    std::string_view code;  ///< "badArgument"
    std::string what;
};
using Errors = std::vector<Error>;

struct Arguments {
    Verb verb = Verb::identify;
    std::string identifier;
    std::string metadata_prefix;
    std::optional<model::Moment> from;
    std::optional<model::Moment> until;  ///< The last second that is meant.
    std::string set;
    std::string resumption_token;
    std::vector<std::pair<std::string, std::string>> as_given;  ///< Attributes of the element `request`.
};

/// Reads and checks what a request alone tells: "badVerb" and "badArgument" are all that can be wrong with it here.
tl::expected<Arguments, Errors> read_arguments(const Request& request);

/// "2026-11-01" or "2026-11-01T08:00:00Z"; nothing for any other form.
struct Date {
    model::Moment first;  ///< Of the seconds that it means.
    model::Moment last;
};
std::optional<Date> read_date(std::string_view text);

}  // namespace clearinghouse::server::oai
