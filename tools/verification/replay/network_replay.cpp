#include "tools/verification/replay/network_replay.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
      phases_{facts.phases()},
      root_{root_of(facts.network)},
      outwards_{ordered(facts.network, root_)},
      current_(facts.network.bus_name.size() * phases_),
      through_(facts.network.line_from.size() * phases_) {
  const recording::NetworkStatics& network = facts.network;
  const double base_kv = *facts.rules.base_kv;
  for (std::size_t i = 0; i < network.line_from.size(); ++i) {
    branches_.push_back(branch_of(i, 1000 * base_kv * base_kv / kBaseKva));
  }
  for (std::size_t bus = 0; bus < network.bus_name.size(); ++bus) {
    shunt_.push_back(Complex{network.bus_shunt_kw[bus], network.bus_shunt_kvar[bus]} / kBaseKva);
  }
  reset();
}

NetworkReplay::Branch NetworkReplay::branch_of(std::size_t line, double base_ohm) const {
  const recording::NetworkStatics& network = facts_.network;
  const bool taps_at_to = network.line_taps_at_to[line] != 0;
  return {.from = static_cast<std::size_t>(network.line_from[line]),
          .to = static_cast<std::size_t>(network.line_to[line]),
          .from_ratio = taps_at_to ? 1.0 : network.line_tap_ratio[line],
          .to_ratio = taps_at_to ? 1 / network.line_tap_ratio[line] : 1.0,
          .turn = turn_of(line),
          .impedance = impedance_of(line, base_ohm),
          .half_shunt = Complex{network.line_iron_loss_kw[line], network.line_charging_kvar[line]} /
                        (2 * kBaseKva)};
}

// Of the zero, positive and negative sequence each is turned by itself: a delta passes no zero
// sequence, and turns the negative one the other way; anything else turns all alike. Between
// conductors that is F * diag(turns) * F^-1 with Fortescue's matrix F.
NetworkReplay::Matrix NetworkReplay::turn_of(std::size_t line) const {
  if (phases_ == 1) return {Values{Complex{1, 0}}};
  const double shift = facts_.network.line_phase_shift_degree[line] * std::numbers::pi / 180;
  const bool is_delta = facts_.network.line_is_delta[line] != 0;
  const std::array<Complex, kMost> turns{is_delta ? Complex{} : std::polar(1.0, -shift),
                                         std::polar(1.0, -shift),
                                         std::polar(1.0, is_delta ? shift : -shift)};
  Matrix matrix{};
  for (std::size_t row = 0; row < kMost; ++row) {
    for (std::size_t column = 0; column < kMost; ++column) {
      for (std::size_t sequence = 0; sequence < kMost; ++sequence) {
        const double angle = 2 * std::numbers::pi / 3 * static_cast<double>(sequence) *
                             (static_cast<double>(column) - static_cast<double>(row));
        matrix[row][column] += turns[sequence] * std::polar(1.0 / kMost, angle);
      }
    }
  }
  return matrix;
}

// Self and mutual impedances of three conductors, from positive and zero sequence.
NetworkReplay::Matrix NetworkReplay::impedance_of(std::size_t line, double base_ohm) const {
  const recording::NetworkStatics& network = facts_.network;
  const Complex positive =
      Complex{network.line_resistance_ohm[line], network.line_reactance_ohm[line]} / base_ohm;
  if (phases_ == 1) return {Values{positive}};
  const Complex zero = Complex{network.line_zero_sequence_resistance_ohm[line],
                               network.line_zero_sequence_reactance_ohm[line]} /
                       base_ohm;
  Matrix matrix{};
  for (std::size_t row = 0; row < kMost; ++row) {
    matrix[row].fill((zero - positive) / 3.0);
    matrix[row][row] = (zero + 2.0 * positive) / 3.0;
  }
  return matrix;
}

NetworkReplay::Values NetworkReplay::values_at(const std::vector<Complex>& column,
                                               std::size_t place) const {
  Values values{};
  for (std::size_t k = 0; k < phases_; ++k) values[k] = column[phases_ * place + k];
  return values;
}

NetworkReplay::Values NetworkReplay::times(const Matrix& matrix, const Values& values) const {
  Values product{};
  for (std::size_t row = 0; row < phases_; ++row) {
    for (std::size_t k = 0; k < phases_; ++k) product[row] += matrix[row][k] * values[k];
  }
  return product;
}

NetworkReplay::Values NetworkReplay::times_adjoint(const Matrix& matrix,
                                                   const Values& values) const {
  Values product{};
  for (std::size_t row = 0; row < phases_; ++row) {
    for (std::size_t k = 0; k < phases_; ++k) product[row] += std::conj(matrix[k][row]) * values[k];
  }
  return product;
}

// The voltages without load; b follows a by 120 degrees, c leads by as much.
void NetworkReplay::reset() {
  voltage_.assign(facts_.network.bus_name.size() * phases_, Complex{});
  for (std::size_t k = 0; k < phases_; ++k) {
    voltage_[phases_ * root_ + k] = std::polar(*facts_.rules.source_voltage_pu,
                                               -2 * std::numbers::pi / 3 * static_cast<double>(k));
  }
  for (const std::size_t line : outwards_) {
    const Branch& branch = branches_[line];
    const Values inside = inside_from(branch);
    for (std::size_t k = 0; k < phases_; ++k) {
      voltage_[phases_ * branch.to + k] = inside[k] * branch.to_ratio;
    }
  }
}

BusDraw NetworkReplay::base_loads(double factor) const {
  BusDraw draw{facts_.network.bus_base_load_kw, facts_.network.bus_base_load_kvar,
               std::vector<double>(voltage_.size())};
  for (double& kw : draw.active_kw) kw *= factor;
  for (double& kvar : draw.reactive_kvar) kvar *= factor;
  return draw;
}

// The voltages at the impedance's end towards `from`.
NetworkReplay::Values NetworkReplay::inside_from(const Branch& branch) const {
  Values inside = times(branch.turn, values_at(voltage_, branch.from));
  for (std::size_t k = 0; k < phases_; ++k) inside[k] /= branch.from_ratio;
  return inside;
}

// What flows out of `from`. The shunt at this end takes its current from the voltages there.
NetworkReplay::Values NetworkReplay::current_at_from(std::size_t line) const {
  const Branch& branch = branches_[line];
  Values current = times_adjoint(branch.turn, values_at(through_, line));
  const Complex shunt = branch.half_shunt / branch.from_ratio;
  for (std::size_t k = 0; k < phases_; ++k) {
    current[k] = (current[k] + shunt * voltage_[phases_ * branch.from + k]) / branch.from_ratio;
  }
  return current;
}

// A phase's power is per a third of the base.
void NetworkReplay::draw_currents(const BusDraw& draw) {
  const double base_kva = kBaseKva / static_cast<double>(phases_);
  for (std::size_t i = 0; i < voltage_.size(); ++i) {
    const Complex power = Complex{draw.active_kw[i], draw.reactive_kvar[i]} / base_kva;
    current_[i] = std::conj(power / voltage_[i]) + shunt_[i / phases_] * voltage_[i];
  }
}

void NetworkReplay::sum_currents() {
  for (std::size_t i = outwards_.size(); i-- > 0;) {
    const std::size_t line = outwards_[i];
    const Branch& branch = branches_[line];
    for (std::size_t k = 0; k < phases_; ++k) {
      const std::size_t to = phases_ * branch.to + k;
      through_[phases_ * line + k] =
          current_[to] * branch.to_ratio + branch.half_shunt * voltage_[to] / branch.to_ratio;
    }
    const Values current = current_at_from(line);
    for (std::size_t k = 0; k < phases_; ++k) current_[phases_ * branch.from + k] += current[k];
  }
}

double NetworkReplay::update_voltages() {
  double change = 0;
  for (const std::size_t line : outwards_) {
    const Branch& branch = branches_[line];
    const Values inside = inside_from(branch);
    const Values drop = times(branch.impedance, values_at(through_, line));
    for (std::size_t k = 0; k < phases_; ++k) {
      Complex& voltage = voltage_[phases_ * branch.to + k];
      const Complex found = (inside[k] - drop[k]) * branch.to_ratio;
      const double moved = std::abs(found - voltage);
      if (!std::isfinite(moved)) return HUGE_VAL;
      change = std::max(change, moved / std::max(1.0, std::abs(found)));
      voltage = found;
    }
  }
  return change;
}

// Whether they are numbers that can be squared, as powers and losses ask.
bool NetworkReplay::has_voltages() const {
  return std::ranges::all_of(voltage_, [](const Complex& voltage) {
    const double square = std::norm(voltage);
    return std::isfinite(square) && square > 0;
  });
}

bool NetworkReplay::solve(const BusDraw& draw) {
  for (sweeps_ = 1; sweeps_ <= kMostSweeps; ++sweeps_) {
    draw_currents(draw);
    sum_currents();
    const double change = update_voltages();
    if (change < kTolerance && has_voltages()) return true;
    if (change < kTolerance || !(change < 10)) break;
  }
  reset();
  return false;
}

// Losses are those in the impedance, where a phase's current meets what all phases make it lose,
// and in the shunts.
NetworkReplay::Line NetworkReplay::line(std::size_t line_phase) const {
  const std::size_t line = line_phase / phases_, k = line_phase % phases_;
  const Branch& branch = branches_[line];
  const double base_kva = kBaseKva / static_cast<double>(phases_);
  const Values through = values_at(through_, line);
  const Complex from = voltage_[phases_ * branch.from + k];
  const Complex to = voltage_[phases_ * branch.to + k];
  const Complex into = current_at_from(line)[k];
  const Complex out = (through[k] - branch.half_shunt * to / branch.to_ratio) / branch.to_ratio;
  const Complex entering = from * std::conj(into) * base_kva;
  const double lost = (times(branch.impedance, through)[k] * std::conj(through[k])).real() +
                      branch.half_shunt.real() *
                          (std::norm(from / branch.from_ratio) + std::norm(to / branch.to_ratio));
  const double rating = facts_.network.line_rating_kva[line];
  const double most = std::max(std::abs(into), std::abs(out)) * kBaseKva;
  return {.power_kw = entering.real(),
          .reactive_kvar = entering.imag(),
          .losses_kw = lost * base_kva,
          .loading_percent = rating > 0 ? 100 * most / rating : 0};
}

double NetworkReplay::losses_kw() const {
  double sum = 0;
  for (std::size_t i = 0; i < through_.size(); ++i) sum += line(i).losses_kw;
  return sum;
}

}  // namespace peerwatt::verification
