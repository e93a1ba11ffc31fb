#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id.hpp"
#include "engine/core/simulated_time.hpp"

// What happened at the market places, event by event. `sequence` numbers the events of all kinds,
// over the whole run, in the order in which they happened. Prices in currency/kWh; ids are indices,
// kNoId = none.
namespace peerwatt::recording {

// The numbers that the trace holds, which stay as they are whatever markets call things. Orders
// that name no class of energy have kAny.
enum class SideCode : std::int8_t { kBuy, kSell };
enum class EnergyCode : std::int8_t { kAny, kSolar, kStorage };
enum class Outcome : std::int8_t {
  kUnfilled,
  kPartlyFilled,
  kFilled,
  kLate,  // came after gate closure
  kReplaced,
  kCancelled,
  kUndelivered,  // came to an offline market place
};

// An order, when it came to the market place, and what became of it.
struct OrderRecord {
#define ORDER_COLUMN(type, name, initial, ...) type name = initial;
#include "output/recording/event_columns.def"

  friend bool operator==(const OrderRecord&, const OrderRecord&) = default;
};

// A trade that stands. Who trades with everybody together has no partner: kNoId.
struct TradeRecord {
#define TRADE_COLUMN(type, name, initial, ...) type name = initial;
#include "output/recording/event_columns.def"

  friend bool operator==(const TradeRecord&, const TradeRecord&) = default;
};

// The best limit prices in an order book after an event; none where a side is empty.
struct QuoteRecord {
#define QUOTE_COLUMN(type, name, initial, ...) type name = initial;
#include "output/recording/event_columns.def"

  friend bool operator==(const QuoteRecord&, const QuoteRecord&) = default;
};

}  // namespace peerwatt::recording
