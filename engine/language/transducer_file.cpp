#include "engine/language/transducer_file.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace clearinghouse::language {
namespace {

constexpr std::uint32_t last_code_point = 0x10FFFF;
constexpr std::uint64_t has_weights = 1;

/// Reads the numbers of the format. Whatever does not fit is remembered and makes all further reading end quickly.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_{bytes} {}

    bool sound() const { return sound_; }
    bool at_end() const { return at_ == bytes_.size(); }
    std::size_t left() const { return bytes_.size() - at_; }

    void require(bool condition) {
        sound_ = sound_ && condition;
        if (!sound_) at_ = bytes_.size();
    }

    std::uint32_t byte() {
        require(at_ < bytes_.size());
        return sound_ ? static_cast<unsigned char>(bytes_[at_++]) : 0;
    }

    /// The two upper bits of the first byte say how many follow, high ones first.
    std::uint32_t number() {
        const auto first = byte();
        auto result = first & 0x3FU;
        for (auto more = first >> 6U; more > 0; --more) result = result << 8U | byte();
        return result;
    }

    /// A number of things of which each takes one byte or more.
    std::uint32_t count() {
        const auto result = number();
        require(result <= left());
        return sound_ ? result : 0;
    }

    bool skip(std::string_view mark) {
        if (bytes_.substr(at_, mark.size()) != mark) return false;
        at_ += mark.size();
        return true;
    }

    std::uint64_t features() {
        std::uint64_t result = 0;
        for (unsigned shift = 0; shift < 64; shift += 8) result |= std::uint64_t{byte()} << shift;
        return result;
    }

    std::u16string letters() {
        std::u16string text;
        for (auto left_over = count(); left_over > 0 && sound_; --left_over) {
            const auto c = number();
            require(c <= last_code_point && (c < 0xD800 || c > 0xDFFF));
            // Tags and names of sections are plain; what is beyond 16 bits is only counted.
            text.push_back(c <= 0xFFFF ? static_cast<char16_t>(c) : u'\uFFFD');
        }
        return text;
    }

    /// Mantissa and exponent, each in one number or two.
    void weight() {
        constexpr std::uint32_t in_two = 0x04000000;
        for (int i = 0; i < 2; ++i) {
            if (number() >= in_two) number();
        }
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool sound_ = true;
};

struct Pair {
    std::int32_t reads = 0;
    std::int32_t writes = 0;
};

/// Keeps what was read, or nothing when it is only looked at.
struct Keeper {
    TransducerFile* file = nullptr;
    std::vector<Pair> pairs;
};

/// Tags, then pairs of symbols; a symbol is a tag or, counted from behind these, a letter. Returns how many pairs.
std::uint32_t read_alphabet(Reader& reader, Keeper& keeper) {
    const auto tags = reader.count();
    for (std::uint32_t i = 0; i < tags && reader.sound(); ++i) {
        auto tag = reader.letters();
        if (keeper.file != nullptr) keeper.file->tags.push_back(std::move(tag));
    }
    const auto pairs = reader.count();
    for (std::uint32_t i = 0; i < pairs && reader.sound(); ++i) {
        const auto reads = reader.number();
        const auto writes = reader.number();
        reader.require(reads <= last_code_point + tags && writes <= last_code_point + tags);
        if (keeper.file == nullptr || !reader.sound()) continue;
        const auto symbol = [&](std::uint32_t number) {
            return static_cast<std::int32_t>(number) - static_cast<std::int32_t>(tags);
        };
        keeper.pairs.push_back({symbol(reads), symbol(writes)});
    }
    return pairs;
}

void read_steps(Reader& reader, std::uint32_t pairs, bool weights, std::uint32_t state, std::uint32_t states,
                Keeper& keeper) {
    std::uint64_t pair = 0;
    for (auto steps = reader.count(); steps > 0 && reader.sound(); --steps) {
        pair += reader.number();
        reader.require(pair < pairs);
        const auto to = (std::uint64_t{state} + reader.number()) % states;
        if (weights) reader.weight();
        if (keeper.file == nullptr || !reader.sound()) continue;
        const auto& symbols = keeper.pairs[static_cast<std::size_t>(pair)];
        keeper.file->sections.back().steps[state].push_back(
            {symbols.reads, symbols.writes, static_cast<std::uint32_t>(to)});
    }
}

void read_section(Reader& reader, std::uint32_t pairs, Keeper& keeper) {
    auto name = reader.letters();
    const bool weights = reader.skip("LTTD") && (reader.features() & has_weights) != 0;
    const auto initial = reader.number();
    std::vector<std::uint64_t> finals;
    std::uint64_t last_final = 0;
    for (auto left = reader.count(); left > 0 && reader.sound(); --left) {
        finals.push_back(last_final += reader.number());
        if (weights) reader.weight();
    }
    const auto states = reader.count();
    reader.require(initial < states && last_final < states);
    if (!reader.sound()) return;
    if (keeper.file != nullptr) {
        auto& section = keeper.file->sections.emplace_back();
        section.name = std::move(name);
        section.initial = initial;
        section.is_final.resize(states);
        section.steps.resize(states);
        for (const auto state : finals) section.is_final[static_cast<std::size_t>(state)] = true;
    }
    for (std::uint32_t i = 0; i < states && reader.sound(); ++i) read_steps(reader, pairs, weights, i, states, keeper);
}

bool read_all(Reader& reader, Keeper& keeper) {
    reader.letters();
    const auto pairs = read_alphabet(reader, keeper);
    const auto sections = reader.count();
    for (std::uint32_t i = 0; i < sections && reader.sound(); ++i) read_section(reader, pairs, keeper);
    return reader.sound() && sections > 0 && reader.at_end();
}

}  // namespace

bool is_sound_transducer(std::string_view bytes) {
    Reader reader{bytes};
    if (!reader.skip("LTTB")) return false;
    // Features are for later formats: a library that reads them is asked, ours refuses them with an exception.
    if (reader.features() != 0) return reader.sound();
    Keeper keeper;
    return read_all(reader, keeper);
}

std::optional<TransducerFile> read_transducer_file(std::string_view bytes) {
    Reader reader{bytes};
    if (!reader.skip("LTTB") || reader.features() != 0) return std::nullopt;
    TransducerFile file;
    Keeper keeper{&file, {}};
    if (!read_all(reader, keeper)) return std::nullopt;
    return file;
}

}  // namespace clearinghouse::language
