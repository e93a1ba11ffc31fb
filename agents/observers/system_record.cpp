#include "agents/observers/system_record.hpp"

#include <algorithm>
#include <optional>

#include "engine/core/summation.hpp"

#include "agents/observers/sold_sources.hpp"

namespace peerwatt::agents {
namespace {

// Per traded kWh, both sides counted. Where all trade at one price, the mean is that price and not
// a rounding beside it.
std::optional<double> mean_price(const MarketTotals& totals) {
  if (totals.volume_kwh <= 0) return {};
  return std::clamp((totals.paid + totals.earned) / (2 * totals.volume_kwh), totals.prices.least,
                    totals.prices.most);
}

void add_cps(const PublishedSlot& slot, recording::SystemRecord& system) {
  const CpsAccount& cps = slot.cps;
  const game::GenerationCost& cost = slot.generation_cost;
  const double demand =
      game::net_demand_kwh(cps.other_demand_kwh + cps.losses_kwh, cps.supply_kwh, cps.feed_in_kwh);
  system.is_peak = cps.is_peak;
  system.price_sell = cps.prices.sell;
  system.price_base = cps.prices.base;
  system.price_feed_in = cps.prices.feed_in;
  system.other_demand_kwh = cps.other_demand_kwh;
  system.losses_kwh = cps.losses_kwh;
  system.expected_losses_kwh = cps.expected_losses_kwh;
  system.prosumer_supply_kwh = cps.supply_kwh;
  system.prosumer_supply_elastic_kwh = cps.supply_elastic_kwh;
  system.feed_in_kwh = cps.feed_in_kwh;
  system.net_demand_kwh = demand;
  system.other_customers_paid = cps.other_demand_kwh * cps.prices.base;
  system.reserve_kwh = cost.reserve_kwh(demand);
  system.generation_cost = cost.cost(demand);
  system.cps_balance = cps.feed_in_kwh * cps.prices.feed_in - cps.supply_kwh * cps.prices.sell +
                       cps.reduction_paid - cps.losses_kwh * cps.prices.base;
  system.rounds = cps.rounds;
  system.converged = cps.converged;
  system.capped = cps.capped;
}

void add_reductions(const PublishedSlot& slot, recording::SystemRecord& system) {
  system.reduction_requested_kwh = slot.reduction.requested_kwh;
  system.reduction_promised_kwh = slot.reduction.promised_kwh;
  system.reduction_called_kwh = slot.reduction.called_kwh;
  system.reduction_delivered_kwh = slot.cps.reduction_kwh;
  system.reduction_paid = slot.cps.reduction_paid;
}

void add_classes(const MarketTotals& totals, recording::SystemRecord& system) {
  const auto price = [&](const Traded& traded) -> std::optional<double> {
    if (traded.energy_kwh <= 0) return {};
    return std::clamp(traded.earned / traded.energy_kwh, totals.prices.least, totals.prices.most);
  };
  const Traded& solar = totals.classes[static_cast<std::size_t>(market::EnergyClass::kSolar)];
  const Traded& storage = totals.classes[static_cast<std::size_t>(market::EnergyClass::kStorage)];
  system.solar_energy_kwh = solar.energy_kwh;
  system.solar_price_mean = price(solar);
  system.storage_energy_kwh = storage.energy_kwh;
  system.storage_price_mean = price(storage);
}

void add_levels(const MarketAccounts& markets, recording::SystemRecord& system) {
  system.local_energy_kwh = markets.zones.volume_kwh;
  system.local_price_mean = mean_price(markets.zones);
  system.local_network_charge = markets.zones_network_charge;
  system.feeder_energy_kwh = markets.feeder.market.volume_kwh;
  system.feeder_price_mean = mean_price(markets.feeder.market);
  system.feeder_network_charge = markets.feeder.network_charge;
  system.substation_energy_kwh = markets.substation.market.volume_kwh;
  system.substation_price_mean = mean_price(markets.substation.market);
  system.substation_network_charge = markets.substation.network_charge;
  system.operator_balance = system.losses_kwh * system.price_base - system.local_network_charge -
                            markets.feeder.network_charge - markets.substation.network_charge;
}

void add_markets(const PublishedSlot& slot, recording::SystemRecord& system) {
  MarketTotals all = slot.markets.zones;
  all.add(slot.markets.areas);
  if (slot.markets.in_order_books) all.classes = sold_sources(slot.prosumers);
  system.auctioneer_balance = all.earned - all.paid;
  system.p2p_energy_kwh = all.volume_kwh;
  system.p2p_price_mean = mean_price(all);
  if (all.volume_kwh > 0) {
    system.p2p_price_min = all.prices.least;
    system.p2p_price_max = all.prices.most;
  }
  system.auction_energy_kwh = all.auction_kwh;
  system.mid_market_energy_kwh = all.mid_market_kwh;
  system.auction_welfare = all.auction_welfare;
  system.auction_max_welfare = all.max_welfare;
  system.p2p_welfare = all.welfare;
  system.coalition_count = slot.markets.coalition_count;
  add_levels(slot.markets, system);
  add_classes(all, system);
}

}  // namespace

recording::SystemRecord system_record(const PublishedSlot& slot) {
  recording::SystemRecord system;
  add_cps(slot, system);
  add_reductions(slot, system);
  add_markets(slot, system);
  system.unserved_kwh = accurate_sum(slot.prosumers.unserved_kwh);
  system.prosumers_balance = accurate_sum(slot.prosumers.balance);
  return system;
}

}  // namespace peerwatt::agents
