#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/pricing/leader_search.hpp"

namespace peerwatt::game {

// A LeaderSearch, and when it has converged up to so many probes: prices below the one found are
// announced, because the prices with h(p) <= p need not be connected (model, section 5). Probed are
// ends of demand, where somebody who answered would want no more, each time the one that lies
// farthest from all prices announced so far: a dearth of answers is where a price may be missed.
// From an accepted probe a search goes down as from any accepted price, to the highest refused
// one below it; the lowest price accepted stands. Probes use only rounds that are left, and keep
// one in which that price is announced again.
class ProbingSearch {
 public:
  ProbingSearch(const SearchBounds& bounds, std::int64_t probes);

  double announced() const { return probe_.value_or(search_.announced()); }
  std::int64_t rounds() const { return rounds_; }
  SearchState state() const { return state_; }
  // Whether ends of demand are of any use to it.
  bool probes() const { return probes_left_ > 0; }

  // `ruled` = h(announced()), finite; `ends`: prices at which the demand of somebody ends after the
  // trades of the round. state() and, while searching, announced() change.
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
  std::optional<double> probe_;  // announced besides those of the search
  bool repeats_ = false;         // `probe_` is the price found, once more
  std::vector<double> ends_;
  std::vector<Point> refused_;
  std::vector<double> announced_;  // rising
};

}  // namespace peerwatt::game
