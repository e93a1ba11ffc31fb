#pragma once

#include <cstdint>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

enum class ReductionTrigger : std::uint8_t { kNever, kPeak, kDemand };

// The CPS may ask the prosumers of every zone to take less than they would, and pays for it.
struct VirtualPowerPlantSettings {
  ReductionTrigger trigger = ReductionTrigger::kNever;
  double above_kw = 0;    // kDemand: the demand that is not to be exceeded
  double price = 0.2;     // currency per kWh that is not taken
  double answer_s = 8.0;  // from the request to the first price

  bool is_on() const { return trigger != ReductionTrigger::kNever; }
  // How long prices may have to wait for it.
  double lead_s() const { return is_on() ? answer_s : 0; }

  friend bool operator==(const VirtualPowerPlantSettings&,
                         const VirtualPowerPlantSettings&) = default;
};

void describe(VirtualPowerPlantSettings& plant, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
