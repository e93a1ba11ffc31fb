#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace peerwatt::fuzz {

// Decisions that are read off an input, byte by byte; the first of every choice once it is used up.
class Choices {
 public:
  Choices(const std::uint8_t* data, std::size_t size)
      : left_{reinterpret_cast<const char*>(data), size} {}

  bool empty() const { return left_.empty(); }
  std::size_t below(std::size_t bound);  // at most 2^24
  template <class Enum>
  Enum one_of(std::size_t count) {
    return static_cast<Enum>(below(count));
  }
  std::uint64_t bits();  // 64 of them
  std::string_view rest() const { return left_; }

 private:
  std::uint8_t byte();

  std::string_view left_;
};

}  // namespace peerwatt::fuzz
