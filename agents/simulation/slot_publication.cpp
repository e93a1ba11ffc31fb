#include "agents/simulation/slot_publication.hpp"

namespace peerwatt::agents {

PublishedSlot SlotPublication::publish() {
  finish_events();
  return {.households = roles_.households.columns(),
          .prosumers = roles_.prosumers.accounts(),
          .cps = roles_.cps.account(),
          .reduction = roles_.cps.virtual_power_plant().account(),
          .generation_cost = roles_.cps.cost(),
          .markets = markets(),
          .messages_sent = roles_.transport.sent(),
          .messages_lost = roles_.transport.lost(),
          .orders = roles_.log.orders(),
          .trades = roles_.log.trades(),
          .quotes = roles_.log.quotes()};
}

MarketAccounts SlotPublication::markets() {
  MarketAccounts markets{.zones = roles_.auctioneers.totals(),
                         .areas = roles_.areas.totals(),
                         .feeder = roles_.areas.level_totals(scenario::MarketArea::kFeeder),
                         .substation = roles_.areas.level_totals(scenario::MarketArea::kSubstation),
                         .zones_network_charge = roles_.auctioneers.network_charge(),
                         .coalition_count = roles_.auctioneers.coalition_count(),
                         .in_order_books = false,
                         .late_orders = roles_.auctioneers.late_orders(),
                         .undelivered_orders = roles_.auctioneers.undelivered_orders()};
  if (const BookTraders* traders = roles_.prosumers.book_traders()) {
    markets.in_order_books = true;
    book_welfare_.add_to(markets.zones, roles_.community, traders->positions(), roles_.auctioneers);
  }
  return markets;
}

void SlotPublication::finish_events() {
  if (!roles_.log.is_on()) return;
  roles_.auctioneers.log_trades();
  roles_.areas.log_trades(roles_.auctioneers, roles_.log);
  roles_.log.finish_slot();
}

}  // namespace peerwatt::agents
