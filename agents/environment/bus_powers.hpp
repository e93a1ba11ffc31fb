#pragma once

#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/power_flow/phase_columns.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

#include "agents/environment/base_loads.hpp"

namespace peerwatt::agents {

// What a connection, or several, took out of the network in a slot; negative where it fed in.
struct DrawnEnergy {
  double active_kwh = 0;
  double reactive_kvarh = 0;  // positive where it is inductive
  double inverter_kvarh = 0;  // the part of it that inverters drew
};

// BusPowers adds up what is drawn at the buses of a network in a slot, or in each by phase: base
// loads and homes, as mean powers of the slot.
class BusPowers {
 public:
  // The base loads must outlive it, and have the same phasing.
  BusPowers(const BaseLoads& base_loads, std::size_t buses, power_flow::Phasing phasing);

  // Begins a slot with the base loads.
  void open(const devices::Slot& slot);
  void add(BusId bus, network::Phase phase, const DrawnEnergy& drawn);

  double base_load_factor() const { return factor_; }
  power_flow::Powers powers() const { return {active_kw_, reactive_kvar_}; }
  std::span<const double> inverter_kvar() const { return inverter_kvar_; }

 private:
  const BaseLoads& base_loads_;
  power_flow::Phasing phasing_;
  double slots_per_hour_ = 0;
  double factor_ = 0;
  std::vector<double> active_kw_, reactive_kvar_, inverter_kvar_;  // by bus and phase
};

}  // namespace peerwatt::agents
