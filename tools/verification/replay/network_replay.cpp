#include "tools/verification/replay/network_replay.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::verification {
namespace {

constexpr double kBaseKva = 1000;
constexpr double kTolerance = 1e-11;  // p.u., of a voltage in a sweep
constexpr int kMostSweeps = 500;

bool are_buses(const std::vector<std::int32_t>& indices, std::size_t buses) {
  return std::ranges::all_of(indices, [buses](std::int32_t bus) {
    return bus >= 0 && static_cast<std::size_t>(bus) < buses;
  });
}

// How many lines lead to each bus.
std::vector<int> arrivals(const recording::NetworkStatics& network) {
  std::vector<int> count(network.bus_name.size());
  for (const std::int32_t bus : network.line_to) ++count[static_cast<std::size_t>(bus)];
  return count;
}

// The bus that no line leads to; the number of buses where there is none.
std::size_t root_of(const recording::NetworkStatics& network) {
  const std::vector<int> count = arrivals(network);
  return static_cast<std::size_t>(std::ranges::find(count, 0) - count.begin());
}

// The lines that can be reached, in an order in which each comes after that which leads to its
// beginning.
std::vector<std::size_t> ordered(const recording::NetworkStatics& network, std::size_t root) {
  std::vector<std::vector<std::size_t>> leaving(network.bus_name.size());
  for (std::size_t line = 0; line < network.line_from.size(); ++line) {
    leaving[static_cast<std::size_t>(network.line_from[line])].push_back(line);
  }
  std::vector<std::size_t> order, buses{root};
  for (std::size_t next = 0; next < buses.size(); ++next) {
    for (const std::size_t line : leaving[buses[next]]) {
      order.push_back(line);
      buses.push_back(static_cast<std::size_t>(network.line_to[line]));
    }
  }
  return order;
}

// One bus is the root, one line leads to each other, and all are reached.
bool is_tree(const recording::NetworkStatics& network) {
  const std::size_t buses = network.bus_name.size();
  if (!are_buses(network.line_from, buses) || !are_buses(network.line_to, buses)) return false;
  const std::vector<int> count = arrivals(network);
  if (std::ranges::count(count, 0) != 1 || std::ranges::count(count, 1) + 1 != std::ssize(count)) {
    return false;
  }
  return ordered(network, root_of(network)).size() + 1 == buses;
}

}  // namespace

bool NetworkReplay::is_possible(const RunFacts& facts) {
  const auto is_zero = [](double voltage) { return voltage == 0; };
  return is_tree(facts.network) && are_buses(facts.prosumers.bus, facts.network.bus_name.size()) &&
         std::ranges::all_of(facts.network.bus_held_pu, is_zero);
}

NetworkReplay::NetworkReplay(const RunFacts& facts)
    : facts_{facts},
      root_{root_of(facts.network)},
      outwards_{ordered(facts.network, root_)},
      current_(facts.network.bus_name.size()),
      through_(facts.network.line_from.size()) {
  const recording::NetworkStatics& network = facts.network;
  const double base_kv = *facts.rules.base_kv;
  const double base_ohm = 1000 * base_kv * base_kv / kBaseKva;
  for (std::size_t i = 0; i < network.line_from.size(); ++i) {
    const bool taps_at_to = network.line_taps_at_to[i] != 0;
    branches_.push_back(
        {.from = static_cast<std::size_t>(network.line_from[i]),
         .to = static_cast<std::size_t>(network.line_to[i]),
         .from_ratio = taps_at_to ? 1.0 : network.line_tap_ratio[i],
         .to_ratio = taps_at_to ? 1 / network.line_tap_ratio[i] : 1.0,
         .impedance =
             Complex{network.line_resistance_ohm[i], network.line_reactance_ohm[i]} / base_ohm,
         .half_shunt = Complex{network.line_iron_loss_kw[i], network.line_charging_kvar[i]} /
                       (2 * kBaseKva)});
  }
  for (std::size_t bus = 0; bus < network.bus_name.size(); ++bus) {
    shunt_.push_back(Complex{network.bus_shunt_kw[bus], network.bus_shunt_kvar[bus]} / kBaseKva);
  }
  reset();
}

// The voltages without load.
void NetworkReplay::reset() {
  voltage_.assign(facts_.network.bus_name.size(), Complex{*facts_.rules.source_voltage_pu, 0});
  for (const std::size_t line : outwards_) {
    const Branch& branch = branches_[line];
    voltage_[branch.to] = inside_from(branch) * branch.to_ratio;
  }
}

BusDraw NetworkReplay::base_loads(double factor) const {
  BusDraw draw{facts_.network.bus_base_load_kw, facts_.network.bus_base_load_kvar};
  for (double& kw : draw.active_kw) kw *= factor;
  for (double& kvar : draw.reactive_kvar) kvar *= factor;
  return draw;
}

NetworkReplay::Complex NetworkReplay::inside_from(const Branch& branch) const {
  return voltage_[branch.from] / branch.from_ratio;
}

// Currents from the ends to the root, then voltages from the root to the ends. Returns the largest
// change of a voltage; of one above nominal as a share of it, which rounds more, and
// infinite where voltages grow beyond all numbers.
double NetworkReplay::sweep(const BusDraw& draw) {
  for (std::size_t bus = 0; bus < voltage_.size(); ++bus) {
    const Complex power = Complex{draw.active_kw[bus], draw.reactive_kvar[bus]} / kBaseKva;
    current_[bus] = std::conj(power / voltage_[bus]) + shunt_[bus] * voltage_[bus];
  }
  for (std::size_t i = outwards_.size(); i-- > 0;) {
    const Branch& branch = branches_[outwards_[i]];
    const Complex inside_to = voltage_[branch.to] / branch.to_ratio;
    const Complex through = current_[branch.to] * branch.to_ratio + branch.half_shunt * inside_to;
    through_[outwards_[i]] = through;
    current_[branch.from] +=
        (through + branch.half_shunt * inside_from(branch)) / branch.from_ratio;
  }
  double change = 0;
  for (const std::size_t line : outwards_) {
    const Branch& branch = branches_[line];
    const Complex found =
        (inside_from(branch) - branch.impedance * through_[line]) * branch.to_ratio;
    const double moved = std::abs(found - voltage_[branch.to]);
    if (!std::isfinite(moved)) return HUGE_VAL;
    change = std::max(change, moved / std::max(1.0, std::abs(found)));
    voltage_[branch.to] = found;
  }
  return change;
}

bool NetworkReplay::solve(const BusDraw& draw) {
  for (sweeps_ = 1; sweeps_ <= kMostSweeps; ++sweeps_) {
    const double change = sweep(draw);
    if (change < kTolerance) return true;
    if (!(change < 10)) break;
  }
  reset();
  return false;
}

NetworkReplay::Line NetworkReplay::line(std::size_t line) const {
  const Branch& branch = branches_[line];
  const Complex into =
      (through_[line] + branch.half_shunt * inside_from(branch)) / branch.from_ratio;
  const Complex inside_to = voltage_[branch.to] / branch.to_ratio;
  const Complex out = (through_[line] - branch.half_shunt * inside_to) / branch.to_ratio;
  const Complex entering = voltage_[branch.from] * std::conj(into) * kBaseKva;
  const Complex leaving = voltage_[branch.to] * std::conj(out) * kBaseKva;
  const double rating = facts_.network.line_rating_kva[line];
  const double most = std::max(std::abs(into), std::abs(out)) * kBaseKva;
  return {.power_kw = entering.real(),
          .reactive_kvar = entering.imag(),
          .losses_kw = entering.real() - leaving.real(),
          .loading_percent = rating > 0 ? 100 * most / rating : 0};
}

double NetworkReplay::losses_kw() const {
  double sum = 0;
  for (std::size_t i = 0; i < branches_.size(); ++i) sum += line(i).losses_kw;
  return sum;
}

}  // namespace peerwatt::verification
