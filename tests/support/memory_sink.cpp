#include "tests/support/memory_sink.hpp"

#include <bit>

#include <fmt/format.h>

namespace peerwatt::testing {
namespace {

using recording::ProsumerRecord;
using recording::SystemRecord;

#define PEERWATT_COLUMN(name)                            \
  ProsumerColumnName {                                   \
#name, &ProsumerRecord::name, &ProsumerColumns::name \
  }
constexpr ProsumerColumnName kColumns[] = {
    PEERWATT_COLUMN(load_kwh),
    PEERWATT_COLUMN(generation_kwh),
    PEERWATT_COLUMN(battery_energy_kwh),
    PEERWATT_COLUMN(battery_charged_kwh),
    PEERWATT_COLUMN(deficiency_kwh),
    PEERWATT_COLUMN(surplus_kwh),
    PEERWATT_COLUMN(stored_offer_kwh),
    PEERWATT_COLUMN(reservation_price),
    PEERWATT_COLUMN(p2p_bought_kwh),
    PEERWATT_COLUMN(p2p_sold_kwh),
    PEERWATT_COLUMN(auction_bought_kwh),
    PEERWATT_COLUMN(auction_sold_kwh),
    PEERWATT_COLUMN(p2p_paid),
    PEERWATT_COLUMN(p2p_earned),
    PEERWATT_COLUMN(network_charge),
    PEERWATT_COLUMN(coalition_transfer),
    PEERWATT_COLUMN(share_half_width),
    PEERWATT_COLUMN(grid_bought_kwh),
    PEERWATT_COLUMN(grid_sold_kwh),
    PEERWATT_COLUMN(unserved_kwh),
    PEERWATT_COLUMN(comfort_lost),
    PEERWATT_COLUMN(shed_kwh),
    PEERWATT_COLUMN(reduction_kwh),
    PEERWATT_COLUMN(reduction_paid),
    PEERWATT_COLUMN(balance),
    PEERWATT_COLUMN(balance_ordinary),
    PEERWATT_COLUMN(balance_no_trade),
    PEERWATT_COLUMN(comfort_lost_ordinary),
    PEERWATT_COLUMN(comfort_lost_no_trade),
    PEERWATT_COLUMN(battery_energy_ordinary_kwh),
    PEERWATT_COLUMN(battery_energy_no_trade_kwh),
};
#undef PEERWATT_COLUMN

constexpr SystemNumberName kSystemNumbers[] = {
    {"price_sell", &SystemRecord::price_sell},
    {"price_base", &SystemRecord::price_base},
    {"price_feed_in", &SystemRecord::price_feed_in},
    {"other_demand_kwh", &SystemRecord::other_demand_kwh},
    {"prosumer_supply_kwh", &SystemRecord::prosumer_supply_kwh},
    {"prosumer_supply_elastic_kwh", &SystemRecord::prosumer_supply_elastic_kwh},
    {"feed_in_kwh", &SystemRecord::feed_in_kwh},
    {"net_demand_kwh", &SystemRecord::net_demand_kwh},
    {"reserve_kwh", &SystemRecord::reserve_kwh},
    {"generation_cost", &SystemRecord::generation_cost},
    {"welfare", &SystemRecord::welfare},
    {"welfare_efficient", &SystemRecord::welfare_efficient},
    {"other_customers_paid", &SystemRecord::other_customers_paid},
    {"prosumers_balance", &SystemRecord::prosumers_balance},
    {"cps_balance", &SystemRecord::cps_balance},
    {"operator_balance", &SystemRecord::operator_balance},
    {"local_network_charge", &SystemRecord::local_network_charge},
    {"auctioneer_balance", &SystemRecord::auctioneer_balance},
    {"p2p_energy_kwh", &SystemRecord::p2p_energy_kwh},
    {"auction_energy_kwh", &SystemRecord::auction_energy_kwh},
    {"mid_market_energy_kwh", &SystemRecord::mid_market_energy_kwh},
    {"auction_welfare", &SystemRecord::auction_welfare},
    {"auction_max_welfare", &SystemRecord::auction_max_welfare},
    {"p2p_welfare", &SystemRecord::p2p_welfare},
    {"local_energy_kwh", &SystemRecord::local_energy_kwh},
    {"feeder_energy_kwh", &SystemRecord::feeder_energy_kwh},
    {"feeder_network_charge", &SystemRecord::feeder_network_charge},
    {"substation_energy_kwh", &SystemRecord::substation_energy_kwh},
    {"substation_network_charge", &SystemRecord::substation_network_charge},
    {"solar_energy_kwh", &SystemRecord::solar_energy_kwh},
    {"storage_energy_kwh", &SystemRecord::storage_energy_kwh},
    {"unserved_kwh", &SystemRecord::unserved_kwh},
    {"net_demand_ordinary_kwh", &SystemRecord::net_demand_ordinary_kwh},
    {"net_demand_no_trade_kwh", &SystemRecord::net_demand_no_trade_kwh},
    {"prosumer_supply_ordinary_kwh", &SystemRecord::prosumer_supply_ordinary_kwh},
    {"prosumer_supply_no_trade_kwh", &SystemRecord::prosumer_supply_no_trade_kwh},
    {"reserve_ordinary_kwh", &SystemRecord::reserve_ordinary_kwh},
    {"reserve_no_trade_kwh", &SystemRecord::reserve_no_trade_kwh},
    {"unserved_no_trade_kwh", &SystemRecord::unserved_no_trade_kwh},
    {"generation_cost_ordinary", &SystemRecord::generation_cost_ordinary},
    {"marginal_cost_ordinary", &SystemRecord::marginal_cost_ordinary},
    {"prosumers_balance_ordinary", &SystemRecord::prosumers_balance_ordinary},
    {"reduction_requested_kwh", &SystemRecord::reduction_requested_kwh},
    {"reduction_promised_kwh", &SystemRecord::reduction_promised_kwh},
    {"reduction_called_kwh", &SystemRecord::reduction_called_kwh},
    {"reduction_delivered_kwh", &SystemRecord::reduction_delivered_kwh},
    {"reduction_paid", &SystemRecord::reduction_paid},
    {"announcement_delay_s", &SystemRecord::announcement_delay_s},
};

struct SystemPriceName {
  const char* name;
  std::optional<double> SystemRecord::*member;
};

constexpr SystemPriceName kSystemPrices[] = {
    {"p2p_price_mean", &SystemRecord::p2p_price_mean},
    {"p2p_price_min", &SystemRecord::p2p_price_min},
    {"p2p_price_max", &SystemRecord::p2p_price_max},
    {"local_price_mean", &SystemRecord::local_price_mean},
    {"feeder_price_mean", &SystemRecord::feeder_price_mean},
    {"substation_price_mean", &SystemRecord::substation_price_mean},
    {"solar_price_mean", &SystemRecord::solar_price_mean},
    {"storage_price_mean", &SystemRecord::storage_price_mean},
};

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_counts(const SystemRecord& a, const SystemRecord& b) {
  return a.is_peak == b.is_peak && a.coalition_count == b.coalition_count && a.rounds == b.rounds &&
         a.converged == b.converged && a.capped == b.capped && a.messages == b.messages &&
         a.late_orders == b.late_orders && a.lost_messages == b.lost_messages &&
         a.undelivered_orders == b.undelivered_orders &&
         a.offline_auctioneers == b.offline_auctioneers && a.degraded == b.degraded;
}

// Bit for bit, but for the sign of a zero.
std::string event_difference(const KeptSlot& a, const KeptSlot& b) {
  if (a.orders != b.orders) return "orders";
  if (a.trades != b.trades) return "trades";
  if (a.quotes != b.quotes) return "quotes";
  return {};
}

std::string slot_difference(const KeptSlot& a, const KeptSlot& b) {
  if (a.index != b.index || a.start != b.start) return "which slot it is";
  if (!same_counts(a.system, b.system)) return "a count or flag of the system";
  for (const SystemNumberName& number : kSystemNumbers) {
    if (!same_bits(a.system.*number.value, b.system.*number.value)) return number.name;
  }
  for (const SystemPriceName& price : kSystemPrices) {
    if (a.system.*price.member != b.system.*price.member) return price.name;
  }
  if (a.prosumers.coalition != b.prosumers.coalition) return "coalition";
  for (const ProsumerColumnName& column : kColumns) {
    const std::vector<double>& left = a.prosumers.*column.kept;
    const std::vector<double>& right = b.prosumers.*column.kept;
    if (left.size() != right.size()) return column.name;
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (!same_bits(left[i], right[i])) return fmt::format("{}[{}]", column.name, i);
    }
  }
  return event_difference(a, b);
}

}  // namespace

std::span<const ProsumerColumnName> prosumer_columns() {
  return kColumns;
}

std::span<const SystemNumberName> system_numbers() {
  return kSystemNumbers;
}

void MemorySink::record(const recording::SlotRecord& slot) {
  KeptSlot& kept = slots.emplace_back();
  kept.index = slot.index;
  kept.start = slot.start;
  kept.system = slot.system;
  kept.certificates = slot.certificates;
  kept.prosumers.coalition.assign(slot.prosumers.coalition.begin(), slot.prosumers.coalition.end());
  for (const ProsumerColumnName& column : kColumns) {
    const std::span<const double> values = slot.prosumers.*column.recorded;
    (kept.prosumers.*column.kept).assign(values.begin(), values.end());
  }
  kept.orders.assign(slot.orders.begin(), slot.orders.end());
  kept.trades.assign(slot.trades.begin(), slot.trades.end());
  kept.quotes.assign(slot.quotes.begin(), slot.quotes.end());
}

MemorySink run_in_memory(const scenario::Scenario& scenario) {
  MemorySink sink;
  StopAfter never;
  agents::SimulationRun run{scenario};
  run.execute(sink, never);
  return sink;
}

std::string first_difference(const MemorySink& a, const MemorySink& b) {
  if (a.slots.size() != b.slots.size()) return "number of slots";
  if (a.status != b.status) return "status";
  for (std::size_t slot = 0; slot < a.slots.size(); ++slot) {
    const std::string difference = slot_difference(a.slots[slot], b.slots[slot]);
    if (!difference.empty()) return fmt::format("slot {}: {}", slot, difference);
  }
  return {};
}

}  // namespace peerwatt::testing
