#include <atomic>
#include <utility>

#include "engine/index/generation.h"
#include "engine/search/searcher.h"

namespace clearinghouse::search {
namespace {

/// Runs what readers ask first, so that the pages of the index are in memory before they come. A generation that cannot
/// answer throws here.
void warm(const Searcher& searcher) {
    for (const auto* text : {"", "integration", "refugees work", "\"labour market\""}) {
        (void)searcher.search({.text = text, .filters = {}, .with_snippets = false});
    }
}

}  // namespace

struct CurrentSearcher::Inside {
    std::filesystem::path index;
    std::shared_ptr<const language::Analyser> analyser;
    Limits limits;
    std::atomic<std::shared_ptr<const Searcher>> current;
    std::string refused;  ///< Generation of which a Problem was told; of refresh() alone.

    model::Result<std::shared_ptr<const Searcher>> open_warm() const {
        auto searcher = Searcher::open(index, analyser, limits);
        if (searcher) warm(**searcher);
        return searcher;
    }
};

CurrentSearcher::CurrentSearcher(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
CurrentSearcher::~CurrentSearcher() = default;

model::Result<std::shared_ptr<CurrentSearcher>> CurrentSearcher::open(
    std::filesystem::path index, std::shared_ptr<const language::Analyser> analyser, const Limits& limits) {
    auto inside = std::make_unique<Inside>();
    inside->index = std::move(index);
    inside->analyser = std::move(analyser);
    inside->limits = limits;
    auto searcher = inside->open_warm();
    if (!searcher) return tl::unexpected(std::move(searcher.error()));
    inside->current = std::move(*searcher);
    return std::shared_ptr<CurrentSearcher>{new CurrentSearcher{std::move(inside)}};
}

std::shared_ptr<const Searcher> CurrentSearcher::get() const {
    return inside_->current.load();
}

model::Result<bool> CurrentSearcher::refresh() {
    const auto name = index::current_generation(inside_->index);
    const auto held = get()->facts().generation;
    // Without a link the index is between two states or gone: what is held goes on answering.
    if (!name || *name == held || *name == inside_->refused) return false;
    auto opened = inside_->open_warm();
    if (!opened) {
        inside_->refused = *name;
        return tl::unexpected(std::move(opened.error()));
    }
    inside_->refused.clear();
    if ((*opened)->facts().generation == held) return false;
    inside_->current.store(std::move(*opened));
    return true;
}

}  // namespace clearinghouse::search
