#include "tests/indexer/snapshot.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xapian.h>

#include <limits>
#include <set>
#include <stdexcept>

#include "engine/index/generation.h"
#include "tests/index/temporary_folder.h"

namespace clearinghouse::testing {
namespace {

std::map<std::string, std::string> terms_of(const Xapian::Database& database, Xapian::docid number) {
    std::map<std::string, std::string> terms;
    for (auto term = database.termlist_begin(number); term != database.termlist_end(number); ++term) {
        std::vector<unsigned> places;
        for (auto place = term.positionlist_begin(); place != term.positionlist_end(); ++place)
            places.push_back(*place);
        terms[*term] = fmt::format("{} in {} documents at {}", term.get_wdf(), database.get_termfreq(*term),
                                   fmt::join(places, ","));
    }
    return terms;
}

std::vector<std::string> columns_of(const index::Columns& columns, index::DocumentNumber number) {
    std::vector<std::string> values{
        fmt::format("{} {} {}", columns.visible_from(number), columns.date(number), columns.order(number))};
    for (std::size_t facet = 0; facet < index::facets.size(); ++facet) {
        std::string line{index::facets[facet].name};
        for (const auto value : columns.of(facet, number)) line += " " + columns.values(facet).at(value);
        values.push_back(std::move(line));
    }
    return values;
}

std::map<std::string, std::string> attachments_of(const index::Generation& generation,
                                                  const model::Document& document) {
    std::map<std::string, std::string> attachments;
    for (const auto& attachment : document.attachments) {
        const auto file = generation.attachment(document.id, attachment.file);
        attachments[attachment.file] = file ? read_text(*file) : "(none)";
    }
    const auto number = generation.find(document.id).value();
    for (std::size_t i = 0; i < generation.pages().count(number); ++i) {
        const auto page = generation.pages().page(number, i);
        attachments[fmt::format("{}#page={} ({})", page.file, page.number, page.language)] = page.text;
    }
    return attachments;
}

}  // namespace

std::map<std::string, Held> snapshot(const std::filesystem::path& index) {
    const auto generation = index::Generation::open(index);
    if (!generation) throw std::runtime_error(model::to_line(generation.error()));
    const index::Generation& current = **generation;
    const Xapian::Database database{current.database().string()};
    std::map<std::string, Held> all;
    for (const auto& [id, sum] : current.manifest().sources) {
        const auto number = current.find(id).value();
        const auto record = current.record(number).value();
        if (record.document.id != id) throw std::runtime_error("the number of " + id + " is that of another record");
        all[id] = {.terms = terms_of(database, number),
                   .length = database.get_doclength(number),
                   .columns = columns_of(current.columns(), number),
                   .record = index::to_json(record),
                   .attachments = attachments_of(current, record.document)};
    }
    if (database.get_doccount() != all.size()) throw std::runtime_error("the database holds other documents");
    return all;
}

std::vector<std::string> words_and_suggestions(const std::filesystem::path& index) {
    const auto generation = index::Generation::open(index);
    if (!generation) throw std::runtime_error(model::to_line(generation.error()));
    const auto& words = (*generation)->words();
    const auto& suggestions = (*generation)->suggestions();
    std::vector<std::string> lines;
    for (const auto& entry : words.entries()) {
        lines.push_back(fmt::format("{} in {} documents", words.word(entry), entry.documents));
    }
    for (const auto& beginning : suggestions.beginning_with("", std::numeric_limits<std::size_t>::max())) {
        const auto text = suggestions.text(beginning.text);
        const auto subject = suggestions.subject(text.subject);
        std::set<std::string> ids;
        for (const auto number : subject.documents) ids.insert((*generation)->record(number).value().document.id);
        lines.push_back(fmt::format("{} in {} at {}{} of {}/{}: {}", text.text, text.language, beginning.at,
                                    text.is_preferred ? "" : " (other)", subject.scheme, subject.id,
                                    fmt::join(ids, " ")));
    }
    return lines;
}

std::vector<std::string> differences(const std::map<std::string, Held>& one, const std::map<std::string, Held>& two) {
    std::set<std::string> ids;
    for (const auto* snapshot : {&one, &two}) {
        for (const auto& [id, held] : *snapshot) ids.insert(id);
    }
    std::vector<std::string> different;
    for (const std::string& id : ids) {
        if (!one.contains(id) || !two.contains(id) || one.at(id) != two.at(id)) different.push_back(id);
    }
    return different;
}

}  // namespace clearinghouse::testing
