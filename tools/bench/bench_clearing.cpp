// Cost of clearing N fresh random orders against std::sort of N (price, index) pairs in the same
// run, CPU time, medians.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt::market {
namespace {

constexpr double kFirstTarget = 1.3;
constexpr double kGoal = 0.4;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Asks at 4..30 and bids at 8..35 a kWh, 0.1..5 kWh each: about 58 % of them cross. Every owner has
// one order.
struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
  std::vector<double> pool_demand;

  explicit Book(std::size_t count)
      : asks(count - count / 2), bids(count / 2), pool_demand(bids.size()) {}

  void draw(std::mt19937_64& random) {
    std::uniform_real_distribution<double> uniform;
    std::uint32_t owner = 0;
    const auto fill = [&](std::vector<Order>& orders, double low, double range) {
      for (Order& order : orders) {
        order = {.quantity_kwh = 0.1 + 4.9 * uniform(random),
                 .limit_price = low + range * uniform(random),
                 .arrival = 0,
                 .owner = owner++ * 2654435761u,  // odd: no number twice
                 .random_draw = static_cast<std::uint32_t>(random() >> 32)};
      }
    };
    fill(asks, 4, 26);
    fill(bids, 8, 27);
    for (std::size_t i = 0; i < bids.size(); ++i) pool_demand[i] = bids[i].quantity_kwh;
  }

  CallMarket market() const { return {asks, bids, pool_demand, {.sell = 36, .feed_in = 3}}; }
};

// Median seconds of `clear` on books drawn anew each time: on repeated data the branch predictor
// would learn the answer. Small books are drawn in lots, so that the clock costs nothing.
template <class Clear>
double time_per_book(std::size_t count, std::size_t lots, Clear&& clear) {
  std::mt19937_64 random{1};
  std::vector<Book> books(std::max<std::size_t>(1, 20'000 / count), Book{count});
  std::vector<double> seconds;
  for (std::size_t lot = 0; lot < lots + 1; ++lot) {
    for (Book& book : books) book.draw(random);
    const double start = cpu_seconds();
    for (Book& book : books) clear(book);
    seconds.push_back((cpu_seconds() - start) / static_cast<double>(books.size()));
  }
  seconds.erase(seconds.begin());  // the first lot warms up
  return median(seconds);
}

double time_sort(std::size_t count, std::size_t lots, double& sink) {
  std::mt19937_64 random{1};
  std::uniform_real_distribution<double> uniform;
  using Pairs = std::vector<std::pair<double, int>>;
  std::vector<Pairs> all(std::max<std::size_t>(1, 20'000 / count), Pairs(count));
  std::vector<double> seconds;
  for (std::size_t lot = 0; lot < lots; ++lot) {
    for (Pairs& pairs : all) {
      for (std::size_t i = 0; i < count; ++i) pairs[i] = {uniform(random), static_cast<int>(i)};
    }
    const double start = cpu_seconds();
    for (Pairs& pairs : all) std::sort(pairs.begin(), pairs.end());
    seconds.push_back((cpu_seconds() - start) / static_cast<double>(all.size()));
    for (const Pairs& pairs : all) sink += pairs[count / 2].first;
  }
  return median(seconds);
}

// The target is for call auctions of a thousand orders and more.
std::string_view verdict(const MechanismEntry& rule, std::size_t count, double ratio) {
  const bool is_call_auction = rule.role == Role::kAuction || rule.role == Role::kComposite;
  if (!is_call_auction || count < 1'000) return "";
  return ratio <= kGoal ? "goal met" : ratio <= kFirstTarget ? "first met" : "MISSED";
}

double measure(std::size_t count, std::size_t lots, std::string_view only) {
  double sink = 0;
  const double sort_seconds = time_sort(count, lots, sink);
  for (const MechanismEntry& rule : mechanisms()) {
    if (!only.empty() && rule.name != only) continue;
    const std::unique_ptr<Mechanism> mechanism = rule.make({});
    Clearing clearing;
    const double seconds = time_per_book(count, lots, [&](const Book& book) {
      mechanism->clear(book.market(), clearing);
      sink += clearing.volume_kwh();
    });
    const double ratio = seconds / sort_seconds;
    fmt::print("{:>25} {:>9} {:>12.3f} {:>12.3f} {:>9.1f} {:>7.3f}  {}\n", rule.name, count,
               1e6 * seconds, 1e6 * sort_seconds, 1e9 * seconds / static_cast<double>(count), ratio,
               verdict(rule, count, ratio));
  }
  return sink;
}

void print_usage(std::FILE* to) {
  fmt::print(to,
             "Usage: bench_clearing [--quick] [rule]\n"
             "Clears N = 100 ... 1,000,000 fresh random orders, half asks and half bids, by each\n"
             "rule or by one, and sorts N (price, index) pairs with std::sort in the same run.\n"
             "Targets for clearing / sort: <= {} first, <= {} goal.\n"
             "  --quick  fewer repetitions, up to 10,000 orders\n",
             kFirstTarget, kGoal);
}

struct Options {
  bool quick = false;
  std::string_view only;  // rule
};

void measure_all(const Options& options) {
  fmt::print("{:>25} {:>9} {:>12} {:>12} {:>9} {:>7}  target {} / goal {}\n", "rule", "orders",
             "clear_us", "sort_us", "ns/order", "ratio", kFirstTarget, kGoal);
  double sink = 0;
  for (const std::size_t count : {100u, 1'000u, 10'000u, 100'000u, 1'000'000u}) {
    if (options.quick && count > 10'000) break;
    sink += measure(count, options.quick ? 5 : count >= 1'000'000 ? 7 : 31, options.only);
  }
  fmt::print("checksum {:.6g}\n", sink);
}

int run(std::span<char*> arguments) {
  Options options;
  for (const std::string_view argument : arguments.subspan(1)) {
    if (argument == "--quick") {
      options.quick = true;
    } else if (find_mechanism(argument) != nullptr) {
      options.only = argument;
    } else if (argument == "--help" || argument == "-h") {
      print_usage(stdout);
      return 0;
    } else {
      fmt::print(stderr, "bench_clearing: unknown argument '{}'\n", argument);
      print_usage(stderr);
      return 2;
    }
  }
  measure_all(options);
  return 0;
}

}  // namespace
}  // namespace peerwatt::market

int main(int count, char** arguments) {
  return peerwatt::market::run({arguments, static_cast<std::size_t>(count)});
}
