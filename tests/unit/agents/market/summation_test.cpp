#include "agents/market/summation.hpp"

#include <initializer_list>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

TEST_CASE("an accurate sum adds everything up, whatever the length") {
  for (std::size_t count : {0u, 1u, 7u, 8u, 9u, 255u, 256u, 257u, 1000u}) {
    const std::vector<double> ones(count, 1.0);
    CHECK(accurate_sum(ones) == static_cast<double>(count));
  }
}

TEST_CASE("a million equal parts sum to the whole") {
  // Added one by one they are off by 1.3e-11 of it.
  const std::vector<double> parts(1'000'000, 0.1);
  CHECK(accurate_sum(parts) == doctest::Approx(1e5).epsilon(1e-15));
}

}  // namespace
}  // namespace peerwatt::market
