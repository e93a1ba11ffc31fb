// Measures what lies gain under every market rule, in communities at peak: docs/markets.md has the
// table. Measures no time. Rules that hold to limit prices are judged by these, others by what the
// grid would pay or take.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>

#include <fmt/format.h>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/market/order_lies.hpp"

#include "tools/bench/auction_community.hpp"

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kSeed = 2026;
constexpr std::uint32_t kBooks = 100;
constexpr std::uint32_t kDefaultHomes = 10;
constexpr double kShareOfSellers = 0.4;
constexpr LiesTried kLies{.most_prices = 24, .most_quantities = 20, .price_pairs = false};

// Of the books, the best lie of any home counts; parts are of the most that trade could gain.
struct Gains {
  std::uint32_t books = 0;  // in which somebody gains
  double sum = 0;
  double greatest = 0;

  void add(double part) {
    books += part > 0 ? 1 : 0;
    sum += part;
    greatest = std::max(greatest, part);
  }
};
using GainsByKind = std::array<Gains, kLieKinds>;

void add_book(Mechanism& mechanism, const HomeOrders& book, const OrderWorth& worth, double whole,
              GainsByKind& gains) {
  OrderLies lies{mechanism, kLies};
  lies.load(book.market(), worth);
  std::array<double, kLieKinds> best{};
  for (const std::vector<Order>* orders : {&book.asks, &book.bids}) {
    for (const Order& order : *orders) {
      const LieFindings found = lies.best_of(order.owner);
      for (std::size_t kind = 0; kind < kLieKinds; ++kind) {
        if (found.best[kind].pays()) best[kind] = std::max(best[kind], found.best[kind].gain());
      }
    }
  }
  for (std::size_t kind = 0; kind < kLieKinds; ++kind) gains[kind].add(best[kind] / whole);
}

GainsByKind measure(const MechanismEntry& rule, std::uint32_t homes) {
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
  GainsByKind gains;
  Clearing clearing;
  for (std::uint32_t i = 0; i < kBooks; ++i) {
    const Community community = draw_community(kSeed + i, homes, kShareOfSellers);
    const HomeOrders book = truthful_orders(community);
    if (rule.bound == Bound::kGridPrices) {
      add_book(*mechanism, book, GridWorth{community, book}, community.largest_gain(), gains);
      continue;
    }
    make_mechanism(MechanismId::kKPricing, {})->clear(book.market(), clearing);
    if (clearing.max_welfare <= 0) continue;  // nothing can be traded, whatever is stated
    add_book(*mechanism, book, book.limit_worth(), clearing.max_welfare, gains);
  }
  return gains;
}

void print_table(std::uint32_t homes) {
  fmt::print(
      "{} books of {} homes, {:g} of them sell: books in which somebody gains, %; gain of "
      "the best liar, mean and greatest, % of what trade can gain\n\n| rule |",
      kBooks, homes, kShareOfSellers);
  for (const std::string_view kind : kLieNames) fmt::print(" {} |", kind);
  fmt::print("\n| --- |");
  for (std::size_t kind = 0; kind < kLieKinds; ++kind) fmt::print(" --- |");
  fmt::print("\n");
  for (const MechanismEntry& rule : mechanisms()) {
    if (rule.role == Role::kNone) continue;
    fmt::print("| `{}` |", rule.name);
    for (const Gains& gains : measure(rule, homes)) {
      if (gains.books == 0) {
        fmt::print(" – |");
        continue;
      }
      fmt::print(" {:.0f}; {:.1f}, {:.0f} |", 100.0 * gains.books / kBooks,
                 100 * gains.sum / kBooks, 100 * gains.greatest);
    }
    fmt::print("\n");
    std::fflush(stdout);
  }
}

int run(std::span<char*> arguments) {
  long homes = kDefaultHomes;
  if (arguments.size() == 2) homes = std::strtol(arguments[1], nullptr, 10);
  if (arguments.size() > 2 || homes < 2 || homes > 1000) {
    fmt::print(stderr, "Usage: lie_gains [homes, 2 to 1000, default {}]\n", kDefaultHomes);
    return 2;
  }
  print_table(static_cast<std::uint32_t>(homes));
  return 0;
}

}  // namespace
}  // namespace peerwatt::market

int main(int count, char** arguments) {
  return peerwatt::market::run({arguments, static_cast<std::size_t>(count)});
}
