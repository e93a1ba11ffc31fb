#include "output/trace/event_series.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <type_traits>

#include <fmt/format.h>

#include "output/hdf5/hdf5_tools.hpp"

namespace peerwatt::output {
namespace {

// Values of a record as they are stored.
template <class Value>
Value stored(Value value) {
  return value;
}
template <class Flag>
requires std::is_enum_v<Flag> std::int8_t stored(Flag flag) {
  return static_cast<std::int8_t>(flag);
}
std::int64_t stored(SimTime time) {
  return time.microseconds();
}
double stored(std::optional<double> value) {
  return value.value_or(kFillValue);
}

ValueType type_of(std::int8_t, ValueType) {
  return ValueType::kInt8;
}
ValueType type_of(std::int32_t, ValueType) {
  return ValueType::kInt32;
}
ValueType type_of(std::int64_t, ValueType) {
  return ValueType::kInt64;
}
ValueType type_of(double, ValueType floats) {
  return floats;
}

constexpr std::size_t kBlock = 512;

// One member of all events, a block at a time.
template <class Record, class Value>
void append_member(SeriesColumn& column, std::span<const Record> events, Value Record::*member) {
  std::array<decltype(stored(Value{})), kBlock> block{};
  while (!events.empty()) {
    const std::size_t size = std::min(events.size(), kBlock);
    for (std::size_t i = 0; i < size; ++i) block[i] = stored(events[i].*member);
    column.append_rows(std::span{block}.first(size));
    events = events.subspan(size);
  }
}

void append_numbers(SeriesColumn& column, std::int64_t first, std::size_t count) {
  std::array<std::int64_t, kBlock> block{};
  while (count > 0) {
    const std::size_t size = std::min(count, kBlock);
    std::iota(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size), first);
    column.append_rows(std::span{block}.first(size));
    first += static_cast<std::int64_t>(size);
    count -= size;
  }
}

}  // namespace

template <class Column>
EventSeries::Table EventSeries::make_table(hid_t events, const char* name, const char* row,
                                           std::span<const Column> columns,
                                           const SeriesStorage& storage) {
  const H5Handle group = create_group(events, name);
  const std::string path = fmt::format("events/{}", name);
  const std::string meaning = fmt::format("number of the {}", row);
  const SeriesShape shape{.chunk_rows = storage.plan.event_rows, .row_name = row};
  Table table{make_column(group.get(), path, {row, Unit::kNone, meaning.c_str()}, ValueType::kInt64,
                          shape, storage, {}),
              {}};
  make_scale(table.number.dataset(), row);
  const hid_t axis = table.number.dataset();
  for (const Column& column : columns) {
    const auto type =
        std::visit([&]<class Record, class Value>(
                       Value Record::*) { return type_of(stored(Value{}), float_type(storage)); },
                   column.member);
    table.columns.push_back(
        make_column(group.get(), path, column.text, type, shape, storage, {&axis, 1}));
  }
  return table;
}

EventSeries::Table EventSeries::make_trades(hid_t events,
                                            std::span<const std::string> mechanism_names,
                                            const SeriesStorage& storage) {
  const std::string names = fmt::format("{}", fmt::join(mechanism_names, " "));
  std::vector<TradeColumn> columns{trade_columns().begin(), trade_columns().end()};
  for (TradeColumn& column : columns) {
    if (column.member == decltype(column.member){&recording::TradeRecord::mechanism}) {
      column.text.flag_meanings = names.c_str();
    }
  }
  return make_table(events, "trades", "trade", std::span<const TradeColumn>{columns}, storage);
}

EventSeries::EventSeries(hid_t root, std::span<const std::string> mechanism_names,
                         const SeriesStorage& storage)
    : group_{create_group(root, "events")},
      orders_{make_table(group_.get(), "orders", "order", order_columns(), storage)},
      trades_{make_trades(group_.get(), mechanism_names, storage)},
      quotes_{make_table(group_.get(), "quotes", "quote", quote_columns(), storage)} {}

template <class Record, class Column>
void EventSeries::append_to(Table& table, std::span<const Record> events,
                            std::span<const Column> columns) {
  append_numbers(table.number, table.rows, events.size());
  table.rows += static_cast<std::int64_t>(events.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::visit([&](auto member) { append_member(table.columns[i], events, member); },
               columns[i].member);
  }
}

void EventSeries::append(const recording::SlotRecord& slot) {
  append_to(orders_, slot.orders, order_columns());
  append_to(trades_, slot.trades, trade_columns());
  append_to(quotes_, slot.quotes, quote_columns());
}

void EventSeries::finish() {
  for (Table* table : {&orders_, &trades_, &quotes_}) {
    table->number.finish();
    finish_all(table->columns);
  }
}

}  // namespace peerwatt::output
