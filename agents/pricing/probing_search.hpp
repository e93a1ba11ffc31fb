#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/pricing/leader_search.hpp"

namespace peerwatt::game {

// ProbingSearch runs a LeaderSearch and, when that has converged, announces up to `probes` prices
// below the one found, because the prices with h(p) <= p need not be connected (docs/model.md,
// section 5; docs/equilibrium.md, section 3). The prices probed are ends of demand, at which
// somebody who answered would want no more, each time the one that is farthest from all prices
// announced so far, as least is known there. From an accepted probe a search goes down to the
// highest refused price below it.
//
// Invariant: the search stands at the lowest price accepted so far. Probes use only rounds that are
// left, and keep one for announcing that price again. No number of probes proves that no lower
// price is acceptable. Choosing a probe takes O(e*log r) for e ends reported in r rounds; memory
// O(e + r).
class ProbingSearch {
 public:
  ProbingSearch(const SearchBounds& bounds, std::int64_t probes);

  double announced() const { return probe_.value_or(search_.announced()); }
  std::int64_t rounds() const { return rounds_; }
  SearchState state() const { return state_; }
  // Returns whether further ends of demand may be used.
  bool probes() const { return probes_left_ > 0; }

  // Takes the answer `ruled` = h(announced()), which must be finite, and `ends`, the prices at
  // which somebody's demand ends after the trades of the round. It changes state() and, while
  // searching, announced().
  void answer(double ruled, std::span<const double> ends);

 private:
  using Point = LeaderSearch::Point;

  void note_ends(std::span<const double> ends);
  void answer_probe(const Point& point);
  void go_on();
  void announce(double price);
  std::optional<double> next_probe() const;
  double distance_to_announced(double price) const;
  Point highest_refused_below(double price) const;

  SearchBounds bounds_;
  LeaderSearch search_;
  std::int64_t probes_left_;
  std::int64_t rounds_ = 1;
  SearchState state_ = SearchState::kSearching;
  std::optional<double> probe_;  // the price announced, if it is not one of search_
  bool repeats_ = false;         // whether `probe_` is the price found, announced once more
  std::vector<double> ends_;     // ends of demand of all rounds, as ticks
  std::vector<Point> refused_;
  std::vector<double> announced_;  // rising
};

}  // namespace peerwatt::game
