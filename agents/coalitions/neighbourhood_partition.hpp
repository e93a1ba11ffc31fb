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

// To be single, where a coalition is named.
inline constexpr std::uint32_t kAlone = kNoIndex;

// Where to go, or whom to merge with, and what total value gains by it.
struct Prospect {
  double gain = 0;
  std::uint32_t coalition = kAlone;
};

// A neighbourhood divided in coalitions, and the moves between them. Whoever is single is a
// coalition too. Members go by their places.
//
// One sweep from a member over the zone, a look, sums up what it has to trade with every coalition:
// O(members + coalitions). The looks of a coalition's members together say what merging it brings.
class NeighbourhoodPartition {
 public:
  NeighbourhoodPartition(const Neighbourhood& neighbourhood, const FormationRules& rules);

  const TreeOrder& order() const { return order_; }
  // That of the rules, or what roundings may come to where that is more.
  double tolerance() const { return tolerance_; }

  // Everyone single, or as in `partition`, by member. The terms are copied.
  void begin(const TradingTerms& terms);
  void begin(const TradingTerms& terms, std::span<const std::int32_t> partition);

  // In order of founding, at first by place.
  std::span<const std::uint32_t> coalitions() const { return founded_; }
  std::uint32_t coalition_at(std::uint32_t place) const { return coalition_at_[place]; }
  std::uint32_t size(std::uint32_t coalition) const { return coalitions_[coalition].members; }
  double value(std::uint32_t coalition) const { return coalitions_[coalition].value; }
  // Calls visit(place) for each of its places, which ascend.
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

  void look_from(std::uint32_t place);
  // Of who looked last: v(S-i) - v(S), and the largest v(T+i) - v(T) of all T that it neighbours
  // but its own coalition; kAlone where that is not above 0.
  double gain_of_leaving() const;
  Prospect best_to_join() const;

  // Looks of all members of S, added up; forgotten with any move but a merge. After `forget_looks`
  // they can be added one by one.
  void evaluate(std::uint32_t coalition);
  void forget_looks(std::uint32_t coalition);
  void add_look();
  // Of the coalition S that was evaluated: calls visit(T, v(S+T) - v(S) - v(T)) for each
  // neighbouring T, in order of founding; `for_each_gain` leaves some out that have no gain.
  template <class Visit>
  void for_each_merge(Visit&& visit) const {
    for (const std::uint32_t other : founded_) {
      if (other != evaluated_ && is_neighbour(looks_, other)) visit(other, gain_of_merge(other));
    }
  }
  // Pairs that are worth nothing together do not raise a value, unless it is below 0.
  template <class Visit>
  void for_each_gain(Visit&& visit) const {
    const bool is_worth = value(evaluated_) >= 0;
    for (const std::uint32_t other : founded_) {
      if (looks_.pairs[other] <= 0 && is_worth && value(other) >= 0) continue;
      if (other != evaluated_ && is_neighbour(looks_, other)) visit(other, gain_of_merge(other));
    }
  }
  std::uint32_t evaluated() const { return evaluated_; }
  EdgeSplit best_split(std::uint32_t coalition);

  // Who looked last goes from others to a coalition or, kAlone, founds one. (A single one merges.)
  void relocate(std::uint32_t to);
  // The other one ends, in that which was evaluated, and its members' looks are added.
  void merge(std::uint32_t other);
  void split(std::uint32_t coalition, const EdgeSplit& split);

 private:
  struct Coalition {
    TradeTally tally;
    double value = 0;
    std::uint32_t members = 0;
    std::uint32_t first = 0;  // no member is at a place before,
    std::uint32_t last = 0;   // or after
  };
  // By coalition.
  struct View {
    std::vector<double> pairs;       // sum over pairs of who looks and its members
    std::vector<std::uint8_t> near;  // whether one of its members is within the radius
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

  std::vector<Coalition> coalitions_;        // as many as there are members, some of them unused
  std::vector<std::uint32_t> coalition_at_;  // by place
  std::vector<std::uint32_t> founded_;
  std::vector<std::uint32_t> unused_;
  std::vector<std::uint32_t> places_;

  std::uint32_t looker_ = 0;  // place
  View look_;
  View looks_;
  std::uint32_t evaluated_ = kAlone;
};

}  // namespace peerwatt::game
