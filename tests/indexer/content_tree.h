#pragma once

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "indexer/catalogue.h"

namespace clearinghouse::tests {

/// Real documents that name no other document, so that they are good in any company. Their attachments come with them.
inline constexpr std::array<std::string_view, 5> good_files{
    "learning-examples/mirjam-guidance-newly-arrived-women.xml",
    "knowledge-syntheses/the-segregated-city.xml",
    "research-summaries/coming-of-age-in-exile.xml",
    "events/hybrid-conference-shadow-of-pandemic-2021.xml",
    "statistics/nordic-statistics-labour-market-perspective-2024.xml",
};

inline std::filesystem::path real_content() {
    return std::filesystem::path{CLEARINGHOUSE_SOURCE_DIR} / "content";
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) throw std::runtime_error("cannot read " + file.string());
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

/// A content folder of the real vocabularies and some good documents, which a test adds to. Gone with the object.
class ContentTree {
public:
    ContentTree() {
        std::string name = (std::filesystem::temp_directory_path() / "content-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
        folder_ = name;
        std::filesystem::copy(real_content() / "vocabularies", folder_ / "vocabularies");
        for (const std::filesystem::path file : good_files) {
            add(real_content() / file, file);
            const auto attachments = file.parent_path() / file.stem();
            if (std::filesystem::exists(real_content() / attachments)) add(real_content() / attachments, attachments);
        }
        std::filesystem::create_directories(folder_ / "news");
    }
    ~ContentTree() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    ContentTree(const ContentTree&) = delete;
    ContentTree& operator=(const ContentTree&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

    /// Copies a file or folder to a place in the tree.
    void add(const std::filesystem::path& from, const std::filesystem::path& to) {
        std::filesystem::create_directories((folder_ / to).parent_path());
        std::filesystem::copy(from, folder_ / to, std::filesystem::copy_options::recursive);
    }

    void write(const std::filesystem::path& to, std::string_view text) {
        std::filesystem::create_directories((folder_ / to).parent_path());
        std::ofstream{folder_ / to, std::ios::binary} << text;
    }

    void remove(const std::filesystem::path& file) { std::filesystem::remove_all(folder_ / file); }

    indexer::Catalogue read() const { return indexer::read_catalogue(folder_); }

private:
    std::filesystem::path folder_;
};

}  // namespace clearinghouse::tests
