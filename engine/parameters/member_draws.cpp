#include "engine/parameters/member_draws.hpp"

namespace peerwatt::parameters {
namespace {

// Far enough apart for the redraws of a truncated normal distribution.
constexpr std::uint32_t kSpacing = 1 << 13;

}  // namespace

double MemberDraws::sample(const Distribution& distribution, DrawnProperty property) const {
  return distribution.sample(address(property));
}

double MemberDraws::quantity(const Distribution& distribution, DrawnProperty property) const {
  constexpr double kLeast = 1e-9;
  const double value = sample(distribution, property);
  return value < kLeast ? 0 : value;
}

bool MemberDraws::chance(double probability, DrawnProperty property) const {
  return uniform(address(property)) < probability;
}

RandomAddress MemberDraws::address(DrawnProperty property) const {
  return {seed_, Purpose::kPopulation, identity_, static_cast<std::uint32_t>(property) * kSpacing};
}

}  // namespace peerwatt::parameters
