#include <algorithm>
#include <array>

#include "server/citations/citation.h"

namespace clearinghouse::server::citations {
namespace {

constexpr std::array kinds{
    KindOfWork{"knowledge-synthesis", "RPRT", "techreport", "report", "Report", "Text", "text", "technical report",
               "Report"},
    KindOfWork{"learning-example", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "Article"},
    KindOfWork{"research-summary", "RPRT", "techreport", "report", "Report", "Text", "text", "technical report",
               "ScholarlyArticle"},
    KindOfWork{"research-project", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "ResearchProject"},
    KindOfWork{"statistic", "DATA", "misc", "dataset", "Dataset", "Dataset", "software, multimedia", "statistics",
               "Dataset"},
    KindOfWork{"event", "ELEC", "misc", "webpage", "Event", "Event", "text", "", "Event"},
    KindOfWork{"network", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "Organization"},
    KindOfWork{"project", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "Project"},
    KindOfWork{"news", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "NewsArticle"},
    KindOfWork{"country-profile", "ELEC", "misc", "webpage", "Text", "Text", "text", "", "Article"},
    KindOfWork{"policy-document", "GOVDOC", "techreport", "report", "Report", "Text", "text", "government publication",
               "Report"},
    KindOfWork{"collection", "ELEC", "misc", "webpage", "Collection", "Collection", "mixed material", "", "Collection"},
};

constexpr KindOfWork plain_text{"", "GEN", "misc", "document", "Text", "Text", "text", "", "CreativeWork"};

}  // namespace

const KindOfWork& kind_of_work(std::string_view type) {
    const auto found = std::ranges::find(kinds, type, &KindOfWork::type);
    return found == kinds.end() ? plain_text : *found;
}

KindOfWork kind_of_work(const Citation& citation) {
    auto kind = kind_of_work(citation.type);
    if (citation.journal.empty()) return kind;
    kind.ris = "JOUR";
    kind.bibtex = "article";
    kind.csl = "article-journal";
    kind.datacite = "JournalArticle";
    kind.marc_genre = "article";
    return kind;
}

}  // namespace clearinghouse::server::citations
