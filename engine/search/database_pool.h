#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include <xapian.h>

namespace clearinghouse::search {

/// Xapian's objects must not be shared between threads, and opening one costs more than most queries: so each search
/// borrows a handle and gives it back. The files of a generation never change, so handles do not grow old.
class DatabasePool {
public:
    explicit DatabasePool(std::filesystem::path database) : path_{std::move(database)} {}

    class Lease {
    public:
        Lease(const DatabasePool& pool, std::unique_ptr<Xapian::Database> database)
            : pool_{pool}, database_{std::move(database)} {}
        ~Lease() { pool_.give_back(std::move(database_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        const Xapian::Database& operator*() const { return *database_; }
        const Xapian::Database* operator->() const { return database_.get(); }

    private:
        const DatabasePool& pool_;
        std::unique_ptr<Xapian::Database> database_;
    };

    /// Throws Xapian::Error when the database cannot be opened.
    Lease borrow() const;

private:
    void give_back(std::unique_ptr<Xapian::Database> database) const noexcept;

    std::filesystem::path path_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<Xapian::Database>> free_;
};

}  // namespace clearinghouse::search
