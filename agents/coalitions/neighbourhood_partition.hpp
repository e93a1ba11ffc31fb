#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "agents/coalitions/coalition_tree.hpp"
#include "agents/coalitions/neighbourhood.hpp"
#include "agents/coalitions/trade_tally.hpp"
#include "agents/coalitions/trading_side.hpp"
#include "agents/coalitions/tree_order.hpp"

namespace peerwatt::game {

// kAlone stands in place of a coalition's index for "no coalition": the member is single.
inline constexpr std::uint32_t kAlone = kNoIndex;

// A Prospect is the best move found: the coalition to join or to merge with, and the gain in total
// value [currency].
struct Prospect {
  double gain = 0;
  std::uint32_t coalition = kAlone;
};

// NeighbourhoodPartition holds a partition of the n members of a neighbourhood into coalitions,
// single members included, and evaluates and makes the moves of merge and split (Apt and Witzel
// 2009; docs/model.md, section 4). A member is named by its place, its position in the walk over
// the network tree (TreeOrder); a coalition by an index below n.
//
// Invariant: every place is in one coalition, and each coalition keeps its tally, from which its
// value v follows in O(1) (TradeTally). A move needs the sum over the pairs with one member in each
// part,
//   pairs(S, T) = sum over i in S, j in T of (s_i*d_j + d_i*s_j)*(spread - kappa*dist(i,j)),
// where s and d are supply and demand [kWh]. A "look" from member i computes pairs({i}, T) for all
// coalitions T by one sweep over the traders of the opposite side: O(n), or O(coalitions) without a
// network charge and a radius. The looks of all members of S, added up, give pairs(S, T), and with
// it the gain of every merge of S.
//
// Time per operation: a look O(n); `evaluate`, and the merge of T into S, O(size*n) for the size of
// S and of T; leaving, switching and splitting O(n) (tallies of the parts are summed anew, as
// differences would keep the rounding errors of the whole). Memory O(n); nothing is allocated after
// construction.
class NeighbourhoodPartition {
 public:
  NeighbourhoodPartition(const Neighbourhood& neighbourhood, const FormationRules& rules);

  const TreeOrder& order() const { return order_; }
  // Returns the gain [currency] that a move has to exceed: the tolerance of the rules, or the bound
  // on the rounding errors of the values if that is larger.
  double tolerance() const { return tolerance_; }

  // Starts a slot with single members, or with a partition that gives each member the number of its
  // coalition (kSingle for none). The terms are copied.
  void begin(const TradingTerms& terms);
  void begin(const TradingTerms& terms, std::span<const std::int32_t> partition);

  // Lists the coalitions in order of founding. At the start they are in order of their first place.
  std::span<const std::uint32_t> coalitions() const { return founded_; }
  std::uint32_t coalition_at(std::uint32_t place) const { return coalition_at_[place]; }
  std::uint32_t size(std::uint32_t coalition) const { return coalitions_[coalition].members; }
  double value(std::uint32_t coalition) const { return coalitions_[coalition].value; }
  // Calls visit(place) for each place of the coalition, in rising order. The scan goes from its
  // first to its last place.
  template <class Visit>
  void for_each_place(std::uint32_t coalition, Visit&& visit) const {
    for (std::uint32_t place = coalitions_[coalition].first; place <= coalitions_[coalition].last;
         ++place) {
      if (coalition_at_[place] == coalition) visit(place);
    }
  }
  void list_places(std::uint32_t coalition, std::vector<std::uint32_t>& places) const {
    places.clear();
    for_each_place(coalition, [&](std::uint32_t place) { places.push_back(place); });
  }

  // Computes pairs({i}, T) and, with a radius, whether T is a neighbour of i, for the member i at
  // `place` and every coalition T. O(n).
  void look_from(std::uint32_t place);
  // Both refer to the member i of the last `look_from` and to its coalition S. The first returns
  // v(S-i) - v(S) [currency]; the second the largest v(T+i) - v(T) over the neighbouring coalitions
  // T other than S, and kAlone if none is above 0. O(1) and O(coalitions).
  double gain_of_leaving() const;
  Prospect best_to_join() const;

  // `evaluate` computes pairs(S, T) for all T. The sums stay valid through merges of S and are
  // discarded by any other move. `forget_looks` sets them to 0 for a coalition, and `add_look` then
  // adds the last look, so that a caller that looks from every member of S anyway gets pairs(S, T)
  // without a second sweep.
  void evaluate(std::uint32_t coalition);
  void forget_looks(std::uint32_t coalition);
  void add_look();
  // Calls visit(T, v(S+T) - v(S) - v(T)) for the evaluated coalition S and each neighbouring
  // coalition T, in order of founding. `for_each_gain` may skip coalitions T for which this is 0 or
  // less. O(coalitions).
  template <class Visit>
  void for_each_merge(Visit&& visit) const {
    for (const std::uint32_t other : founded_) {
      if (other != evaluated_ && is_neighbour(looks_, other)) visit(other, gain_of_merge(other));
    }
  }
  // Without pairs of positive worth between S and T, v(S+T) <= v(S) + v(T) as long as neither value
  // is below 0: the larger denominator of v can only lower a value that is not negative.
  template <class Visit>
  void for_each_gain(Visit&& visit) const {
    const bool is_worth = value(evaluated_) >= 0;
    for (const std::uint32_t other : founded_) {
      if (looks_.pairs[other] <= 0 && is_worth && value(other) >= 0) continue;
      if (other != evaluated_ && is_neighbour(looks_, other)) visit(other, gain_of_merge(other));
    }
  }
  std::uint32_t evaluated() const { return evaluated_; }
  // Returns the split along an edge of the network that gains most total value, with gain 0 if none
  // does.
  EdgeSplit best_split(std::uint32_t coalition);

  // Moves the member of the last look out of its coalition, which must have other members, into
  // `to`, or makes it single if `to` is kAlone. A single member changes by `merge` instead.
  void relocate(std::uint32_t to);
  // Merges `other` into the evaluated coalition, which keeps its index, and adds the looks of the
  // new members, so that the union counts as evaluated.
  void merge(std::uint32_t other);
  void split(std::uint32_t coalition, const EdgeSplit& split);

 private:
  struct Coalition {
    TradeTally tally;
    double value = 0;
    std::uint32_t members = 0;
    std::uint32_t first = 0;  // its lowest place
    std::uint32_t last = 0;   // its highest place
  };
  // A View holds, by coalition, what one look or a sum of looks has found.
  struct View {
    std::vector<double> pairs;       // pairs({i}, T) or pairs(S, T), currency*kWh
    std::vector<std::uint8_t> near;  // 1 if a member of T is within the radius
  };

  double gain_of_merge(std::uint32_t other) const {
    const Coalition& own = coalitions_[evaluated_];
    const Coalition& added = coalitions_[other];
    return own.tally.with(added.tally, looks_.pairs[other]).value() - own.value - added.value;
  }
  void place_terms(const TradingTerms& terms);
  PlacedTerms terms() const { return {supply_kwh_, demand_kwh_, spread_}; }
  void see_from(std::uint32_t place, View& view) const;
  void weigh(const TradingSide& others, double own_kwh, std::uint32_t place, View& view) const;
  void forget(View& view) const;
  bool is_neighbour(const View& view, std::uint32_t coalition) const {
    return !order_.has_radius() || view.near[coalition] != 0;
  }
  void count_in(std::uint32_t place, std::uint32_t coalition);
  void set_tally(std::uint32_t coalition, const TradeTally& tally);
  void tally_afresh(std::uint32_t coalition);
  std::uint32_t found();
  void end(std::uint32_t coalition);

  TreeOrder order_;
  CoalitionTree tree_;
  double least_tolerance_;
  double tolerance_;

  std::vector<double> supply_kwh_;  // by place
  std::vector<double> demand_kwh_;
  double spread_ = 0;
  TradingSide sellers_;
  TradingSide buyers_;

  std::vector<Coalition> coalitions_;        // n records by index, some of them unused
  std::vector<std::uint32_t> coalition_at_;  // by place
  std::vector<std::uint32_t> founded_;       // indices in use, in order of founding
  std::vector<std::uint32_t> unused_;        // indices free for new coalitions
  std::vector<std::uint32_t> places_;        // scratch memory

  std::uint32_t looker_ = 0;  // place of the last look
  View look_;                 // the last look
  View looks_;                // sum of looks of the evaluated coalition
  std::uint32_t evaluated_ = kAlone;
};

}  // namespace peerwatt::game
