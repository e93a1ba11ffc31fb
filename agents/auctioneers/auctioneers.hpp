#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/book_auctioneer.hpp"
#include "agents/auctioneers/neighbourhood_market.hpp"
#include "agents/auctioneers/residual_answers.hpp"
#include "agents/auctioneers/zone_trades.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// What all auctioneers work by.
struct AuctionRules {
  const scenario::MarketSettings& market;
  const scenario::CoalitionSettings& coalition;
  std::uint64_t seed = 0;
};

// The auctioneer of every zone: collects the orders of a round until gate closure, clears them,
// tells the traders, offers what is left over to the market place above, and at the end of the slot
// states the trades that stand.
class Auctioneers {
 public:
  Auctioneers(const Community& community, const MarketTree& tree,
              std::span<const ZoneTree> zone_trees, const Timetable& timetable,
              const Faults& faults, const Directory& directory, const AuctionRules& rules,
              kernel::Simulation& simulation, Channels& channels, EventLog& log);

  // Of the trades of the slot within the zones.
  MarketTotals totals() const;
  std::int64_t coalition_count() const;
  double network_charge() const;  // of trades within the zones, currency

  std::uint32_t zone_count() const { return static_cast<std::uint32_t>(zones_.size()); }
  RoundId cleared_round(std::uint32_t zone) const { return zones_[zone].cleared; }
  // Of that round.
  std::span<const OrderResult> results(std::uint32_t zone) const { return results(zones_[zone]); }
  // The call markets of a zone as they were cleared last, at these prices.
  const NeighbourhoodMarket& call(std::uint32_t zone) const { return zones_[zone].call; }
  const Prices& prices(std::uint32_t zone) const { return zones_[zone].notice.prices; }
  const ZoneTrades& trades(std::uint32_t zone) const { return zones_[zone].trades; }
  bool trades_classes_apart() const { return classes_ == market::ClassHandling::kApart; }
  std::int32_t coalition(std::uint32_t prosumer) const {
    return zones_[zone_[prosumer]].trades.coalitions()[member_number_[prosumer]];
  }
  // Writes down the trades that stand.
  void log_trades() const;

  // Since the start of the run; an order to an offline market place is undelivered, never late.
  std::int64_t late_orders() const { return late_orders_; }
  std::int64_t undelivered_orders() const { return undelivered_orders_; }

 private:
  // What an auctioneer knows about its zone.
  struct Zone {
    TariffNotice notice;       // the last one received
    NeighbourhoodMarket call;  // one of the two is in use
    BookAuctioneer book;
    RoundId collecting;  // orders of this round are taken until gate closure
    RoundId cleared;
    SimTime cleared_at;
    ZoneTrades trades;  // of that round
    bool gate_open = false;
  };

  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_order(const kernel::Inbox<OrderMessage>& inbox);
  void on_book_order(const kernel::Inbox<BookOrder>& inbox);
  void on_gate_closure(kernel::Batch batch);
  void on_area_award(const kernel::Inbox<AreaAward>& inbox);
  void on_area_result(const kernel::Inbox<AreaResult>& inbox);
  void on_settlement(kernel::Batch batch);

  void start_round(std::uint32_t index, RoundId round);
  std::span<const OrderResult> results(const Zone& zone) const {
    return continuous_ ? zone.book.market().results() : zone.call.results();
  }
  void refuse(recording::OrderRecord order);
  void close_gate(std::uint32_t index);
  void send_match_notice(std::uint32_t index, std::uint32_t prosumer);
  void offer_unfilled_orders(std::uint32_t index);
  void send_statements(std::uint32_t index);

  bool continuous_;
  market::ClassHandling classes_;
  const MarketTree& tree_;
  const Timetable& timetable_;
  const Faults& faults_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  EventLog& log_;
  std::vector<Zone> zones_;
  ResidualAnswers answers_;
  std::vector<std::uint32_t> zone_;           // by prosumer
  std::vector<std::uint32_t> member_number_;  // by prosumer: its index in its zone
  CoalitionAccounts accounts_;
  std::int64_t late_orders_ = 0;
  std::int64_t undelivered_orders_ = 0;
};

}  // namespace peerwatt::agents
