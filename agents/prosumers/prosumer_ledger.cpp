#include "agents/prosumers/prosumer_ledger.hpp"

#include <algorithm>

namespace peerwatt::agents {

ProsumerLedger::ProsumerLedger(std::size_t prosumers)
    : prices(prosumers),
      reservation_price(prosumers),
      coalition(prosumers, kNoId),
      surplus_kwh(prosumers),
      p2p_bought_kwh(prosumers),
      p2p_sold_kwh(prosumers),
      stored_sold_kwh(prosumers),
      auction_bought_kwh(prosumers),
      auction_sold_kwh(prosumers),
      p2p_paid(prosumers),
      p2p_earned(prosumers),
      network_charge(prosumers),
      coalition_transfer(prosumers),
      share_half_width(prosumers),
      grid_bought_kwh(prosumers),
      grid_sold_kwh(prosumers),
      unserved_kwh(prosumers),
      comfort_lost(prosumers),
      reduction_kwh(prosumers),
      reduction_paid(prosumers),
      balance(prosumers) {}

void ProsumerLedger::enter_trades(ProsumerId prosumer, const Statement& statement,
                                  double reservation) {
  const market::Fill& fill = statement.fill;
  const bool buys = fill.side == market::Side::kBuy;
  prices[prosumer] = statement.prices;
  reservation_price[prosumer] = reservation;
  coalition[prosumer] = statement.coalition.number();
  p2p_bought_kwh[prosumer] = buys ? fill.quantity_kwh : 0.0;
  p2p_sold_kwh[prosumer] = buys ? 0.0 : fill.quantity_kwh;
  stored_sold_kwh[prosumer] = buys ? 0.0 : fill.stored_kwh;
  auction_bought_kwh[prosumer] = buys ? fill.auction_kwh : 0.0;
  auction_sold_kwh[prosumer] = buys ? 0.0 : fill.auction_kwh;
  p2p_paid[prosumer] = buys ? fill.money : 0.0;
  p2p_earned[prosumer] = buys ? 0.0 : fill.money;
  network_charge[prosumer] = fill.network_charge;
  coalition_transfer[prosumer] = statement.share.paid;
  share_half_width[prosumer] = statement.share.half_width;
}

MeterReport ProsumerLedger::settle(ProsumerId prosumer, const SlotPosition& position) {
  const Prices& price = prices[prosumer];
  const double bought = p2p_bought_kwh[prosumer];
  const game::ResidualDemand left = game::after_buying(position.demand, bought);
  const double elastic = left.elastic_kwh(price.sell);
  const double from_grid = left.inflexible_kwh + elastic;
  const double to_grid = std::max(0.0, position.surplus_kwh - p2p_sold_kwh[prosumer]);
  const double unserved = std::max(0.0, position.deficiency_kwh - bought - from_grid);
  surplus_kwh[prosumer] = position.surplus_kwh;
  grid_bought_kwh[prosumer] = from_grid;
  grid_sold_kwh[prosumer] = to_grid;
  unserved_kwh[prosumer] = unserved;
  comfort_lost[prosumer] = left.flexible.comfort_lost(unserved);
  const double rewarded = position.reduction.energy_kwh * position.reduction.price;
  reduction_kwh[prosumer] = position.reduction.energy_kwh;
  reduction_paid[prosumer] = rewarded;
  balance[prosumer] = from_grid * price.sell - to_grid * price.feed_in + p2p_paid[prosumer] -
                      p2p_earned[prosumer] + network_charge[prosumer] +
                      coalition_transfer[prosumer] - rewarded;
  return {.bought_kwh = from_grid,
          .bought_elastic_kwh = elastic,
          .sold_kwh = to_grid,
          .reduction_kwh = position.reduction.energy_kwh};
}

}  // namespace peerwatt::agents
