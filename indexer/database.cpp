#include "indexer/database.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;

// Xapian gathers postings in memory in trees whose cost grows faster than their size. Parts of a thousand documents
// that are joined at the end take about half the time of one writer, and several threads can write them.
constexpr std::size_t most_in_part = 1000;

// What was written becomes trusted only when the generation is flushed as a whole, so Xapian need not wait.
constexpr int create = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;

void write_part(const fs::path& directory, std::span<const Entry> entries, const Writer& writer,
                const Written& written) {
    Xapian::WritableDatabase database{directory.string(), create};
    for (const Entry& entry : entries) {
        database.add_document(writer.write(*entry.document, entry.pages));
        written();
    }
    database.commit();
    database.close();
}

/// The parts into which documents are divided: all threads get work, and none of them too much memory.
std::vector<std::span<const Entry>> divide(std::span<const Entry> entries, std::size_t threads) {
    const std::size_t size = std::clamp((entries.size() + threads - 1) / threads, std::size_t{1}, most_in_part);
    std::vector<std::span<const Entry>> parts;
    do {
        const auto part = entries.first(std::min(size, entries.size()));
        parts.push_back(part);
        entries = entries.subspan(part.size());
    } while (!entries.empty());
    return parts;
}

void write_parts(const std::vector<std::span<const Entry>>& parts, std::size_t threads, const fs::path& directory,
                 const Writer& writer, const Written& written) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t part = next++; part < parts.size(); part = next++) {
            write_part(directory / std::to_string(part), parts[part], writer, written);
        }
    };
    std::vector<std::future<void>> workers;
    for (std::size_t i = 0; i < std::min(threads, parts.size()); ++i) {
        workers.push_back(std::async(std::launch::async, work));
    }
    for (auto& worker : workers) worker.get();
}

void join_parts(std::size_t parts, const fs::path& from, const fs::path& directory) {
    Xapian::Database all;
    for (std::size_t part = 0; part < parts; ++part)
        all.add_database(Xapian::Database{(from / std::to_string(part)).string()});
    all.compact(directory.string());
}

/// Xapian's errors are no std::exception; those that can occur here all mean that the disk refused.
template <typename Work>
void on_disk(const fs::path& directory, Work work) {
    try {
        work();
    } catch (const Xapian::Error& error) {
        throw std::runtime_error(fmt::format("cannot write the database '{}': {}{}{}", directory.string(),
                                             error.get_msg(), error.get_error_string() ? ": " : "",
                                             error.get_error_string() ? error.get_error_string() : ""));
    }
    fs::remove(directory / "flintlock");  // Xapian's lock for writers; a published database has none
}

}  // namespace

void build_database(const fs::path& directory, std::span<const Entry> entries, const Writer& writer,
                    const Written& written) {
    const fs::path aside = directory.string() + ".parts";
    fs::create_directory(aside);
    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    std::mutex mutex;
    const auto one_at_a_time = [&] {
        const std::lock_guard lock{mutex};
        written();
    };
    on_disk(directory, [&] {
        const auto parts = divide(entries, threads);
        write_parts(parts, threads, aside, writer, one_at_a_time);
        join_parts(parts.size(), aside, directory);
    });
    fs::remove_all(aside);
}

void update_database(const fs::path& from, const fs::path& directory, std::span<const index::DocumentNumber> removed,
                     std::span<const Entry> entries, const Writer& writer, const Written& written) {
    fs::copy(from, directory, fs::copy_options::recursive);
    on_disk(directory, [&] {
        Xapian::WritableDatabase database{directory.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC};
        for (const index::DocumentNumber number : removed) database.delete_document(number);
        for (const Entry& entry : entries) {
            if (entry.change == Change::unchanged) continue;
            database.replace_document(entry.number, writer.write(*entry.document, entry.pages));
            written();
        }
        database.commit();
        database.close();
    });
}

std::vector<index::WordCount> words_of(const fs::path& directory) {
    const auto prefix = index::folded_term("");
    std::vector<index::WordCount> words;
    try {
        const Xapian::Database database{directory.string()};
        for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
            words.push_back({(*term).substr(prefix.size()), term.get_termfreq()});
        }
    } catch (const Xapian::Error& error) {
        throw std::runtime_error(fmt::format("cannot read the database '{}': {}", directory.string(), error.get_msg()));
    }
    return words;
}

}  // namespace clearinghouse::indexer
