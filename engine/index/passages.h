#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a second look at the best hits reads: the passages of a document as numbers of their terms, some three bytes
/// for each byte of its text, and the concepts that it is about. Both are values of the document (layout.h has the
/// slots).
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
void read_passages(std::string_view bytes, const std::function<void(PassageKind, std::span<const std::uint32_t>)>& see);

/// A concept that a document is tagged with or names.
struct Subject {
    std::string term;         ///< As concept_term() gives it.
    std::uint32_t count = 0;  ///< How often, weighted by field.
};

/// The subjects as bytes. Terms of over 255 bytes, which no term is, are left out.
std::string write_subjects(const std::vector<Subject>& subjects);

/// The subjects that were written. Bytes that no write_subjects() made end them early.
std::vector<Subject> read_subjects(std::string_view bytes);

}  // namespace clearinghouse::index
