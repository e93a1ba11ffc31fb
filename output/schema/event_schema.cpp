#include <array>

#include "output/schema/declared_columns.hpp"

namespace peerwatt::output {
namespace {

constexpr auto kOrders = std::to_array<OrderColumn>({
#define ORDER_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(OrderRecord, name, __VA_ARGS__)
#include "output/recording/event_columns.def"
});

constexpr auto kTrades = std::to_array<TradeColumn>({
#define TRADE_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(TradeRecord, name, __VA_ARGS__)
#include "output/recording/event_columns.def"
});

constexpr auto kQuotes = std::to_array<QuoteColumn>({
#define QUOTE_COLUMN(type, name, initial, ...) \
  PEERWATT_DECLARED_COLUMN(QuoteRecord, name, __VA_ARGS__)
#include "output/recording/event_columns.def"
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
