#include "agents/auctioneers/market_records.hpp"

#include "agents/auctioneers/trace_codes.hpp"

namespace peerwatt::agents {
namespace {

// An order that misses no more than a rounding was filled.
constexpr double kRounding = 1e-12;

recording::OrderRecord record_of(const market::Order& order, market::Side side, SimTime arrival,
                                 const OrderScene& scene) {
  recording::OrderRecord record;
  record.time = arrival;
  record.slot = scene.round.slot;
  record.round = scene.round.round;
  record.prosumer = ProsumerId{order.owner}.number();
  record.zone = scene.zone.number();
  record.side = trace_code(side);
  record.quantity_kwh = order.quantity_kwh;
  record.limit_price = order.limit_price;
  return record;
}

}  // namespace

recording::Outcome outcome(const OrderResult& result) {
  if (result.fill.quantity_kwh <= 0) return recording::Outcome::kUnfilled;
  return result.unfilled_kwh() <= kRounding * result.order.quantity_kwh
             ? recording::Outcome::kFilled
             : recording::Outcome::kPartlyFilled;
}

recording::OrderRecord order_record(const OrderMessage& message, SimTime arrival, ZoneId zone) {
  return record_of(message.order, message.side, arrival, {message.round, zone});
}

recording::OrderRecord order_record(const OrderResult& result, const OrderScene& scene) {
  const market::Side side = result.fill.side;
  const SimTime arrival = SimTime::from_microseconds(result.order.arrival);
  recording::OrderRecord written = record_of(result.order, side, arrival, scene);
  if (side == market::Side::kSell) written.energy_class = trace_code(result.energy);
  written.outcome = outcome(result);
  return written;
}

ProsumerId trader(const recording::TradeRecord& trade) {
  const auto seller = ProsumerId::from_number(trade.seller);
  return seller ? seller : ProsumerId::from_number(trade.buyer);
}

}  // namespace peerwatt::agents
