#include <algorithm>

#include "output/schema/schema.hpp"

namespace peerwatt::output {

std::string unit_text(Unit unit, const std::string& currency) {
  switch (unit) {
    case Unit::kNone:
      return "";
    case Unit::kCount:
    case Unit::kShare:
      return "1";
    case Unit::kPercent:
      return "percent";
    case Unit::kEnergy:
      return "kW h";
    case Unit::kPower:
      return "kW";
    case Unit::kPrice:
      return currency + "/(kW h)";
    case Unit::kMoney:
      return currency;
    case Unit::kLength:
      return "km";
    case Unit::kResistance:
      return "ohm";
    case Unit::kApparentPower:
      return "kV A";
    case Unit::kDuration:
      return "s";
    case Unit::kInstant:
      return "microseconds since 1970-01-01T00:00:00Z";
  }
  return "";
}

std::size_t flag_count(std::string_view flag_meanings) {
  if (flag_meanings.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::count(flag_meanings.begin(), flag_meanings.end(), ' '));
}

bool is_present(Presence presence, const recording::RunDescription& run) {
  switch (presence) {
    case Presence::kAlways:
      return true;
    case Presence::kWithShapley:
      return run.shares_by_shapley;
    case Presence::kWithReductions:
      return run.pays_reductions;
    case Presence::kWithBaselines:
      return run.keeps_baselines;
    case Presence::kWithPowerFlow:
      return run.solves_power_flow;
    case Presence::kWithPhases:
      return run.solves_by_phase;
    case Presence::kWithInverterControl:
      return run.controls_inverters;
    case Presence::kWithBaselineLosses:
      return run.solves_power_flow && run.keeps_baselines;
  }
  return true;
}

}  // namespace peerwatt::output
