#include "tools/verification/replay/coalition_replay.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "agents/market/mechanisms/pool_trade.hpp"

namespace peerwatt::verification {

using market::Role;

std::string CoalitionReplay::obstacle(const RunFacts& facts) {
  const Role role = market::find_mechanism(facts.rules.mechanism)->role;
  if (role == Role::kNone) return "there is no market";
  if (role == Role::kContinuous) return "in an order book those who traded belong together";
  if (facts.rules.levels > 0) return "coalitions reach over the levels of the market";
  const bool in_km = facts.rules.network_charge > 0 && facts.rules.distance == "length_km";
  if ((in_km || facts.rules.radius_km) && facts.network.line_length_km.empty()) {
    return "the lines have no lengths";
  }
  return {};
}

CoalitionReplay::CoalitionReplay(const RunFacts& facts)
    : facts_{facts}, pool_price_{market::find_mechanism(facts.rules.mechanism)->pool_price} {
  const recording::NetworkStatics& network = facts.network;
  std::span<const double> lengths, km;
  if (facts.rules.network_charge > 0) {
    lengths =
        facts.rules.distance == "length_km" ? network.line_length_km : network.line_resistance_ohm;
  }
  if (facts.rules.radius_km) km = network.line_length_km;
  for (std::size_t zone = 0; zone < facts.zone_count(); ++zone) {
    charged_.emplace_back(facts, static_cast<std::int32_t>(zone), lengths);
    in_km_.emplace_back(facts, static_cast<std::int32_t>(zone), km);
  }
  for (std::size_t i = 0; i < facts.prosumer_count(); ++i) {
    const auto zone = static_cast<std::size_t>(facts.prosumers.zone[i]);
    place_.push_back(charged_.at(zone).place(facts.prosumers.bus[i]));
  }
}

void CoalitionReplay::load(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const double pool_price = pool_price_ == market::PoolPrice::kSell
                                ? s.price_sell
                                : market::mid_market_price(s.price_sell, s.price_feed_in);
  spread_ = s.price_sell - s.price_feed_in;
  const std::size_t count = facts_.prosumer_count();
  supply_kwh_.resize(count);
  demand_kwh_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    supply_kwh_[i] = offer_of(slot, i).kwh();
    const bool buys = supply_kwh_[i] <= 0 && slot.record.prosumers.deficiency_kwh[i] > 0;
    demand_kwh_[i] = buys ? position_of(facts_, slot, i).order(pool_price) : 0.0;
  }
  form_parties(slot);
}

void CoalitionReplay::form_parties(const Slot& slot) {
  parties_.assign(facts_.zone_count(), {});
  std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::uint32_t>> coalitions;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const std::int32_t zone = facts_.prosumers.zone[i];
    const std::int32_t coalition = slot.record.prosumers.coalition[i];
    const auto member = static_cast<std::uint32_t>(i);
    if (coalition >= 0) {
      coalitions[{zone, coalition}].push_back(member);
    } else if (supply_kwh_[i] > 0 || demand_kwh_[i] > 0) {
      parties_[static_cast<std::size_t>(zone)].push_back({kNowhere, {member}, trade_of(member), 0});
    }
  }
  for (auto& [key, members] : coalitions) {
    const auto zone = static_cast<std::size_t>(key.first);
    const Trade together = trade(zone, members);
    parties_[zone].push_back({key.second, std::move(members), together, value(together)});
  }
}

bool CoalitionReplay::is_silent(std::size_t zone) const {
  return std::none_of(parties_[zone].begin(), parties_[zone].end(),
                      [](const Party& party) { return party.coalition >= 0; });
}

Trade CoalitionReplay::trade(std::size_t zone, const std::vector<std::uint32_t>& members) const {
  Trade all;
  for (const std::uint32_t member : members) all = all.with(trade_of(member), 0);
  if (facts_.rules.network_charge == 0 || all.supply_kwh <= 0 || all.demand_kwh <= 0) return all;
  const ZoneDistances& tree = charged_[zone];
  at_place_supply_.assign(tree.edges() + 1, 0.0);
  at_place_demand_.assign(tree.edges() + 1, 0.0);
  for (const std::uint32_t member : members) {
    at_place_supply_[place_[member]] += supply_kwh_[member];
    at_place_demand_[place_[member]] += demand_kwh_[member];
  }
  all.carried = tree.carried(at_place_supply_, at_place_demand_);
  return all;
}

double CoalitionReplay::value(const Trade& trade) const {
  if (trade.supply_kwh <= 0 || trade.demand_kwh <= 0) return 0;
  return std::min(trade.supply_kwh, trade.demand_kwh) * spread_ -
         facts_.rules.network_charge * trade.carried / std::max(trade.supply_kwh, trade.demand_kwh);
}

// From the subset without its lowest member.
std::vector<double> CoalitionReplay::subset_values(
    std::size_t zone, const std::vector<std::uint32_t>& members) const {
  const std::size_t count = members.size(), subsets = std::size_t{1} << count;
  const std::vector<double> between_pairs = carried_between(zone, members);
  std::vector<Trade> trades(subsets);
  std::vector<double> values(subsets, 0.0);
  for (std::size_t subset = 1; subset < subsets; ++subset) {
    const std::size_t others = subset & (subset - 1);
    const auto lowest = static_cast<std::size_t>(std::countr_zero(subset));
    double between = 0;
    for (std::size_t left = others; left > 0; left &= left - 1) {
      between += between_pairs[lowest * count + static_cast<std::size_t>(std::countr_zero(left))];
    }
    trades[subset] = trades[others].with(trade_of(members[lowest]), between);
    values[subset] = value(trades[subset]);
  }
  return values;
}

// By pair of members.
std::vector<double> CoalitionReplay::carried_between(
    std::size_t zone, const std::vector<std::uint32_t>& members) const {
  std::vector<double> carried;
  for (const std::uint32_t a : members) {
    for (const std::uint32_t b : members) {
      const double kwh2 = supply_kwh_[a] * demand_kwh_[b] + demand_kwh_[a] * supply_kwh_[b];
      carried.push_back(kwh2 > 0 ? kwh2 * charged_[zone].distance(place_[a], place_[b]) : 0.0);
    }
  }
  return carried;
}

double CoalitionReplay::gain(const Slot& slot, std::uint32_t i) const {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const recording::SystemRecord& s = slot.record.system;
  return p.p2p_bought_kwh[i] * s.price_sell - p.p2p_paid[i] + p.p2p_earned[i] -
         p.p2p_sold_kwh[i] * s.price_feed_in - p.network_charge[i];
}

double CoalitionReplay::scale(std::size_t zone) const {
  double kwh = 0;
  for (const Party& party : parties_[zone]) kwh += party.trade.supply_kwh + party.trade.demand_kwh;
  const double highest_charge = facts_.rules.network_charge * charged_[zone].length();
  return kwh * (std::fabs(spread_) + highest_charge);
}

}  // namespace peerwatt::verification
