#pragma once

#include <cstdint>

#include "engine/core/random.hpp"

#include "engine/parameters/distribution.hpp"

namespace peerwatt::parameters {

// Which property of a member is drawn. Whoever draws a property declares its number beside the
// code; no two properties may have the same (docs/architecture.md, "Randomness", lists them).
enum class DrawnProperty : std::uint32_t {};

// What is drawn once for a member of a group. The numbers depend on the seed and on who the member
// is: neither further members nor further properties change them.
class MemberDraws {
 public:
  MemberDraws(std::uint64_t seed, std::uint64_t identity) : seed_{seed}, identity_{identity} {}

  double sample(const Distribution& distribution, DrawnProperty property) const;
  // A quantity: less than a billionth of its unit is none. Quotients of numbers near the smallest
  // double have no digits.
  double quantity(const Distribution& distribution, DrawnProperty property) const;
  bool chance(double probability, DrawnProperty property) const;

 private:
  RandomAddress address(DrawnProperty property) const;

  std::uint64_t seed_;
  std::uint64_t identity_;
};

}  // namespace peerwatt::parameters
