#include "engine/language/transducer.h"

// These put their names, and ICU's, into the global namespace: no other file may include them.
#include <lttoolbox/alphabet.h>
#include <lttoolbox/file_utils.h>
#include <lttoolbox/state.h>
#include <lttoolbox/trans_exe.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "engine/language/text.h"
#include "engine/language/transducer_file.h"

namespace clearinghouse::language {
namespace {

// Marks where one word of a compound ends and the next begins. '+' is taken: dictionaries join with it themselves.
constexpr char16_t joint = 0x1F;
constexpr int most_parts = 4;
// Repeated short words double the states with every letter: 60 letters took 0.3 s without a bound, 11 ms with this
// one, which loses 12 of 22,459 Norwegian compounds.
constexpr std::size_t most_states = 2048;
// Names of up to this many letters are tried in capitals: "eu", "nordplus" is none.
constexpr std::size_t longest_acronym = 6;

using Symbols = std::array<UStringView, 5>;
constexpr Symbols only_left_symbols{u"<:co:only-L>", u"<:compound:only-L>", u"<@co:only-L>", u"<@compound:only-L>",
                                    u"<compound-only-L>"};
constexpr Symbols right_symbols{u"<:co:R>", u"<:compound:R>", u"<@co:R>", u"<@compound:R>", u"<compound-R>"};

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

/// The file, open at its beginning, if it is a whole one.
File open_checked(const std::string& path) {
    File none{nullptr, std::fclose};
    std::ifstream stream{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    if (!is_sound_transducer(bytes)) return none;
    return File{std::fopen(path.c_str(), "rb"), std::fclose};
}

/// Reads what lttoolbox writes: "/bog<n><ut>/boge<v>", parts joined by '+' or by our joint, backslash before
/// reserved characters.
class PiecesParser {
public:
    std::vector<Pieces> parse(UStringView text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == u'\\' && i + 1 < text.size()) {
                piece_.lemma += text[++i];
            } else {
                add(text[i]);
            }
        }
        end_reading();
        return std::move(readings_);
    }

private:
    void add(char16_t c) {
        if (in_tag_ || c == u'<') {
            piece_.tags += c;
            in_tag_ = c != u'>';
        } else if (c == u'/') {
            end_reading();
        } else if (c == joint || (c == u'+' && !piece_.tags.empty())) {
            end_piece();
        } else {
            piece_.lemma += c;
        }
    }

    void end_piece() {
        if (!piece_.lemma.empty()) reading_.push_back(std::move(piece_));
        piece_ = {};
    }

    void end_reading() {
        end_piece();
        if (!reading_.empty()) readings_.push_back(std::move(reading_));
        reading_ = {};
    }

    std::vector<Pieces> readings_;
    Pieces reading_;
    Piece piece_;
    bool in_tag_ = false;
};

}  // namespace

struct Transducer::Inside {
    std::set<UChar32> letters;
    Alphabet alphabet;
    std::map<UString, TransExe> sections;
    Node root;
    State start;
    std::map<Node*, double> finals;
    std::set<UChar32> reserved{'[', ']', '{', '}', '^', '$', '/', '\\', '@', '<', '>'};
    int only_left = 0;
    int right = 0;

    bool read(FILE* file) {
        readTransducerSet(file, letters, alphabet, sections);
        for (auto& [name, section] : sections) {
            root.addTransition(0, 0, section.getInitial(), 0.0);
            finals.insert(section.getFinals().begin(), section.getFinals().end());
        }
        start.init(&root);
        only_left = take_symbol(only_left_symbols);
        right = take_symbol(right_symbols);
        return !sections.empty();
    }

    /// The number of the compound symbol that this dictionary uses, which is blanked so that no result shows it.
    int take_symbol(const Symbols& names) {
        for (const auto& name : names) {
            if (!alphabet.isSymbolDefined(name)) continue;
            const int symbol = std::as_const(alphabet)(name);
            alphabet.setSymbol(symbol, u"");
            return symbol;
        }
        return 0;
    }

    std::vector<Pieces> results(const State& state) const {
        return PiecesParser{}.parse(state.filterFinals(finals, alphabet, reserved));
    }

    std::vector<Pieces> walk_whole(UStringView word) const {
        State state = start;
        const auto size = static_cast<int32_t>(word.size());
        for (int32_t i = 0; i < size;) {
            UChar32 c = 0;
            U16_NEXT(word.data(), i, size, c);
            state.step_case(c, false);
            if (state.size() == 0) return {};
        }
        if (!state.isFinal(finals)) return {};
        if (only_left != 0) state.pruneStatesWithForbiddenSymbol(only_left);
        return results(state);
    }

    std::vector<Pieces> walk_compound(UStringView word) const {
        State state = start;
        // restartFinals only reads it, though its signature does not say so.
        auto* restart = const_cast<State*>(&start);
        const auto size = static_cast<int32_t>(word.size());
        for (int32_t i = 0; i < size;) {
            UChar32 c = 0;
            U16_NEXT(word.data(), i, size, c);
            state.step_case(c, false);
            if (state.size() == 0 || state.size() > most_states) return {};
            if (i < size) state.restartFinals(finals, only_left, restart, joint);
        }
        state.pruneCompounds(right, joint, most_parts);
        return results(state);
    }
};

Transducer::Transducer(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Transducer::~Transducer() = default;

std::unique_ptr<const Transducer> Transducer::load(const std::string& path, const std::vector<std::u16string>& probes) {
    const auto file = open_checked(path);
    if (!file) return nullptr;
    auto inside = std::make_unique<Inside>();
    try {
        if (!inside->read(file.get())) return nullptr;
    } catch (const std::exception&) {
        return nullptr;
    }
    std::unique_ptr<const Transducer> made{new Transducer{std::move(inside)}};
    const bool known =
        std::all_of(probes.begin(), probes.end(), [&](const auto& probe) { return !made->whole(probe).empty(); });
    return known ? std::move(made) : nullptr;
}

std::vector<Pieces> Transducer::whole(std::u16string_view word) const {
    if (word.empty() || word.size() > longest_word) return {};
    auto found = inside_->walk_whole(word);
    if (found.empty()) found = inside_->walk_whole(with_capital(word));
    if (found.empty() && word.size() <= longest_acronym) found = inside_->walk_whole(in_capitals(word));
    return found;
}

std::vector<Pieces> Transducer::compound(std::u16string_view word) const {
    const bool has_compounds = inside_->only_left != 0 && inside_->right != 0;
    if (!has_compounds || word.empty() || word.size() > longest_word) return {};
    return inside_->walk_compound(word);
}

}  // namespace clearinghouse::language
