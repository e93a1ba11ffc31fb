#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/random.hpp"

namespace peerwatt::testing {

// A stream of numbers of its own, so that what a scenario draws does not depend on what it is
// about. `purpose` keeps the streams of one seed apart.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, Purpose purpose) : seed_{seed}, purpose_{purpose} {}

  double between(double least, double most) {
    return least + (most - least) * uniform({seed_, purpose_, 0, draw_++});
  }
  std::int64_t integer(std::int64_t least, std::int64_t most) {  // both included
    const auto width = static_cast<double>(most - least + 1);
    return least + static_cast<std::int64_t>(between(0, width));
  }
  bool chance(double probability) { return between(0, 1) < probability; }
  template <class T, std::size_t N>
  T one_of(const T (&values)[N]) {
    return values[integer(0, static_cast<std::int64_t>(N) - 1)];
  }

 private:
  std::uint64_t seed_;
  Purpose purpose_;
  std::uint32_t draw_ = 0;
};

}  // namespace peerwatt::testing
