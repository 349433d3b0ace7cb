#include "engine/language/transducer_file.h"

#include <cstddef>
#include <cstdint>

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

    void letter() {
        const auto c = number();
        require(c <= last_code_point && (c < 0xD800 || c > 0xDFFF));
    }

    void letters() {
        for (auto left_over = count(); left_over > 0 && sound_; --left_over) letter();
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

/// Tags, then pairs of symbols; a symbol is a tag or, counted from behind these, a letter. Returns how many pairs.
std::uint32_t read_alphabet(Reader& reader) {
    const auto tags = reader.count();
    for (std::uint32_t i = 0; i < tags && reader.sound(); ++i) reader.letters();
    const auto pairs = reader.count();
    for (std::uint32_t i = 0; i < pairs && reader.sound(); ++i) {
        reader.require(reader.number() <= last_code_point + tags);
        reader.require(reader.number() <= last_code_point + tags);
    }
    return pairs;
}

void read_transitions(Reader& reader, std::uint32_t pairs, bool weights) {
    std::uint64_t pair = 0;
    for (auto transitions = reader.count(); transitions > 0 && reader.sound(); --transitions) {
        pair += reader.number();
        reader.require(pair < pairs);
        reader.number();  // the state, taken modulo their count
        if (weights) reader.weight();
    }
}

void read_section(Reader& reader, std::uint32_t pairs) {
    reader.letters();  // its name
    const bool weights = reader.skip("LTTD") && (reader.features() & has_weights) != 0;
    const auto initial = reader.number();
    std::uint64_t last_final = 0;
    for (auto finals = reader.count(); finals > 0 && reader.sound(); --finals) {
        last_final += reader.number();
        if (weights) reader.weight();
    }
    const auto states = reader.count();
    reader.require(initial < states && last_final < states);
    for (std::uint32_t i = 0; i < states && reader.sound(); ++i) read_transitions(reader, pairs, weights);
}

}  // namespace

bool is_sound_transducer(std::string_view bytes) {
    Reader reader{bytes};
    if (!reader.skip("LTTB")) return false;
    // Features are for later formats: a library that reads them is asked, ours refuses them with an exception.
    if (reader.features() != 0) return reader.sound();
    reader.letters();
    const auto pairs = read_alphabet(reader);
    const auto sections = reader.count();
    for (std::uint32_t i = 0; i < sections && reader.sound(); ++i) read_section(reader, pairs);
    return reader.sound() && sections > 0 && reader.at_end();
}

}  // namespace clearinghouse::language
