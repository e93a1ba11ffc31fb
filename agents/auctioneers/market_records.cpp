#include "agents/auctioneers/market_records.hpp"

namespace peerwatt::agents {
namespace {

// An order that misses no more than a rounding was filled.
constexpr double kRounding = 1e-12;

}  // namespace

recording::Outcome outcome(const OrderResult& result) {
  if (result.award.quantity_kwh <= 0) return recording::Outcome::kUnfilled;
  return result.unfilled_kwh() <= kRounding * result.quantity_kwh
             ? recording::Outcome::kFilled
             : recording::Outcome::kPartlyFilled;
}

recording::OrderRecord order_record(const OrderMessage& order, std::uint32_t prosumer,
                                    std::uint32_t zone, SimTime time) {
  recording::OrderRecord record = book_order_record(
      {order.round, BookAction::kPlace, order.side, order.quantity_kwh, order.limit_price},
      prosumer, zone, time);
  if (order.side == market::Side::kSell) record.energy_class = agents::record(order.energy);
  return record;
}

recording::OrderRecord book_order_record(const BookOrder& order, std::uint32_t prosumer,
                                         std::uint32_t zone, SimTime time) {
  recording::OrderRecord record;
  record.time = time;
  record.slot = order.round.slot;
  record.round = order.round.round;
  record.prosumer = static_cast<std::int32_t>(prosumer);
  record.zone = static_cast<std::int32_t>(zone);
  record.side = order.side == market::Side::kSell ? recording::Side::kSell : recording::Side::kBuy;
  record.quantity_kwh = order.quantity_kwh;
  record.limit_price = order.limit_price;
  return record;
}

void log_orders(std::span<const OrderResult> results, const MarketScene& scene, EventLog& log) {
  for (const OrderResult& result : results) {
    const bool sells = result.award.side == market::Side::kSell;
    log.add(recording::OrderRecord{
        .sequence = 0,
        .time = result.arrival,
        .slot = scene.round.slot,
        .round = scene.round.round,
        .prosumer = static_cast<std::int32_t>(result.prosumer),
        .zone = scene.zone,
        .side = sells ? recording::Side::kSell : recording::Side::kBuy,
        .energy_class = sells ? record(result.energy) : recording::EnergyClass::kAny,
        .quantity_kwh = result.quantity_kwh,
        .limit_price = result.limit_price,
        .outcome = outcome(result)});
  }
}

}  // namespace peerwatt::agents
