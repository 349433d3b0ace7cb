#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "engine/search/searcher.h"

namespace clearinghouse::server {

/// The generation that is served now. A thread follows the index while this lives, and logs when a new generation is
/// taken or refused. One that holds drafts is refused unless this is a preview, also when it comes later.
class Generations {
public:
    Generations(std::shared_ptr<search::CurrentSearcher> current, bool is_preview);

    std::shared_ptr<const search::Searcher> get() const { return served_.load(); }

    /// Looks once for a new generation; the thread does so every second.
    void look();

private:
    std::shared_ptr<search::CurrentSearcher> current_;
    const bool is_preview_;
    std::atomic<std::shared_ptr<const search::Searcher>> served_;
    std::jthread thread_;  ///< Asked to stop and joined at the end of life, before what it uses.
};

}  // namespace clearinghouse::server
