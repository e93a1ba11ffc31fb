#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/book_desk.hpp"
#include "agents/call_market_place.hpp"
#include "agents/channels.hpp"
#include "agents/community.hpp"
#include "agents/directory.hpp"
#include "agents/market_tree.hpp"
#include "agents/residual_answers.hpp"
#include "agents/timetable.hpp"

namespace peerwatt::agents {

// The auctioneer of every zone: collects the orders of a round until gate closure, clears them,
// tells the traders, offers what is left over to the market place above, and at the end of the slot
// states the trades that stand.
class Auctioneers {
 public:
  Auctioneers(const Community& community, const MarketTree& tree, const Timetable& timetable,
              const Directory& directory, const scenario::MarketSettings& settings,
              kernel::Simulation& simulation, Channels& channels, EventLog& log);

  // Of the trades of the slot within the zones.
  MarketTotals totals() const;
  std::int64_t coalition_count() const;

  std::uint32_t zone_count() const { return static_cast<std::uint32_t>(zones_.size()); }
  RoundId cleared_round(std::uint32_t zone) const { return zones_[zone].cleared; }
  // Of that round.
  std::span<const OrderResult> results(std::uint32_t zone) const {
    return market(zones_[zone]).results();
  }
  // The call market of a zone as it was cleared last.
  market::CallMarket call_market(std::uint32_t zone) const {
    return zones_[zone].call.call_market(zones_[zone].notice.prices);
  }
  bool trades_classes_apart() const { return classes_ == market::ClassHandling::kApart; }
  std::int32_t coalition(std::uint32_t zone) const { return zones_[zone].coalition; }
  // Writes down the trades that stand.
  void log_trades() const;

  std::int64_t late_orders() const { return late_orders_; }  // since the start of the run

 private:
  // What an auctioneer knows about its zone.
  struct Zone {
    std::vector<std::uint32_t> members;
    std::vector<Award> awards;  // by member, of the clearing that stands
    TariffNotice notice;        // the last one heard
    CallMarketPlace call;       // one of the two is in use
    BookDesk book;
    RoundId collecting;  // orders of this round are taken until gate closure
    RoundId cleared;
    SimTime cleared_at;
    MarketTotals totals;          // of that round
    std::int32_t coalition = -1;  // of its traders: a market place
    bool traded_above = false;
    bool gate_open = false;
  };

  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_order(const kernel::Inbox<OrderMessage>& inbox);
  void on_book_order(const kernel::Inbox<BookOrder>& inbox);
  void on_gate_closure(kernel::Batch batch);
  void on_area_award(const kernel::Inbox<AreaAward>& inbox);
  void on_area_result(const kernel::Inbox<AreaResult>& inbox);
  void on_settlement(kernel::Batch batch);

  void start_round(Zone& zone, RoundId round);
  const MarketPlace& market(const Zone& zone) const {
    return continuous_ ? static_cast<const MarketPlace&>(zone.book.market()) : zone.call;
  }
  void log_late(const BookOrder& order, AgentId from, AgentId to);
  void close_gate(std::uint32_t index);
  void send_match_notice(std::uint32_t index, std::uint32_t prosumer);
  void offer_leftovers(std::uint32_t index);
  void send_statements(std::uint32_t index);

  bool continuous_;
  market::ClassHandling classes_;
  const MarketTree& tree_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  EventLog& log_;
  std::vector<Zone> zones_;
  ResidualAnswers answers_;
  std::vector<std::uint32_t> member_number_;  // by prosumer: its place in its zone
  std::int64_t late_orders_ = 0;
};

}  // namespace peerwatt::agents
