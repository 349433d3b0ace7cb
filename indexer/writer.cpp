#include "indexer/writer.h"

#include <algorithm>
#include <set>
#include <unordered_set>
#include <utility>

#include "engine/index/passages.h"
#include "engine/language/language.h"
#include "engine/model/fields.h"

namespace clearinghouse::indexer {
namespace {

constexpr Xapian::termpos gap_between_fields = 100;
constexpr Xapian::termpos gap_between_texts = 1000;

/// An editor's tag says more of a document than a label in passing: it counts like a keyword.
constexpr Xapian::termcount tagged_weight = 3;
constexpr Xapian::termcount broader_weight = 1;

const index::TextField& field_named(std::string_view name) {
    return *std::find_if(index::text_fields.begin(), index::text_fields.end(),
                         [&](const index::TextField& field) { return field.name == name; });
}

/// A stretch of text that is analysed by itself, so that no phrase reaches over its ends.
struct Stretch {
    const index::TextField& field;
    std::string_view text;
    index::PassageKind kind = index::PassageKind::running;
};

/// Gathers the passages of a document: sentences, and heads that go on over several stretches.
class Passages {
public:
    void begin(index::PassageKind kind) {
        constexpr std::size_t least_words = 4;
        const bool goes_on =
            !passages_.empty() && passages_.back().kind == kind &&
            (kind == index::PassageKind::head || (kind != index::PassageKind::question && words_ < least_words));
        if (goes_on) return;
        passages_.push_back({kind, {}});
        words_ = 0;
    }
    void begin_word() { ++words_; }
    void add(const std::string& term) { passages_.back().terms.push_back(index::term_number(term)); }

    std::string bytes() {
        for (auto& [kind, terms] : passages_) {
            std::sort(terms.begin(), terms.end());
            terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
        }
        return index::write_passages(passages_);
    }

private:
    std::vector<index::Passage> passages_;
    std::size_t words_ = 0;
};

/// What a document says in one language, in the order of its positions.
std::vector<Stretch> stretches_of(const model::Text& text) {
    static const auto& title = field_named("title");
    static const auto& subject = field_named("subject");
    static const auto& summary = field_named("summary");
    static const auto& running = field_named("");
    std::vector<Stretch> stretches{{title, text.title, index::PassageKind::head},
                                   {title, text.subtitle, index::PassageKind::head}};
    for (const std::string& keyword : text.keywords) stretches.push_back({subject, keyword, index::PassageKind::head});
    stretches.push_back({summary, text.summary, index::PassageKind::summary});
    for (const model::Section& section : text.sections) stretches.push_back({running, section.markup.text});
    return stretches;
}

/// Names, which are the same in every language and are read as words of the original: people, organisations, places.
std::vector<Stretch> names_of(const model::Document& document) {
    static const auto& running = field_named("");
    std::vector<Stretch> names;
    for (const auto* list : {&document.authors, &document.publishers}) {
        for (const std::string& name : *list) names.push_back({running, name});
    }
    for (const model::Value& place : document.places) names.push_back({running, place.text});
    for (const model::Detail& detail : document.details) {
        const model::Field* field = model::field(detail.field);
        if (field != nullptr && (field->kind == model::Kind::name || field->kind == model::Kind::organisation)) {
            names.push_back({running, detail.value.text});
        }
    }
    return names;
}

/// What a collection says of its parts in a language.
std::vector<Stretch> sentences_of(const model::Document& document, const std::string& language) {
    static const auto& running = field_named("");
    std::vector<Stretch> sentences;
    for (const model::Part& part : document.parts) {
        const auto sentence = part.sentences.find(language);
        if (sentence != part.sentences.end()) sentences.push_back({running, sentence->second});
    }
    return sentences;
}

/// Writes the texts of one document, one after another.
class Postings {
public:
    Postings(const language::Analyser& analyser, const concepts::Labels& labels, Xapian::Document& document)
        : analyser_(analyser), labels_(labels), document_(document) {}

    void begin_text(const std::string& language) {
        language_ = language;
        group_ = language::group(language);
        if (position_ > 0) position_ += gap_between_texts;
    }

    void begin_page(const std::string& language, std::size_t place) {
        language_ = language;
        group_ = language::group(language);
        position_ = index::first_page + static_cast<Xapian::termpos>(place) * index::positions_of_page;
        on_page_ = true;
    }

    void add(const std::vector<Stretch>& stretches) {
        for (const Stretch& stretch : stretches) add(stretch);
    }

    void finish() { document_.set_data(passages_.bytes()); }

private:
    void add(const Stretch& stretch) {
        const auto words = analyser_.words(stretch.text, language_);
        if (words.empty()) return;
        const auto weight = static_cast<Xapian::termcount>(stretch.field.weight);
        const auto mentions = labels_.find(words, language_);
        auto mention = mentions.begin();
        passages_.begin(stretch.kind);
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0 && ends_sentence(stretch.text, words[i - 1].end, words[i].begin)) passages_.begin(stretch.kind);
            passages_.begin_word();
            add(words[i], stretch.field, weight);
            for (; mention != mentions.end() && mention->first <= i; ++mention) {
                const auto term = index::concept_term(mention->name.scheme, mention->name.id);
                add_term(term, weight);
                passages_.add(term);
            }
        }
        position_ += gap_between_fields;
    }

    static bool ends_sentence(std::string_view text, std::size_t from, std::size_t to) {
        return from < to && text.substr(from, to - from).find_first_of(".!?;\n") != std::string_view::npos;
    }

    // All forms of a word stand at its position, so a phrase meets any of them.
    void add(const language::Word& word, const index::TextField& field, Xapian::termcount weight) {
        ++position_;
        std::set<std::string_view> forms{word.stems.begin(), word.stems.end()};
        forms.insert(word.parts.begin(), word.parts.end());
        for (const std::string_view form : forms) {
            if (form.empty()) continue;
            const std::string term = index::word_term(group_, form);
            document_.add_posting(term, position_, counted(term, weight));
            passages_.add(term);
            if (!field.prefix.empty()) add_term(index::field_term(field, group_, form), weight);
        }
        if (!word.folded.empty()) add_term(index::folded_term(word.folded), weight);
    }

    void add_term(const std::string& term, Xapian::termcount weight) {
        document_.add_term(term, counted(term, weight));
    }

    // A page counts for what the document does not say itself, and once: editions repeat its title and text, and what
    // a report names on every page would otherwise outrank the documents that are about it.
    Xapian::termcount counted(const std::string& term, Xapian::termcount weight) {
        const bool is_new = seen_.insert(term).second;
        return on_page_ && !is_new ? 0 : weight;
    }

    const language::Analyser& analyser_;
    const concepts::Labels& labels_;
    Xapian::Document& document_;
    std::string language_;
    std::string group_;
    Xapian::termpos position_ = 0;
    bool on_page_ = false;
    Passages passages_;
    std::unordered_set<std::string> seen_;
};

void add_tagged(Xapian::Document& target, std::string_view scheme, const std::vector<std::string>& concepts,
                Xapian::termcount weight) {
    for (const std::string& id : concepts) target.add_term(index::concept_term(scheme, id), weight);
}

void add_concepts(Xapian::Document& target, const model::Document& document, const model::Vocabulary& vocabulary) {
    add_tagged(target, "themes", document.themes, tagged_weight);
    for (const std::string& id : with_broader(vocabulary, "themes", document.themes)) {
        const bool is_tagged = std::find(document.themes.begin(), document.themes.end(), id) != document.themes.end();
        if (!is_tagged) target.add_term(index::concept_term("themes", id), broader_weight);
    }
    add_tagged(target, "target-groups", document.target_groups, tagged_weight);
    add_tagged(target, "perspectives", document.perspectives, tagged_weight);
    add_tagged(target, "goals", document.goals, tagged_weight);
    add_tagged(target, "countries", document.countries, tagged_weight);
}

}  // namespace

Writer::Writer(const language::Analyser& analyser, const model::Vocabulary& vocabulary, const concepts::Labels& labels)
    : analyser_(analyser), vocabulary_(vocabulary), labels_(labels) {}

Xapian::Document Writer::write(const model::Document& document, std::span<const index::PageText> pages) const {
    Xapian::Document target;
    target.add_boolean_term(index::id_term(document.id));
    if (document.status == model::Status::withdrawn) return target;
    Postings postings{analyser_, labels_, target};
    for (const model::Text& text : document.texts) {
        postings.begin_text(text.language);
        postings.add(stretches_of(text));
        postings.add(sentences_of(document, text.language));
        if (text.is_original()) postings.add(names_of(document));
    }
    for (const model::Questions& questions : document.questions) {
        postings.begin_text(questions.language);
        for (const auto& question : questions.questions) {
            postings.add({{index::question_field, question, index::PassageKind::question}});
        }
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        postings.begin_page(pages[i].language, i);
        // Also a title: it is the document's, said once more.
        postings.add({{field_named(""), pages[i].text, index::PassageKind::page}});
    }
    postings.finish();
    add_concepts(target, document, vocabulary_);
    return target;
}

std::vector<std::string> with_broader(const model::Vocabulary& vocabulary, std::string_view scheme,
                                      const std::vector<std::string>& concepts) {
    std::set<std::string> found;
    std::vector<std::string> waiting = concepts;
    while (!waiting.empty()) {
        const std::string id = std::move(waiting.back());
        waiting.pop_back();
        if (!found.insert(id).second) continue;  // several ways up, or a circle
        if (const model::Concept* subject = vocabulary.find(scheme, id)) {
            waiting.insert(waiting.end(), subject->broader.begin(), subject->broader.end());
        }
    }
    return {found.begin(), found.end()};
}

std::size_t text_bytes(const model::Document& document, std::span<const index::PageText> pages) {
    std::size_t bytes = 0;
    for (const index::PageText& page : pages) bytes += page.text.size();
    for (const model::Text& text : document.texts) {
        for (const Stretch& stretch : stretches_of(text)) bytes += stretch.text.size();
    }
    for (const model::Questions& questions : document.questions) {
        for (const std::string& question : questions.questions) bytes += question.size();
    }
    return bytes;
}

}  // namespace clearinghouse::indexer
