#pragma once

#include <cstdint>
#include <span>

#include "engine/core/id.hpp"

#include "engine/network/feeder.hpp"

namespace peerwatt::agents {

// The bus or line where a value is lowest or highest, and by phase on which; invalid where there is
// none.
template <class PlaceId>
struct Extreme {
  PlaceId place{};
  network::Phase phase = network::Phase::kAll;
  double value = 0;
};

// What the network operator found in a slot. Where it found no steady state there are no extremes,
// and all values of the columns are recording::kNoValue.
struct NetworkAccount {
  bool converged = true;
  BusId unsolved_bus{};  // where it found none: whose voltage moved most in the end
  double losses_kwh = 0;
  double base_load_factor = 0;                     // how much of the base loads is drawn
  std::int64_t voltage_violations = 0;             // buses outside the limits
  std::int64_t loading_violations = 0;             // lines and transformers above the limit
  Extreme<BusId> lowest_voltage, highest_voltage;  // p.u.
  Extreme<LineId> highest_loading;                 // percent
  // By bus, and by line; or in each by phase. A line without a rating has no loading:
  // recording::kNoValue.
  std::span<const double> voltage_pu;
  std::span<const double> loading_percent;
  std::span<const double> power_kw;
  std::span<const double> reactive_kvar;
  std::span<const double> losses_kw;
  std::span<const double> inverter_kvar;  // by bus
};

}  // namespace peerwatt::agents
