#include "tools/orders/orders_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "engine/core/random.hpp"

#include "engine/csv/cells.hpp"
#include "engine/csv/decimal_mark.hpp"
#include "engine/csv/separator.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::orders {
namespace {

using market::Order;
using market::Side;

constexpr std::array<std::string_view, 4> kRequired{"side", "quantity_kwh", "limit_price", "owner"};
constexpr std::string_view kArrival = "arrival";
constexpr double kLargest = 1e9;  // kWh, or currency/kWh: beyond any market's

struct Row {
  Side side{};
  double quantity_kwh = 0;
  double limit_price = 0;
  std::string owner;
  double arrival = 0;
};

struct Columns {
  std::array<std::size_t, kRequired.size()> required{};
  std::optional<std::size_t> arrival;
  csv::DecimalMark decimal_mark = csv::DecimalMark::kPoint;
};

std::vector<std::string> known_columns() {
  std::vector<std::string> known{kRequired.begin(), kRequired.end()};
  known.emplace_back(kArrival);
  return known;
}

std::optional<Columns> find_columns(const csv::Table& table, char separator,
                                    Diagnostics& complaints) {
  const auto required = csv::required_columns(table, kRequired, complaints);
  const std::vector<std::string> known = known_columns();
  for (std::size_t i = 0; i < table.columns(); ++i) {
    const std::string& name = table.header()[i];
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    complaints.add(table.header_position(i),
                   fmt::format("unknown column '{}'{}; an order has {}", name,
                               did_you_mean(name, known), fmt::join(known, ", ")));
  }
  if (!required) return std::nullopt;
  const std::optional<std::size_t> arrival = table.find(kArrival);
  std::vector<std::size_t> numbers{(*required)[1], (*required)[2]};
  if (arrival) numbers.push_back(*arrival);
  return Columns{
      *required, arrival,
      csv::decimal_mark_of(table, numbers, csv::DecimalMark::kAuto, separator,
                           "write it without the mark, or with one more decimal", complaints)};
}

Side side_at(const csv::Table& table, std::size_t row, std::size_t column,
             Diagnostics& complaints) {
  const std::string_view text = csv::trimmed(table.cell(row, column));
  if (text != "buy" && text != "sell") {
    complaints.add(table.position(row, column),
                   fmt::format("side: must be buy or sell (got '{}')", text));
  }
  return text == "sell" ? Side::kSell : Side::kBuy;
}

double bounded_number(const csv::Table& table, std::size_t row, std::size_t column, double least,
                      csv::DecimalMark mark, Diagnostics& complaints) {
  const double value =
      csv::number_at(table, row, column, csv::Range::kAny, complaints, mark).value_or(0);
  if (value < least || value > kLargest) {
    complaints.add(table.position(row, column),
                   fmt::format("{}: must be between {:g} and {:g} (got '{}')",
                               table.header()[column], least, kLargest, table.cell(row, column)));
  }
  return value;
}

// A marker of a missing value names nobody: two orders with it need not be of one owner.
std::string owner_at(const csv::Table& table, std::size_t row, std::size_t column,
                     Diagnostics& complaints) {
  std::string label = csv::text_at(table, row, column, complaints).value_or("");
  if (!label.empty() && csv::is_missing(label)) {
    complaints.add(table.position(row, column),
                   fmt::format("owner: must name somebody (got '{}', a missing value)", label));
  }
  return label;
}

Row read_row(const csv::Table& table, std::size_t row, const Columns& columns,
             Diagnostics& complaints) {
  const auto [side, quantity, limit, owner] = columns.required;
  const csv::DecimalMark mark = columns.decimal_mark;
  Row read;
  read.side = side_at(table, row, side, complaints);
  read.quantity_kwh = bounded_number(table, row, quantity, 0, mark, complaints);
  read.limit_price =
      market::on_tick(bounded_number(table, row, limit, -kLargest, mark, complaints));
  read.owner = owner_at(table, row, owner, complaints);
  if (columns.arrival) {
    read.arrival = csv::number_at(table, row, *columns.arrival, csv::Range::kAny, complaints, mark)
                       .value_or(0);
  }
  return read;
}

// Numbers come before texts and rank by value.
auto label_rank(const std::string& label) {
  const std::optional<double> number = csv::parse_number(label);
  return std::tuple{!number.has_value(), number.value_or(0), std::string_view{label}};
}

struct ByLabel {
  bool operator()(const std::string& a, const std::string& b) const {
    return label_rank(a) < label_rank(b);
  }
};

// The place of each key among all.
template <class Map>
void number_keys(Map& map) {
  typename Map::mapped_type place = 0;
  for (auto& [key, number] : map) number = place++;
}

OrderBook make_book(const std::vector<Row>& rows, std::uint64_t seed) {
  std::map<std::string, std::uint32_t, ByLabel> owners;
  std::map<double, std::int64_t> arrivals;
  for (const Row& row : rows) {
    owners[row.owner];
    arrivals[row.arrival];
  }
  number_keys(owners);
  number_keys(arrivals);
  OrderBook book;
  for (const auto& [label, number] : owners) book.owners.push_back(label);
  for (const Row& row : rows) {
    std::vector<Order>& orders = row.side == Side::kSell ? book.asks : book.bids;
    book.rows.push_back({row.side, static_cast<std::uint32_t>(orders.size())});
    orders.push_back(
        {.quantity_kwh = row.quantity_kwh,
         .limit_price = row.limit_price,
         .arrival = arrivals.at(row.arrival),
         .owner = owners.at(row.owner),
         .random_draw = random_bits(
             {.seed = seed, .purpose = Purpose::kMarket, .owner = identity(row.owner, 0)})[0]});
    if (row.side == Side::kBuy) book.pool_demand_kwh.push_back(row.quantity_kwh);
  }
  return book;
}

}  // namespace

// Earlier arrivals first, as before; those that arrive together in the order of their rows.
void arrive_row_by_row(OrderBook& book) {
  std::vector<Order*> orders;
  for (const market::OrderPlace place : book.rows) {
    orders.push_back(&(place.side == Side::kSell ? book.asks : book.bids)[place.index]);
  }
  std::stable_sort(orders.begin(), orders.end(),
                   [](const Order* a, const Order* b) { return a->arrival < b->arrival; });
  std::int64_t arrival = 0;
  for (Order* order : orders) order->arrival = arrival++;
}

OrderBook read_orders(const std::filesystem::path& file, std::uint64_t seed) {
  const csv::SeparatedTable orders = csv::read_separated(file, known_columns());
  return read_orders(orders.table, seed, orders.separator);
}

OrderBook read_orders(const csv::Table& table, std::uint64_t seed, char separator) {
  Diagnostics complaints;
  std::vector<Row> rows;
  if (const std::optional<Columns> columns = find_columns(table, separator, complaints)) {
    for (std::size_t i = 0; i < table.rows(); ++i) {
      rows.push_back(read_row(table, i, *columns, complaints));
    }
  }
  complaints.throw_if_any();
  return make_book(rows, seed);
}

}  // namespace peerwatt::orders
