#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tools/verification/replay/position.hpp"
#include "tools/verification/replay/zone_distances.hpp"

namespace peerwatt::verification {

// What some prosumers of a zone have to trade with each other, and what v follows from.
struct Trade {
  double supply_kwh = 0;
  double demand_kwh = 0;
  double carried = 0;  // sum_ij supply_i*demand_j*dist(i, j)

  Trade with(const Trade& other, double carried_between) const {
    return {supply_kwh + other.supply_kwh, demand_kwh + other.demand_kwh,
            carried + other.carried + carried_between};
  }
};

// A coalition, or a prosumer that is in none; of one zone.
struct Party {
  std::int64_t coalition = kNowhere;
  std::vector<std::uint32_t> members;  // rising
  Trade trade;
  double value = 0;  // v of them
};

// The game that the prosumers of each zone play in a slot (model, section 4): who is together, and
// what any of them would be worth together, as it follows from what they lacked and had left.
class CoalitionReplay {
 public:
  explicit CoalitionReplay(const RunFacts& facts);

  // Why there is no such game in a run; empty where there is.
  static std::string obstacle(const RunFacts& facts);

  void load(const Slot& slot);

  std::size_t zone_count() const { return parties_.size(); }
  // Those who have nothing to trade and are in no coalition are left out.
  const std::vector<Party>& parties(std::size_t zone) const { return parties_[zone]; }
  // Nobody is in a coalition: by choice, or because the market place is offline.
  bool is_silent(std::size_t zone) const;
  Trade trade(std::size_t zone, const std::vector<std::uint32_t>& members) const;
  Trade trade_of(std::uint32_t prosumer) const {
    return {supply_kwh_[prosumer], demand_kwh_[prosumer], 0};
  }
  double value(const Trade& trade) const;
  // v of all subsets of up to 16 members; bit k of the index stands for the k-th.
  std::vector<double> subset_values(std::size_t zone,
                                    const std::vector<std::uint32_t>& members) const;

  // What trade gave prosumer i against the grid, charges counted.
  double gain(const Slot& slot, std::uint32_t i) const;
  // And what it paid to other members, which makes its share of the coalition.
  double share(const Slot& slot, std::uint32_t prosumer) const {
    return gain(slot, prosumer) - slot.record.prosumers.coalition_transfer[prosumer];
  }

  double spread() const { return spread_; }
  // A value of the zone is a sum and difference of magnitudes up to this.
  double scale(std::size_t zone) const;
  const ZoneDistances& charged(std::size_t zone) const { return charged_[zone]; }
  const ZoneDistances& in_km(std::size_t zone) const { return in_km_[zone]; }
  std::size_t place(std::uint32_t prosumer) const { return place_[prosumer]; }

 private:
  void form_parties(const Slot& slot);
  std::vector<double> carried_between(std::size_t zone,
                                      const std::vector<std::uint32_t>& members) const;

  const RunFacts& facts_;
  market::PoolPrice pool_price_;
  std::vector<ZoneDistances> charged_;  // by zone: in the unit of the charge
  std::vector<ZoneDistances> in_km_;
  std::vector<std::size_t> place_;  // by prosumer, within its zone
  double spread_ = 0;
  std::vector<double> supply_kwh_, demand_kwh_;  // by prosumer
  mutable std::vector<double> at_place_supply_, at_place_demand_;
  std::vector<std::vector<Party>> parties_;  // by zone
};

// Whether the coalitions of a slot may rest on other orders than follow from the trace.
inline bool lacks_orders(const Slot& slot) {
  return slot.record.system.late_orders > 0 || slot.record.system.lost_messages > 0;
}

}  // namespace peerwatt::verification
