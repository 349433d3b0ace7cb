#include "server/transport.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

#include "server/access_log.h"
#include "server/answer.h"
#include "server/compression.h"
#include "server/event_loop.h"
#include "server/httplib_adapter.h"
#include "server/rate_limit.h"
#include "server/worker_pool.h"

namespace clearinghouse::server {
namespace {

/// What was thrown, for the log. To be called where it has been caught.
std::string text_of_exception() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "something that is no std::exception was thrown";
    }
}

const Refusal too_often{429, "too many requests came from this address; wait as long as Retry-After says"};
const Refusal harvested_too_often{503, "too many requests came from this address; wait as long as Retry-After says"};
const Refusal handler_failed{500, "the request could not be answered; the fault has been logged"};

bool is_for_programs(std::string_view path) {
    return path.starts_with("/api/") || path == "/oai";
}

}  // namespace

struct Transport::Inside {
    Inside(Handler own_handler, Limits own_limits)
        : handler(std::move(own_handler)),
          limits(own_limits),
          limiter(own_limits.programs),
          loop(
              limits,
              [this](std::uint64_t connection, const std::string& peer, RequestHead head) {
                  return take(connection, peer, std::move(head));
              },
              [this](const Refusal& refusal) { return refuse_unread(refusal); }),
          pool(limits.workers, limits.waiting) {}

    bool take(std::uint64_t connection, const std::string& peer, RequestHead head) {
        const auto received = Clock::now();
        return pool.offer([this, connection, peer, received, head = std::move(head)] {
            bool keep_alive = head.keep_alive && !loop.is_stopping();
            auto bytes = bytes_for(head, peer, keep_alive, received);
            loop.deliver(connection, std::move(bytes), keep_alive);
        });
    }

    std::string bytes_for(const RequestHead& head, const std::string& peer, bool& keep_alive,
                          Clock::time_point received) {
        try {
            return adapter.exchange(head, keep_alive, [&](const Request& request) {
                auto answer = metered(request, peer);
                log(request.method, request.path, answer, received);
                return answer;
            });
        } catch (...) {
            spdlog::error("an answer could not be written: {}", text_of_exception());
            keep_alive = false;
            return adapter.last_words(server::refuse(handler_failed));
        }
    }

    /// The answer, or that the client has asked for too much; and what it may still ask.
    Answer metered(const Request& request, const std::string& peer) {
        // A browser that asks whether it may ask shows a refusal to nobody.
        const bool is_question = request.method == "OPTIONS";
        if (!limits.programs.is_on() || is_question || !is_for_programs(request.path)) return answer_to(request);
        const auto client = client_of(peer, request.header("x-forwarded-for"), limits.trusts_proxy);
        if (client.empty()) return answer_to(request);
        const auto verdict = limiter.take(client, Clock::now());
        // Harvesters know 503 with Retry-After (OAI-PMH 2.0, section 3.1.2.2).
        auto answer = verdict.allowed                    ? answer_to(request)
                      : request.path == limits.form_path ? server::refuse(harvested_too_often)
                                                         : server::refuse(too_often);
        if (!verdict.allowed) {
            std::erase_if(answer.headers, [](const auto& header) { return header.first == "Retry-After"; });
            answer.headers.emplace_back("Retry-After", std::to_string(verdict.seconds));
        }
        answer.headers.emplace_back("RateLimit-Policy", limiter.policy());
        answer.headers.emplace_back("RateLimit", RateLimiter::told(verdict));
        return answer;
    }

    Answer answer_to(const Request& request) {
        if (request.method == "OPTIONS") return describe_options(request.path == limits.form_path);
        try {
            return finish(request, handler(request), compressed);
        } catch (...) {
            spdlog::error("the handler failed: path=\"{}\": {}", request.path, text_of_exception());
            return server::refuse(handler_failed);
        }
    }

    /// For requests that never became one: what they asked for is not known, and not trusted enough to be logged.
    std::string refuse_unread(const Refusal& refusal) {
        const auto answer = server::refuse(refusal);
        log("-", "-", answer, Clock::now());
        return adapter.last_words(answer);
    }

    static void log(std::string_view method, std::string_view path, const Answer& answer, Clock::time_point received) {
        log_answer({.time = std::chrono::system_clock::now(),
                    .method = method,
                    .path = path,
                    .status = answer.status,
                    .bytes = method == "HEAD" ? 0 : answer.body.size(),
                    .taken = std::chrono::floor<std::chrono::microseconds>(Clock::now() - received)});
    }

    const Handler handler;
    const Limits limits;
    const HttplibAdapter adapter;
    CompressedBodies compressed;
    RateLimiter limiter;
    Descriptor listener;
    std::uint16_t port = 0;
    EventLoop loop;
    WorkerPool pool;  // last: its threads use all of the above and end first
};

Transport::Transport(Handler handler, Limits limits) : inside_(std::make_unique<Inside>(std::move(handler), limits)) {}

Transport::~Transport() = default;

void Transport::bind(const Address& address) {
    // Besides connections, the index and the log need some.
    allow_descriptors(inside_->limits.connections + 512);
    inside_->listener = listen_on(address.host, address.port);
    inside_->port = port_of(inside_->listener);
}

std::uint16_t Transport::port() const {
    return inside_->port;
}

void Transport::run() {
    inside_->loop.run(std::move(inside_->listener));
}

void Transport::stop() noexcept {
    inside_->loop.stop();
}

}  // namespace clearinghouse::server
