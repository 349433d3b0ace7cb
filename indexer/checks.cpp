#include "indexer/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool in_word = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        // A dash on its own is no word.
        if (!space && !in_word) ++words;
        in_word = !space;
    }
    return words;
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
        return std::move(problems_);
    }

private:
    void concepts() {
        known("countries", document_.countries);
        known("themes", document_.themes);
        known("target-groups", document_.target_groups);
        known("perspectives", document_.perspectives);
        known("goals", document_.goals);
        for (const auto& place : document_.places) {
            if (!place.attribute("country").empty()) known("countries", place.attribute("country"), place.line);
        }
        for (const auto& detail : document_.details) {
            const auto& value = detail.value;
            const model::Kind kind = model::field(detail.field)->kind;
            if (kind == model::Kind::evidence) known("evidence-levels", value.attribute("level"), value.line);
            if (kind == model::Kind::organisation && !value.attribute("country").empty()) {
                known("countries", value.attribute("country"), value.line);
            }
        }
        for (const auto& text : document_.texts) known("languages", text.language, text.line);
        for (const auto& attachment : document_.attachments) {
            known("languages", attachment.language, attachment.line);
        }
    }

    void known(std::string_view scheme, const std::vector<std::string>& ids) {
        for (const auto& id : ids) known(scheme, id, 0);
    }

    void known(std::string_view scheme, const std::string& id, int line) {
        if (surroundings_.vocabulary.find(scheme, id) != nullptr) return;
        std::vector<std::string> candidates;
        if (const auto* found = surroundings_.vocabulary.scheme(scheme)) {
            for (const auto& each : found->concepts) candidates.push_back(each.id);
        }
        const auto near = model::nearest(id, candidates);
        report("unknown-concept", line, fmt::format("names '{}', which is no concept of {}", id, scheme),
               near.empty() ? fmt::format("content/vocabularies/{}.rdf lists them", scheme)
                            : fmt::format("did you mean '{}'?", near));
    }

    void links() {
        for (const auto& link : document_.links) {
            leads_somewhere(link.document, link.line, fmt::format("link '{}'", link.relation));
            if (link.document == document_.id) {
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
            leads_somewhere(std::string{html.substr(from, html.find('"', from) - from)}, section.line,
                            fmt::format("<{}>", section.field));
        }
    }

    void leads_somewhere(const std::string& id, int line, const std::string& where) {
        if (!surroundings_.ids.contains(id)) {
            const std::vector<std::string> candidates(surroundings_.ids.begin(), surroundings_.ids.end());
            const auto near = model::nearest(id, candidates);
            report("dead-link", line, fmt::format("{} leads to '{}', which is no document", where, id),
                   near.empty() ? "write the id of a document" : fmt::format("did you mean '{}'?", near));
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
        if (document_.modified && document_.published && *document_.modified < *document_.published) {
            report("dates-in-wrong-order", 0, "was modified before it was published", "correct one of the two");
        }
        const auto* start = document_.value("start");
        const auto* end = document_.value("end");
        if (start == nullptr || end == nullptr) return;
        const auto from = model::parse_moment(start->attribute("at"));
        const auto to = model::parse_moment(end->attribute("at"));
        if (from && to && *to < *from) {
            report("dates-in-wrong-order", end->line, "ends before it starts", "correct <start> or <end>");
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
        if (words >= shortest_summary && words <= longest_summary) return;
        report("summary-length", text.line, fmt::format("has a summary of {} words in '{}'", words, text.language),
               fmt::format("write {} to {}", shortest_summary, longest_summary), Severity::warning);
    }

    void origin_of(const model::Text& text) {
        if (text.is_original()) return;
        if (document_.text_in(text.translation_of) == nullptr) {
            report("no-original", text.line,
                   fmt::format("has a text in '{}' translated from '{}', which it does not have", text.language,
                               text.translation_of),
                   fmt::format("translation-of=\"{}\"", document_.original().language));
        }
        const auto changed = document_.last_changed();
        if (text.from_version && changed && *text.from_version < *changed) {
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
            if (model::field(detail.field)->kind != model::Kind::data) continue;
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
            file_exists(file, section.line);
            mentioned.insert(file);
        }
    }

    bool file_exists(const std::string& file, int line) {
        const auto path = folder_ / file;
        std::error_code failed;
        const bool regular = std::filesystem::is_regular_file(path, failed) &&
                             !std::filesystem::is_symlink(path, failed) && file.find('/') == std::string::npos;
        if (!regular) {
            report("no-attachment", line, fmt::format("names the file '{}', which is not there", file),
                   fmt::format("put it into the folder {}/ beside the document", document_.id));
        }
        return regular;
    }

    void data_file(const std::string& file) {
        const auto path = folder_ / file;
        std::ifstream stream{path, std::ios::binary};
        std::stringstream bytes;
        bytes << stream.rdbuf();
        for (auto& problem : check_csv(bytes.str(), path.string())) problems_.push_back(std::move(problem));
    }

    void unmentioned(const std::set<std::string>& mentioned) {
        std::error_code failed;
        for (const auto& entry : std::filesystem::directory_iterator{folder_, failed}) {
            const auto name = entry.path().filename().string();
            if (mentioned.contains(name)) continue;
            problems_.push_back({"unmentioned-file", entry.path().string(), 0, "is in no document, so nobody finds it",
                                 fmt::format("name it as <attachment> in {}", document_.file), Severity::warning});
        }
    }

    void report(std::string code, int line, std::string what, std::string hint, Severity severity = Severity::error) {
        problems_.push_back({std::move(code), document_.file, line, std::move(what), std::move(hint), severity});
    }

    const Document& document_;
    const std::filesystem::path& folder_;
    const Surroundings& surroundings_;
    Problems problems_;
};

}  // namespace

Problems check_document(const Document& document, const std::filesystem::path& folder,
                        const Surroundings& surroundings) {
    return DocumentCheck{document, folder, surroundings}.run();
}

Problems check_ids(const std::vector<const Document*>& documents) {
    Problems problems;
    std::map<std::string, const Document*> claimed;
    const auto claim = [&](const std::string& id, const Document& document) {
        const auto [first, is_new] = claimed.emplace(id, &document);
        if (is_new) return;
        problems.push_back({"id-twice", document.file, 0,
                            fmt::format("claims the id '{}', which {} has", id, first->second->file),
                            "give one of them another name"});
    };
    for (const auto* document : documents) claim(document->id, *document);
    for (const auto* document : documents) {
        for (const auto& alias : document->aliases) claim(alias, *document);
    }
    return problems;
}

}  // namespace clearinghouse::indexer
