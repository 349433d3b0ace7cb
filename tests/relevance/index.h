#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "engine/model/problem.h"
#include "engine/search/searcher.h"
#include "tests/relevance/measurement.h"

namespace clearinghouse::relevance {

/// The index that is judged.
class Index {
public:
    /// Opens the current generation with the language data of this machine.
    static model::Result<Index> open(const std::filesystem::path& folder);

    /// The language group that each visible document was written in.
    const Origins& origins() const { return origins_; }
    bool is_document(std::string_view id) const { return origins_.contains(id); }

    /// True when the index was written with the language data that queries are read with here.
    bool is_of_this_machine() const { return searcher_->facts().same_analysis; }

    /// The first `depth` hits with why they were found. Throws std::runtime_error when the search refuses the query.
    search::Answer answer(const std::string& language, const std::string& query, std::size_t depth) const;

    /// Asks with these layers, and throws as answer() does. The index must outlive it.
    Ask asker(const search::Layers& layers, std::size_t depth) const;

private:
    explicit Index(std::shared_ptr<const search::Searcher> searcher);

    std::shared_ptr<const search::Searcher> searcher_;
    Origins origins_;
};

}  // namespace clearinghouse::relevance
