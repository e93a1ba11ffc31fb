#include "output/hdf5/chunk_encoder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

TEST_CASE("shuffling puts byte k of every value into plane k") {
  std::vector<std::byte> values(8 * 1500);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::byte>(i * 7 % 251);
  for (const std::size_t size : {1U, 4U, 8U}) {
    std::vector<std::byte> planes(values.size());
    shuffle_bytes(values, size, planes);
    const std::size_t count = values.size() / size;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (planes[i % size * count + i / size] != values[i]) ++wrong;
    }
    CHECK(wrong == 0);
  }
}
