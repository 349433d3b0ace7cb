#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>

#include "engine/language/analyser.h"
#include "engine/search/searcher.h"
#include "engine/translation/sources.h"
#include "server/generations.h"
#include "server/options.h"
#include "server/routes.h"
#include "server/search_command.h"
#include "server/site.h"
#include "server/transport.h"

namespace {

using namespace clearinghouse;

constexpr int exit_wrong_use = 2;
constexpr int exit_without_index = 3;

std::atomic<server::Transport*> running = nullptr;

void stop_on_signal(int) {
    if (auto* transport = running.load()) transport->stop();
}

int refuse(const std::string& what, int exit_code = exit_without_index) {
    std::fprintf(stderr, "clearinghouse-server: %s\n", what.c_str());
    return exit_code;
}

/// What readers would otherwise notice as words that are not found.
void log_what_is_missing(const language::Analyser& analyser, const search::IndexFacts& facts) {
    for (const auto& layers : {analyser.layers(), translation::layers()}) {
        for (const auto& layer : layers) {
            if (!layer.present) spdlog::warn("{}", language::to_line(layer));
        }
    }
    if (!facts.same_analysis) {
        spdlog::warn("the index was made with other language data than is here (run clearinghouse-indexer here)");
    }
}

void log_start(const std::string& address, const search::IndexFacts& facts) {
    spdlog::info("serving {} (generation {}, {} documents{})", address, facts.generation, facts.documents,
                 facts.preview ? ", preview" : "");
}

std::string address_of(const std::string& host, std::uint16_t port) {
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return "http://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

int serve(const server::Options& options) {
    const auto analyser = language::Analyser::load();
    const auto current = search::CurrentSearcher::open(options.index, analyser);
    if (!current) return refuse(model::to_line(current.error()));
    const auto facts = (*current)->get()->facts();
    if (facts.preview != options.preview) {
        return refuse(options.index.string() + (facts.preview
                                                    ? ": this index holds drafts (add --preview, or make one without)"
                                                    : ": this index is no preview (leave --preview out)"));
    }

    server::Generations generations{*current, options.preview};
    server::Limits limits;
    limits.programs.per_second = options.requests_per_second;
    limits.programs.burst = options.burst;
    limits.trusts_proxy = options.trusts_proxy;
    std::optional<server::Site> site;  // made when the port is known, which addresses may need
    server::Transport transport{[&site](const server::Request& request) { return server::respond(request, *site); },
                                limits};
    transport.bind({options.host, options.port});
    const auto own_address = address_of(options.host, transport.port());
    site.emplace(server::make_site({.base_url = options.base_url.empty() ? own_address : options.base_url,
                                    .preview = options.preview,
                                    .version = server::program_version(),
                                    .contact = options.contact},
                                   [&generations] { return generations.get(); }));
    site->identity = {.repository = options.repository, .contact_email = options.contact_email};

    running = &transport;
    std::signal(SIGTERM, stop_on_signal);
    std::signal(SIGINT, stop_on_signal);
    log_what_is_missing(*analyser, facts);
    log_start(own_address, facts);
    if (options.base_url.empty()) {
        spdlog::info("addresses in citations and answers start with {} (--base-url sets another)", own_address);
    }
    transport.run();
    running = nullptr;
    spdlog::info("stopped");
    return 0;
}

int print_search(const server::SearchCommand& command) {
    const auto searcher = search::Searcher::open(command.index, language::Analyser::load());
    if (!searcher) return refuse(model::to_line(searcher.error()));
    const auto site = server::make_site({}, [&searcher] { return *searcher; });
    const auto report = server::search_report(command, site);
    if (!report) {
        const bool is_index = report.error().code == "damaged-index";
        return refuse(model::to_line(report.error()), is_index ? exit_without_index : exit_wrong_use);
    }
    std::fputs(report->c_str(), stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto options = server::read_options(argc, argv, exit_code);
    if (!options) return exit_code;
    spdlog::set_default_logger(spdlog::stderr_color_mt("server"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    spdlog::set_level(spdlog::level::from_str(options->log_level));
    try {
        return options->search ? print_search(*options->search) : serve(*options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "clearinghouse-server: %s\n", error.what());
        return 1;
    }
}
