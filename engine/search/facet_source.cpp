#include "engine/search/facet_source.h"

#include <algorithm>

namespace clearinghouse::search {
namespace {

class FacetSource : public Xapian::PostingSource {
public:
    FacetSource(const index::Columns& columns, std::size_t facet, FacetMask mask)
        : columns_{columns}, facet_{facet}, mask_{std::move(mask)} {}

    void init(const Xapian::Database&) override {
        set_maxweight(0);
        document_ = 0;
    }
    Xapian::doccount get_termfreq_min() const override { return 0; }
    Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(columns_.size() / 2); }
    Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(columns_.size()); }
    bool at_end() const override { return document_ > columns_.size(); }
    Xapian::docid get_docid() const override { return document_; }

    void next(double) override { advance(document_ + 1); }
    void skip_to(Xapian::docid wanted, double) override {
        if (wanted > document_) advance(wanted);
    }
    bool check(Xapian::docid wanted, double) override {
        document_ = wanted;
        return passes();
    }

    PostingSource* clone() const override { return new FacetSource{columns_, facet_, mask_}; }
    std::string name() const override { return "clearinghouse-facet"; }
    std::string get_description() const override { return std::string{index::facets[facet_].name}; }

private:
    bool passes() const {
        return std::ranges::any_of(columns_.of(facet_, document_), [&](auto value) { return mask_[value]; });
    }
    void advance(Xapian::docid from) {
        for (document_ = from; document_ <= columns_.size() && !passes();) ++document_;
    }

    const index::Columns& columns_;
    std::size_t facet_;
    FacetMask mask_;
    Xapian::docid document_ = 0;
};

}  // namespace

Xapian::Query facet_query(const index::Columns& columns, std::size_t facet, FacetMask mask) {
    // release() hands the source over to the query.
    return Xapian::Query{(new FacetSource{columns, facet, std::move(mask)})->release()};
}

}  // namespace clearinghouse::search
