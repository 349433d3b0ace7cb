#include "indexer/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/model/fields.h"
#include "engine/model/nearest.h"

namespace clearinghouse::indexer {
namespace {

using model::Document;
using model::Problems;
using model::Severity;

bool is_dash(std::string_view word) {
    return word == "-" || word == "–" || word == "—";
}

/// Words between spaces. A dash on its own is no word.
std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    constexpr std::string_view spaces = " \n\t";
    for (auto at = text.find_first_not_of(spaces); at != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(spaces, at), text.size());
        if (!is_dash(text.substr(at, end - at))) ++words;
        at = text.find_first_not_of(spaces, end);
    }
    return words;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::stringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

/// True when `first` is earlier than `second`. A day on its own, read as midnight, may be any hour of that day.
bool is_before(model::Moment first, model::Moment second) {
    const auto first_day = std::chrono::floor<std::chrono::days>(first);
    const auto second_day = std::chrono::floor<std::chrono::days>(second);
    return first == first_day || second == second_day ? first_day < second_day : first < second;
}

/// As is_before, on what a file says: a time, a day or a month. The vaguer of the two decides how close to look.
bool is_before(std::string_view first, std::string_view second) {
    const auto a = model::parse_moment(first);
    const auto b = model::parse_moment(second);
    const auto length = std::min({first.size(), second.size(), std::size_t{10}});
    return a && b && first.size() > 10 && second.size() > 10 ? *a < *b
                                                             : first.substr(0, length) < second.substr(0, length);
}

class DocumentCheck {
public:
    DocumentCheck(const Document& document, const std::filesystem::path& folder, const Surroundings& surroundings)
        : document_(document), folder_(folder), surroundings_(surroundings) {}

    Problems run() {
        concepts();
        links();
        parts();
        dates();
        texts();
        attachments();
        filled_in();
        for (auto& problem : check_questions(document_)) problems_.push_back(std::move(problem));
        return std::move(problems_);
    }

private:
    void concepts() {
        known("countries", "country", document_.countries);
        known("themes", "theme", document_.themes);
        known("target-groups", "target-group", document_.target_groups);
        known("perspectives", "perspective", document_.perspectives);
        known("goals", "goal", document_.goals);
        for (const auto& place : document_.places) {
            if (!place.attribute("country").empty()) known("countries", place.attribute("country"), place.line);
        }
        for (const auto& detail : document_.details) {
            const auto& value = detail.value;
            const model::Kind kind = kind_of(detail);
            if (kind == model::Kind::evidence) known("evidence-levels", value.attribute("level"), value.line);
            if (kind == model::Kind::organisation && !value.attribute("country").empty()) {
                known("countries", value.attribute("country"), value.line);
            }
        }
        for (const auto& text : document_.texts) known("languages", text.language, text.line);
        for (const auto& list : document_.questions) known("languages", list.language, list.line);
        for (const auto& attachment : document_.attachments) {
            known("languages", attachment.language, attachment.line);
        }
        if (document_.withdrawal) {
            for (const auto& [language, reason] : document_.withdrawal->reasons) known("languages", language, 0);
        }
    }

    /// The kind of a detail of this document's type: another type may have a section of the same name.
    model::Kind kind_of(const model::Detail& detail) const {
        const auto details = model::type(document_.type)->details;
        const auto found = std::ranges::find(details, std::string_view{detail.field}, &model::Field::name);
        return found == details.end() ? model::Kind::name : found->kind;
    }

    void known(std::string_view scheme, std::string_view element, const std::vector<std::string>& ids) {
        for (const auto& id : ids) {
            const bool is_known = surroundings_.vocabulary.find(scheme, id) != nullptr;
            if (!is_known) known(scheme, id, line_of(fmt::format(">{}</{}>", id, element), 1));
        }
    }

    /// The first line, from `line` on, of the document's file that holds `words`; 0 when none does. Asked only when
    /// there is something to report.
    int line_of(std::string_view words, int line) {
        if (source_.empty()) source_ = bytes_of(document_.file);
        std::size_t start = 0;
        for (int i = 1; i < line && start < source_.size(); ++i)
            start = std::min(source_.find('\n', start), source_.size() - 1) + 1;
        const auto at = source_.find(words, start);
        if (at == std::string::npos) return 0;
        return 1 +
               static_cast<int>(std::count(source_.begin(), source_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }

    /// As line_of, or `line` itself.
    int line_from(int line, std::string_view words) {
        const int found = line_of(words, line);
        return found > 0 ? found : line;
    }

    void known(std::string_view scheme, const std::string& id, int line) {
        if (surroundings_.vocabulary.find(scheme, id) != nullptr) return;
        const auto* of_scheme = surroundings_.vocabulary.scheme(scheme);
        if (of_scheme == nullptr) return;  // said once, of the scheme's own file
        std::vector<std::string> candidates;
        for (const auto& each : of_scheme->concepts) candidates.push_back(each.id);
        const auto near = model::nearest(id, candidates);
        report("unknown-concept", line, fmt::format("names '{}', which is no concept of {}", id, scheme),
               near.empty() ? fmt::format("content/vocabularies/{}.rdf lists them", scheme)
                            : fmt::format("did you mean '{}'?", near));
    }

    void links() {
        for (const auto& link : document_.links) {
            leads_somewhere(link.document, link.line, fmt::format("link '{}'", link.relation));
            if (link.document == document_.id || std::ranges::count(document_.aliases, link.document) > 0) {
                report("link-to-itself", link.line, "links to itself", "remove the link");
            }
        }
        if (document_.withdrawal && !document_.withdrawal->replaced_by.empty()) {
            leads_somewhere(document_.withdrawal->replaced_by, 0, "replaced-by");
        }
        for (const auto& text : document_.texts) {
            for (const auto& section : text.sections) inner_links(section);
        }
    }

    void inner_links(const model::Section& section) {
        constexpr std::string_view start = "href=\"/documents/";
        const std::string_view html = section.markup.html;
        for (auto at = html.find(start); at != std::string_view::npos; at = html.find(start, at + 1)) {
            const auto from = at + start.size();
            const std::string id{html.substr(from, html.find('"', from) - from)};
            leads_somewhere(id, section.line, fmt::format("<{}>", section.field), "/documents/" + id);
        }
    }

    /// `words` is how the link looks in the file, when it stands on a line after `line`. A draft may be there before
    /// what it leads to, as a collection is before its parts.
    void leads_somewhere(const std::string& id, int line, const std::string& where, const std::string& words = {}) {
        if (id.empty()) return;  // its schema has said so
        if (!surroundings_.ids.contains(id)) {
            if (!words.empty()) line = line_from(line, words);
            const std::vector<std::string> candidates(surroundings_.ids.begin(), surroundings_.ids.end());
            const auto near = model::nearest(id, candidates);
            report("dead-link", line, fmt::format("{} leads to '{}', which is no document", where, id),
                   near.empty() ? "write the id of a document" : fmt::format("did you mean '{}'?", near),
                   document_.status == model::Status::draft ? Severity::warning : Severity::error);
            return;
        }
        const auto target = std::ranges::find(surroundings_.documents, id, &Document::id);
        if (target != surroundings_.documents.end() && (*target)->status == model::Status::withdrawn) {
            report("link-to-withdrawn", line, fmt::format("{} leads to '{}', which is withdrawn", where, id),
                   "link to what replaced it, or remove the link", Severity::warning);
        }
    }

    void parts() {
        std::set<std::string> seen;
        for (const auto& part : document_.parts) {
            leads_somewhere(part.document, part.line, "part");
            if (!seen.insert(part.document).second) {
                report("part-twice", part.line, fmt::format("lists '{}' twice", part.document), "remove one");
            }
            for (const auto& [language, sentence] : part.sentences) known("languages", language, part.line);
        }
        if (document_.type != "collection") return;
        const auto* year = document_.value("year");
        if (year != nullptr && !document_.id.starts_with(year->text)) {
            report("bad-id", year->line,
                   fmt::format("is of the year {}, but its file is '{}'", year->text, document_.id),
                   fmt::format("name it {}.xml or {}-theme.xml", year->text, year->text));
        }
    }

    void dates() {
        if (document_.modified && document_.published && is_before(*document_.modified, *document_.published)) {
            report("dates-in-wrong-order", line_of(" modified=", 1), "was modified before it was published",
                   "correct one of the two");
        }
        const auto* start = document_.value("start");
        const auto* end = document_.value("end");
        if (start != nullptr && end != nullptr && is_before(end->attribute("at"), start->attribute("at"))) {
            report("dates-in-wrong-order", end->line, "ends before it starts", "correct <start> or <end>");
        }
        // The reader compares the years of a period; within a year months and days decide.
        for (const auto* period : document_.values("period")) {
            const auto& from = period->attribute("from");
            const auto& to = period->attribute("to");
            if (from.substr(0, 4) == to.substr(0, 4) && is_before(to, from)) {
                report("dates-in-wrong-order", period->line, "ends before it starts", "swap \"from\" and \"to\"");
            }
        }
        if (document_.withdrawal && document_.status != model::Status::withdrawn) {
            report("not-withdrawn", line_of("<withdrawn", 1), "has <withdrawn>, but its status is another",
                   "set status=\"withdrawn\", or remove <withdrawn>");
        }
    }

    void texts() {
        const auto* evidence = document_.value("evidence");
        if (evidence != nullptr && document_.type == "learning-example" &&
            document_.original().section("evidence-reason") == nullptr) {
            report("no-evidence-reason", evidence->line, "judges its evidence without saying why",
                   "add <evidence-reason> to the original text", Severity::warning);
        }
        for (const auto& text : document_.texts) {
            length_of_summary(text);
            origin_of(text);
        }
    }

    void length_of_summary(const model::Text& text) {
        const auto words = count_words(text.summary);
        const bool is_missing = text.summary.empty();  // its schema has said so
        if (is_missing || (words >= shortest_summary && words <= longest_summary)) return;
        report("summary-length", text.line,
               fmt::format("has a summary of {} {} in '{}'", words, words == 1 ? "word" : "words", text.language),
               fmt::format("write {} to {}", shortest_summary, longest_summary), Severity::warning);
    }

    void origin_of(const model::Text& text) {
        if (text.is_original()) return;
        if (text.translation_of == text.language || document_.text_in(text.translation_of) == nullptr) {
            report("no-original", text.line,
                   fmt::format("has a text in '{0}' translated from '{1}', but no {2}text in '{1}'", text.language,
                               text.translation_of, text.translation_of == text.language ? "other " : ""),
                   fmt::format("translation-of=\"{}\"", document_.original().language));
        }
        // Publication alone changes nothing: a translation is often made before it.
        if (text.from_version && document_.modified && is_before(*text.from_version, *document_.modified)) {
            report("translation-outdated", text.line,
                   fmt::format("has a text in '{}' that was translated from an older version", text.language),
                   "translate what changed, then set from-version", Severity::warning);
        }
    }

    void attachments() {
        std::set<std::string> mentioned;
        for (const auto& attachment : document_.attachments) {
            file_exists(attachment.file, attachment.line);
            mentioned.insert(attachment.file);
        }
        for (const auto& detail : document_.details) {
            if (kind_of(detail) != model::Kind::data) continue;
            const auto& file = detail.value.attribute("file");
            mentioned.insert(file);
            if (file_exists(file, detail.value.line)) data_file(file);
        }
        for (const auto& text : document_.texts) {
            for (const auto& section : text.sections) pictures(section, mentioned);
        }
        unmentioned(mentioned);
    }

    void pictures(const model::Section& section, std::set<std::string>& mentioned) {
        const std::string start = fmt::format("src=\"/files/{}/", document_.id);
        const std::string_view html = section.markup.html;
        for (auto at = html.find(start); at != std::string_view::npos; at = html.find(start, at + 1)) {
            const auto from = at + start.size();
            const std::string file{html.substr(from, html.find('"', from) - from)};
            file_exists(file, line_from(section.line, file));
            mentioned.insert(file);
        }
    }

    bool file_exists(const std::string& file, int line) {
        if (file.empty()) return false;  // its schema has said so
        const auto path = folder_ / file;
        std::error_code failed;
        const bool regular = std::filesystem::is_regular_file(path, failed) &&
                             !std::filesystem::is_symlink(path, failed) &&
                             !std::filesystem::is_symlink(folder_, failed) && file.find('/') == std::string::npos;
        if (!regular) {
            report("no-attachment", line, fmt::format("names the file '{}', which is not there", file),
                   fmt::format("put it into the folder {}/ beside the document", document_.id));
        }
        return regular;
    }

    void data_file(const std::string& file) {
        const auto path = folder_ / file;
        for (auto& problem : check_csv(bytes_of(path), path.string())) problems_.push_back(std::move(problem));
    }

    void unmentioned(const std::set<std::string>& mentioned) {
        std::error_code failed;
        for (const auto& entry : std::filesystem::directory_iterator{folder_, failed}) {
            const auto name = entry.path().filename().string();
            if (mentioned.contains(name) || name.starts_with('.')) continue;
            problems_.push_back({"unmentioned-file", entry.path().string(), 0, "is in no document, so nobody finds it",
                                 fmt::format("name it as <attachment> in {}", document_.file), Severity::warning});
        }
    }

    /// What the skeleton of a new document leaves to be written. A draft may wait for it, readers should not meet it.
    void filled_in() {
        if (document_.status != model::Status::published) return;
        for (const auto& publisher : document_.publishers) filled_in("publisher", publisher, 0);
        for (const auto& source : document_.sources) filled_in("source", source.attribute("href"), source.line);
        for (const auto& text : document_.texts) {
            filled_in("title", text.title, text.line);
            filled_in("summary", text.summary, text.line);
            for (const auto& keyword : text.keywords) filled_in("keyword", keyword, text.line);
            for (const auto& section : text.sections) filled_in(section.field, section.markup.text, section.line);
        }
        for (const auto& part : document_.parts) {
            for (const auto& [language, sentence] : part.sentences) filled_in("sentence", sentence, part.line);
        }
    }

    void filled_in(std::string_view field, std::string_view words, int line) {
        words = words.substr(0, words.find_last_not_of(" \n") + 1);
        if (words != "..." && words != "https://...") return;
        line = line_from(line, fmt::format("<{}>...", field));
        report("not-filled-in", line, fmt::format("<{}> still holds the '...' of the skeleton", field),
               fmt::format("write the {}, or take it out", field));
    }

    void report(std::string code, int line, std::string what, std::string hint, Severity severity = Severity::error) {
        problems_.push_back({std::move(code), document_.file, line, std::move(what), std::move(hint), severity});
    }

    const Document& document_;
    const std::filesystem::path& folder_;
    const Surroundings& surroundings_;
    Problems problems_;
    std::string source_;  ///< Of the document's file, once it was needed.
};

}  // namespace

Problems check_document(const Document& document, const std::filesystem::path& folder,
                        const Surroundings& surroundings) {
    return DocumentCheck{document, folder, surroundings}.run();
}

Problems check_ids(const std::vector<const Document*>& documents) {
    Problems problems;
    const auto report = [&](const Document& document, const std::string& id, const Document& other) {
        problems.push_back({"id-twice", document.file, 0,
                            fmt::format("claims the id '{}', which {} has", id, other.file),
                            "give one of them another name"});
    };
    std::map<std::string, std::vector<const Document*>> claimed;
    for (const auto* document : documents) claimed[document->id].push_back(document);
    for (const auto& [id, claimants] : claimed) {
        // Nobody knows which of them is the published one, so each has to wait.
        if (claimants.size() < 2) continue;
        for (const auto* each : claimants) report(*each, id, *claimants[each == claimants[0] ? 1 : 0]);
    }
    for (const auto* document : documents) {
        for (const auto& alias : document->aliases) {
            auto& claimants = claimed[alias];
            if (!claimants.empty()) report(*document, alias, *claimants.front());
            claimants.push_back(document);
        }
    }
    return problems;
}

}  // namespace clearinghouse::indexer
