#include "agents/prosumers/prosumer_ledger.hpp"

#include <algorithm>

namespace peerwatt::agents {

void ProsumerLedger::enter_trades(ProsumerId prosumer, const Statement& statement,
                                  double reservation) {
  const market::Fill& fill = statement.fill;
  const bool buys = fill.side == market::Side::kBuy;
  accounts_.prices[prosumer] = statement.prices;
  accounts_.reservation_price[prosumer] = reservation;
  accounts_.coalition[prosumer] = statement.coalition.number();
  accounts_.p2p_bought_kwh[prosumer] = buys ? fill.quantity_kwh : 0.0;
  accounts_.p2p_sold_kwh[prosumer] = buys ? 0.0 : fill.quantity_kwh;
  accounts_.stored_sold_kwh[prosumer] = buys ? 0.0 : fill.stored_kwh;
  accounts_.auction_bought_kwh[prosumer] = buys ? fill.auction_kwh : 0.0;
  accounts_.auction_sold_kwh[prosumer] = buys ? 0.0 : fill.auction_kwh;
  accounts_.p2p_paid[prosumer] = buys ? fill.money : 0.0;
  accounts_.p2p_earned[prosumer] = buys ? 0.0 : fill.money;
  accounts_.network_charge[prosumer] = fill.network_charge;
  accounts_.coalition_transfer[prosumer] = statement.share.paid;
  accounts_.share_half_width[prosumer] = statement.share.half_width;
}

MeterReport ProsumerLedger::settle(ProsumerId prosumer, const SlotPosition& position) {
  const Prices& price = accounts_.prices[prosumer];
  const double bought = accounts_.p2p_bought_kwh[prosumer];
  const game::ResidualDemand left = game::after_buying(position.demand, bought);
  const double elastic = left.elastic_kwh(price.sell);
  const double from_grid = left.inflexible_kwh + elastic;
  const double to_grid = std::max(0.0, position.surplus_kwh - accounts_.p2p_sold_kwh[prosumer]);
  const double unserved = std::max(0.0, position.deficiency_kwh - bought - from_grid);
  accounts_.surplus_kwh[prosumer] = position.surplus_kwh;
  accounts_.grid_bought_kwh[prosumer] = from_grid;
  accounts_.grid_sold_kwh[prosumer] = to_grid;
  accounts_.unserved_kwh[prosumer] = unserved;
  accounts_.comfort_lost[prosumer] = left.flexible.comfort_lost(unserved);
  const double rewarded = position.reduction.energy_kwh * position.reduction.price;
  accounts_.reduction_kwh[prosumer] = position.reduction.energy_kwh;
  accounts_.reduction_paid[prosumer] = rewarded;
  accounts_.balance[prosumer] = from_grid * price.sell - to_grid * price.feed_in +
                                accounts_.p2p_paid[prosumer] - accounts_.p2p_earned[prosumer] +
                                accounts_.network_charge[prosumer] +
                                accounts_.coalition_transfer[prosumer] - rewarded;
  return {.bought_kwh = from_grid,
          .bought_elastic_kwh = elastic,
          .sold_kwh = to_grid,
          .reduction_kwh = position.reduction.energy_kwh};
}

}  // namespace peerwatt::agents
