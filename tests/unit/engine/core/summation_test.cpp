#include "engine/core/summation.hpp"

#include <initializer_list>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt {
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

struct Part {
  double energy_kwh = 0;
  int count = 0;
  void add(const Part& other) {
    energy_kwh += other.energy_kwh;
    count += other.count;
  }
};

TEST_CASE("a pairwise sum has every part once, and is accurate too") {
  for (const std::size_t count : {0u, 1u, 8u, 9u, 100u, 1'000'000u}) {
    CAPTURE(count);
    const Part sum = pairwise_sum(0, count, [](std::size_t) { return Part{0.1, 1}; });
    CHECK(sum.count == static_cast<int>(count));
    CHECK(sum.energy_kwh == doctest::Approx(0.1 * static_cast<double>(count)).epsilon(4e-15));
  }
  const Part some = pairwise_sum(10, 31, [](std::size_t i) {
    return Part{0, static_cast<int>(i)};
  });
  CHECK(some.count == 420);
}

}  // namespace
}  // namespace peerwatt
