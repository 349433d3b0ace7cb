#include "tests/relevance/index.h"

#include <stdexcept>

#include "engine/language/analyser.h"
#include "engine/language/language.h"

namespace clearinghouse::relevance {
namespace {

search::Limits patient() {
    search::Limits limits;
    // A busy machine must not change a figure.
    limits.milliseconds = 600000;
    return limits;
}

search::Answer answer_of(const search::Searcher& searcher, const search::Request& request) {
    auto answer = searcher.search(request);
    if (!answer) throw std::runtime_error("'" + request.text + "': " + model::to_line(answer.error()));
    return std::move(*answer);
}

/// Visible documents, page by page: no query finds all of them.
Origins origins_of(const search::Searcher& searcher) {
    Origins origins;
    search::Request request;
    request.with_facets = request.with_snippets = false;
    request.limit = search::Limits{}.page;
    while (true) {
        const auto answer = answer_of(searcher, request);
        for (const auto& hit : answer.hits) {
            const auto& document = hit.record.document;
            origins.emplace(document.id, language::group(document.original().language));
        }
        request.offset += answer.hits.size();
        if (answer.hits.empty() || request.offset >= answer.total) return origins;
    }
}

}  // namespace

Index::Index(std::shared_ptr<const search::Searcher> searcher)
    : searcher_(std::move(searcher)), origins_(origins_of(*searcher_)) {}

model::Result<Index> Index::open(const std::filesystem::path& folder) {
    auto searcher = search::Searcher::open(folder, language::Analyser::load(), patient());
    if (!searcher) return tl::unexpected{searcher.error()};
    return Index{std::move(*searcher)};
}

search::Answer Index::answer(const std::string& language, const std::string& query, std::size_t depth) const {
    search::Request request;
    request.text = query;
    request.language = language;
    request.limit = depth;
    request.with_facets = false;
    return answer_of(*searcher_, request);
}

Ask Index::asker(const search::Layers& layers, std::size_t depth) const {
    return [this, layers, depth](const std::string& language, const std::string& query) {
        search::Request request;
        request.text = query;
        request.language = language;
        request.limit = depth;
        request.with_facets = request.with_snippets = false;
        request.layers = layers;
        Ranking ranking;
        for (const auto& hit : answer_of(*searcher_, request).hits) ranking.push_back(hit.record.document.id);
        return ranking;
    };
}

}  // namespace clearinghouse::relevance
