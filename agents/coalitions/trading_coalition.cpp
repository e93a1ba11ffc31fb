#include "agents/coalitions/trading_coalition.hpp"

#include <algorithm>
#include <limits>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

constexpr double kLeastPositive = std::numeric_limits<double>::min();

// Writes the sum over each subset of `values`, added in rising order of members: sums[S + i] =
// sums[S] + values[i] for i above all members of S. O(2^n).
void sum_subsets(std::span<const double> values, std::vector<double>& sums) {
  sums.resize(std::size_t{1} << values.size());
  sums[0] = 0;
  for (std::size_t member = 0; member < values.size(); ++member) {
    const std::size_t with = std::size_t{1} << member;
    for (std::size_t subset = 0; subset < with; ++subset) {
      sums[subset + with] = sums[subset] + values[member];
    }
  }
}

}  // namespace

void TradingCoalition::play(const TradingGame& game) {
  PEERWATT_EXPECTS(game.supply_kwh.size() == game.demand_kwh.size());
  PEERWATT_EXPECTS(!game.charge.applies() || game.charge.places.size() == game.supply_kwh.size());
  game_ = game;
  clear();
}

void TradingCoalition::clear() {
  for (TradingSide& side : sides_) {
    side.members = 0;
    side.kwh = 0;
    side.distances.reset(game_.charge.hubs());
  }
  carried_ = 0;
}

// Adds a member (direction 1) or removes it (-1). The side is chosen by index, as a branch on it
// would be mispredicted half of the time.
void TradingCoalition::move(std::uint32_t member, int direction) {
  const double supply_kwh = game_.supply_kwh[member];
  const double demand_kwh = game_.demand_kwh[member];
  PEERWATT_EXPECTS(supply_kwh >= 0 && demand_kwh >= 0 && (supply_kwh == 0 || demand_kwh == 0));
  const double kwh = direction * (supply_kwh + demand_kwh);
  const std::size_t side = demand_kwh > 0 ? 1 : 0;
  TradingSide& own = sides_[side];
  if (game_.charge.applies()) {
    const auto way = game_.charge.way(member);
    carried_ += kwh * sides_[1 - side].distances.seen_from(way);
    own.distances.add(way, kwh);
  }
  own.kwh += kwh;
  own.members += kwh == 0 ? 0 : direction;
  if (own.members > 0) return;
  own.kwh = 0;  // an empty side has exactly no energy, free of rounding errors
  carried_ = 0;
}

double TradingCoalition::value() const {
  return value_of(sides_[0].kwh, sides_[1].kwh, carried_);
}

void TradingCoalition::evaluate_subsets(std::vector<double>& values) {
  PEERWATT_EXPECTS(members() <= kMostExactMembers);
  sum_subsets(game_.supply_kwh, subset_kwh_[0]);
  sum_subsets(game_.demand_kwh, subset_kwh_[1]);
  values.assign(subset_kwh_[0].size(), 0.0);
  if (game_.charge.applies()) sum_pairs_of_subsets(values);
  for (std::size_t subset = 0; subset < values.size(); ++subset) {
    values[subset] = value_of(subset_kwh_[0][subset], subset_kwh_[1][subset], values[subset]);
  }
}

// Writes, by subset, the sum of s_i*d_j*dist(i,j) over its pairs: the pairs of the subset without
// its last member, plus the pairs of the last member with the others, which `sum_subsets` gives.
// O(2^n) in all.
void TradingCoalition::sum_pairs_of_subsets(std::vector<double>& carried) {
  std::vector<double>& own = carried_to_one_;
  std::array<double, kMostExactMembers> pairs{};
  for (std::uint32_t last = 0; last < members(); ++last) {
    for (std::uint32_t other = 0; other < last; ++other) {
      const double kwh2 = game_.supply_kwh[last] * game_.demand_kwh[other] +
                          game_.demand_kwh[last] * game_.supply_kwh[other];
      pairs[other] = kwh2 * game_.charge.distance(last, other);
    }
    sum_subsets({pairs.data(), last}, own);
    const std::size_t with = std::size_t{1} << last;
    for (std::size_t subset = 0; subset < with; ++subset) {
      carried[subset + with] = carried[subset] + own[subset];
    }
  }
}

double TradingCoalition::value_of(double supply_kwh, double demand_kwh, double carried) const {
  const double value = std::min(supply_kwh, demand_kwh) * game_.spread;
  if (!game_.charge.applies()) return value;
  return value - game_.charge.rate * carried / std::max({supply_kwh, demand_kwh, kLeastPositive});
}

}  // namespace peerwatt::game
