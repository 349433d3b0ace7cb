#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/embedded.h"

namespace clearinghouse::server {

/// Files that pages link to (style, icon). Their addresses carry a hash of their content, so that browsers may keep
/// them for a year and still get a new one at once.
class Assets {
public:
    /// Takes those under "static/". A style sheet names another file as url("name"), which becomes its address.
    explicit Assets(std::span<const EmbeddedFile> files, std::span<const EmbeddedFile> packaged = {});

    /// "/static/0f1e2d3c4b5a6978/site.css". Throws std::out_of_range for an unknown name.
    const std::string& address(std::string_view name) const;

    /// The content at an address' hash and name, or nothing.
    const std::string* find(std::string_view hash, std::string_view name) const;

private:
    struct Asset {
        std::string hash;
        std::string address;
        std::string content;
    };
    void add(std::string_view name, std::string content);
    std::string with_addresses(std::string_view css) const;

    std::map<std::string, Asset, std::less<>> assets_;
};

/// The media type by a file name's ending: "application/octet-stream" when it is unknown.
std::string media_type(std::string_view file);

}  // namespace clearinghouse::server
