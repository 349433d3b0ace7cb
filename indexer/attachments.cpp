#include "indexer/attachments.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/index/disk.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;

/// The folder of a document's files in a published generation.
fs::path published_folder(const index::Generation& generation, const std::string& id) {
    return generation.database().parent_path() / index::file::attachments / id;
}

void carry(const fs::path& from, const fs::path& to, const Entry& entry, bool link) {
    if (!fs::is_directory(from)) return;
    for (const auto& file : fs::directory_iterator{from}) {
        if (file.is_symlink() || !file.is_regular_file()) continue;
        if (!names_file(*entry.document, file.path().filename().string())) continue;
        fs::create_directories(to);
        const fs::path target = to / file.path().filename();
        if (link) {
            link_or_copy(file.path(), target);
        } else {
            fs::copy_file(file.path(), target);
        }
    }
}

}  // namespace

void link_or_copy(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (error) fs::copy_file(from, to);  // other file systems and some mounts have no links
}

bool names_file(const model::Document& document, const std::string& file) {
    const bool is_attachment =
        std::any_of(document.attachments.begin(), document.attachments.end(),
                    [&](const model::Attachment& attachment) { return attachment.file == file; });
    const bool is_data =
        std::any_of(document.details.begin(), document.details.end(),
                    [&](const model::Detail& detail) { return detail.value.attribute("file") == file; });
    if (is_attachment || is_data) return true;
    // The reader of texts writes a picture's address as /files/<id>/<file>; names of files need no escapes there.
    const std::string picture = fmt::format("src=\"/files/{}/{}\"", document.id, file);
    for (const model::Text& text : document.texts) {
        for (const model::Section& section : text.sections) {
            if (section.markup.html.find(picture) != std::string::npos) return true;
        }
    }
    return false;
}

void carry_attachments(const Plan& plan, const index::Generation* previous, const fs::path& directory) {
    for (const Entry& entry : plan.entries) {
        if (entry.document->status == model::Status::withdrawn) continue;
        const std::string& id = entry.document->id;
        const bool is_kept = entry.folder.empty();
        if (previous != nullptr && (is_kept || entry.change == Change::unchanged)) {
            carry(published_folder(*previous, id), directory / id, entry, true);
        } else {
            carry(entry.folder, directory / id, entry, false);
        }
    }
}

}  // namespace clearinghouse::indexer
