#include "tools/verification/checks/network_checks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "output/recording/slot_record.hpp"

#include "tools/verification/replay/home_draw.hpp"

namespace peerwatt::verification {
namespace {

using recording::kNoValue;
using recording::NetworkRecord;

// Both solutions stop where no voltage moves by more than 1e-9 p.u.: they are as near to each
// other, and so are powers and losses, by what flows.
constexpr Tolerance kSolved{1e-6, 1e-6};

bool is_empty(std::span<const double> column) {
  return std::ranges::all_of(column, [](double value) { return value == kNoValue; });
}

// How many buses or lines have a value outside a range, each counted once whatever its phases; and
// how many may, as numbers that are rounded when they are written may fall on a limit.
struct Outside {
  std::int64_t surely = 0;
  std::int64_t possibly = 0;
};
Outside count_outside(std::span<const double> column, std::size_t phases, double least, double most,
                      double near) {
  Outside count;
  for (std::size_t first = 0; first < column.size(); first += phases) {
    bool surely = false, possibly = false;
    for (const double value : column.subspan(first, phases)) {
      if (value == kNoValue) continue;
      surely = surely || value < least - near || value > most + near;
      possibly = possibly || value < least + near || value > most - near;
    }
    count.surely += surely ? 1 : 0;
    count.possibly += possibly ? 1 : 0;
  }
  return count;
}

// Whether a place (a bus or line, on a phase where there are phases, from 1) is the first with a
// value; any of them where equal numbers may have been made by rounding.
bool is_place_of(double value, std::span<const double> column, const RunFacts& facts,
                 std::int64_t place, std::int64_t phase) {
  const auto each = static_cast<std::int64_t>(facts.phases());
  const std::int64_t within = facts.is_by_phase() ? phase - 1 : phase;
  if (place < 0 || place >= std::ssize(column) / each || within < 0 || within >= each) return false;
  const std::int64_t index = place * each + within;
  if (facts.is_rounded()) return column[static_cast<std::size_t>(index)] == value;
  return std::ranges::find(column, value) - column.begin() == index;
}

// The first greatest value, of those that are there.
std::optional<double> greatest(std::span<const double> column) {
  std::optional<double> found;
  for (const double value : column) {
    if (value != kNoValue && (!found || value > *found)) found = value;
  }
  return found;
}

}  // namespace

NetworkChecks::NetworkChecks(const RunFacts& facts)
    : facts_{facts},
      flow_{"network: power flow", {kSolved.absolute, kSolved.relative + 8 * facts.rounding()}},
      limits_{"network: limits", facts.tolerance()},
      losses_{"network: losses", facts.tolerance()} {
  if (!facts.has_power_flow()) {
    for (Check* check : {&flow_, &limits_, &losses_}) {
      check->excuse("network.power_flow is none");
    }
    return;
  }
  if (!facts.has_agents) return;
  if (NetworkReplay::is_possible(facts)) {
    replay_.emplace(facts);
    inverters_.emplace(facts);
  } else {
    flow_.excuse(NetworkReplay::kObstacle);
  }
}

void NetworkChecks::look_at(const Slot& slot) {
  if (!facts_.has_power_flow()) return;
  look_at_slot(slot);
  if (!slot.has_agents || slot.record.network.voltage_pu.empty()) return;
  look_at_limits(slot);
  if (!slot.record.network.converged) {
    look_at_unsolved(slot);
  } else if (replay_) {
    look_at_solution(slot);
  }
}

// What is lost is bought, and counted on in the next slot.
void NetworkChecks::look_at_slot(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  const recording::SystemRecord& s = slot.record.system;
  const auto where = [&](const char* column) {
    return Where{.slot = slot.index(), .column = column};
  };
  losses_.expect(n.losses_kwh.has_value() == n.converged, where("network/losses_kwh"));
  losses_.equal(s.losses_kwh, n.losses_kwh.value_or(0), where("losses_kwh"));
  if (losses_before_) {
    losses_.equal(s.expected_losses_kwh, *losses_before_, where("expected_losses_kwh"));
  }
  if (slot.index() == 0) losses_.equal(s.expected_losses_kwh, 0, where("expected_losses_kwh"));
  losses_before_ = s.losses_kwh;
  losses_.count_slot();
  limits_.expect(n.converged == (n.unsolved_bus == kNoId), where("unsolved_bus"));
  limits_.expect(n.base_load_factor >= 0, where("base_load_factor"));
  limits_.expect(n.converged == n.voltage_lowest_pu.has_value(), where("voltage_lowest_pu"));
  limits_.count_slot();
}

void NetworkChecks::look_at_unsolved(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  for (const std::span<const double> column : {n.voltage_pu, n.inverter_kvar, n.loading_percent,
                                               n.power_kw, n.reactive_kvar, n.losses_kw}) {
    flow_.expect(is_empty(column), {.slot = slot.index(), .column = "not converged"});
  }
}

void NetworkChecks::look_at_solution(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  BusDraw draw = replay_->base_loads(n.base_load_factor);
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const HomeEnergy home = home_in_run(slot.record.prosumers, i);
    add_home(facts_, i, home, draw);
    inverters_->set_generation(i, home.generation_kwh);
  }
  const Where where{.slot = slot.index(), .column = "converged"};
  flow_.count_slot();
  const bool found = inverters_->solve(*replay_, draw);
  flow_.expect(found, where);
  if (!found) return;
  double flows = 0;
  for (std::size_t i = 0; i < n.power_kw.size(); ++i) {
    flows = std::max(flows, std::fabs(n.power_kw[i]) + std::fabs(n.reactive_kvar[i]));
  }
  look_at_buses(slot, draw, flows);
  look_at_lines(slot, flows);
}

void NetworkChecks::look_at_buses(const Slot& slot, const BusDraw& draw, double flows) {
  const NetworkRecord& n = slot.record.network;
  for (std::size_t i = 0; i < n.voltage_pu.size(); ++i) {
    const auto look = [&](const char* name, double stated, double expected, double scale) {
      flow_.measure(stated - expected, scale,
                    {.slot = slot.index(),
                     .bus = static_cast<std::int64_t>(i / facts_.phases()),
                     .column = name});
    };
    look("voltage_pu", n.voltage_pu[i], replay_->voltage_pu(i), n.voltage_pu[i]);
    look("inverter_kvar", n.inverter_kvar[i], draw.inverter_kvar[i], flows);
  }
}

void NetworkChecks::look_at_lines(const Slot& slot, double flows) {
  const NetworkRecord& n = slot.record.network;
  const std::size_t phases = facts_.phases();
  for (std::size_t i = 0; i < n.power_kw.size(); ++i) {
    const NetworkReplay::Line line = replay_->line(i);
    const auto place = static_cast<std::int64_t>(i / phases);
    const auto look = [&](const char* name, double stated, double expected, double scale) {
      flow_.measure(stated - expected, scale,
                    {.slot = slot.index(), .line = place, .column = name});
    };
    look("power_kw", n.power_kw[i], line.power_kw, flows);
    look("reactive_kvar", n.reactive_kvar[i], line.reactive_kvar, flows);
    look("losses_kw", n.losses_kw[i], line.losses_kw, flows);
    const double rating = facts_.network.line_rating_kva[i / phases];
    if (rating > 0) {
      look("loading_percent", n.loading_percent[i], line.loading_percent,
           100 * flows * static_cast<double>(phases) / rating);
    } else {
      flow_.expect(n.loading_percent[i] == kNoValue, {.slot = slot.index(), .line = place});
    }
  }
}

void NetworkChecks::look_at_limits(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  if (!n.converged) {
    limits_.expect(n.voltage_violations == 0 && n.loading_violations == 0,
                   {.slot = slot.index(), .column = "not converged"});
    return;
  }
  look_at_voltages(slot);
  look_at_loadings(slot);
  const double sum = std::accumulate(n.losses_kw.begin(), n.losses_kw.end(), 0.0);
  const double kwh = facts_.slot_hours();
  losses_.measure(*n.losses_kwh - sum * kwh, std::fabs(sum) * kwh,
                  {.slot = slot.index(), .column = "losses_kw"});
}

void NetworkChecks::look_at_voltages(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  const auto where = [&](const char* column) {
    return Where{.slot = slot.index(), .column = column};
  };
  const Outside outside = count_outside(n.voltage_pu, facts_.phases(), *facts_.rules.voltage_min_pu,
                                        *facts_.rules.voltage_max_pu, 2 * facts_.rounding());
  limits_.expect(n.voltage_violations >= outside.surely && n.voltage_violations <= outside.possibly,
                 where("voltage_violations"));
  const auto [lowest, highest] = std::ranges::minmax(n.voltage_pu);
  limits_.equal(n.voltage_lowest_pu.value_or(0), lowest, where("voltage_lowest_pu"));
  limits_.equal(n.voltage_highest_pu.value_or(0), highest, where("voltage_highest_pu"));
  limits_.expect(
      is_place_of(lowest, n.voltage_pu, facts_, n.voltage_lowest_bus, n.voltage_lowest_phase),
      where("voltage_lowest_bus"));
  limits_.expect(
      is_place_of(highest, n.voltage_pu, facts_, n.voltage_highest_bus, n.voltage_highest_phase),
      where("voltage_highest_bus"));
}

void NetworkChecks::look_at_loadings(const Slot& slot) {
  const NetworkRecord& n = slot.record.network;
  const auto where = [&](const char* column) {
    return Where{.slot = slot.index(), .column = column};
  };
  const double limit = *facts_.rules.loading_limit_percent;
  const Outside outside = count_outside(n.loading_percent, facts_.phases(), -HUGE_VAL, limit,
                                        2 * facts_.rounding() * limit);
  limits_.expect(n.loading_violations >= outside.surely && n.loading_violations <= outside.possibly,
                 where("loading_violations"));
  const std::optional<double> highest = greatest(n.loading_percent);
  limits_.expect(n.loading_highest_percent.has_value() == highest.has_value(),
                 where("loading_highest_percent"));
  if (!highest) return;
  limits_.equal(n.loading_highest_percent.value_or(0), *highest, where("loading_highest_percent"));
  limits_.expect(is_place_of(*highest, n.loading_percent, facts_, n.loading_highest_line,
                             n.loading_highest_phase),
                 where("loading_highest_line"));
}

void NetworkChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&flow_, &limits_, &losses_}) receive(*check);
}

}  // namespace peerwatt::verification
