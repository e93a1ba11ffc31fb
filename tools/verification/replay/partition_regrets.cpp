#include "tools/verification/replay/partition_regrets.hpp"

#include <algorithm>

namespace peerwatt::verification {

void PartitionRegrets::look_at_zone(const CoalitionReplay& game, const Slot& slot,
                                    std::size_t zone) {
  const std::vector<Party>& parties = game.parties(zone);
  best_elsewhere_.assign(facts_.prosumer_count(), 0.0);
  for (const Party& to : parties) {
    look_toward(game, zone, to);
    for (const Party& from : parties) {
      if (&from != &to) look_for_moves(game, from, to);
    }
  }
  for (const Party& party : parties) {
    look_for_splits(game, zone, party);
    look_for_exits(game, slot, zone, party);
  }
}

void PartitionRegrets::look_toward(const CoalitionReplay& game, std::size_t zone,
                                   const Party& party) {
  supply_kwh_.assign(game.charged(zone).edges() + 1, 0.0);
  demand_kwh_.assign(supply_kwh_.size(), 0.0);
  places_.clear();
  for (const std::uint32_t member : party.members) {
    const Trade own = game.trade_of(member);
    places_.push_back(game.place(member));
    supply_kwh_[places_.back()] += own.supply_kwh;
    demand_kwh_[places_.back()] += own.demand_kwh;
  }
  to_sellers_ = game.charged(zone).distance_sums(supply_kwh_);
  to_buyers_ = game.charged(zone).distance_sums(demand_kwh_);
  if (facts_.rules.radius_km) nearest_km_ = game.in_km(zone).distances_to_nearest(places_);
}

// To the party that was looked toward: one member, or all of them.
void PartitionRegrets::look_for_moves(const CoalitionReplay& game, const Party& from,
                                      const Party& to) {
  double carried_by_all = 0;
  bool are_neighbours = false;
  for (const std::uint32_t member : from.members) {
    const Trade own = game.trade_of(member);
    const std::size_t place = game.place(member);
    const double carried = own.supply_kwh * to_buyers_[place] + own.demand_kwh * to_sellers_[place];
    carried_by_all += carried;
    if (!is_near(place)) continue;
    are_neighbours = true;
    const double adds = game.value(to.trade.with(own, carried)) - to.value;
    best_elsewhere_[member] = std::max(best_elsewhere_[member], adds);
  }
  if (!are_neighbours) return;
  const double together = game.value(to.trade.with(from.trade, carried_by_all));
  merge.note(together - from.value - to.value,
             {.prosumer = from.members.front(), .coalition = to.coalition});
}

void PartitionRegrets::look_for_splits(const CoalitionReplay& game, std::size_t zone,
                                       const Party& party) {
  if (party.coalition < 0) return;
  const ZoneDistances& tree = game.charged(zone);
  for (std::size_t top = 1; top <= tree.edges(); ++top) {
    std::vector<std::uint32_t> below, above;
    for (const std::uint32_t member : party.members) {
      (tree.is_below(game.place(member), top) ? below : above).push_back(member);
    }
    if (below.empty() || above.empty()) continue;
    const double parts = game.value(game.trade(zone, below)) + game.value(game.trade(zone, above));
    split.note(parts - party.value, {.coalition = party.coalition});
  }
}

// A prosumer that leaves has the grid; one that switches gets what it adds to the others.
void PartitionRegrets::look_for_exits(const CoalitionReplay& game, const Slot& slot,
                                      std::size_t zone, const Party& party) {
  for (const std::uint32_t member : party.members) {
    const Where where{.prosumer = member, .coalition = party.coalition};
    std::vector<std::uint32_t> others = party.members;
    std::erase(others, member);
    const double leaving = game.value(game.trade(zone, others)) - party.value;
    move.note(leaving + best_elsewhere_[member], where);
    exit.note(best_elsewhere_[member] - game.share(slot, member), where);
  }
}

}  // namespace peerwatt::verification
