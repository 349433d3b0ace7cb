#include "engine/search/database_pool.h"

namespace clearinghouse::search {

DatabasePool::Lease DatabasePool::borrow() const {
    {
        const std::scoped_lock lock{mutex_};
        if (!free_.empty()) {
            auto database = std::move(free_.back());
            free_.pop_back();
            return {*this, std::move(database)};
        }
    }
    return {*this, std::make_unique<Xapian::Database>(path_.string())};
}

void DatabasePool::give_back(std::unique_ptr<Xapian::Database> database) const noexcept {
    // More searches at once than this is a burst, and its handles need not stay open (three files each).
    constexpr std::size_t kept = 16;
    const std::scoped_lock lock{mutex_};
    if (free_.size() < kept) free_.push_back(std::move(database));
}

}  // namespace clearinghouse::search
