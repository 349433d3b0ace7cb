#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/embedded.h"
#include "tests/server/site_fixture.h"

/// The site in a language that nobody speaks: every text of the interface is longer, accented and in brackets. What
/// stands outside the brackets then is content, or a text that no translator can reach.
using namespace clearinghouse;
using namespace clearinghouse::server;
using namespace clearinghouse::server::tests;

namespace {

/// Faroese is a language of documents here and not of the interface, so ICU knows it and no catalogue is in the way.
constexpr std::string_view pseudo = "fo";
constexpr std::string_view open_bracket = "⟦";
constexpr std::string_view close_bracket = "⟧";

/// "Search {query}" becomes "⟦Séárch {query}~~~~~⟧": 40 percent longer, as translations from English often are.
std::string in_pseudo(const std::string& text) {
    std::string result{open_bracket};
    bool in_value = false;
    for (const char c : text) {
        if (c == '{') in_value = true;
        if (c == '}') in_value = false;
        constexpr std::string_view plain = "aeiouy";
        constexpr std::array accented{"á", "é", "í", "ó", "ú", "ý"};
        const auto vowel = in_value ? plain.npos : plain.find(c);
        if (vowel == plain.npos) {
            result += c;
        } else {
            result += accented.at(vowel);
        }
    }
    return result + std::string(text.size() * 2 / 5, '~') + std::string{close_bracket};
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string pseudo_catalogue(std::string_view pot) {
    const auto entries = read_catalogue(pot, "interface.pot");
    REQUIRE(entries);
    std::string po;
    for (const auto& entry : *entries) {
        po += fmt::format("msgctxt {}\nmsgid {}\n", quoted(entry.key), quoted(entry.english));
        if (entry.english_plural.empty()) {
            po += fmt::format("msgstr {}\n\n", quoted(in_pseudo(entry.english)));
        } else {
            po += fmt::format("msgid_plural {}\n", quoted(entry.english_plural));
            for (std::size_t form = 0; form < plural_forms(pseudo); ++form) {
                po += fmt::format("msgstr[{}] {}\n", form, quoted(in_pseudo(entry.english_plural)));
            }
            po += '\n';
        }
    }
    return po;
}

Site pseudo_site() {
    std::string_view pot;
    std::map<std::string, std::string> sources;
    for (const auto& file : embedded_files()) {
        if (file.name == "texts/interface.pot") pot = file.content;
        if (file.name.starts_with("templates/")) {
            sources[std::filesystem::path{file.name}.stem()] = std::string{file.content};
        }
    }
    const auto catalogue = pseudo_catalogue(pot);
    auto texts = Texts::read(pot, {{std::string{pseudo}, catalogue}});
    REQUIRE(texts);
    REQUIRE(texts->is_offered(pseudo));
    Templates templates{sources, *texts};
    return {.settings = {.base_url = "https://example.org", .contact = "mailto:desk@example.org"},
            .texts = std::move(*texts),
            .templates = std::move(templates),
            .assets = Assets{embedded_files(), packaged_files()},
            .api = small_site().api,
            .current_searcher = small_site().current_searcher,
            .clock = small_site().clock};
}

std::string decoded(std::string text) {
    const std::vector<std::pair<std::string, std::string>> entities{{"&lt;", "<"},  {"&gt;", ">"},   {"&quot;", "\""},
                                                                    {"&#39;", "'"}, {"&#x2F;", "/"}, {"&apos;", "'"},
                                                                    {"&amp;", "&"}};
    for (const auto& [entity, plain] : entities) {
        for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + plain.size())) {
            text.replace(at, entity.size(), plain);
        }
    }
    return text;
}

std::string attribute(const std::string& tag, const std::string& name) {
    const auto at = tag.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 3;
    return tag.substr(begin, tag.find('"', begin) - begin);
}

/// What a page in the pseudo language shows or says aloud, one string for each place, without what is marked as being
/// in another language.
std::vector<std::string> texts_of(const std::string& page) {
    static const std::set<std::string> empty_elements{"meta", "link", "input", "br", "img", "hr", "wbr", "col"};
    std::vector<std::string> texts;
    std::vector<std::string> open;  // The names of open elements; one that is in another language begins with "!".
    const auto is_foreign = [&] {
        return std::ranges::any_of(open, [](const auto& name) { return name.starts_with('!'); });
    };
    const auto take = [&](std::string text) {
        if (!is_foreign()) texts.push_back(decoded(std::move(text)));
    };
    std::size_t at = 0;
    while (at < page.size()) {
        const auto tag_begin = std::min(page.find('<', at), page.size());
        // What programs read is the same in every language.
        const bool is_code =
            !open.empty() && (open.back() == "script" || open.back() == "code" || open.back() == "textarea");
        if (tag_begin > at && !is_code) take(page.substr(at, tag_begin - at));
        const auto tag_end = page.find('>', tag_begin);
        if (tag_end == std::string::npos) break;
        const auto tag = page.substr(tag_begin, tag_end - tag_begin);
        const auto name_end = tag.find_first_of(" />\n", 2);
        const auto name = tag.substr(1, name_end == std::string::npos ? tag.npos : name_end - 1);
        if (name.starts_with('/')) {
            REQUIRE_FALSE(open.empty());
            open.pop_back();
        } else if (!name.starts_with('!')) {
            const auto language = attribute(tag, "lang");
            open.push_back((language.empty() || language == pseudo ? "" : "!") + name);
            for (const auto* spoken : {"aria-label", "placeholder", "alt", "title"}) take(attribute(tag, spoken));
            if (name == "meta" && attribute(tag, "name") == "description") take(attribute(tag, "content"));
            if (empty_elements.contains(name) || tag.ends_with('/')) open.pop_back();
        }
        at = tag_end + 1;
    }
    return texts;
}

/// A text without what stands in brackets, which may hold further ones; each stretch in brackets leaves a "#".
std::string outside_brackets(std::string_view text) {
    std::string result;
    int depth = 0;
    while (!text.empty()) {
        if (text.starts_with(open_bracket)) {
            if (depth++ == 0) result += '#';
            text.remove_prefix(open_bracket.size());
        } else if (text.starts_with(close_bracket)) {
            --depth;
            text.remove_prefix(close_bracket.size());
        } else {
            if (depth == 0) result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

/// Of the marks beyond ASCII only letters begin with these bytes; signs such as "·" and "…" begin with others.
bool begins_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalpha(byte) || (byte >= 0xC3 && byte <= 0xDF);
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    bool in_letter = false;  // Of several bytes.
    for (const char c : text + ' ') {
        const auto byte = static_cast<unsigned char>(c);
        const bool goes_on = byte >= 0x80 && byte < 0xC0;
        if (begins_letter(c) || (goes_on && in_letter)) {
            word += c;
            in_letter = true;
            continue;
        }
        in_letter = false;
        if (!goes_on && !word.empty()) words.push_back(std::exchange(word, {}));
    }
    return words;
}

std::string in_small(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Words that come from documents, from vocabularies and from ICU.
std::set<std::string> words_of_content(const Site& site) {
    std::set<std::string> words;
    const auto add = [&](const std::string& text) {
        for (const auto& word : words_of(in_small(text))) words.insert(word);
    };
    const auto folder = std::filesystem::path{CLEARINGHOUSE_SOURCE_DIR} / "tests/server/content";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        add({std::istreambuf_iterator<char>{stream}, {}});
        add(entry.path().filename());
    }
    for (const auto& scheme : site.current_searcher()->vocabulary().schemes()) {
        for (const auto& concept_ : scheme.concepts) {
            const auto label = site.current_searcher()->vocabulary().label(scheme.id, concept_.id, pseudo);
            add(label);
            add(concept_.notation);
            add(capitalised(label, pseudo));
            for (const auto& [language, note] : concept_.scope_notes) add(note);
        }
    }
    for (int month = 1; month <= 12; ++month) {
        add(format_date(*model::parse_date(fmt::format("2026-{:02}-01", month)), pseudo));
    }
    // Names of formats, programs and units, the same in every language.
    add("CSV PDF JSON JSON-stat Atom RIS BibTeX CSL-JSON Dublin Core DataCite MODS SVG HTTP Python R curl");
    add("B kB MB SEK × desk https example org");
    return words;
}

/// Addresses in the pseudo language that a page links to.
std::vector<std::string> links_of(const std::string& page) {
    std::vector<std::string> links;
    static const std::regex link{"href=\"(/fo/[^\"#]*)"};
    for (std::sregex_iterator each{page.begin(), page.end(), link}, end; each != end; ++each) {
        links.push_back(decoded((*each)[1]));
    }
    return links;
}

/// Every page that links lead to, each kind of search a few times.
std::vector<std::string> all_targets(const Site& site) {
    std::vector<std::string> targets{"/fo/",
                                     "/fo/search?q=language&theme=language-learning",
                                     "/fo/search?q=xqzvxqzv",
                                     "/fo/search?q=\"a",
                                     "/fo/nowhere",
                                     "/fo/search?page=7",
                                     "/fo/documents/taken-back"};
    std::set<std::string> seen{targets.begin(), targets.end()};
    std::size_t with_parameters = 30;
    for (std::size_t next = 0; next < targets.size() && next < 400; ++next) {
        for (const auto& link : links_of(get(site, targets[next]).body)) {
            const bool has_parameters = link.find('?') != std::string::npos;
            if (has_parameters && with_parameters == 0) continue;
            if (!seen.insert(link).second) continue;
            if (has_parameters) --with_parameters;
            targets.push_back(link);
        }
    }
    return targets;
}

}  // namespace

TEST_CASE("in a pseudo-language nothing of the interface stands outside the catalogue, and nothing is put together") {
    const auto site = pseudo_site();
    const auto known = words_of_content(site);
    // Two texts side by side, or a text beside a word, make a sentence whose order no translator can change.
    const std::regex put_together{"# *[#A-Za-z]|[A-Za-z] *#"};
    const auto targets = all_targets(site);
    CHECK(targets.size() > 40);
    std::set<std::string> reported;
    for (const auto& target : targets) {
        // Explanations for programmers are in English, and say so.
        if (target.find("/about/problems/") != std::string::npos) continue;
        const auto page = get(site, target);
        if (!page.media_type.starts_with("text/html") || page.status == 301) continue;
        CAPTURE(target);
        for (const auto& text : texts_of(page.body)) {
            if (text.starts_with("/api/")) continue;  // An address that is shown as such.
            const auto outside = outside_brackets(text);
            if (!reported.insert(outside).second) continue;
            CAPTURE(text);
            CHECK_FALSE(std::regex_search(outside, put_together));
            for (const auto& word : words_of(outside)) {
                CAPTURE(word);
                CHECK(known.contains(in_small(word)));
            }
        }
    }
}
