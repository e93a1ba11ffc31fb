#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/id_slice.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/residual_answers.hpp"
#include "agents/auctioneers/zone_market.hpp"
#include "agents/auctioneers/zone_markets.hpp"
#include "agents/auctioneers/zone_trades.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// The auctioneers of some zones: each collects the orders of a round until gate closure, clears
// them, tells the traders, offers what is left over to the market place above, and at the end of
// the slot states the trades that stand.
class Auctioneers {
 public:
  Auctioneers(const Community& community, const MarketTree& tree,
              const IdVector<ZoneId, ZoneTree>& zone_trees, const Timetable& timetable,
              const Faults& faults, const Directory& directory, const AuctionRules& rules,
              kernel::Simulation& simulation, Channels& channels, EventLog& log);

  IdRange<ZoneId> zones() const { return zones_.ids(); }
  RoundId cleared_round(ZoneId zone) const { return zones_[zone].cleared; }
  // As it was closed last, at these prices.
  const ZoneMarket& market(ZoneId zone) const { return *zones_[zone].market; }
  const Prices& prices(ZoneId zone) const { return zones_[zone].notice.prices; }
  const ZoneTrades& trades(ZoneId zone) const { return zones_[zone].trades; }
  bool trades_classes_apart() const { return classes_ == market::ClassHandling::kApart; }
  CoalitionId coalition(ProsumerId prosumer) const {
    return zones_[community_.zones[prosumer]].trades.coalitions()[member_[prosumer]];
  }
  // Writes down the trades that stand.
  void log_trades() const;

  // Since the start of the run; an order to an offline market place is undelivered, never late.
  std::int64_t late_orders() const { return late_orders_; }
  std::int64_t undelivered_orders() const { return undelivered_orders_; }

 private:
  // What an auctioneer knows about its zone.
  struct Zone {
    TariffNotice notice;  // the last one received
    std::unique_ptr<ZoneMarket> market;
    RoundId collecting;  // orders of this round are taken until gate closure
    RoundId cleared;
    SimTime cleared_at;
    ZoneTrades trades;  // of that round
    bool gate_open = false;
  };

  static std::vector<Zone> make_zones(const Directory& directory,
                                      std::vector<std::unique_ptr<ZoneMarket>> markets);
  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_order(const kernel::Inbox<OrderMessage>& inbox);
  void on_gate_closure(kernel::Batch batch);
  void on_area_fill(const kernel::Inbox<FillNotice>& inbox);
  void on_area_result(const kernel::Inbox<AreaResult>& inbox);
  void on_settlement(kernel::Batch batch);

  void start_round(ZoneId index, RoundId round);
  void refuse(recording::OrderRecord order);
  void close_gate(ZoneId index);
  void send_match_notice(ZoneId index, ProsumerId prosumer);
  void offer_unfilled_orders(ZoneId index);
  void send_statements(ZoneId index);

  const Community& community_;
  market::ClassHandling classes_;
  const MarketTree& tree_;
  const Timetable& timetable_;
  const Faults& faults_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  EventLog& log_;
  IdSlice<ZoneId, Zone> zones_;
  ResidualAnswers answers_;
  IdSlice<ProsumerId, MemberId> member_;
  CoalitionAccounts accounts_;
  std::int64_t late_orders_ = 0;
  std::int64_t undelivered_orders_ = 0;
};

}  // namespace peerwatt::agents
