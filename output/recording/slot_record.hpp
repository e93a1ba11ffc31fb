#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::recording {

// What the system as a whole did in a slot. Energies in kWh, prices in currency/kWh, balances in
// currency, positive when the owner pays.
struct SystemRecord {
  bool is_peak = false;
  double price_sell = 0;
  double price_base = 0;
  double price_feed_in = 0;
  double other_demand_kwh = 0;
  double prosumer_supply_kwh = 0;          // sold by the CPS to prosumers
  double prosumer_supply_elastic_kwh = 0;  // the flexible part of it
  double feed_in_kwh = 0;
  // D: what is generated for other customers and prosumers, less what prosumers feed in; at least
  // 0.
  double net_demand_kwh = 0;
  double reserve_kwh = 0;
  double generation_cost = 0;
  double other_customers_paid = 0;  // at the base tariff
  double prosumers_balance = 0;     // of all together
  double cps_balance = 0;           // with the prosumers; other customers and generation are apart
  double operator_balance = 0;
  double auctioneer_balance = 0;
  double p2p_energy_kwh = 0;
  // Prices per traded kWh, both sides counted; without a trade there is none.
  std::optional<double> p2p_price_mean;
  std::optional<double> p2p_price_min;
  std::optional<double> p2p_price_max;
  double auction_energy_kwh = 0;
  double mid_market_energy_kwh = 0;
  double auction_welfare = 0;      // currency, at the orders' own prices
  double auction_max_welfare = 0;  // the same for the efficient allocation
  double p2p_welfare = 0;          // of all peer-to-peer trades
  // Where it was traded: within a neighbourhood, or on a level above.
  double local_energy_kwh = 0;
  std::optional<double> local_price_mean;
  double local_network_charge = 0;
  double feeder_energy_kwh = 0;
  std::optional<double> feeder_price_mean;
  double feeder_network_charge = 0;
  double substation_energy_kwh = 0;
  std::optional<double> substation_price_mean;
  double substation_network_charge = 0;
  // Where it came from; prices as the sellers got them.
  double solar_energy_kwh = 0;
  std::optional<double> solar_price_mean;
  double storage_energy_kwh = 0;
  std::optional<double> storage_price_mean;
  double unserved_kwh = 0;  // flexible load of prosumers
  // What follows when the sum of values less bills, plus what the CPS, auctioneers and operator
  // keep, less the other customers' bills, is not the value of the energy less its generation cost.
  double welfare_residual = 0;  // currency
  // The same slot in the two baselines, if they are kept: households alone at the base tariff, and
  // alone at the prices of the run.
  double net_demand_ordinary_kwh = 0;
  double net_demand_no_trade_kwh = 0;
  double prosumer_supply_ordinary_kwh = 0;
  double prosumer_supply_no_trade_kwh = 0;
  double reserve_ordinary_kwh = 0;
  double reserve_no_trade_kwh = 0;
  double unserved_no_trade_kwh = 0;
  double generation_cost_ordinary = 0;
  double marginal_cost_ordinary = 0;  // currency/kWh: what one kWh less would have saved
  double prosumers_balance_ordinary = 0;
  // Of the virtual power plant; what is called is the part of the promise that is taken.
  double reduction_requested_kwh = 0;
  double reduction_promised_kwh = 0;
  double reduction_called_kwh = 0;
  double reduction_delivered_kwh = 0;
  double reduction_paid = 0;  // by the CPS
  std::int64_t coalition_count = 0;
  std::int64_t rounds = 0;
  bool converged = true;
  bool capped = false;  // the price cap cut the leader's price: its rule asks for a higher one
  std::int64_t price_set_by = kNoId;  // the prosumer whose first missing kWh is worth the price
  // V - C(D): value of the flexible energy that prosumers had, less generation cost; and the most
  // that it could be with all own supply pooled, storage as it ran. Currency.
  double welfare = 0;
  double welfare_efficient = 0;
  std::int64_t messages = 0;
  std::int64_t late_orders = 0;
  std::int64_t lost_messages = 0;
  std::int64_t undelivered_orders = 0;   // to offline market places
  std::int64_t offline_auctioneers = 0;  // of neighbourhoods
  double announcement_delay_s = 0;       // from the start of the slot to the first price
  bool degraded = false;                 // any of the above five is above zero
};

// What is known of whether shares are in the core.
enum class CoreEvidence : std::int8_t {
  kNone,     // nothing was looked at
  kExact,    // every coalition
  kSampled,  // some
};

struct CertificateRecord {
  // The most that the value of all coalitions would gain by a merge of two neighbouring ones, by a
  // split along a line, and by one prosumer that leaves or switches; the most that one prosumer
  // could gain by that itself, given its share. Currency; nothing where coalitions do not form from
  // one round of orders.
  std::optional<double> merge_regret = std::nullopt;
  std::optional<double> split_regret = std::nullopt;
  std::optional<double> move_regret = std::nullopt;
  std::optional<double> exit_regret = std::nullopt;
  // The most by which members of a coalition could do better on their own, all together, than their
  // shares come to; up to 0 in the core. Currency.
  std::optional<double> core_excess = std::nullopt;
  CoreEvidence core_evidence = CoreEvidence::kNone;
  // What another price would have gained the leader, currency, and how far the announced price is
  // from where its rule wants it, currency/kWh; nothing where no price was searched, or tried.
  std::optional<double> leader_regret = std::nullopt;
  std::optional<double> price_regret = std::nullopt;
  // The best that one prosumer, drawn at random, could have gained by stating another price;
  // nothing where it was not searched. Currency.
  std::optional<double> misreport_gain = std::nullopt;
  std::int64_t misreport_prosumer = kNoId;  // who was drawn
  double energy_residual_kwh = 0;           // largest violation of an energy balance of the slot
  double money_residual = 0;                // |sum of all balances|, currency
};

// What each prosumer did in a slot: one value per prosumer, in the order of their ids.
struct ProsumerRecord {
  std::span<const double> load_kwh;
  std::span<const double> generation_kwh;
  std::span<const double> battery_energy_kwh;   // at the end of the slot
  std::span<const double> battery_charged_kwh;  // at the terminals; negative = discharged
  std::span<const double> deficiency_kwh;
  std::span<const double> surplus_kwh;       // stored energy counts as far as it was sold
  std::span<const double> stored_offer_kwh;  // stored energy offered, sold or not
  std::span<const double> reservation_price;
  std::span<const std::int32_t> coalition;  // kNoId = none
  std::span<const double> p2p_bought_kwh;
  std::span<const double> p2p_sold_kwh;
  std::span<const double> auction_bought_kwh;
  std::span<const double> auction_sold_kwh;
  std::span<const double> p2p_paid;
  std::span<const double> p2p_earned;
  std::span<const double> network_charge;
  std::span<const double> grid_bought_kwh;
  std::span<const double> grid_sold_kwh;
  std::span<const double> unserved_kwh;        // flexible load not served
  std::span<const double> comfort_lost;        // what it would have been worth, currency
  std::span<const double> coalition_transfer;  // paid to other members of the coalition
  std::span<const double> share_half_width;    // of the 95 % confidence interval of its share
  std::span<const double> shed_kwh;            // flexible load, for the virtual power plant
  std::span<const double> reduction_kwh;       // delivered to the virtual power plant
  std::span<const double> reduction_paid;      // to the prosumer
  std::span<const double> balance;
  // The same household alone in the two baselines; empty where they are not kept.
  std::span<const double> balance_ordinary;
  std::span<const double> balance_no_trade;
  std::span<const double> comfort_lost_ordinary;
  std::span<const double> comfort_lost_no_trade;
  std::span<const double> battery_energy_ordinary_kwh;  // at the end of the slot
  std::span<const double> battery_energy_no_trade_kwh;
};

struct SlotRecord {
  std::int64_t index = 0;
  SimTime start;
  SystemRecord system;
  CertificateRecord certificates;
  ProsumerRecord prosumers;
  // Each in the order of `sequence`; empty when the run is not recorded to that level.
  std::span<const OrderRecord> orders;
  std::span<const TradeRecord> trades;
  std::span<const QuoteRecord> quotes;
};

}  // namespace peerwatt::recording
