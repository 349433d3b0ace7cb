#include "server/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/language/analyser.h"
#include "engine/search/request.h"
#include "engine/translation/sources.h"
#include "server/site.h"

#ifndef CLEARINGHOUSE_VERSION
#error "the build says which version it is"
#endif

namespace clearinghouse::server {
namespace {

constexpr auto examples = R"(
Examples:
  clearinghouse-server --index index
      serves an index on http://127.0.0.1:8080
  PORT=9000 clearinghouse-server --index index --base-url https://example.org
      listens on port 9000; links for citation begin with https://example.org
  clearinghouse-server --index preview --preview
      shows drafts too, to this machine alone
  clearinghouse-server search "language café" --index index --lang sv --explain
      prints what this search finds, and how it was understood

The program answers plain HTTP. Put a server with TLS in front of it before the world may reach it.
Exit codes: 0 stopped on request, 1 address in use or failure, 2 wrong use, 3 no usable index.)";

constexpr auto search_examples = R"(
Example:
  clearinghouse-server search "språkcafé" --index index --lang fi --explain

With --explain each word is followed by all that was looked for in its place: its stems (form), the parts of a
compound, the concepts that it names and those below them, its translations, and what each is worth beside 1.
A text that begins with "-" goes last, after "--". Needs no server and opens no socket.
Exit codes: 0 searched (also when nothing was found), 1 failure, 2 wrong use, 3 no usable index.)";

/// A mail address becomes a link; an address on the web stays. Nothing when it is neither.
std::optional<std::string> contact_link(const std::string& contact) {
    constexpr auto impossible = " \t\r\n<>\"";
    if (contact.find_first_of(impossible) != std::string::npos) return std::nullopt;
    if (contact.starts_with("https://") || contact.starts_with("mailto:")) return contact;
    const auto at = contact.find('@');
    const bool is_mail = at != 0 && at != std::string::npos && contact.find('.', at) != std::string::npos;
    return is_mail ? std::optional{"mailto:" + contact} : std::nullopt;
}

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

/// The domain name in an address; one of this machine where it has none, as "http://127.0.0.1:8080" has.
std::string domain_of(std::string_view address) {
    const auto scheme = address.find("://");
    auto host = scheme == address.npos ? std::string_view{} : address.substr(scheme + 3);
    host = host.substr(0, host.find_first_of(":/"));
    const auto last = host.substr(std::min(host.rfind('.') + 1, host.size()));
    const bool is_domain = last.size() < host.size() && !last.empty() && (last[0] < '0' || last[0] > '9');
    return is_domain ? std::string{host} : Identity{}.repository;
}

/// What readers are given, if it is a mail address; else the one that every domain has (RFC 2142).
std::string mail_address(const Options& options) {
    constexpr std::string_view mail = "mailto:";
    if (options.contact.starts_with(mail)) return options.contact.substr(mail.size());
    return "postmaster@" + options.repository;
}

/// The version, and what the languages stand on here.
std::string version_text() {
    std::string text = "clearinghouse-server " + program_version();
    for (const auto& layers : {language::Analyser::load()->layers(), translation::layers()}) {
        for (const auto& layer : layers) text += "\n  " + language::to_line(layer);
    }
    return text;
}

CLI::App* add_search(CLI::App& app, SearchCommand& command) {
    auto* search = app.add_subcommand("search", "print what a search finds, without serving");
    search->footer(search_examples);
    search->add_option("text", command.text, "what a reader would type")->required();
    search->add_option("--index", command.index, "folder that clearinghouse-indexer wrote")->required();
    search->add_option("--lang", command.language, "language of the reader")->capture_default_str();
    search->add_option("--limit", command.limit, "how many hits to print")
        ->check(CLI::Range(std::size_t{1}, search::Limits{}.page))
        ->capture_default_str();
    search->add_flag("--explain", command.explain, "say first how the query was understood");
    search->add_flag_callback(
        "--no-translations", [&command] { command.translations = false; },
        "do not look for the words of other languages");
    return search;
}

}  // namespace

std::string program_version() {
    return CLEARINGHOUSE_VERSION;
}

std::optional<Options> read_options(int argc, const char* const* argv, int& exit_code) {
    Options options;
    CLI::App app{"Serves an index of the clearinghouse: pages for readers, JSON for machines.", "clearinghouse-server"};
    app.footer(examples);
    app.set_version_flag("--version", version_text, "say the version, and what languages stand on here");
    app.add_option("--index", options.index, "folder that clearinghouse-indexer wrote (always needed)");
    app.add_option("--host", options.host, "address to listen on")->capture_default_str();
    app.add_option("--port", options.port, "port to listen on; 0 takes any free one")
        ->envname("PORT")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--base-url", options.base_url, "what public addresses begin with (default: from host and port)");
    app.add_option(
        "--contact", options.contact,
        "mail address or https address where readers report faults (shown on the pages and in security.txt)");
    app.add_option(
        "--repository", options.repository,
        "domain name in identifiers for harvesters and feeds, never to be changed (default: from --base-url)");
    app.add_option(
        "--contact-email", options.contact_email,
        "address that harvesters may write to (default: that of --contact, else the postmaster of the repository)");
    app.add_flag("--preview", options.preview, "serve an index made with --preview, on this machine only");
    app.add_option("--requests-per-second", options.requests_per_second,
                   "how often one client may ask /api and /oai in the long run; 0 sets no limit")
        ->check(CLI::Range(0.0, 100000.0))
        ->capture_default_str();
    app.add_option("--burst", options.burst, "how many requests a client may send at once")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    app.add_flag("--trust-proxy", options.trusts_proxy,
                 "count by the last address in X-Forwarded-For, when it comes from this machine");
    app.add_option("--log-level", options.log_level, "how much to log")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
        ->capture_default_str();
    SearchCommand command;
    const auto* search = add_search(app, command);
    try {
        app.parse(argc, argv);
        if (search->parsed()) {
            options.search = std::move(command);
            return options;
        }
        // Not of the option itself: then "search" would need it twice.
        if (options.index.empty()) throw CLI::RequiredError("--index");
        if (!options.contact.empty()) {
            const auto link = contact_link(options.contact);
            if (!link) throw CLI::ValidationError("--contact", "neither a mail address nor an https address");
            options.contact = *link;
        }
        if (options.preview && !is_loopback(options.host)) {
            throw CLI::ValidationError("--preview", "drafts are shown on this machine only: leave --host out");
        }
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error) == 0 ? 0 : 2;
        return std::nullopt;
    }
    while (options.base_url.ends_with('/')) options.base_url.pop_back();
    if (options.repository.empty()) options.repository = domain_of(options.base_url);
    if (options.contact_email.empty()) options.contact_email = mail_address(options);
    return options;
}

}  // namespace clearinghouse::server
