#include "output/indicators/energy_origin.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::output {
namespace {

// One slot of one prosumer, at the terminals of its battery [kWh].
struct SlotFlows {
  double direct_kwh;            // generation into the own load
  double charged_kwh;           // generation into the battery
  double sold_kwh, fed_in_kwh;  // generation that left at once
  double discharged_kwh;        // out of the battery: into the own load, sold and fed in
  double stored_to_load_kwh, stored_sold_kwh, stored_fed_in_kwh;
};

// Generation serves the own load first, then it charges. A discharge serves the own load first,
// then it is sold to prosumers, and what they do not buy is fed in.
SlotFlows flows_of(const recording::ProsumerRecord& slot, std::size_t i) {
  const double load = slot.load_kwh[i], generation = slot.generation_kwh[i];
  const double charged = slot.battery_charged_kwh[i], sold = slot.p2p_sold_kwh[i];
  SlotFlows flows{};
  flows.direct_kwh = std::min(load, generation);
  flows.charged_kwh = std::min(std::max(0.0, charged), generation - flows.direct_kwh);
  flows.discharged_kwh = std::max(0.0, -charged);
  flows.stored_to_load_kwh = std::min(flows.discharged_kwh, load - flows.direct_kwh);
  const double exported = flows.discharged_kwh - flows.stored_to_load_kwh;
  flows.stored_sold_kwh = std::min(exported, sold);
  flows.stored_fed_in_kwh = exported - flows.stored_sold_kwh;
  flows.sold_kwh = sold - flows.stored_sold_kwh;
  flows.fed_in_kwh = std::max(0.0, slot.grid_sold_kwh[i] - flows.stored_fed_in_kwh);
  return flows;
}

void add_flows(EnergyOrigin& origin, const SlotFlows& flows) {
  origin.used_kwh += flows.direct_kwh;
  origin.sold_kwh += flows.sold_kwh;
  origin.fed_in_kwh += flows.fed_in_kwh;
}

void charge(EnergyOrigin& origin, double charged_kwh, double efficiency) {
  origin.stored_kwh += charged_kwh * efficiency;
  origin.lost_kwh += charged_kwh * (1 - efficiency);
}

// `remaining_kwh`: energy in the battery afterwards.
void discharge(EnergyOrigin& origin, const SlotFlows& flows, double remaining_kwh,
               double efficiency) {
  const double drawn = flows.discharged_kwh / efficiency;
  const double before = remaining_kwh + drawn;
  const double share = before > 0 ? std::min(1.0, origin.stored_kwh / before) : 0.0;
  origin.stored_kwh = std::max(0.0, origin.stored_kwh - share * drawn);
  origin.lost_kwh += share * (drawn - flows.discharged_kwh);
  origin.used_kwh += share * flows.stored_to_load_kwh;
  origin.sold_kwh += share * flows.stored_sold_kwh;
  origin.fed_in_kwh += share * flows.stored_fed_in_kwh;
}

std::optional<double> share_of(double whole, double part) {
  if (!(whole >= kLeastSharedKwh)) return std::nullopt;
  return part / whole;
}

}  // namespace

EnergyOrigin& EnergyOrigin::operator+=(const EnergyOrigin& other) {
  used_kwh += other.used_kwh;
  sold_kwh += other.sold_kwh;
  fed_in_kwh += other.fed_in_kwh;
  lost_kwh += other.lost_kwh;
  stored_kwh += other.stored_kwh;
  generated_kwh += other.generated_kwh;
  served_kwh += other.served_kwh;
  served_by_own_kwh += other.served_by_own_kwh;
  served_by_prosumers_kwh += other.served_by_prosumers_kwh;
  return *this;
}

std::optional<double> EnergyOrigin::self_consumption_own() const {
  return share_of(generated_kwh, used_kwh);
}

std::optional<double> EnergyOrigin::self_consumption_community() const {
  return share_of(generated_kwh, used_kwh + sold_kwh);
}

std::optional<double> EnergyOrigin::self_sufficiency_own() const {
  return share_of(served_kwh, served_by_own_kwh);
}

std::optional<double> EnergyOrigin::self_sufficiency_community() const {
  return share_of(served_kwh, served_by_own_kwh + served_by_prosumers_kwh);
}

OriginAccumulator::OriginAccumulator(std::span<const double> battery_efficiency)
    : origins_(battery_efficiency.size()) {
  one_way_efficiency_.reserve(battery_efficiency.size());
  for (const double round_trip : battery_efficiency) {
    one_way_efficiency_.push_back(std::sqrt(round_trip));
  }
}

void OriginAccumulator::add(const recording::ProsumerRecord& slot) {
  for (std::size_t i = 0; i < origins_.size(); ++i) {
    EnergyOrigin& origin = origins_[i];
    const SlotFlows flows = flows_of(slot, i);
    add_flows(origin, flows);
    if (flows.charged_kwh > 0) {
      charge(origin, flows.charged_kwh, one_way_efficiency_[i]);
    } else if (flows.discharged_kwh > 0) {
      discharge(origin, flows, slot.battery_energy_kwh[i], one_way_efficiency_[i]);
    }
    origin.generated_kwh += slot.generation_kwh[i];
    origin.served_kwh += slot.load_kwh[i] - slot.unserved_kwh[i];
    origin.served_by_own_kwh += flows.direct_kwh + flows.stored_to_load_kwh;
    origin.served_by_prosumers_kwh += slot.p2p_bought_kwh[i];
  }
}

void OriginAccumulator::begin_window() {
  std::fill(origins_.begin(), origins_.end(), EnergyOrigin{});
}

EnergyOrigin OriginAccumulator::total() const {
  EnergyOrigin sum;
  for (const EnergyOrigin& origin : origins_) sum += origin;
  return sum;
}

}  // namespace peerwatt::output
