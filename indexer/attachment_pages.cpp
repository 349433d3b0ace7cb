#include "indexer/attachment_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/index/disk.h"
#include "engine/language/analyser.h"
#include "indexer/pdf_pages.h"
#include "indexer/writer.h"

namespace clearinghouse::indexer {
namespace {

namespace fs = std::filesystem;
using Pages = std::vector<index::PageText>;

bool is_pdf(const std::string& file) {
    return language::lower(fs::path{file}.extension().string()) == ".pdf";
}

/// The pages of one attachment that a generation holds.
Pages pages_in(const index::Generation& generation, const std::string& id, const std::string& file) {
    Pages pages;
    const auto number = generation.find(id).value();
    for (std::size_t i = 0; i < generation.pages().count(number); ++i) {
        auto page = generation.pages().page(number, i);
        if (page.file == file) pages.push_back(std::move(page));
    }
    return pages;
}

/// Whether a generation was made by this program's way of writing from the very file that lies there now.
bool is_as_published(const index::Generation& generation, const Entry& entry, const std::string& file) {
    const auto& manifest = generation.manifest();
    const auto source = manifest.sources.find(entry.document->id);
    if (source == manifest.sources.end()) return false;
    if (entry.folder.empty() || source->second == entry.sum) return true;
    if (!source->second.starts_with(fmt::format("{}:", writing_version))) return false;
    const auto published =
        manifest.files.find(fmt::format("{}/{}/{}", index::file::attachments, entry.document->id, file));
    return published != manifest.files.end() &&
           published->second.sha256 == index::disk::sha256(index::disk::read_file(entry.folder / file));
}

/// Reads the pages of an attachment, or says why there are none.
model::Result<Pages> read(const Entry& entry, const std::string& file) {
    auto texts = read_pages(entry.folder / file);
    if (!texts) return tl::unexpected(std::move(texts.error()));
    Pages pages;
    for (std::size_t i = 0; i < texts->size(); ++i) {
        if ((*texts)[i].empty()) continue;
        pages.push_back({.file = file,
                         .language = {},
                         .number = static_cast<std::uint32_t>(i + 1),
                         .text = std::move((*texts)[i])});
    }
    return pages;
}

Pages pages_of(const Entry& entry, const model::Attachment& attachment, const index::Generation* previous, bool rebuild,
               model::Problems& problems) {
    const bool is_kept = entry.folder.empty();
    Pages pages;
    if (previous != nullptr && (is_kept || !rebuild) && is_as_published(*previous, entry, attachment.file)) {
        pages = pages_in(*previous, entry.document->id, attachment.file);
    } else if (!is_kept && fs::is_regular_file(fs::symlink_status(entry.folder / attachment.file))) {
        auto read_now = read(entry, attachment.file);
        if (read_now) pages = std::move(*read_now);
        if (!read_now) problems.push_back(std::move(read_now.error()));
    }
    for (auto& page : pages) {
        page.language = attachment.language.empty() ? entry.document->original().language : attachment.language;
    }
    return pages;
}

}  // namespace

model::Problems add_pages(Plan& plan, const index::Generation* previous, bool rebuild, const ProgressBar& progress) {
    model::Problems problems;
    std::size_t done = 0;
    for (Entry& entry : plan.entries) {
        progress("reading PDFs of documents", ++done, plan.entries.size());
        if (entry.document->status == model::Status::withdrawn) continue;
        for (const auto& attachment : entry.document->attachments) {
            if (!is_pdf(attachment.file)) continue;
            auto pages = pages_of(entry, attachment, previous, rebuild, problems);
            std::ranges::move(pages, std::back_inserter(entry.pages));
        }
        entry.pages.resize(std::min<std::size_t>(entry.pages.size(), index::most_pages));
    }
    return problems;
}

}  // namespace clearinghouse::indexer
