#include "indexer/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>

#include "engine/index/disk.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;

struct Free {
    void operator()(::archive* archive) const { ::archive_write_free(archive); }
    void operator()(::archive_entry* entry) const { ::archive_entry_free(entry); }
};
using Archive = std::unique_ptr<::archive, Free>;
using ArchiveEntry = std::unique_ptr<::archive_entry, Free>;

void check(::archive* archive, int result) {
    if (result == ARCHIVE_OK) return;
    throw std::runtime_error(
        fmt::format("the archive of everything cannot be written: {}", ::archive_error_string(archive)));
}

void add(::archive* archive, const fs::path& file, const std::string& name, model::Moment time) {
    const auto mapped = index::disk::MappedFile::open(file);
    if (!mapped) throw std::runtime_error(model::to_line(mapped.error()));
    const auto bytes = mapped->bytes();
    const ArchiveEntry entry{::archive_entry_new()};
    ::archive_entry_set_pathname(entry.get(), name.c_str());
    ::archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    ::archive_entry_set_filetype(entry.get(), AE_IFREG);
    ::archive_entry_set_perm(entry.get(), 0644);
    ::archive_entry_set_mtime(entry.get(), time.time_since_epoch().count(), 0);
    check(archive, ::archive_write_header(archive, entry.get()));
    const auto written = ::archive_write_data(archive, bytes.data(), bytes.size());
    if (written != static_cast<la_ssize_t>(bytes.size())) check(archive, ARCHIVE_FATAL);
}

}  // namespace

void write_archive(const fs::path& file, const fs::path& directory, const std::vector<std::string>& names,
                   const std::string& folder, model::Moment time) {
    const Archive archive{::archive_write_new()};
    check(archive.get(), ::archive_write_add_filter_gzip(archive.get()));
    check(archive.get(), ::archive_write_set_filter_option(archive.get(), "gzip", "timestamp", nullptr));
    check(archive.get(), ::archive_write_set_format_ustar(archive.get()));
    check(archive.get(), ::archive_write_open_filename(archive.get(), file.c_str()));
    for (const auto& name : names) add(archive.get(), directory / name, fmt::format("{}/{}", folder, name), time);
    check(archive.get(), ::archive_write_close(archive.get()));
}

}  // namespace clearinghouse::indexer
