#include "agents/prosumers.hpp"

#include <algorithm>

#include "engine/core/random.hpp"

#include "agents/market/pool_trade.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Inbox;

Prosumers::Prosumers(const Community& community, EnergyMeters& meters, const Timetable& timetable,
                     const Directory& directory, const scenario::MarketSettings& market,
                     std::uint64_t seed, kernel::Simulation& simulation, Channels& channels)
    : community_{community},
      meters_{meters},
      timetable_{timetable},
      directory_{directory},
      mechanism_{market::entry(market.mechanism)},
      draws_lots_{market.draws_lots()},
      seed_{seed},
      simulation_{simulation},
      channels_{channels},
      batteries_{community.batteries, timetable.slot_length().hours()},
      open_slot_(community.size(), -1),
      round_(community.size()),
      reference_price_(community.size()),
      deficiency_kwh_(community.size()),
      surplus_kwh_(community.size()),
      for_sale_kwh_(community.size()),
      must_missing_kwh_(community.size()),
      flexible_kwh_(community.size()),
      flexible_served_kwh_(community.size()),
      matched_kwh_(community.size()),
      ledger_{community.size()} {
  if (mechanism_.role == market::Role::kContinuous) {
    book_traders_.emplace(community, timetable, directory, seed, simulation, channels);
  }
  channels_.tariff_notice.deliver_to<&Prosumers::on_tariff_notice>(*this);
  channels_.match_notice.deliver_to<&Prosumers::on_match_notice>(*this);
  channels_.statement.deliver_to<&Prosumers::on_statement>(*this);
  simulation_.on<&Prosumers::on_slot_starts>(phase::kSlotStarts, *this);
  simulation_.on<&Prosumers::on_report_due>(phase::kReportDue, *this);
  simulation_.on<&Prosumers::on_meter_reading>(phase::kMeterReading, *this);
}

void Prosumers::start() {
  simulation_.schedule(timetable_.start(0), phase::kSlotStarts, directory_.prosumer(0),
                       directory_.prosumer(0), 0);
}

// The households go on whether or not anyone announces a price.
void Prosumers::on_slot_starts(Batch batch) {
  const std::uint64_t slot = batch.front().payload;
  meters_.advance(timetable_.device_slot(static_cast<std::int32_t>(slot)));
  const auto next = static_cast<std::int32_t>(slot + 1);
  if (next < timetable_.slots()) {
    simulation_.schedule(timetable_.start(next), phase::kSlotStarts, directory_.prosumer(0),
                         directory_.prosumer(0), slot + 1);
  }
}

void Prosumers::on_tariff_notice(const Inbox<TariffNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const std::uint32_t prosumer = to.index();
    watch_deadlines(notice);
    open_slot(prosumer, notice.round.slot, notice.is_peak);
    round_[prosumer] = notice.round.round;
    reference_price_[prosumer] = notice.prices.base;
    matched_kwh_[prosumer] = 0;
    if (mechanism_.role != market::Role::kNone) place_order(prosumer, notice);
  }
}

// The devices of a prosumer run once per slot: when it first hears the slot's prices, else when it
// is settled.
void Prosumers::open_slot(std::uint32_t prosumer, std::int32_t slot, bool is_peak) {
  if (open_slot_[prosumer] == slot) return;
  open_slot_[prosumer] = slot;
  round_[prosumer] = 0;
  matched_kwh_[prosumer] = 0;
  const double load = meters_.load_kwh()[prosumer];
  const double generation = meters_.generation_kwh()[prosumer];
  const double direct = std::min(load, generation);
  const devices::BatteryAction battery =
      batteries_.operate(prosumer, generation - direct, load - direct, is_peak);
  const double own = direct + battery.discharged_kwh;
  const double flexible = community_.flexible_share[prosumer] * load;
  const double must = load - flexible;
  deficiency_kwh_[prosumer] = std::max(0.0, load - own);
  for_sale_kwh_[prosumer] =
      is_peak ? batteries_.sell(prosumer, community_.battery_sale_share[prosumer]) : 0.0;
  surplus_kwh_[prosumer] =
      std::max(0.0, generation - direct - battery.charged_kwh) + for_sale_kwh_[prosumer];
  flexible_kwh_[prosumer] = flexible;
  must_missing_kwh_[prosumer] = std::min(std::max(0.0, must - own), deficiency_kwh_[prosumer]);
  flexible_served_kwh_[prosumer] = std::clamp(own - must, 0.0, flexible);
}

game::ResidualDemand Prosumers::own_residual(std::uint32_t prosumer, double reference_price) const {
  return {.must_kwh = must_missing_kwh_[prosumer],
          .served_kwh = flexible_served_kwh_[prosumer],
          .flexible = {.most_kwh = flexible_kwh_[prosumer],
                       .choke_price = community_.choke_price[prosumer],
                       .reference_price = reference_price}};
}

// What a buyer states must be worth the price to it, whatever the price will be.
double Prosumers::highest_pool_price(const Prices& prices) const {
  return mechanism_.pool_price == market::PoolPrice::kSell
             ? prices.sell
             : market::mid_market_price(prices.sell, prices.feed_in);
}

double Prosumers::reservation_price(std::uint32_t prosumer, const Prices& prices) const {
  return prices.feed_in + community_.reservation_lambda[prosumer] * (prices.sell - prices.feed_in);
}

void Prosumers::place_order(std::uint32_t prosumer, const TariffNotice& notice) {
  OrderMessage order{.round = notice.round};
  order.limit_price = reservation_price(prosumer, notice.prices);
  if (draws_lots_) order.lot = lot(prosumer, notice.round);
  if (surplus_kwh_[prosumer] > 0) {
    offer(prosumer, notice, order);
  } else if (deficiency_kwh_[prosumer] > 0) {
    bid(prosumer, notice, order);
  }
}

// Energy from the sun and out of the battery are offered apart.
void Prosumers::offer(std::uint32_t prosumer, const TariffNotice& notice, OrderMessage order) {
  const auto sell = [&](market::EnergyClass energy, double kwh) {
    if (kwh <= 0) return;
    order.side = market::Side::kSell;
    order.energy = energy;
    order.quantity_kwh = order.pool_quantity_kwh = kwh;
    send(prosumer, notice, order);
  };
  sell(market::EnergyClass::kSolar, surplus_kwh_[prosumer] - for_sale_kwh_[prosumer]);
  sell(market::EnergyClass::kStorage, for_sale_kwh_[prosumer]);
}

void Prosumers::bid(std::uint32_t prosumer, const TariffNotice& notice, OrderMessage order) {
  const Prices& prices = notice.prices;
  const game::ResidualDemand demand = own_residual(prosumer, prices.base);
  order.quantity_kwh = demand.at(order.limit_price);
  order.pool_quantity_kwh = demand.at(highest_pool_price(prices));
  order.premiums = community_.premiums[prosumer];
  order.local_premium =
      std::min(community_.local_premium[prosumer], prices.sell - order.limit_price);
  if (order.quantity_kwh <= 0 && order.pool_quantity_kwh <= 0) return;
  send(prosumer, notice, order);
}

void Prosumers::send(std::uint32_t prosumer, const TariffNotice& notice,
                     const OrderMessage& order) {
  if (book_traders_) {
    book_traders_->enter(prosumer, notice, order);
  } else {
    channels_.order.send(directory_.prosumer(prosumer),
                         directory_.auctioneer(community_.zones[prosumer].index()), order);
  }
}

// The same number for all orders of a prosumer in a round.
std::uint32_t Prosumers::lot(std::uint32_t prosumer, RoundId round) const {
  constexpr std::uint32_t kRoundsPerSlot = 4096;
  const auto draw = static_cast<std::uint32_t>(round.slot) * kRoundsPerSlot +
                    static_cast<std::uint32_t>(round.round) % kRoundsPerSlot;
  return random_bits({seed_, Purpose::kMarket, community_.identities[prosumer], draw})[0];
}

void Prosumers::on_match_notice(const Inbox<MatchNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const std::uint32_t prosumer = to.index();
    if (notice.round == RoundId{open_slot_[prosumer], round_[prosumer]}) {
      matched_kwh_[prosumer] = notice.energy_kwh;
    }
  }
}

// Everybody has the same deadlines, counted from the announcement: one event walks all.
void Prosumers::watch_deadlines(const TariffNotice& notice) {
  if (notice.round <= watched_round_) return;
  watched_round_ = notice.round;
  if (notice.reporting == Reporting::kNone) return;
  const SimTime due = std::max(simulation_.now(), timetable_.report_due(notice.announced_at));
  simulation_.schedule(due, phase::kReportDue, directory_.prosumer(0), directory_.prosumer(0),
                       to_payload(notice.round));
}

void Prosumers::on_report_due(Batch batch) {
  const RoundId round = round_of(batch.back().payload);
  for (std::uint32_t prosumer = 0; prosumer < community_.size(); ++prosumer) {
    if (open_slot_[prosumer] != round.slot || round_[prosumer] != round.round) continue;
    const game::ResidualDemand own = own_residual(prosumer, reference_price_[prosumer]);
    const double bought = deficiency_kwh_[prosumer] > 0 ? matched_kwh_[prosumer] : 0.0;
    channels_.residual_report.send(directory_.prosumer(prosumer), directory_.cps(),
                                   {round, game::after_buying(own, bought)});
  }
}

void Prosumers::watch_meters(std::int32_t slot) {
  if (slot <= watched_slot_) return;
  watched_slot_ = slot;
  simulation_.schedule(timetable_.meter_reading(slot), phase::kMeterReading, directory_.prosumer(0),
                       directory_.prosumer(0));
}

void Prosumers::on_statement(const Inbox<Statement>& inbox) {
  for (const auto& [from, to, statement] : inbox) {
    const std::uint32_t prosumer = to.index();
    watch_meters(statement.slot);
    open_slot(prosumer, statement.slot, statement.is_peak);
    ledger_.enter_trades(prosumer, statement, reservation_price(prosumer, statement.prices));
  }
}

void Prosumers::on_meter_reading(Batch) {
  for (std::uint32_t prosumer = 0; prosumer < community_.size(); ++prosumer) {
    const SlotPosition position{deficiency_kwh_[prosumer], surplus_kwh_[prosumer],
                                own_residual(prosumer, ledger_.prices[prosumer].base)};
    MeterReport report = ledger_.settle(prosumer, position);
    report.slot = open_slot_[prosumer];
    channels_.meter_report.send(directory_.prosumer(prosumer), directory_.cps(), report);
  }
}

}  // namespace peerwatt::agents
