#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "output/hdf5/page_overlay.hpp"

// Writes that are to be made in a file, told at its end before they are made: after the last byte
// of the file come the pages, each after its offset, then where that began and how much of the file
// the pages are of, the SHA-256 of all this, and a mark. A journal that was not written to its end
// has no mark, and stands for nothing.
namespace peerwatt::output {

// What is to follow the first `overlay.size()` or more bytes of the file; `begin` is where.
std::vector<std::byte> journal_of(const PageOverlay& overlay, std::uint64_t begin);

struct Journal {
  std::uint64_t begin = 0;  // in bytes: where the file itself ends
  PageOverlay writes;
};

// The journal at the end of a file of `size` bytes, if there is one; `read` fills a span from an
// offset of the file and may throw.
std::optional<Journal> find_journal(std::uint64_t size, const PageOverlay::Load& read);

}  // namespace peerwatt::output
