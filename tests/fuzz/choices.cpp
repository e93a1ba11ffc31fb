#include "tests/fuzz/choices.hpp"

namespace peerwatt::fuzz {

std::uint8_t Choices::byte() {
  if (left_.empty()) return 0;
  const auto first = static_cast<std::uint8_t>(left_.front());
  left_.remove_prefix(1);
  return first;
}

std::size_t Choices::below(std::size_t bound) {
  std::size_t number = byte();
  for (std::size_t reach = 256; reach < bound; reach *= 256) number = number * 256 + byte();
  return number % bound;
}

std::uint64_t Choices::bits() {
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i) number = number * 256 + byte();
  return number;
}

}  // namespace peerwatt::fuzz
