#include "agents/notes/demand_bound.hpp"

namespace peerwatt::notes {

std::optional<double> unreachable_demand_kw(const scenario::Scenario& scenario) {
  // The synthetic day has an evening peak of about twice its mean, and noise on top.
  constexpr double kFarAboveMean = 10;
  if (!scenario.other_customers.profile.empty()) return std::nullopt;
  double mean_kw = scenario.other_customers.mean_demand_kw;
  for (const scenario::ProsumerGroup& group : scenario.prosumers) {
    if (!group.load.profile.empty()) return std::nullopt;
    mean_kw += static_cast<double>(group.count) * group.load.mean_kwh_per_day.most() / 24;
  }
  return kFarAboveMean * mean_kw;
}

}  // namespace peerwatt::notes
