#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The passages of a document as numbers of their terms: what a second look at the best hits reads. They are kept as
/// the data of the document in the database, some three bytes for each byte of its text.
namespace clearinghouse::index {

/// Where a passage stands. The values are written into the index.
enum class PassageKind : std::uint8_t { head, question, summary, running, page };

inline constexpr std::size_t passage_kinds = 5;

/// A title with its keywords, a question or a sentence.
struct Passage {
    PassageKind kind = PassageKind::running;
    std::vector<std::uint32_t> terms;  ///< Numbers of its terms, in order, each once.
};

/// The number of a term: FNV-1a of its bytes in 32 bits (Fowler, Noll and Vo). Two terms of a document share one in a
/// case of millions; a passage then seems to have a word that it has not.
std::uint32_t term_number(std::string_view term);

/// The passages as bytes. One of over 65,535 terms is cut there.
std::string write_passages(const std::vector<Passage>& passages);

/// Calls `see` with each passage that was written. Bytes that no write_passages() made end it early.
void read_passages(std::string_view bytes,
                   const std::function<void(PassageKind, std::span<const std::uint32_t>)>& see);

}  // namespace clearinghouse::index
