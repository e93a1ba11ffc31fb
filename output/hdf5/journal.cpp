#include "output/hdf5/journal.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "engine/core/sha256.hpp"

namespace peerwatt::output {
namespace {

constexpr std::string_view kMark = "peerwatt journal";  // 16 bytes
constexpr std::size_t kNumber = sizeof(std::uint64_t);
constexpr std::size_t kSum = 64;  // hexadecimal digits
constexpr std::size_t kSealed = kSum + kMark.size();
constexpr std::size_t kTail = 2 * kNumber + kSealed;

void append(std::vector<std::byte>& bytes, std::span<const std::byte> more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

// In the order of bytes of x86-64, which is that of every number in a trace.
void append_number(std::vector<std::byte>& bytes, std::uint64_t number) {
  append(bytes, std::as_bytes(std::span{&number, 1}));
}

std::uint64_t number_at(std::span<const std::byte> bytes) {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes.data(), kNumber);
  return number;
}

std::string sum_of(std::span<const std::byte> bytes) {
  Sha256 sum;
  sum.add(bytes.data(), bytes.size());
  return sum.hexadecimal();
}

// What the last bytes of a journal say.
struct Tail {
  std::uint64_t begin = 0;    // of the journal, in the file
  std::uint64_t covered = 0;  // bytes of the file that the pages are of
  std::span<const std::byte> sum;
};

std::optional<Tail> read_tail(std::span<const std::byte> bytes, std::uint64_t file_size) {
  if (std::memcmp(bytes.last(kMark.size()).data(), kMark.data(), kMark.size()) != 0) return {};
  const Tail tail{number_at(bytes), number_at(bytes.subspan(kNumber)),
                  bytes.subspan(2 * kNumber, kSum)};
  if (tail.begin > file_size - kTail || tail.covered > tail.begin) return {};
  return tail;
}

// The pages that a journal tells of; nothing where they are not pages of the file.
std::optional<PageOverlay> pages_in(std::span<const std::byte> bytes, std::uint64_t covered) {
  PageOverlay overlay{covered};
  while (!bytes.empty()) {
    if (bytes.size() < kNumber) return {};
    const std::uint64_t offset = number_at(bytes);
    bytes = bytes.subspan(kNumber);
    if (offset >= covered || offset % PageOverlay::kPage != 0) return {};
    const std::uint64_t size = std::min(PageOverlay::kPage, covered - offset);
    if (size > bytes.size()) return {};
    overlay.put(offset, bytes.first(size), [](std::uint64_t, std::span<std::byte>) {});
    bytes = bytes.subspan(size);
  }
  return overlay;
}

}  // namespace

std::vector<std::byte> journal_of(const PageOverlay& overlay, std::uint64_t begin) {
  std::vector<std::byte> bytes;
  bytes.reserve(overlay.pages().size() * (PageOverlay::kPage + kNumber) + kTail);
  for (const auto& [offset, page] : overlay.pages()) {
    append_number(bytes, offset);
    append(bytes, page);
  }
  append_number(bytes, begin);
  append_number(bytes, overlay.size());
  const std::string sum = sum_of(bytes);
  append(bytes, std::as_bytes(std::span{sum}));
  append(bytes, std::as_bytes(std::span{kMark}));
  return bytes;
}

std::optional<Journal> find_journal(std::uint64_t size, const PageOverlay::Load& read) {
  if (size < kTail) return {};
  std::array<std::byte, kTail> last{};
  read(size - kTail, last);
  const std::optional<Tail> tail = read_tail(last, size);
  if (!tail) return {};
  std::vector<std::byte> summed(size - kSealed - tail->begin);
  read(tail->begin, summed);
  const std::string sum = sum_of(summed);
  if (std::memcmp(sum.data(), tail->sum.data(), sum.size()) != 0) return {};
  const std::span pages{summed.data(), summed.size() - 2 * kNumber};
  std::optional<PageOverlay> writes = pages_in(pages, tail->covered);
  if (!writes) return {};
  return Journal{tail->begin, std::move(*writes)};
}

}  // namespace peerwatt::output
