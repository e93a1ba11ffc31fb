// Cost of forming coalitions by merge and split, from singles, and of the regrets of what was
// formed. The yardstick in the same run merges and moves the same way, but works out v(S) of every
// coalition it thinks of from all its pairs; what it comes to must be worth about as much. CPU
// time, medians.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "agents/coalitions/coalition_formation.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt::game {
namespace {

constexpr double kSpread = 0.2;  // currency/kWh

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

// Members along a feeder with branches, one at each node; about one in two sells.
struct Feeder {
  std::vector<std::uint32_t> parents, nodes;
  std::vector<double> lengths_km, supply_kwh, demand_kwh;

  Feeder(std::size_t count, std::uint64_t seed)
      : parents(count), nodes(count), lengths_km(count), supply_kwh(count), demand_kwh(count) {
    std::mt19937_64 random{seed};
    std::uniform_real_distribution<double> uniform;
    for (std::uint32_t i = 0; i < count; ++i) {
      nodes[i] = i;
      parents[i] = i - std::min<std::uint32_t>(i, 1 + static_cast<std::uint32_t>(random() % 4));
      lengths_km[i] = 0.02 + 0.06 * uniform(random);
      const bool sells = uniform(random) < 0.5;
      (sells ? supply_kwh : demand_kwh)[i] = (sells ? 0.7 : 1.0) * (0.1 + uniform(random));
    }
  }
  TradingTerms terms() const { return {supply_kwh, demand_kwh, kSpread}; }
};

// Best merges first, then members that go elsewhere and merges again, with every v(S) from pairs.
class PlainFormation {
 public:
  PlainFormation(const Feeder& feeder, double charge) : feeder_{feeder} {
    const CentroidTree tree{{feeder.parents, feeder.lengths_km}, feeder.nodes};
    const auto members = static_cast<std::uint32_t>(feeder.nodes.size());
    for (std::uint32_t i = 0; i < members; ++i) {
      coalitions_.push_back({i});
      worth_.emplace_back();
      for (std::uint32_t j = 0; j < members; ++j) {
        worth_.back().push_back(kSpread - charge * tree.distance(i, j));
      }
    }
  }

  double form() {
    while (merge_best() || move_one()) {
    }
    double sum = 0;
    for (const Members& coalition : coalitions_) sum += value(coalition);
    return sum;
  }

 private:
  using Members = std::vector<std::uint32_t>;
  static constexpr double kTolerance = FormationRules{}.tolerance;

  double value(const Members& members) const {
    double supply_kwh = 0, demand_kwh = 0, pairs = 0;
    for (const std::uint32_t i : members) {
      supply_kwh += feeder_.supply_kwh[i];
      demand_kwh += feeder_.demand_kwh[i];
      if (feeder_.supply_kwh[i] == 0) continue;
      for (const std::uint32_t j : members) {
        pairs += feeder_.supply_kwh[i] * feeder_.demand_kwh[j] * worth_[i][j];
      }
    }
    return supply_kwh == 0 || demand_kwh == 0 ? 0 : pairs / std::max(supply_kwh, demand_kwh);
  }
  static Members united(const Members& some, const Members& others) {
    Members all = some;
    all.insert(all.end(), others.begin(), others.end());
    return all;
  }

  bool merge_best() {
    double best = kTolerance;
    std::size_t into = 0, from = 0;
    for (std::size_t i = 0; i < coalitions_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const double gain = value(united(coalitions_[i], coalitions_[j])) - value(coalitions_[i]) -
                            value(coalitions_[j]);
        if (gain > best) best = gain, into = j, from = i;
      }
    }
    if (into == from) return false;
    coalitions_[into] = united(coalitions_[into], coalitions_[from]);
    coalitions_.erase(coalitions_.begin() + static_cast<std::ptrdiff_t>(from));
    return true;
  }

  bool move_one() {
    for (Members& from : coalitions_) {
      for (const std::uint32_t member : Members{from}) {
        Members left = from;
        std::erase(left, member);
        const double leaving = value(left) - value(from);
        for (Members& to : coalitions_) {
          if (&to == &from || !(leaving + value(united(to, {member})) - value(to) > kTolerance)) {
            continue;
          }
          to.push_back(member);
          from = left;
          return true;
        }
      }
    }
    return false;
  }

  const Feeder& feeder_;
  std::vector<std::vector<double>> worth_;  // of a kWh, by pair of members
  std::vector<Members> coalitions_;
};

struct Case {
  std::size_t zones;
  std::size_t members;  // of each
  double charge;        // currency/kWh and km
  bool plain;           // within a few seconds
};

// Prints how fast the plain formation is. Returns 1 if it comes to a value that is more than some
// percent away, otherwise 0.
int compare_with_plain(const Case& row, const std::vector<Feeder>& feeders, double value,
                       double seconds) {
  double plain_value = 0;
  const double plain_seconds = median_seconds(1, [&] {
    for (const Feeder& feeder : feeders) plain_value += PlainFormation{feeder, row.charge}.form();
  });
  fmt::print(" {:>12.1f} {:>9.6f}",
             1e9 * plain_seconds / static_cast<double>(row.zones * row.members),
             seconds / plain_seconds);
  if (!(std::abs(value / plain_value - 1) > 0.03)) return 0;
  fmt::print(stderr, "bench_formation: the yardstick is worth {}, not {}\n", plain_value, value);
  return 1;
}

// Returns how many of two checks fail: a move gains, or the plain formation is worth another value.
int measure(const Case& row, int repetitions) {
  std::vector<Feeder> feeders;
  for (std::size_t zone = 0; zone < row.zones; ++zone) feeders.emplace_back(row.members, zone);
  std::vector<CoalitionFormation> formations;
  formations.reserve(row.zones);
  for (const Feeder& feeder : feeders) {
    formations.push_back(CoalitionFormation{{{feeder.parents, feeder.lengths_km}, {}, feeder.nodes},
                                            {row.charge, {}, 1e-9}});
  }
  double value = 0, regret = 0, coalitions = 0;
  const double seconds = median_seconds(repetitions, [&] {
    value = coalitions = 0;
    for (std::size_t zone = 0; zone < row.zones; ++zone) {
      formations[zone].form(feeders[zone].terms());
      value += formations[zone].value();
      coalitions += static_cast<double>(formations[zone].coalitions());
    }
  });
  const std::vector<double> shares(row.members);
  const double regret_seconds = median_seconds(repetitions, [&] {
    for (std::size_t zone = 0; zone < row.zones; ++zone) {
      const StabilityFinding found =
          formations[zone].examine(formations[zone].partition(), feeders[zone].terms(), shares);
      regret = std::max({regret, found.merge_regret, found.split_regret, found.move_regret});
    }
  });
  const auto members = static_cast<double>(row.zones * row.members);
  fmt::print("{:>6} {:>8} {:>7} {:>11.1f} {:>12.3f} {:>12.1f} {:>12.1f}", row.zones, row.members,
             row.charge, members / std::max(coalitions, 1.0), 1e3 * seconds,
             1e9 * seconds / members, 1e9 * regret_seconds / members);
  int failed = regret > 1e-8 ? 1 : 0;
  if (failed > 0) fmt::print(stderr, "bench_formation: a move gains {}\n", regret);
  if (row.plain) failed += compare_with_plain(row, feeders, value, seconds);
  fmt::print("\n");
  return failed;
}

int measure_all(bool quick) {
  fmt::print("{:>6} {:>8} {:>7} {:>11} {:>12} {:>12} {:>12} {:>12} {:>9}\n", "zones", "members",
             "charge", "members of", "form, ms", "ns/member", "regrets,", "plain,", "ratio");
  int failed = 0;
  for (const double charge : {0.0, 0.01, 0.1, 1.0}) {
    failed += measure({100, 10, charge, true}, 11);
    failed += measure({4, 40, charge, true}, 11);
    if (quick) continue;
    failed += measure({1, 1000, charge, false}, 11);
    failed += measure({1000, 100, charge, false}, 3);
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
    if (!help) fmt::print(stderr, "bench_formation: unknown argument '{}'\n", argument);
    fmt::print(
        help ? stdout : stderr,
        "Usage: bench_formation [--quick]\n"
        "Coalitions by merge and split from singles, all zones of a slot, and the regrets of\n"
        "what was formed; beside it, in small zones, the same with v(S) from all pairs.\n"
        "  --quick  small zones only\n");
    return help ? 0 : 2;
  }
  return measure_all(quick) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace peerwatt::game

int main(int count, char** arguments) {
  return peerwatt::game::run({arguments, static_cast<std::size_t>(count)});
}
