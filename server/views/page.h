#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http.h"
#include "server/site.h"

namespace clearinghouse::server {

/// What every page says of itself.
struct Page {
    std::string title = {};            ///< Of the browser's tab; the name of the site is put behind it.
    std::string description = {};      ///< For search engines; that of the site when empty.
    std::string_view section = {};     ///< Entry of the navigation that the page belongs to: "themes"; may be empty.
    std::string permalink = {};        ///< Path that stays: "/documents/yalla-trappan"; may be empty.
    std::string machine_address = {};  ///< Path of the same for machines; may be empty.
    std::string feed = {};  ///< Path of the list that its feeds are of, as feed_of_search gives it; may be empty.
    std::vector<std::pair<std::string, std::string>> meta = {};  ///< <meta> elements by name.
    Json linked_data = nullptr;  ///< Things of schema.org that the page is about, as a list; may be null.
    bool is_search = false;      ///< It has a search box of its own, so the head has none.
};

/// A page from a template and its view, with head, navigation, language switch and foot around it.
Response show_page(const Visit& visit, std::string_view name, const Page& page, Json view, int status = 200);

/// "/api/v1/search?theme=women&lang=sv" of the filters "theme=women": the search whose results a page shows.
std::string feed_of_search(const Visit& visit, const std::string& filters);

/// A page that says something went wrong, with a search box to go on from. `heading` and `explanation` are in the
/// reader's language; `view` may add "link" and "link_text".
Response show_message(const Visit& visit, int status, const std::string& heading, const std::string& explanation,
                      Json view = Json::object());

/// The `lang` of words in `language`: empty when the page is in it anyway.
std::string foreign(const Visit& visit, const std::string& language);

}  // namespace clearinghouse::server
