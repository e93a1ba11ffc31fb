#include "tests/support/trading_neighbourhood.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/core/random.hpp"

namespace peerwatt::testing {
namespace {

double random_number(std::uint64_t seed, std::uint32_t draw) {
  return uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = 79, .draw = draw});
}

std::uint32_t random_below(std::uint32_t limit, std::uint64_t seed, std::uint32_t draw) {
  return static_cast<std::uint32_t>(limit * random_number(seed, draw));
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

double TradingNeighbourhood::path_km(std::uint32_t member, std::uint32_t other) const {
  std::uint32_t a = nodes[member], b = nodes[other];
  double km = 0;
  while (a != b) {  // parents come first: the later of the two is not above the other
    if (a < b) std::swap(a, b);
    km += lengths_km[a];
    a = parents[a];
  }
  return km;
}

double TradingNeighbourhood::value_by_pairs(std::span<const std::uint32_t> coalition) const {
  double supply = 0, demand = 0;
  for (const std::uint32_t member : coalition) {
    supply += supply_kwh[member];
    demand += demand_kwh[member];
  }
  if (supply == 0 || demand == 0) return 0;
  double value = 0;
  for (const std::uint32_t i : coalition) {
    for (const std::uint32_t j : coalition) {
      const double traded =
          std::min(supply, demand) * (supply_kwh[i] / supply) * (demand_kwh[j] / demand);
      value += traded * (spread - charge_per_kwh_km * path_km(i, j));
    }
  }
  return value;
}

TradingNeighbourhood random_neighbourhood(std::uint64_t seed, std::uint32_t members, double ratio,
                                          double charge_per_kwh_km) {
  const std::uint32_t count = 1 + random_below(2 * members, seed, 0);
  const double branching = random_number(seed, 1);
  std::vector<std::uint32_t> parents(count), nodes(members), places(members);
  std::vector<double> lengths_km(count), supply_kwh(members), demand_kwh(members);
  for (std::uint32_t node = 1; node < count; ++node) {
    const bool branches = random_number(seed, 8 * node) < branching;
    parents[node] = branches ? random_below(node, seed, 8 * node + 1) : node - 1;
    lengths_km[node] = random_below(8, seed, 8 * node + 2) / 16.0;
  }
  for (std::uint32_t member = 0; member < members; ++member) {
    nodes[member] = random_below(count, seed, 8 * member + 3);
    places[member] = member;
    if (random_number(seed, 8 * member + 4) < 0.1 && member > 1) continue;
    const double kwh = std::pow(4, 2 * random_number(seed, 8 * member + 5) - 1);
    const bool sells = member == 0 || (member > 1 && random_number(seed, 8 * member + 6) < 0.5);
    (sells ? supply_kwh : demand_kwh)[member] = kwh;
  }
  const double scale = members > 1 ? ratio * sum_of(demand_kwh) / sum_of(supply_kwh) : 1;
  for (double& kwh : supply_kwh) kwh *= scale;
  game::CentroidTree tree{{parents, lengths_km}, nodes};
  return {.parents = std::move(parents),
          .lengths_km = std::move(lengths_km),
          .nodes = std::move(nodes),
          .supply_kwh = std::move(supply_kwh),
          .demand_kwh = std::move(demand_kwh),
          .charge_per_kwh_km = charge_per_kwh_km,
          .tree = std::move(tree),
          .places = std::move(places)};
}

}  // namespace peerwatt::testing
