#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/coalitions/coalition_game.hpp"
#include "agents/coalitions/distance_sums.hpp"
#include "agents/coalitions/network_charge.hpp"

namespace peerwatt::game {

// A TradingGame has the members of a coalition, each list by member, and the prices at which their
// trade is valued.
struct TradingGame {
  std::span<const double> supply_kwh;  // s_i, 0 for buyers
  std::span<const double> demand_kwh;  // d_j at the mid-market price, 0 for sellers
  double spread = 0;                   // p_gs - p_fit, currency/kWh
  NetworkCharge charge;
};

// TradingCoalition is the game of trading with each other at the mid-market price (docs/model.md,
// section 4):
//   v(S) = sum_ij q_ij*(p_gs - p_fit - kappa*dist(i,j)),  q_ij = Q*s_i/sum(s)*d_j/sum(d),
// Q = min(sum s, sum d). As Q/(sum(s)*sum(d)) = 1/max(sum s, sum d), that is
//   v(S) = min(sum s, sum d)*(p_gs - p_fit) - kappa*sum_ij s_i*d_j*dist(i,j)/max(sum s, sum d),
// which is below 0 if charges exceed the spread. Invariant: the sums over the members in S are kept
// up to date as members join and leave, each of which takes O(1) without a charge and O(log n) with
// one (DistanceSums); v(S) then takes O(1). Memory O(hubs).
class TradingCoalition final : public CoalitionGame {
 public:
  explicit TradingCoalition(const TradingGame& game) { play(game); }
  // Begins another game, with S empty. The spans of `game` are read until the next call.
  void play(const TradingGame& game);

  std::size_t members() const override { return game_.supply_kwh.size(); }
  void clear() override;
  void add(std::uint32_t member) override { move(member, 1); }
  void remove(std::uint32_t member) override { move(member, -1); }
  double value() const override;
  // Computes v of all subsets in O(2^n) time and memory, as the sums over a subset follow in O(1)
  // from those over the subset without its last member.
  void evaluate_subsets(std::vector<double>& values) override;

 private:
  struct TradingSide {
    int members = 0;  // number of members in S with something to trade
    double kwh = 0;
    DistanceSums distances;
  };
  void move(std::uint32_t member, int direction);
  double value_of(double supply_kwh, double demand_kwh, double carried) const;
  void sum_pairs_of_subsets(std::vector<double>& carried);

  TradingGame game_;
  std::array<TradingSide, 2> sides_;  // sellers, buyers
  double carried_ = 0;                // sum_ij s_i*d_j*dist(i,j)
  std::array<std::vector<double>, 2> subset_kwh_;
  std::vector<double> carried_to_one_;
};

}  // namespace peerwatt::game
