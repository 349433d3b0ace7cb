#include "server/generations.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <utility>

namespace clearinghouse::server {
namespace {

constexpr std::chrono::seconds between_looks{1};

}  // namespace

Generations::Generations(std::shared_ptr<search::CurrentSearcher> current, bool is_preview)
    : current_(std::move(current)),
      is_preview_(is_preview),
      served_(current_->get()),
      thread_([this](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any sleep;
          std::unique_lock lock{mutex};
          while (!stop.stop_requested()) {
              sleep.wait_for(lock, stop, between_looks, [] { return false; });
              if (!stop.stop_requested()) look();
          }
      }) {}

void Generations::look() {
    try {
        const auto swapped = current_->refresh();
        if (!swapped) spdlog::error("new index refused, the old one stays: {}", model::to_line(swapped.error()));
        if (!swapped || !*swapped) return;
        auto searcher = current_->get();
        const auto facts = searcher->facts();
        if (facts.preview && !is_preview_) {
            spdlog::error("generation {} refused, the old one stays: it holds drafts", facts.generation);
            return;
        }
        served_.store(std::move(searcher));
        spdlog::info("now serving generation {}, {} documents", facts.generation, facts.documents);
    } catch (const std::exception& error) {
        spdlog::error("looking for a new index failed: {}", error.what());
    }
}

}  // namespace clearinghouse::server
