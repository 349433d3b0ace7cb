#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "engine/index/disk.h"
#include "engine/index/generation.h"
#include "engine/index/manifest.h"
#include "engine/index/names.h"
#include "engine/model/time.h"

namespace clearinghouse::index {
namespace {

namespace fs = std::filesystem;

/// The right to write to an index. The kernel takes it back when the process ends, however it ends.
class Lock {
public:
    explicit Lock(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0) disk::fail("create", file);
    }
    ~Lock() { ::close(descriptor_); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

    bool take() const { return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0; }

private:
    int descriptor_;
};

/// Takes a generation out of sight in one step and then removes it, so that no half of one is ever seen.
void remove_generation(const fs::path& index, const std::string& name) {
    const fs::path aside = names::directory(index, fmt::format("{}removed-{}", names::building, name));
    fs::rename(names::directory(index, name), aside);
    fs::remove_all(aside);
}

/// Removes what an interrupted run left: directories aside, links not yet in place, and generations that were
/// renamed but never became current (they are newer than the current one).
void clean_up(const fs::path& index) {
    for (const fs::path& folder : {index, index / names::generations}) {
        for (const auto& entry : fs::directory_iterator{folder}) {
            if (entry.path().filename().string().starts_with(names::building)) fs::remove_all(entry.path());
        }
    }
    const auto current = current_generation(index);
    if (!current || !fs::exists(names::directory(index, *current))) return;
    for (const std::string& name : generation_names(index)) {
        if (names::key_of(name) > names::key_of(*current)) remove_generation(index, name);
    }
}

/// Behind all that exist, also when the clock was set back.
std::string next_name(const fs::path& index) {
    std::string stamp = model::to_rfc3339(model::now());
    std::erase_if(stamp, [](char letter) { return letter == '-' || letter == ':'; });
    names::Key next{stamp, 1};
    if (const auto all = generation_names(index); !all.empty()) {
        const names::Key last = *names::key_of(all.back());
        if (next <= last) next = {last.first, last.second + 1};
    }
    return fmt::format("{}-{}", next.first, next.second);
}

void flush_directories(const fs::path& top) {
    for (const auto& entry : fs::recursive_directory_iterator{top}) {
        if (entry.is_directory()) disk::flush(entry.path());
    }
    disk::flush(top);
}

std::map<std::string, FileSum> sum_files(const fs::path& directory) {
    std::map<std::string, FileSum> sums;
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
        if (entry.is_directory() && !entry.is_symlink()) continue;
        if (entry.is_symlink() || !entry.is_regular_file()) {
            throw std::logic_error(fmt::format("'{}' is neither file nor directory", entry.path().string()));
        }
        disk::flush(entry.path());
        const auto file = disk::MappedFile::open(entry.path());
        if (!file) throw std::runtime_error(model::to_line(file.error()));
        sums[entry.path().lexically_relative(directory).generic_string()] = {.bytes = file->bytes().size(),
                                                                             .sha256 = disk::sha256(file->bytes())};
    }
    return sums;
}

model::Problem unwritable(const fs::path& index, const std::string& what) {
    return {.code = "index-unwritable",
            .file = index.string(),
            .what = "cannot be written: " + what,
            .hint = "check the rights and the free space of the directory"};
}

}  // namespace

struct Building::Inside {
    fs::path index;
    Lock lock;
    std::string name;
    fs::path directory;
    bool is_published = false;

    explicit Inside(const fs::path& in) : index(in), lock(in / names::lock) {}
    ~Inside() {
        std::error_code ignored;  // what cannot be removed now is removed by the next run
        if (!is_published && !directory.empty()) fs::remove_all(directory, ignored);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    void make_current() const;
    void prune(int keep) const;
};

void Building::Inside::make_current() const {
    const fs::path link = index / fmt::format("{}current", names::building);
    fs::create_symlink(fs::path{names::generations} / name, link);
    fs::rename(link, index / names::current);
    disk::flush(index);
}

void Building::Inside::prune(int keep) const {
    std::vector<std::string> all = generation_names(index);
    const auto kept = static_cast<std::size_t>(std::max(keep, 1));
    for (std::size_t i = 0; i + kept < all.size(); ++i) {
        if (all[i] != name) remove_generation(index, all[i]);
    }
}

model::Result<std::unique_ptr<Building>> Building::start(const fs::path& index, std::string name) {
    try {
        fs::create_directories(index / names::generations);
        auto inside = std::make_unique<Inside>(index);
        if (!inside->lock.take()) {
            return tl::unexpected(model::Problem{.code = "index-locked",
                                                 .file = index.string(),
                                                 .what = "another run is writing this index",
                                                 .hint = "wait until it has ended"});
        }
        clean_up(index);
        inside->name = name.empty() ? next_name(index) : std::move(name);
        if (!names::key_of(inside->name) || fs::exists(names::directory(index, inside->name))) {
            throw std::invalid_argument(fmt::format("'{}' is no free name of a generation", inside->name));
        }
        const fs::path aside = names::directory(index, fmt::format("{}{}", names::building, inside->name));
        fs::create_directory(aside);
        inside->directory = aside;
        return std::unique_ptr<Building>(new Building(std::move(inside)));
    } catch (const std::system_error& error) {
        return tl::unexpected(unwritable(index, error.what()));
    }
}

Building::Building(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Building::~Building() = default;

const fs::path& Building::directory() const {
    return inside_->directory;
}
const std::string& Building::name() const {
    return inside_->name;
}

void Building::publish(Manifest manifest, int keep) {
    manifest.layout = layout_version;
    manifest.generation = inside_->name;
    manifest.created = model::to_rfc3339(model::now());
    manifest.files = sum_files(inside_->directory);
    disk::write_file(inside_->directory / file::manifest, manifest_text(manifest));
    flush_directories(inside_->directory);

    const fs::path published = names::directory(inside_->index, inside_->name);
    fs::rename(inside_->directory, published);
    inside_->directory = published;
    disk::flush(inside_->index / names::generations);
    inside_->make_current();
    inside_->is_published = true;
    inside_->prune(keep);
}

}  // namespace clearinghouse::index
