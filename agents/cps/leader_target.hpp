#pragma once

#include <algorithm>

#include "agents/cps/residual_sums.hpp"
#include "agents/scenario/cps_settings.hpp"

namespace peerwatt::agents {

// How much elastic supply the aim of a Stackelberg leader allows in a slot (model, section 5).
struct LeaderTarget {
  scenario::LeaderAim aim = scenario::LeaderAim::kNoElasticSupply;
  double share = 0;             // by which `share` ends the elastic supply
  double room_kwh = 0;          // K - E_o
  double base_elastic_kwh = 0;  // E0: elastic supply in the round announced at p_base

  double allowed_kwh(double inflexible_kwh, double surplus_kwh) const {
    switch (aim) {
      case scenario::LeaderAim::kNoReserve:
        return std::max(0.0, room_kwh - inflexible_kwh + surplus_kwh);
      case scenario::LeaderAim::kShare:
        return (1 - share) * base_elastic_kwh;
      case scenario::LeaderAim::kNoElasticSupply:
        break;
    }
    return 0;
  }
  // The elastic supply beyond that, >= 0; exactly 0 where there is none.
  double excess_kwh(const ResidualSums& sums) const {
    return std::max(0.0, sums.elastic_kwh - allowed_kwh(sums.inflexible_kwh, sums.surplus_kwh));
  }
};

}  // namespace peerwatt::agents
