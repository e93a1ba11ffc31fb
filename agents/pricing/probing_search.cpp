#include "agents/pricing/probing_search.hpp"

#include <algorithm>
#include <limits>

#include "agents/market/ticks.hpp"

namespace peerwatt::game {

ProbingSearch::ProbingSearch(const SearchBounds& bounds, std::int64_t probes)
    : bounds_{bounds}, search_{bounds}, probes_left_{probes} {}

void ProbingSearch::answer(double ruled, std::span<const double> ends) {
  const Point point{announced(), ruled - announced()};
  announced_.insert(std::lower_bound(announced_.begin(), announced_.end(), point.price),
                    point.price);
  if (probes()) note_ends(ends);
  if (!LeaderSearch::accepts(point)) refused_.push_back(point);
  if (probe_) return answer_probe(point);
  search_.answer(ruled);
  rounds_ = search_.rounds();
  state_ = search_.state();
  if (state_ == SearchState::kConverged) go_on();
}

// Keeps the ends strictly between base price and cap, rounded up to a tick, as only such can be
// announced.
void ProbingSearch::note_ends(std::span<const double> ends) {
  for (const double end : ends) {
    const double tick = market::tick_above(end);
    if (tick > bounds_.base_price && tick < bounds_.price_cap) ends_.push_back(tick);
  }
}

// A refused probe leads to the next one. An accepted one begins a new search between it and the
// highest refused price below.
void ProbingSearch::answer_probe(const Point& point) {
  const bool accepted = LeaderSearch::accepts(point);
  if (repeats_) {
    state_ = accepted ? SearchState::kConverged : SearchState::kOutOfRounds;
    return;
  }
  if (!accepted) return go_on();
  search_ = LeaderSearch{bounds_, highest_refused_below(point.price), point, rounds_};
  probe_.reset();
  rounds_ = search_.rounds();
  state_ = search_.state();
  if (state_ == SearchState::kConverged) go_on();
}

// Announces the next probe below the accepted price that the search stands at, or ends. Two rounds
// must be left, as the price that ends the search has to be the last one announced.
void ProbingSearch::go_on() {
  state_ = SearchState::kSearching;
  if (probes_left_ > 0 && rounds_ + 2 <= bounds_.max_rounds) {
    if (const auto price = next_probe()) {
      --probes_left_;
      return announce(*price);
    }
  }
  if (!probe_) {
    state_ = SearchState::kConverged;
    return;
  }
  repeats_ = true;
  announce(search_.announced());
}

void ProbingSearch::announce(double price) {
  probe_ = price;
  ++rounds_;
}

// Returns the end of demand below the price found that is farthest from all announced prices, if
// one is farther than the tolerance.
std::optional<double> ProbingSearch::next_probe() const {
  const double found = search_.announced();
  std::optional<double> best;
  double farthest = bounds_.tolerance;
  for (const double end : ends_) {
    if (end >= found) continue;
    const double distance = distance_to_announced(end);
    if (distance <= farthest) continue;
    farthest = distance;
    best = end;
  }
  return best;
}

double ProbingSearch::distance_to_announced(double price) const {
  const auto above = std::lower_bound(announced_.begin(), announced_.end(), price);
  double distance = std::numeric_limits<double>::infinity();
  if (above != announced_.end()) distance = *above - price;
  if (above != announced_.begin()) distance = std::min(distance, price - *(above - 1));
  return distance;
}

// Returns the highest refused price below `price`. The base price is refused whenever a lower price
// is looked for.
ProbingSearch::Point ProbingSearch::highest_refused_below(double price) const {
  Point highest{bounds_.base_price, 1};
  for (const Point& point : refused_) {
    if (point.price < price && point.price >= highest.price) highest = point;
  }
  return highest;
}

}  // namespace peerwatt::game
