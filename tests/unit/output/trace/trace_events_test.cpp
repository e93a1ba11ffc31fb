#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/core/contracts.hpp"

#include "output/trace/trace_reader.hpp"
#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using test::Market;
using test::SampleRun;

namespace {

void write(TraceOptions options, SampleRun& run) {
  options.level = TraceLevel::kOrders;
  options.existing = Existing::kOverwrite;
  TraceWriter writer{std::move(options), test::sample_provenance()};
  run.play(writer);
}

// Everything that happened in a run.
struct Events {
  explicit Events(SampleRun& run) {
    for (std::int64_t s = 0; s < run.run().slots; ++s) {
      const recording::SlotRecord& slot = run.slot(s);
      orders.insert(orders.end(), slot.orders.begin(), slot.orders.end());
      trades.insert(trades.end(), slot.trades.begin(), slot.trades.end());
      quotes.insert(quotes.end(), slot.quotes.begin(), slot.quotes.end());
    }
  }
  std::vector<recording::OrderRecord> orders;
  std::vector<recording::TradeRecord> trades;
  std::vector<recording::QuoteRecord> quotes;
};

double number(SimTime time) {
  return static_cast<double>(time.microseconds());
}
double number(std::optional<double> price) {
  return price.value_or(kFillValue);
}
template <class Value>
double number(Value value) {
  return static_cast<double>(value);
}

// A table holds the first `rows` of the events, in every column.
template <class Record, class Column>
void check_table(const TraceReader& trace, const std::string& table, const std::string& row,
                 std::span<const Column> columns, const std::vector<Record>& events,
                 std::size_t rows, FloatWidth floats = FloatWidth::kFloat64) {
  std::vector<std::int64_t> numbers(rows);
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  CHECK((trace.read_integers(table + row) == numbers));
  for (const Column& column : columns) {
    INFO(table << column.text.name);
    const std::vector<double> values = trace.read(table + column.text.name).values;
    REQUIRE(values.size() == rows);
    const bool rounded = floats == FloatWidth::kFloat32 &&
                         (column.text.unit == Unit::kEnergy || column.text.unit == Unit::kPrice);
    std::size_t different = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      const double expected =
          std::visit([&](auto member) { return number(events[i].*member); }, column.member);
      if (values[i] != (rounded ? static_cast<float>(expected) : expected)) ++different;
    }
    CHECK(different == 0);
  }
}

void check_tables(const TraceReader& trace, const Events& events,
                  FloatWidth floats = FloatWidth::kFloat64) {
  check_table(trace, "events/orders/", "order", order_columns(), events.orders,
              events.orders.size(), floats);
  check_table(trace, "events/trades/", "trade", trade_columns(), events.trades,
              events.trades.size(), floats);
  check_table(trace, "events/quotes/", "quote", quote_columns(), events.quotes,
              events.quotes.size(), floats);
}

std::int64_t count(const std::vector<double>& values, double value) {
  return std::count(values.begin(), values.end(), value);
}

}  // namespace

TEST_CASE("a trace gives back every order, trade and quote it was given") {
  const test::TemporaryFolder folder;
  for (const Market market : {Market::kCall, Market::kContinuous}) {
    for (const int compression : {0, 1, 6}) {
      CAPTURE(compression);
      SampleRun run{{.prosumers = 5, .slots = 100, .market = market}};
      const Events events{run};
      REQUIRE(events.trades.size() > 50);
      write({.file = folder / "a.h5", .compression = compression}, run);
      check_tables(TraceReader{folder / "a.h5"}, events);
    }
  }
}

TEST_CASE("every outcome and side and every empty side of a book is kept") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 100, .market = Market::kContinuous}};
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  const std::vector<std::string> outcomes = trace.flag_meanings("events/orders/outcome");
  CHECK(outcomes == std::vector<std::string>{"unfilled", "partly_filled", "filled", "late",
                                             "replaced", "cancelled", "undelivered"});
  const auto outcome = trace.read("events/orders/outcome").values;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    INFO(outcomes[i]);
    CHECK(count(outcome, static_cast<double>(i)) > 0);
  }
  CHECK(trace.flag_meanings("events/orders/side") == std::vector<std::string>{"buy", "sell"});
  CHECK(trace.flag_meanings("events/trades/energy_class") ==
        std::vector<std::string>{"any", "solar", "storage"});
  CHECK(trace.flag_meanings("events/trades/mechanism") == run.run().mechanism_names);
  CHECK(trace.flag_meanings("events/trades/zone").empty());
  CHECK(count(trace.read("events/quotes/best_bid").values, kFillValue) > 0);
  CHECK(count(trace.read("events/quotes/best_ask").values, kFillValue) > 0);
  CHECK(trace.unit("events/orders/time") == "microseconds since 1970-01-01T00:00:00Z");
  CHECK(trace.unit("events/trades/price_buyer") == "EUR/(kW h)");
}

TEST_CASE("tables of events go through many chunks, and slots larger than a chunk") {
  const test::TemporaryFolder folder;
  // Chunks of 1,024 rows: 2 x 600 orders a round.
  SampleRun large{{.prosumers = 600, .slots = 2, .slots_per_day = 1, .market = Market::kCall}};
  write({.file = folder / "a.h5"}, large);
  const Events of_large{large};
  CHECK(of_large.orders.size() == 2400);
  check_tables(TraceReader{folder / "a.h5"}, of_large);
  SampleRun run{{.prosumers = 12, .slots = 300, .market = Market::kContinuous}};
  write({.file = folder / "a.h5"}, run);
  const Events events{run};
  CHECK(events.orders.size() > 5000);
  check_tables(TraceReader{folder / "a.h5"}, events);
}

TEST_CASE("a table without events has all its columns and no row") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 100}};
  write({.file = folder / "a.h5"}, run);
  const TraceReader trace{folder / "a.h5"};
  check_tables(trace, Events{run});
  CHECK(trace.has("events/quotes/best_ask"));
  CHECK(trace.read("events/orders/quantity_kwh").rows == 0);
}

TEST_CASE("float32 rounds the energies and prices of events and nothing else") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 60, .market = Market::kContinuous}};
  write({.file = folder / "a.h5", .floats = FloatWidth::kFloat32}, run);
  check_tables(TraceReader{folder / "a.h5"}, Events{run}, FloatWidth::kFloat32);
}

TEST_CASE("thinned series leave the events alone") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 60, .market = Market::kCall}};
  write({.file = folder / "a.h5", .every = 7}, run);
  const TraceReader trace{folder / "a.h5"};
  CHECK(trace.read_integers("prosumers/thinned_time").size() == 9);
  check_tables(trace, Events{run});
}

TEST_CASE("below the level of orders there are no tables of events") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 10, .market = Market::kCall}};
  TraceWriter writer{{.file = folder / "a.h5"}, {}};
  run.play(writer);
  CHECK_FALSE(TraceReader{folder / "a.h5"}.has("events/orders/side"));
}

TEST_CASE("a rule without a name leaves mechanism a plain number") {
  const test::TemporaryFolder folder;
  SampleRun sample{{.prosumers = 5, .slots = 4, .market = Market::kCall}};
  recording::RunDescription run = sample.run();
  run.mechanism_names.clear();
  TraceWriter writer{{.file = folder / "a.h5", .level = TraceLevel::kOrders}, {}};
  writer.begin(run);
  for (std::int64_t s = 0; s < 4; ++s) writer.record(sample.slot(s));
  writer.finish(recording::RunStatus::kComplete);
  const TraceReader trace{folder / "a.h5"};
  CHECK(trace.flag_meanings("events/trades/mechanism").empty());
  CHECK(trace.read("events/trades/mechanism").rows > 0);
}

TEST_CASE("an interrupted run keeps its events to the last one") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 50, .market = Market::kCall}};
  TraceWriter writer{{.file = folder / "a.h5", .level = TraceLevel::kOrders}, {}};
  writer.begin(run.run());
  std::size_t orders = 0;
  for (std::int64_t s = 0; s < 17; ++s) {
    writer.record(run.slot(s));
    orders += run.slot(s).orders.size();
  }
  writer.finish(recording::RunStatus::kInterrupted);
  const TraceReader trace{writer.partial_file()};
  check_table(trace, "events/orders/", "order", order_columns(), Events{run}.orders, orders);
}

TEST_CASE("a live trace shows whole chunks of events, no row in part") {
  const test::TemporaryFolder folder;
  // A flush every 336 slots, chunks of the largest size.
  SampleRun run{{.prosumers = 300, .slots = 340, .market = Market::kCall}};
  TraceWriter writer{{.file = folder / "a.h5", .level = TraceLevel::kOrders}, {}};
  writer.begin(run.run());
  for (std::int64_t s = 0; s < 338; ++s) writer.record(run.slot(s));
  std::filesystem::copy_file(writer.partial_file(), folder / "copy.h5");
  const TraceReader trace{folder / "copy.h5"};
  CHECK(trace.status() == "running");
  const Events events{run};
  const std::size_t orders = trace.read_integers("events/orders/order").size();
  const std::size_t trades = trace.read_integers("events/trades/trade").size();
  CHECK(orders > 0);
  CHECK(orders % 32'768 == 0);
  check_table(trace, "events/orders/", "order", order_columns(), events.orders, orders);
  check_table(trace, "events/trades/", "trade", trade_columns(), events.trades, trades);
}

TEST_CASE("a price of an order that is not finite is our mistake, and is named") {
  const test::TemporaryFolder folder;
  SampleRun run{{.prosumers = 5, .slots = 2, .market = Market::kCall}};
  TraceWriter writer{{.file = folder / "a.h5", .level = TraceLevel::kOrders}, {}};
  writer.begin(run.run());
  recording::SlotRecord slot = run.slot(1);
  std::vector<recording::OrderRecord> orders{slot.orders.begin(), slot.orders.end()};
  orders.at(3).limit_price = std::numeric_limits<double>::quiet_NaN();
  slot.orders = orders;
  writer.record(slot);
  CHECK_THROWS_WITH_AS(writer.finish(recording::RunStatus::kComplete),
                       "events/orders/limit_price: the value of order 3 is not a finite number",
                       LogicError);
}
