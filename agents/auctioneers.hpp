#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/channels.hpp"
#include "agents/community.hpp"
#include "agents/directory.hpp"
#include "agents/neighbourhood_market.hpp"
#include "agents/timetable.hpp"

namespace peerwatt::agents {

// What the market places of all neighbourhoods did in a slot.
struct MarketSummary {
  double auction_energy_kwh = 0;
  double mid_market_energy_kwh = 0;
  double p2p_energy_kwh = 0;
  double auction_welfare = 0;
  double auction_max_welfare = 0;
  double p2p_welfare = 0;
  double auctioneer_balance = 0;  // positive when the auctioneers pay
  double paid = 0;                // by all buyers
  double earned = 0;              // by all sellers
  double price_min = 0;           // of a traded kWh, where there was one
  double price_max = 0;
  std::int64_t coalition_count = 0;
};

// The auctioneer of every zone: collects the orders of a round until gate closure, clears them,
// tells the traders, and at the end of the slot states the trades that stand.
class Auctioneers {
 public:
  Auctioneers(const Community& community, const Timetable& timetable, const Directory& directory,
              const scenario::MarketSettings& settings, kernel::Simulation& simulation,
              Channels& channels);

  MarketSummary summary() const;
  std::int64_t late_orders() const { return late_orders_; }  // since the start of the run

 private:
  // What an auctioneer knows about its zone.
  struct Zone {
    std::vector<std::uint32_t> members;
    std::vector<Award> awards;  // by member, of the clearing that stands
    TariffNotice notice;        // the last one heard
    NeighbourhoodMarket market;
    RoundId collecting;  // orders of this round are taken until gate closure
    RoundId cleared;
    MarketTotals totals;  // of that round
    bool gate_open = false;
  };

  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_order(const kernel::Inbox<OrderMessage>& inbox);
  void on_gate_closure(kernel::Batch batch);
  void on_settlement(kernel::Batch batch);

  void start_round(Zone& zone, RoundId round);
  void send_match_notices(std::uint32_t index);
  void send_statements(std::uint32_t index);

  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  std::vector<Zone> zones_;
  std::vector<std::uint32_t> member_number_;  // by prosumer: its place in its zone
  std::int64_t late_orders_ = 0;
};

}  // namespace peerwatt::agents
