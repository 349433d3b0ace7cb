#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/concepts/labels.h"
#include "engine/index/pages.h"
#include "engine/language/analyser.h"
#include "engine/model/document.h"
#include "engine/search/request.h"
#include "engine/search/wanted.h"

namespace clearinghouse::search {

struct SnippetLimits {
    std::size_t letters = 240;     ///< Of the snippet, with ellipses.
    std::size_t why = 8;           ///< Words of the document that are named.
    std::size_t analysed = 40000;  ///< Bytes of a text that are looked at.
};

/// How the text of a document is read: as it was when it was indexed.
struct Reader {
    const language::Analyser& analyser;
    const concepts::Labels& labels;
};

/// What of a document met the query.
struct Excerpt {
    std::string language;
    std::vector<Fragment> fragments;
    std::vector<std::string> why;
    std::string section = {};            ///< Field of the section where what met the query begins; empty elsewhere.
    std::optional<PageFound> page = {};  ///< Of which all this is, when it is no text of the document.
};

/// Pages of a document's attachments that may have met the query. Asked only when no text met all of it.
using PageSource = std::function<std::vector<index::PageText>()>;

/// Chooses the text of the document that met most words of the query, that of `language` and those near to it first,
/// and cuts the stretch where they stand closest. A page that met more than any text did is chosen instead.
Excerpt make_excerpt(const model::Document& document, const Wanted& wanted, const Reader& reader,
                     std::string_view language, const SnippetLimits& limits = {}, const PageSource& pages = {});

}  // namespace clearinghouse::search
