// Cost of sharing what a coalition is worth: Shapley shares, and the search for a coalition that
// would do better alone. The yardstick in the same run does the same with a coalition that works
// out v(S) from all its members and pairs whenever asked; both must come to the same numbers. CPU
// time, medians.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "agents/coalitions/core_membership.hpp"
#include "agents/coalitions/shapley.hpp"
#include "agents/coalitions/trading_coalition.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt::game {
namespace {

constexpr RandomAddress kFirst{.seed = 1, .purpose = Purpose::kMarket, .owner = 0, .draw = 0};
constexpr std::uint32_t kOrderPairs = kFewestOrderPairs;
constexpr double kMostDifference = 1e-9;

template <class Work>
double median_seconds(int repetitions, Work&& work) {
  std::vector<double> seconds;
  for (int i = 0; i < repetitions; ++i) {
    const double start = cpu_seconds();
    work();
    seconds.push_back(cpu_seconds() - start);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

// Members along a feeder with branches, one at each node; one in two sells.
struct Feeder {
  std::vector<std::uint32_t> parents, places;
  std::vector<double> lengths_km, supply_kwh, demand_kwh;

  explicit Feeder(std::size_t count)
      : parents(count), places(count), lengths_km(count), supply_kwh(count), demand_kwh(count) {
    std::mt19937_64 random{count};
    std::uniform_real_distribution<double> uniform;
    for (std::uint32_t i = 0; i < count; ++i) {
      places[i] = i;
      parents[i] = i - std::min<std::uint32_t>(i, 1 + static_cast<std::uint32_t>(random() % 4));
      lengths_km[i] = 0.02 + 0.06 * uniform(random);
      (i % 2 == 0 ? supply_kwh : demand_kwh)[i] =
          (i % 2 == 0 ? 0.7 : 1.0) * (0.1 + uniform(random));
    }
  }
};

// v(S) from all members and pairs of S.
class PlainCoalition final : public CoalitionGame {
 public:
  PlainCoalition(const TradingGame& game, const CentroidTree& tree)
      : game_{game}, distances_(members() * members()) {
    for (std::uint32_t i = 0; i < members(); ++i) {
      for (std::uint32_t j = 0; j < members(); ++j) {
        distances_[i * members() + j] = tree.distance(i, j);
      }
    }
  }
  std::size_t members() const override { return game_.supply_kwh.size(); }
  void clear() override { coalition_.clear(); }
  void add(std::uint32_t member) override { coalition_.push_back(member); }
  void remove(std::uint32_t member) override { std::erase(coalition_, member); }
  double value() const override {
    double supply_kwh = 0, demand_kwh = 0;
    for (const std::uint32_t member : coalition_) {
      supply_kwh += game_.supply_kwh[member];
      demand_kwh += game_.demand_kwh[member];
    }
    if (supply_kwh == 0 || demand_kwh == 0) return 0;
    const double carried = game_.charge.applies() ? sum_of_pairs() : 0;
    return std::min(supply_kwh, demand_kwh) * game_.spread -
           game_.charge.rate * carried / std::max(supply_kwh, demand_kwh);
  }

 private:
  double sum_of_pairs() const {
    double sum = 0;
    for (const std::uint32_t i : coalition_) {
      if (game_.supply_kwh[i] == 0) continue;
      const double* const distances = distances_.data() + i * members();
      double seen = 0;
      for (const std::uint32_t j : coalition_) seen += game_.demand_kwh[j] * distances[j];
      sum += game_.supply_kwh[i] * seen;
    }
    return sum;
  }

  TradingGame game_;
  std::vector<double> distances_;
  std::vector<std::uint32_t> coalition_;
};

struct Case {
  std::string_view name;
  std::size_t members;
  double charge;  // currency/kWh and km
  bool plain;     // within a few seconds
};

std::vector<double> divide(ShapleyShares& shapley, CoalitionGame& game) {
  std::vector<double> shares(game.members()), half_widths(game.members());
  shapley.divide(game, {kFirst, kOrderPairs}, shares, half_widths);
  return shares;
}

// What a search finds may hang on a tie that roundings decide: only exact excesses are compared.
std::vector<double> examine(CoalitionGame& game, const std::vector<double>& shares) {
  const CoreFinding finding = examine_core(game, shares, {kFirst, 2 * kOrderPairs});
  if (finding.evidence == Evidence::kSampled) return {finding.unshared};
  return {finding.unshared, finding.largest_excess};
}

int failures(const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::abs(a[i] - b[i]));
  if (largest <= kMostDifference) return 0;
  fmt::print(stderr, "bench_shares: the yardstick comes to other numbers, by {}\n", largest);
  return 1;
}

// Returns how often the two came to different numbers.
template <class Work>
int measure(const Case& row, int repetitions, CoalitionGame& game, CoalitionGame& plain,
            Work&& work) {
  std::vector<double> result, expected;
  const double seconds = median_seconds(repetitions, [&] { result = work(game); });
  fmt::print("{:>8} {:>8} {:>7} {:>12.1f}", row.name, row.members, row.charge, 1e6 * seconds);
  if (!row.plain) {
    fmt::print("\n");
    return 0;
  }
  const double plain_seconds = median_seconds(1, [&] { expected = work(plain); });
  fmt::print(" {:>12.1f} {:>8.4f}\n", 1e6 * plain_seconds, seconds / plain_seconds);
  return failures(result, expected);
}

int measure(const Case& row, int repetitions) {
  const Feeder feeder{row.members};
  const CentroidTree tree{{feeder.parents, feeder.lengths_km}, feeder.places};
  const TradingGame terms{
      feeder.supply_kwh, feeder.demand_kwh, 0.2, {row.charge, &tree, feeder.places}};
  TradingCoalition game{terms};
  PlainCoalition plain{terms, tree};
  ShapleyShares shapley;
  const std::vector<double> shares = divide(shapley, game);
  if (row.name == "core") {
    return measure(row, repetitions, game, plain,
                   [&](CoalitionGame& any) { return examine(any, shares); });
  }
  return measure(row, repetitions, game, plain,
                 [&](CoalitionGame& any) { return divide(shapley, any); });
}

// Returns how often a yardstick came to different numbers.
int measure_all(bool quick) {
  fmt::print("{:>8} {:>8} {:>7} {:>12} {:>12} {:>8}\n", "what", "members", "charge", "us",
             "plain_us", "ratio");
  int failed = 0;
  for (const std::string_view name : {"shapley", "core"}) {
    for (const double charge : {0.0, 0.1}) {
      for (const std::size_t members : {8U, 16U, 100U, 1000U}) {
        if (quick && members > 100) continue;
        const bool plain = members <= 100 || name == "shapley";
        failed += measure({name, members, charge, plain}, quick || members > 100 ? 3 : 11);
      }
    }
  }
  return failed;
}

int run(std::span<char*> arguments) {
  bool quick = false;
  for (const std::string_view argument : arguments.subspan(1)) {
    if (argument == "--quick") {
      quick = true;
      continue;
    }
    const bool help = argument == "--help" || argument == "-h";
    if (!help) fmt::print(stderr, "bench_shares: unknown argument '{}'\n", argument);
    fmt::print(help ? stdout : stderr,
               "Usage: bench_shares [--quick]\n"
               "Shapley shares and the search for an objecting coalition, exact up to {} members;\n"
               "beyond, {} pairs of orders, or {} orders, are sampled. Beside it, the same with\n"
               "v(S) worked out from all members and pairs each time.\n"
               "  --quick  up to 100 members, fewer repetitions\n",
               kMostExactMembers, kOrderPairs, 2 * kOrderPairs);
    return help ? 0 : 2;
  }
  return measure_all(quick) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace peerwatt::game

int main(int count, char** arguments) {
  return peerwatt::game::run({arguments, static_cast<std::size_t>(count)});
}
