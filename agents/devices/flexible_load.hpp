#pragma once

#include "engine/parameters/distribution.hpp"
#include "engine/parameters/member_draws.hpp"
#include "engine/parameters/visitor.hpp"

namespace peerwatt::devices {

// The part of a group's load that answers to prices.
struct FlexibleLoadSettings {
  parameters::Distribution share = 0.3;  // phi: share of the load that may go unserved
  parameters::Distribution choke_price =
      parameters::Distribution{parameters::Distribution::Kind::kUniform, {0.4, 1.0}};

  friend bool operator==(const FlexibleLoadSettings&, const FlexibleLoadSettings&) = default;
};

void describe(FlexibleLoadSettings& flexible, parameters::Visitor& visitor);

// Of one member.
struct FlexibleLoad {
  double share = 0;        // phi
  double choke_price = 0;  // w, currency/kWh
};

FlexibleLoad draw_flexible_load(const FlexibleLoadSettings& flexible,
                                const parameters::MemberDraws& draws);

}  // namespace peerwatt::devices
