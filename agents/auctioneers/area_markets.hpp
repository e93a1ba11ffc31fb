#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/call_market_place.hpp"
#include "agents/auctioneers/unfilled_orders.hpp"
#include "agents/auctioneers/zone_auctions.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/zone_lines.hpp"

namespace peerwatt::agents {

// The auctioneers above the neighbourhoods: each auctions what the places below it leave over, and
// passes on what is left then. Limit prices are cut by half the network charge, which each side
// pays on top of the price: nobody trades beyond its limit.
class AreaMarkets {
 public:
  // `lines`: to the auctioneers of the zones.
  AreaMarkets(const Community& community, const MarketTree& tree, const Timetable& timetable,
              const Directory& directory, std::span<const scenario::MarketLevel> levels,
              kernel::Simulation& simulation, Channels& channels, const ZoneLines& lines);

  // Takes what auctioneers of zones left over, in the order of arrival.
  void take_in(std::span<const UnfilledOrder> orders);

  // Of the last round that was cleared.
  LevelTotals level_totals(scenario::MarketArea covering) const;
  MarketTotals totals() const;
  // Writes down the trades that stand.
  void log_trades(const ZoneAuctions& zones, EventLog& log) const;

 private:
  struct Area {
    CallMarketPlace market;
    scenario::MarketArea covers{};
    double half_charge = 0;  // currency/kWh
    TariffNotice notice;     // the last one received
    RoundId collecting;
    MarketTotals totals;  // of the last clearing
    SimTime cleared_at;
  };

  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_unfilled_order(const kernel::Inbox<OrderMessage>& inbox);
  void on_gate_closure(kernel::Batch batch);

  Area& area(PlaceId place) { return areas_[place.index() - tree_.zone_count()]; }
  void take(PlaceId place, SimTime arrival, const OrderMessage& message);
  void start_round(Area& area, RoundId round);
  void clear(PlaceId place);
  void send_fills(PlaceId place);
  void pass_on(PlaceId place);

  const Community& community_;
  const MarketTree& tree_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  const ZoneLines& lines_;
  std::vector<Area> areas_;
};

}  // namespace peerwatt::agents
