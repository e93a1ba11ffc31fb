#include "tools/verification/replay/inverter_replay.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace peerwatt::verification {
namespace {

constexpr double kLeastGap = 1e-9;  // parts of the rating
constexpr int kMostSteps = 1000;

}  // namespace

InverterReplay::InverterReplay(const RunFacts& facts)
    : facts_{facts}, place_(facts.prosumer_count(), facts.prosumer_count()) {
  if (!facts.controls_inverters()) return;
  for (std::size_t i = 0; i < facts.prosumer_count(); ++i) {
    if (facts.prosumers.inverter_control[i] != 2 || !(facts.prosumers.inverter_kva[i] > 0)) {
      continue;
    }
    place_[i] = inverters_.size();
    inverters_.push_back({.prosumer = i});
  }
}

void InverterReplay::set_generation(std::size_t i, double kwh) {
  if (place_[i] == place_.size()) return;
  const double kw = kwh / facts_.slot_hours(), kva = facts_.prosumers.inverter_kva[i];
  inverters_[place_[i]].limit_kvar = kw > 0 ? std::sqrt(std::max(0.0, kva * kva - kw * kw)) : 0;
}

template <class Visit>
void InverterReplay::for_each_phase(std::size_t prosumer, Visit visit) const {
  const auto bus = static_cast<std::size_t>(facts_.prosumers.bus[prosumer]);
  const std::int32_t phase = facts_.is_by_phase() ? facts_.prosumers.phase[prosumer] : 0;
  const std::size_t phases = facts_.phases();
  if (phase > 0) return visit(phases * bus + static_cast<std::size_t>(phase) - 1, 1.0);
  for (std::size_t k = 0; k < phases; ++k) {
    visit(phases * bus + k, 1.0 / static_cast<double>(phases));
  }
}

double InverterReplay::voltage_of(const NetworkReplay& network, std::size_t prosumer) const {
  double mean = 0;
  for_each_phase(prosumer, [&](std::size_t place, double share) {
    mean += share * network.voltage_pu(place);
  });
  return mean;
}

double InverterReplay::wanted_kvar(const NetworkReplay& network, const Inverter& inverter) const {
  const recording::ProsumerStatics& homes = facts_.prosumers;
  const std::size_t i = inverter.prosumer;
  const double v = voltage_of(network, i);
  const double low = homes.volt_var_none_from_pu[i], high = homes.volt_var_none_to_pu[i];
  const double below = (low - v) / (low - homes.volt_var_full_below_pu[i]);
  const double above = (v - high) / (homes.volt_var_full_above_pu[i] - high);
  const double share = homes.volt_var_drawn[i] * std::clamp(above, 0.0, 1.0) -
                       homes.volt_var_fed_in[i] * std::clamp(below, 0.0, 1.0);
  return std::clamp(homes.inverter_kva[i] * share, -inverter.limit_kvar, inverter.limit_kvar);
}

void InverterReplay::add_to(BusDraw& draw) const {
  for (const Inverter& inverter : inverters_) {
    for_each_phase(inverter.prosumer, [&](std::size_t place, double share) {
      draw.reactive_kvar[place] += share * inverter.drawn_kvar;
      draw.inverter_kvar[place] += share * inverter.drawn_kvar;
    });
  }
}

// Whoever is farthest from its curve and passed it goes too far, and so do all where the wires no
// longer carry what is drawn: smaller steps are taken then.
bool InverterReplay::solve(NetworkReplay& network, BusDraw& draw) {
  const BusDraw besides = draw;
  double part = 0.5;
  for (Inverter& inverter : inverters_) inverter.gap_kvar = 0;
  for (int steps = 0; steps < kMostSteps; ++steps) {
    draw = besides;
    add_to(draw);
    if (network.solve(draw)) {
      const Gap widest = find_gaps(network);
      if (widest.share <= kLeastGap) return true;
      part = widest.passed ? part / 2 : std::min(0.5, part * 1.1);
      for (Inverter& inverter : inverters_) inverter.from_kvar = inverter.drawn_kvar;
    } else if (steps > 0) {
      part /= 2;
    } else {
      break;
    }
    for (Inverter& inverter : inverters_) {
      inverter.drawn_kvar = inverter.from_kvar + part * inverter.gap_kvar;
    }
  }
  for (Inverter& inverter : inverters_) inverter.drawn_kvar = 0;
  return false;
}

InverterReplay::Gap InverterReplay::find_gaps(const NetworkReplay& network) {
  Gap widest;
  for (Inverter& inverter : inverters_) {
    const double gap = wanted_kvar(network, inverter) - inverter.drawn_kvar;
    const double share = std::abs(gap) / facts_.prosumers.inverter_kva[inverter.prosumer];
    if (share > widest.share) widest = {share, gap * inverter.gap_kvar < 0};
    inverter.gap_kvar = gap;
  }
  return widest;
}

}  // namespace peerwatt::verification
