#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/language/analyser.h"

namespace clearinghouse::translation {

/// The dictionaries that a table is built from ("da-en", "translations (dict-freedict-dan-eng)"), and which of them are
/// on this machine. Cheap: looks whether the files are there and reads none.
std::vector<language::Layer> layers(const std::string& data = "/usr/share");

/// One line that changes whenever the table would: the dictionaries and the rules by which they are read.
std::string fingerprint(const language::Analyser& analyser, const std::string& data = "/usr/share");

/// Builds the table of all dictionaries under `data` (FreeDict's and Apertium's; one that is missing or damaged is left
/// out) and writes it. Takes some seconds. Throws std::system_error when the file cannot be written.
void build_table(const std::filesystem::path& file, const language::Analyser& analyser,
                 const std::string& data = "/usr/share");

}  // namespace clearinghouse::translation
