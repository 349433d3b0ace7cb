#pragma once

#include <string_view>

namespace clearinghouse::language {

/// True when these bytes are a whole dictionary as lttoolbox writes it: every count, number and reference in it fits.
/// lttoolbox itself looks at nothing: it reads zeros behind the end of a file cut short, and crashes on most others.
bool is_sound_transducer(std::string_view bytes);

}  // namespace clearinghouse::language
