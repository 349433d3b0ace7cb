#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/search/changes.h"
#include "server/oai/arguments.h"

namespace clearinghouse::server::oai {

/// A list that is handed out in parts, and how far it has come: all that a resumption token holds. So the server keeps
/// nothing, a token may be used again, and neither a restart nor a new generation of the index puts an end to it.
struct Token {
    Verb verb = Verb::list_records;
    std::string metadata_prefix;
    std::optional<model::Moment> from;
    model::Moment until;  ///< Fixed when the list was begun: what changes meanwhile belongs to the next harvest.
    std::string set;
    std::optional<search::Position> after;  ///< Nothing where the list begins.
    std::size_t delivered = 0;
    model::Moment expires;
};

/// Letters, digits, "-", ".", "_" and "~" alone: clients that forget to encode it do no harm.
std::string to_text(const Token& token);

/// Reads what to_text made; nothing for any other text.
std::optional<Token> read_token(std::string_view text);

}  // namespace clearinghouse::server::oai
