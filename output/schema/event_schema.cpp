#include <array>

#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

using recording::OrderRecord;
using recording::QuoteRecord;
using recording::TradeRecord;

constexpr const char* kSequence = "number of the event among orders, trades and quotes";
constexpr const char* kEnergyClasses = "any solar storage";

constexpr auto kOrders = std::to_array<OrderColumn>({
    {{"sequence", Unit::kNone, kSequence}, &OrderRecord::sequence},
    {{"time", Unit::kInstant, "arrival at the market place"}, &OrderRecord::time},
    {{"slot", Unit::kNone, "index of the slot"}, &OrderRecord::slot},
    {{"round", Unit::kNone, "price round of the slot"}, &OrderRecord::round},
    {{"prosumer", Unit::kNone, "index of the prosumer"}, &OrderRecord::prosumer},
    {{"zone", Unit::kNone, "index of the zone"}, &OrderRecord::zone},
    {{"side", Unit::kNone, "side of the market", "", "buy sell"}, &OrderRecord::side},
    {{"energy_class", Unit::kNone, "energy offered or wanted", "", kEnergyClasses},
     &OrderRecord::energy_class},
    {{"quantity_kwh", Unit::kEnergy, "energy offered or wanted"}, &OrderRecord::quantity_kwh},
    {{"limit_price", Unit::kPrice, "least price of a seller, highest price of a buyer"},
     &OrderRecord::limit_price},
    {{"outcome", Unit::kNone,
      "what became of the order; late: came after gate closure; undelivered: to an offline market "
      "place",
      "", "unfilled partly_filled filled late replaced cancelled undelivered"},
     &OrderRecord::outcome},
});

constexpr auto kTrades = std::to_array<TradeColumn>({
    {{"sequence", Unit::kNone, kSequence}, &TradeRecord::sequence},
    {{"time", Unit::kInstant, "when the trade was made"}, &TradeRecord::time},
    {{"slot", Unit::kNone, "index of the slot"}, &TradeRecord::slot},
    {{"zone", Unit::kNone, "index of the zone, -1 = between zones"}, &TradeRecord::zone},
    {{"coalition", Unit::kNone, "coalition of the slot, -1 = none"}, &TradeRecord::coalition},
    {{"seller", Unit::kNone, "index of the prosumer, -1 = pooled"}, &TradeRecord::seller},
    {{"buyer", Unit::kNone, "index of the prosumer, -1 = pooled"}, &TradeRecord::buyer},
    {{"quantity_kwh", Unit::kEnergy, "energy traded"}, &TradeRecord::quantity_kwh},
    {{"price_buyer", Unit::kPrice, "price that the buyer pays"}, &TradeRecord::price_buyer},
    {{"price_seller", Unit::kPrice, "price that the seller gets"}, &TradeRecord::price_seller},
    {{"mechanism", Unit::kNone, "rule that made the trade, named in flag_meanings"},
     &TradeRecord::mechanism},
    {{"energy_class", Unit::kNone, "energy traded", "", kEnergyClasses},
     &TradeRecord::energy_class},
});

constexpr auto kQuotes = std::to_array<QuoteColumn>({
    {{"sequence", Unit::kNone, kSequence}, &QuoteRecord::sequence},
    {{"time", Unit::kInstant, "from when on the quote holds"}, &QuoteRecord::time},
    {{"slot", Unit::kNone, "index of the slot"}, &QuoteRecord::slot},
    {{"round", Unit::kNone, "price round of the slot"}, &QuoteRecord::round},
    {{"zone", Unit::kNone, "index of the zone"}, &QuoteRecord::zone},
    {{"best_bid", Unit::kPrice, "highest limit price of the buyers in the book", "", "",
      Missing::kFill},
     &QuoteRecord::best_bid},
    {{"best_ask", Unit::kPrice, "lowest limit price of the sellers in the book", "", "",
      Missing::kFill},
     &QuoteRecord::best_ask},
});

}  // namespace

std::span<const OrderColumn> order_columns() {
  return kOrders;
}
std::span<const TradeColumn> trade_columns() {
  return kTrades;
}
std::span<const QuoteColumn> quote_columns() {
  return kQuotes;
}

}  // namespace peerwatt::output
