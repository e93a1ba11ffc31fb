#include "tools/verification/checks/efficiency_checks.hpp"

#include <algorithm>
#include <cmath>

#include "tools/verification/replay/generation.hpp"

namespace peerwatt::verification {

EfficiencyChecks::EfficiencyChecks(const RunFacts& facts)
    : facts_{facts},
      welfare_{"welfare: as found", facts.tolerance()},
      efficient_{"welfare: the most there could be", facts.tolerance()} {}

void EfficiencyChecks::look_at(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const Where found{.slot = slot.index(), .column = "welfare"};
  const Where most_found{.slot = slot.index(), .column = "welfare_efficient"};
  efficient_.count_slot();
  efficient_.measure(std::max(0.0, s.welfare - s.welfare_efficient),
                     std::fabs(s.welfare) + s.generation_cost, most_found);
  if (!slot.has_agents) return;
  needs_.clear();
  const double others = s.other_demand_kwh + s.losses_kwh;
  double value = 0, net = others, inelastic = others;
  double energy = others, most_value = 0;  // what the sums are of
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const Position need{.flexible_kwh = facts_.prosumers.flexible_share[i] * p.load_kwh[i],
                        .choke_price = facts_.prosumers.choke_price[i],
                        .reference_price = s.price_base};
    const double own = p.generation_kwh[i] - p.battery_charged_kwh[i];
    value += need.value(std::max(0.0, need.flexible_kwh - p.unserved_kwh[i]));
    net += p.load_kwh[i] - own - p.unserved_kwh[i];
    inelastic += p.load_kwh[i] - need.flexible_kwh - own;
    energy += p.load_kwh[i] + p.generation_kwh[i] + std::fabs(p.battery_charged_kwh[i]);
    most_value += need.choke_price * need.flexible_kwh;
    needs_.push_back(need);
  }
  const double scale = most_value + generation_of(facts_.rules, energy).scale;
  welfare_.count_slot();
  welfare_.measure(s.welfare - (value - generation_of(facts_.rules, std::max(0.0, net)).cost),
                   scale, found);
  efficient_.measure(s.welfare_efficient - most(inelastic), scale, most_found);
}

double EfficiencyChecks::wanted_kwh(double price) const {
  double sum = 0;
  for (const Position& need : needs_) sum += need.flexible_wanted(price);
  return sum;
}

double EfficiencyChecks::worth(double inelastic_kwh, double price) const {
  double value = 0;
  for (const Position& need : needs_) value += need.value(need.flexible_wanted(price));
  return value - generation_of(facts_.rules, std::max(0.0, inelastic_kwh + wanted_kwh(price))).cost;
}

double EfficiencyChecks::most(double inelastic_kwh) const {
  constexpr int kHalvings = 100;
  const auto is_covered = [&](double price) {
    const double demand = std::max(0.0, inelastic_kwh + wanted_kwh(price));
    return generation_of(facts_.rules, demand).marginal_cost <= price;
  };
  double low = needs_.front().reference_price, high = low;
  for (const Position& need : needs_) high = std::max(high, need.choke_price);
  if (is_covered(low)) return worth(inelastic_kwh, low);
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (is_covered(middle) ? high : low) = middle;
  }
  return worth(inelastic_kwh, high);
}

void EfficiencyChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&welfare_, &efficient_}) receive(*check);
}

}  // namespace peerwatt::verification
