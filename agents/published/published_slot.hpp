#pragma once

#include <cstdint>
#include <span>

#include "agents/pricing/generation_cost.hpp"
#include "agents/published/cps_account.hpp"
#include "agents/published/household_columns.hpp"
#include "agents/published/market_totals.hpp"
#include "agents/published/network_account.hpp"
#include "agents/published/prosumer_accounts.hpp"

#include "output/recording/event_records.hpp"

namespace peerwatt::agents {

// What the market places of the zones, and those above them, came to in a slot.
struct MarketAccounts {
  MarketTotals zones;
  MarketTotals areas;  // of all levels above the zones
  LevelTotals feeder, substation;
  double zones_network_charge = 0;  // currency
  std::int64_t coalition_count = 0;
  bool in_order_books = false;  // which do not tell the sources of energy apart
  // Since the start of the run; an order to an offline market place is undelivered, never late.
  std::int64_t late_orders = 0;
  std::int64_t undelivered_orders = 0;
};

// What the agents show of a slot when it is over: their columns and accounts, in place, and what
// happened at the market places. Whoever looks on reads this, and no agent.
struct PublishedSlot {
  HouseholdColumns households;
  const ProsumerAccounts& prosumers;
  CpsAccount cps;
  const ReductionAccount& reduction;
  const game::GenerationCost& generation_cost;
  MarketAccounts markets;
  const NetworkAccount* network = nullptr;  // null where no power flow is computed
  // Since the start of the run.
  std::uint64_t messages_sent = 0;
  std::uint64_t messages_lost = 0;
  // In the order of `sequence`; empty where they are not kept.
  std::span<const recording::OrderRecord> orders;
  std::span<const recording::TradeRecord> trades;
  std::span<const recording::QuoteRecord> quotes;
};

// Whoever holds all agents publishes their slots.
class SlotPublisher {
 public:
  virtual ~SlotPublisher() = default;
  // Once for each slot that has ended; valid until any agent acts again.
  virtual PublishedSlot publish() = 0;
  // What happened at the market places has been written down and may be forgotten.
  virtual void forget_events() = 0;
};

}  // namespace peerwatt::agents
