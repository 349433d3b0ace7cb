#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace clearinghouse::language {

/// True when these bytes are a whole dictionary as lttoolbox writes it: every count, number and reference in it fits.
/// lttoolbox itself looks at nothing: it reads zeros behind the end of a file cut short, and crashes on most others.
bool is_sound_transducer(std::string_view bytes);

/// One step of a dictionary: from a state to another, reading one symbol and writing one.
struct Step {
    std::int32_t reads = 0;  ///< A letter as its code point, a tag as -1 - its number, 0 for nothing.
    std::int32_t writes = 0;
    std::uint32_t to = 0;
};

/// What a dictionary of lttoolbox holds, section by section.
struct TransducerFile {
    struct Section {
        std::u16string name;  ///< "main@standard"; others hold figures, addresses and the like.
        std::uint32_t initial = 0;
        std::vector<bool> is_final;            ///< By state.
        std::vector<std::vector<Step>> steps;  ///< By state.
    };
    std::vector<std::u16string> tags;  ///< Without their brackets: "n", "pl".
    std::vector<Section> sections;
};

/// Reads a whole dictionary, as is_sound_transducer checks it; nothing when it is not sound.
std::optional<TransducerFile> read_transducer_file(std::string_view bytes);

}  // namespace clearinghouse::language
