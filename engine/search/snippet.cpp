#include "engine/search/snippet.h"

#include <algorithm>
#include <bit>

#include "engine/index/layout.h"
#include "engine/language/language.h"
#include "engine/model/vocabulary.h"
#include "engine/search/query_lexer.h"

namespace clearinghouse::search {
namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr std::size_t ellipses = 4;  // Letters of "… " and " …".

/// A word that met the query, or the place of one that did not.
struct Mark {
    std::size_t begin = 0;
    std::size_t end = 0;
    Wanted::Words met = 0;
};

/// One text of a document, read with the eyes of the query.
struct Reading {
    const model::Text* source = nullptr;  ///< Nothing when it is a page.
    std::string language;
    std::optional<PageFound> page;
    std::string text;  ///< Title and keywords, then from `running` on what a snippet may be cut from.
    std::size_t running = 0;
    std::vector<std::size_t> sections;  ///< Where each section of the source begins in `text`.
    std::vector<Mark> words;            ///< In order, without overlaps.
    Wanted::Words met = 0;
    std::size_t count = 0;
};

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// The end of a block that is no sentence, such as an item of a list, is shown by a dot: a snippet is one line.
void append_blocks(std::string& running, std::string_view blocks) {
    for (const char byte : blocks) {
        const bool in_sentence =
            !running.empty() && std::string_view{".!?:;"}.find(running.back()) == std::string::npos;
        if (byte == '\n' && in_sentence) running += " \u00b7";
        running += byte;
    }
}

struct Running {
    std::string text;
    std::vector<std::size_t> sections;  ///< Where each begins.
};

Running running_text(const model::Text& text) {
    Running running{text.summary, {}};
    for (const auto& section : text.sections) {
        if (!running.text.empty()) running.text += '\n';
        running.sections.push_back(running.text.size());
        append_blocks(running.text, section.markup.text);
    }
    return running;
}

/// Words of the query that each word meets by itself or by the concept that it and its neighbours name.
std::vector<Wanted::Words> met_by(const std::vector<language::Word>& words, const std::string& language,
                                  const Wanted& wanted, const concepts::Labels& labels) {
    const auto group = language::group(language);
    std::vector<Wanted::Words> met;
    for (const auto& word : words) met.push_back(wanted.met_by(word, group));
    if (!wanted.has_concepts()) return met;
    for (const auto& mention : labels.find(words, language)) {
        const auto by_concept = wanted.met_by_concept(index::concept_term(mention.name.scheme, mention.name.id));
        for (std::size_t i = 0; i < mention.count; ++i) met[mention.first + i] |= by_concept;
    }
    return met;
}

Reading read(const model::Text& source, const Wanted& wanted, const Reader& reader, std::size_t bytes) {
    Reading reading{.source = &source,
                    .language = source.language,
                    .page = {},
                    .text = source.title + "\n",
                    .running = 0,
                    .sections = {},
                    .words = {}};
    for (const auto& keyword : source.keywords) reading.text.append(keyword).append("\n");
    reading.running = reading.text.size();
    const auto running = running_text(source);
    reading.text.append(cut(running.text, bytes));
    for (const auto begin : running.sections) reading.sections.push_back(reading.running + begin);
    if (wanted.empty()) return reading;
    const auto words = reader.analyser.words(reading.text, source.language);
    const auto met_by_words = met_by(words, source.language, wanted, reader.labels);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const auto met = met_by_words[i];
        reading.met |= met;
        reading.count += met == 0 ? 0 : 1;
        // The parts of a hyphenated word follow it; one of them that met the query marks the whole.
        if (!reading.words.empty() && word.begin < reading.words.back().end) {
            reading.words.back().met |= met;
        } else {
            reading.words.push_back({word.begin, word.end, met});
        }
    }
    return reading;
}

/// The questions that a document answers, as texts to cut a snippet from: one for each language.
std::vector<model::Text> texts_of_questions(const model::Document& document) {
    std::vector<model::Text> texts;
    for (const auto& [language, questions, line] : document.questions) {
        model::Text text;
        text.language = language;
        for (const auto& question : questions) text.summary.append(text.summary.empty() ? "" : " ").append(question);
        texts.push_back(std::move(text));
    }
    return texts;
}

/// The texts of a document, the one that a reader of `language` gets first; then its questions in that language.
std::vector<const model::Text*> in_order_for(const model::Document& document, const std::vector<model::Text>& questions,
                                             std::string_view language) {
    std::vector<const model::Text*> texts{&document.text_for(language)};
    for (const auto& near : model::understood_by(language)) {
        const auto* text = document.text_in(near);
        if (text != nullptr && std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
    }
    for (const auto& text : document.texts) {
        if (std::ranges::find(texts, &text) == texts.end()) texts.push_back(&text);
    }
    for (const auto& near : model::understood_by(language)) {
        const auto text = std::ranges::find(questions, near, &model::Text::language);
        if (text != questions.end()) texts.push_back(&*text);
    }
    return texts;
}

Reading read_best(const std::vector<const model::Text*>& texts, const Wanted& wanted, const Reader& reader,
                  std::size_t bytes) {
    Reading best = read(*texts.front(), wanted, reader, bytes);
    for (std::size_t i = 1; i < texts.size() && best.met != wanted.all(); ++i) {
        Reading other = read(*texts[i], wanted, reader, bytes);
        if (std::popcount(other.met) > std::popcount(best.met)) best = std::move(other);
    }
    return best;
}

/// The page that met most words of the query, if that is more than `least`.
std::optional<Reading> read_page(const PageSource& pages, const Wanted& wanted, const Reader& reader, int least,
                                 std::size_t bytes) {
    std::optional<Reading> best;
    for (auto& page : pages()) {
        model::Text text;
        text.language = page.language;
        text.sections.push_back({.field = {}, .markup = {.html = {}, .text = std::move(page.text)}});
        Reading reading = read(text, wanted, reader, bytes);
        if (std::popcount(reading.met) <= least) continue;
        least = std::popcount(reading.met);
        reading.source = nullptr;
        reading.page = PageFound{std::move(page.file), page.number};
        best = std::move(reading);
        if (best->met == wanted.all()) break;
    }
    return best;
}

/// A stretch of the running text, in words.
struct Stretch {
    std::size_t first = 0;
    std::size_t last = 0;  ///< The last word, within.
};

/// Letters from the beginning of one word to the end of another, by sums over the whole.
class Ruler {
public:
    explicit Ruler(const Reading& reading) {
        std::size_t sum = 0;
        std::size_t place = 0;
        for (const auto& word : reading.words) {
            const std::string_view text = reading.text;
            begins_.push_back(sum += letters_in(text.substr(place, word.begin - place)));
            ends_.push_back(sum += letters_in(text.substr(word.begin, word.end - word.begin)));
            place = word.end;
        }
    }
    std::size_t letters(const Stretch& stretch) const { return ends_[stretch.last] - begins_[stretch.first]; }

private:
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> ends_;
};

/// How much of the query a stretch shows: different words first, then their number.
std::size_t worth(const Reading& reading, const Stretch& stretch) {
    constexpr std::size_t for_another_word = 16;
    Wanted::Words met = 0;
    std::size_t count = 0;
    for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
        met |= reading.words[i].met;
        count += reading.words[i].met == 0 ? 0 : 1;
    }
    return static_cast<std::size_t>(std::popcount(met)) * for_another_word + std::min(count, for_another_word - 1);
}

/// Where the words stand closest: the earliest of the best stretches that begin and end with a word that met the query.
std::optional<Stretch> densest(const Reading& reading, const Ruler& ruler, std::size_t letters) {
    std::vector<std::size_t> met;
    for (std::size_t i = 0; i < reading.words.size(); ++i) {
        if (reading.words[i].begin >= reading.running && reading.words[i].met != 0) met.push_back(i);
    }
    std::optional<Stretch> best;
    std::size_t most = 0;
    std::size_t last = 0;
    for (std::size_t first = 0; first < met.size(); ++first) {
        last = std::max(last, first);
        while (last + 1 < met.size() && ruler.letters({met[first], met[last + 1]}) <= letters) ++last;
        const Stretch stretch{met[first], met[last]};
        const auto value = worth(reading, stretch);
        if (value <= most) continue;
        most = value;
        best = stretch;
    }
    return best;
}

bool starts_sentence(const Reading& reading, std::size_t word) {
    const auto begin = reading.words[word].begin;
    if (word == 0 || begin == reading.running) return true;
    const auto end = reading.words[word - 1].end;
    return reading.text.find_first_of(".!?:\n", end) < begin;
}

/// Widens a stretch up to `letters`: back to the start of its sentence as far as a third of the room, the rest ahead.
Stretch widen(const Reading& reading, const Ruler& ruler, Stretch stretch, std::size_t letters) {
    const auto room = letters - std::min(letters, ruler.letters(stretch));
    const auto back = ruler.letters(stretch) + room / 3;
    const auto can_go_back = [&] {
        return stretch.first > 0 && reading.words[stretch.first - 1].begin >= reading.running;
    };
    while (can_go_back() && !starts_sentence(reading, stretch.first) &&
           ruler.letters({stretch.first - 1, stretch.last}) <= back) {
        --stretch.first;
    }
    while (stretch.last + 1 < reading.words.size() && ruler.letters({stretch.first, stretch.last + 1}) <= letters) {
        ++stretch.last;
    }
    // At the end of the text room may be left: a longer look back is better than a short snippet.
    while (can_go_back() && ruler.letters({stretch.first - 1, stretch.last}) <= letters) --stretch.first;
    return stretch;
}

/// `text` with every stretch of white space as one space.
std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char byte : text) {
        const bool space = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
        if (space && line.ends_with(' ')) continue;
        line.push_back(space ? ' ' : byte);
    }
    return line;
}

void append(std::vector<Fragment>& fragments, std::string text, bool marked) {
    if (text.empty()) return;
    if (!fragments.empty() && fragments.back().marked == marked) {
        fragments.back().text += text;
    } else {
        fragments.push_back({std::move(text), marked});
    }
}

/// The punctuation right behind a word: it goes with the word, as far as there is room.
std::size_t end_with_punctuation(const Reading& reading, std::size_t word, std::size_t room) {
    const auto next = word + 1 < reading.words.size() ? reading.words[word + 1].begin : reading.text.size();
    const auto end = std::min(reading.text.find_first_of(" \n\t(", reading.words[word].end), next);
    const auto more = std::string_view{reading.text}.substr(reading.words[word].end, end - reading.words[word].end);
    return letters_in(more) <= room ? end : reading.words[word].end;
}

std::vector<Fragment> write(const Reading& reading, const Ruler& ruler, const Stretch& stretch, std::size_t letters) {
    std::vector<Fragment> fragments;
    const std::string_view text = reading.text;
    std::size_t place = reading.words[stretch.first].begin;
    const bool from_start = stretch.first == 0 || reading.words[stretch.first - 1].begin < reading.running;
    // A quotation mark or a bracket before the first word, but not a whole line of signs.
    if (from_start && place - reading.running <= ellipses) place = reading.running;
    if (!from_start) append(fragments, std::string{ellipsis} + " ", false);
    for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
        const auto& word = reading.words[i];
        if (word.met == 0) continue;
        append(fragments, in_one_line(text.substr(place, word.begin - place)), false);
        append(fragments, in_one_line(text.substr(word.begin, word.end - word.begin)), true);
        place = word.end;
    }
    const auto end = end_with_punctuation(reading, stretch.last, letters - std::min(letters, ruler.letters(stretch)));
    append(fragments, in_one_line(text.substr(place, end - place)), false);
    const bool to_end = stretch.last + 1 == reading.words.size();
    if (!to_end) append(fragments, " " + std::string{ellipsis}, false);
    return fragments;
}

/// The beginning of the summary (of the text, where there is none), cut between words.
std::vector<Fragment> beginning(const model::Text& text, std::size_t letters) {
    const std::string line = in_one_line(running_text(text).text);
    const std::string whole = text.summary.empty() ? line : in_one_line(text.summary);
    if (whole.empty()) return {};
    if (letters_in(whole) <= letters) return {{whole, false}};
    std::size_t place = 0;
    for (std::size_t count = 0; count < letters - 2; ++place) {
        const bool next_is_inside = (static_cast<unsigned char>(whole[place + 1]) & 0xC0U) == 0x80U;
        if (!next_is_inside) ++count;
    }
    const auto space = whole.rfind(' ', place);
    return {{whole.substr(0, space == std::string::npos ? place : space) + " " + std::string{ellipsis}, false}};
}

std::vector<std::string> words_that_met(const Reading& reading, std::size_t most) {
    std::vector<std::string> words;
    std::vector<std::string> seen;
    for (const auto& mark : reading.words) {
        if (mark.met == 0) continue;
        auto word = reading.text.substr(mark.begin, mark.end - mark.begin);
        auto form = language::lower(word);
        if (const auto at = std::ranges::find(seen, form); at != seen.end()) {
            // A capital that only starts a sentence says nothing.
            if (word == form) words[static_cast<std::size_t>(at - seen.begin())] = word;
            continue;
        }
        if (words.size() == most) break;
        seen.push_back(std::move(form));
        words.push_back(std::move(word));
    }
    return words;
}

/// The section in which a stretch begins, or nothing when that is the summary or no text of the document.
std::string section_of(const Reading& reading, const Stretch& stretch) {
    if (reading.source == nullptr) return {};
    const auto begin = reading.words[stretch.first].begin;
    const auto after = std::ranges::upper_bound(reading.sections, begin);
    const auto number = static_cast<std::size_t>(after - reading.sections.begin());
    return number == 0 ? std::string{} : reading.source->sections[number - 1].field;
}

}  // namespace

Excerpt make_excerpt(const model::Document& document, const Wanted& wanted, const Reader& reader,
                     std::string_view language, const SnippetLimits& limits, const PageSource& pages) {
    const auto questions = texts_of_questions(document);
    Reading reading = read_best(in_order_for(document, questions, language), wanted, reader, limits.analysed);
    if (pages && reading.met != wanted.all()) {
        auto page = read_page(pages, wanted, reader, std::popcount(reading.met), limits.analysed);
        if (page) reading = std::move(*page);
    }
    Excerpt excerpt{.language = reading.language,
                    .fragments = {},
                    .why = words_that_met(reading, limits.why),
                    .page = reading.page};
    const Ruler ruler{reading};
    const auto room = limits.letters - std::min(limits.letters, ellipses);
    const auto core = densest(reading, ruler, room);
    if (!core) {
        if (reading.source != nullptr) excerpt.fragments = beginning(*reading.source, limits.letters);
        return excerpt;
    }
    excerpt.section = section_of(reading, *core);
    excerpt.fragments = write(reading, ruler, widen(reading, ruler, *core, room), room);
    return excerpt;
}

}  // namespace clearinghouse::search
