#pragma once

#include <vector>

#include <xapian.h>

#include "engine/index/pages.h"
#include "engine/search/wanted.h"

namespace clearinghouse::search {

/// The few pages of a document's attachments that are worth reading for a query: those on which most of its words
/// stand, by the positions in the index, so that a report of hundreds of pages costs no more than a short one. When no
/// word stands anywhere as a stem (it was typed without its diacritics, say) the first pages, up to the size of an
/// article.
std::vector<index::PageText> likely_pages(const Xapian::Database& database, const index::PageFile& pages,
                                          index::DocumentNumber document, const Wanted& wanted);

}  // namespace clearinghouse::search
