#include "agents/simulation/slot_publication.hpp"

namespace peerwatt::agents {

SlotPublication::SlotPublication(const Setting& setting, const Districts& districts,
                                 const Centre& centre)
    : setting_{setting}, districts_{districts}, centre_{centre}, log_{setting.log_mode()} {}

PublishedSlot SlotPublication::publish() {
  finish_events();
  std::uint64_t sent = centre_.transport().sent(), lost = centre_.transport().lost();
  for (const auto& district : districts_) {
    sent += district->transport().sent();
    lost += district->transport().lost();
  }
  return {.households = setting_.households.columns(),
          .prosumers = setting_.accounts,
          .cps = centre_.cps().account(),
          .reduction = centre_.cps().virtual_power_plant().account(),
          .generation_cost = centre_.cps().cost(),
          .markets = markets(),
          .network = network(),
          .messages_sent = sent,
          .messages_lost = lost,
          .orders = log_.orders(),
          .trades = log_.trades(),
          .quotes = log_.quotes()};
}

const NetworkAccount* SlotPublication::network() const {
  const NetworkOperator* network_operator = centre_.network_operator();
  return network_operator == nullptr ? nullptr : &network_operator->account();
}

MarketAccounts SlotPublication::markets() {
  const ZoneAuctions& zones = centre_.auctions();
  const AreaMarkets& areas = centre_.areas();
  MarketAccounts markets{.zones = zones.totals(),
                         .areas = areas.totals(),
                         .feeder = areas.level_totals(scenario::MarketArea::kFeeder),
                         .substation = areas.level_totals(scenario::MarketArea::kSubstation),
                         .zones_network_charge = zones.network_charge(),
                         .coalition_count = zones.coalition_count(setting_.tree.place_count()),
                         .in_order_books = false,
                         .late_orders = 0,
                         .undelivered_orders = 0};
  for (const auto& district : districts_) {
    markets.late_orders += district->auctioneers().late_orders();
    markets.undelivered_orders += district->auctioneers().undelivered_orders();
    if (const BookTraders* traders = district->prosumers().book_traders()) {
      markets.in_order_books = true;
      book_welfare_.add_to(markets.zones, setting_.community, traders->positions(),
                           district->auctioneers());
    }
  }
  return markets;
}

void SlotPublication::finish_events() {
  if (!log_.is_on()) return;
  for (const auto& district : districts_) {
    district->auctioneers().log_trades();
    log_.take_from(district->events());
  }
  centre_.areas().log_trades(centre_.auctions(), log_);
  log_.finish_slot();
}

}  // namespace peerwatt::agents
