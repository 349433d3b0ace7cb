#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/model/time.h"
#include "engine/search/searcher.h"
#include "server/assets.h"
#include "server/formats.h"
#include "server/http.h"
#include "server/templates.h"
#include "server/texts.h"

namespace clearinghouse::server {

struct Settings {
    std::string base_url = "http://127.0.0.1:8080";  ///< Of the addresses in citations and feeds; no "/" at its end.
    bool preview = false;                            ///< Drafts are shown, so every page has a banner that says so.
    std::string version = "0";                       ///< Of the program.
    std::string contact = {};                        ///< A link to the publisher, "mailto:..."; may be empty.
};

/// Who publishes, as programs know it.
struct Identity {
    /// A domain name that stays when addresses change: in the identifiers of OAI-PMH and of feeds.
    std::string repository = "clearinghouse.localhost";
    std::string contact_email = "postmaster@clearinghouse.localhost";  ///< Of those who run it, for harvesters.
};

/// The description of the API as it is served, and its addresses with what they answer.
struct ApiDescription {
    struct Address {
        std::string path;
        std::string summary;
    };
    std::string json;
    std::vector<Address> addresses;
};

/// What lives as long as the program and answers every request. Immutable, so threads share it.
struct Site {
    Settings settings;
    Texts texts;
    Templates templates;
    Assets assets;
    ApiDescription api;
    std::function<std::shared_ptr<const search::Searcher>()> current_searcher;
    std::function<model::Moment()> clock = model::now;
    Identity identity = {};
};

/// The interface texts and templates compiled into the program. Throws std::runtime_error that names the file at fault.
Site make_site(Settings settings, std::function<std::shared_ptr<const search::Searcher>()> current_searcher);

/// One request on its way through a handler: all that it may use. The searcher and the time are taken once, so that
/// everything in an answer is from the same generation and moment.
struct Visit {
    const Request& request;
    const Site& site;
    std::map<std::string, std::string, std::less<>> place;  ///< The {placeholders} of the route.
    std::shared_ptr<const search::Searcher> searcher;
    model::Moment now;
    std::string language;  ///< Of the interface: from the address, else negotiated. Always one that is offered.

    const std::string& text(std::string_view key) const { return site.texts.get(language, key); }
    std::string text(std::string_view key, const TextValues& values) const {
        return site.texts.get(language, key, values);
    }
    std::string count(std::string_view key, std::size_t count) const { return site.texts.count(language, key, count); }
    /// The label of a concept as it stands within a sentence.
    std::string label(std::string_view scheme, std::string_view concept_id) const {
        return searcher->vocabulary().label(scheme, concept_id, language);
    }
    /// The label of a concept where a line begins with it.
    std::string heading(std::string_view scheme, std::string_view concept_id) const {
        return capitalised(label(scheme, concept_id), language);
    }
    search::Lookup find(std::string_view id) const { return searcher->find(id, now); }
    /// An address of the site in the reader's language: address("/themes") is "/sv/themes".
    std::string address(std::string_view path) const { return "/" + language + std::string{path}; }
};

}  // namespace clearinghouse::server
