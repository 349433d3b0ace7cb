#pragma once

#include <string>
#include <string_view>

#include "engine/search/request.h"
#include "server/site.h"

namespace clearinghouse::server {

/// The page of a document of any type: what it says in the chosen language, its fields, its links both ways.
Json document_view(const Visit& visit, const search::Record& record);

/// Which of a document's texts a page shows. A translation is often a summary alone; then the running text is taken
/// from the original, and the page says so.
struct ChosenTexts {
    const model::Text* head = nullptr;  ///< Title and summary.
    const model::Text* body = nullptr;  ///< Sections.
};
ChosenTexts choose_texts(const model::Document& document, const std::string& language);

/// A section in the reader's language or one near to it, else in that of the original, and its language; null when no
/// text has it.
struct FoundSection {
    const model::Section* section = nullptr;
    std::string language;
};
FoundSection find_section(const model::Document& document, std::string_view field, const std::string& language);

/// The title in the reader's language, for the browser's tab.
std::string title_of(const Visit& visit, const model::Document& document);

/// Running text with its links to documents turned to the reader's language.
std::string localised(const Visit& visit, std::string html);

}  // namespace clearinghouse::server
