#include "tools/verification/replay/supply_shares.hpp"

#include <algorithm>
#include <cmath>

#include "output/indicators/energy_origin.hpp"

namespace peerwatt::verification {
namespace {

SupplyTotals::Share share(double part, double magnitudes, double whole) {
  if (!(whole >= output::kLeastSharedKwh)) return {};
  return {part / whole, 1 + magnitudes / whole};
}

}  // namespace

SupplyTotals& SupplyTotals::operator+=(const SupplyTotals& other) {
  load_kwh += other.load_kwh;
  served_kwh += other.served_kwh;
  deficiency_kwh += other.deficiency_kwh;
  generation_kwh += other.generation_kwh;
  grid_bought_kwh += other.grid_bought_kwh;
  sold_kwh += other.sold_kwh;
  older_used_kwh += other.older_used_kwh;
  older_sold_kwh += other.older_sold_kwh;
  stored_kwh += other.stored_kwh;
  return *this;
}

SupplyTotals::Share SupplyTotals::self_consumption_own() const {
  return share(load_kwh - deficiency_kwh - older_used_kwh,
               load_kwh + deficiency_kwh + older_used_kwh + stored_kwh, generation_kwh);
}

SupplyTotals::Share SupplyTotals::self_consumption_community() const {
  return share(load_kwh - deficiency_kwh - older_used_kwh + sold_kwh - older_sold_kwh,
               load_kwh + deficiency_kwh + older_used_kwh + sold_kwh + older_sold_kwh + stored_kwh,
               generation_kwh);
}

SupplyTotals::Share SupplyTotals::self_sufficiency_own() const {
  return share(load_kwh - deficiency_kwh, load_kwh + deficiency_kwh, served_kwh);
}

SupplyTotals::Share SupplyTotals::self_sufficiency_community() const {
  return share(served_kwh - grid_bought_kwh, served_kwh + grid_bought_kwh, served_kwh);
}

SupplyShares::SupplyShares(const recording::ProsumerStatics& prosumers)
    : stored_kwh_{prosumers.battery_initial_kwh},
      older_kwh_{stored_kwh_},
      totals_(stored_kwh_.size()) {
  for (const double round_trip : prosumers.battery_efficiency) {
    one_way_efficiency_.push_back(std::sqrt(round_trip));
  }
}

void SupplyShares::begin_window() {
  older_kwh_ = stored_kwh_;
  std::fill(totals_.begin(), totals_.end(), SupplyTotals{});
}

void SupplyShares::add(const recording::ProsumerRecord& slot) {
  for (std::size_t i = 0; i < totals_.size(); ++i) {
    if (slot.battery_charged_kwh[i] < 0 && stored_kwh_[i] > 0) add_discharge(slot, i);
    totals_[i].stored_kwh = std::max(totals_[i].stored_kwh, stored_kwh_[i]);
    stored_kwh_[i] = slot.battery_energy_kwh[i];
    totals_[i] += {.load_kwh = slot.load_kwh[i],
                   .served_kwh = slot.load_kwh[i] - slot.unserved_kwh[i],
                   .deficiency_kwh = slot.deficiency_kwh[i],
                   .generation_kwh = slot.generation_kwh[i],
                   .grid_bought_kwh = slot.grid_bought_kwh[i],
                   .sold_kwh = slot.p2p_sold_kwh[i]};
  }
}

// The own load takes what its generation leaves missing; then prosumers take what they bought.
void SupplyShares::add_discharge(const recording::ProsumerRecord& slot, std::size_t i) {
  const double older = older_kwh_[i] * slot.battery_energy_kwh[i] / stored_kwh_[i];
  const double given = (older_kwh_[i] - older) * one_way_efficiency_[i];
  older_kwh_[i] = older;
  const double discharged = -slot.battery_charged_kwh[i];
  const double own_supply = slot.load_kwh[i] - slot.deficiency_kwh[i];
  const double used = own_supply - std::min(slot.load_kwh[i], slot.generation_kwh[i]);
  const double sold = std::min(slot.p2p_sold_kwh[i], discharged - used);
  totals_[i].older_used_kwh += given * used / discharged;
  totals_[i].older_sold_kwh += given * sold / discharged;
}

SupplyTotals SupplyShares::total() const {
  SupplyTotals sum;
  for (const SupplyTotals& totals : totals_) sum += totals;
  return sum;
}

}  // namespace peerwatt::verification
