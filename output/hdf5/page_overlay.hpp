#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

namespace peerwatt::output {

// Bytes that stand for those of the first `size` bytes of a file, kept by pages of the file.
class PageOverlay {
 public:
  static constexpr std::uint64_t kPage = 4096;  // bytes
  // Reads the file itself, at an offset.
  using Load = std::function<void(std::uint64_t at, std::span<std::byte> bytes)>;

  explicit PageOverlay(std::uint64_t size) : size_{size} {}

  // Bytes within the size. What else is on a page that is met for the first time, `load` gives.
  void put(std::uint64_t at, std::span<const std::byte> bytes, const Load& load);
  // Lays what is kept over bytes that were read from the file.
  void cover(std::uint64_t at, std::span<std::byte> bytes) const;

  std::uint64_t size() const { return size_; }
  // By offset in the file; a page is shorter than others only at the end.
  const std::map<std::uint64_t, std::vector<std::byte>>& pages() const { return pages_; }

 private:
  std::vector<std::byte>& page_at(std::uint64_t offset, const Load& load);

  std::uint64_t size_;
  std::map<std::uint64_t, std::vector<std::byte>> pages_;
};

}  // namespace peerwatt::output
