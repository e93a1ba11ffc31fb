#include "output/hdf5/page_overlay.hpp"

#include <algorithm>

#include "engine/core/contracts.hpp"

namespace peerwatt::output {
namespace {

std::uint64_t page_of(std::uint64_t at) {
  return at - at % PageOverlay::kPage;
}

}  // namespace

std::vector<std::byte>& PageOverlay::page_at(std::uint64_t offset, const Load& load) {
  if (const auto kept = pages_.find(offset); kept != pages_.end()) return kept->second;
  std::vector<std::byte> page(std::min(kPage, size_ - offset));
  load(offset, page);
  return pages_.emplace(offset, std::move(page)).first->second;
}

void PageOverlay::put(std::uint64_t at, std::span<const std::byte> bytes, const Load& load) {
  PEERWATT_EXPECTS(at <= size_ && bytes.size() <= size_ - at);
  while (!bytes.empty()) {
    const std::uint64_t offset = page_of(at);
    std::vector<std::byte>& page = page_at(offset, load);
    const std::size_t size = std::min<std::size_t>(bytes.size(), offset + page.size() - at);
    std::copy_n(bytes.begin(), size, page.begin() + static_cast<std::ptrdiff_t>(at - offset));
    at += size;
    bytes = bytes.subspan(size);
  }
}

void PageOverlay::cover(std::uint64_t at, std::span<std::byte> bytes) const {
  const std::uint64_t end = at + bytes.size();
  for (auto kept = pages_.lower_bound(page_of(at)); kept != pages_.end(); ++kept) {
    const auto& [offset, page] = *kept;
    if (offset >= end) return;
    const std::uint64_t first = std::max(at, offset);
    const std::uint64_t last = std::min<std::uint64_t>(end, offset + page.size());
    if (first >= last) continue;
    std::copy_n(page.begin() + static_cast<std::ptrdiff_t>(first - offset), last - first,
                bytes.begin() + static_cast<std::ptrdiff_t>(first - at));
  }
}

}  // namespace peerwatt::output
