#include "agents/coalitions/neighbourhood_partition.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

// Bound on the relative rounding error of a value. It is a multiple of (spread + longest charge)
// times all energy to trade, and many times the errors of sums over thousands of members.
constexpr double kRoundings = 1e-14;

}  // namespace

NeighbourhoodPartition::NeighbourhoodPartition(const Neighbourhood& neighbourhood,
                                               const FormationRules& rules)
    : order_{neighbourhood, rules},
      tree_{order_.places()},
      least_tolerance_{rules.tolerance},
      tolerance_{rules.tolerance},
      supply_kwh_(order_.places()),
      demand_kwh_(order_.places()),
      coalitions_(order_.places()),
      coalition_at_(order_.places()) {
  PEERWATT_EXPECTS(rules.network_charge >= 0 && rules.tolerance > 0);
  const std::size_t places = order_.places();
  for (auto* const list : {&founded_, &unused_, &places_}) list->reserve(places);
  sellers_.reserve(places);
  buyers_.reserve(places);
  for (View* const view : {&look_, &looks_}) {
    view->pairs.resize(places);
    view->near.resize(places);
  }
}

// Copies the terms of a slot by place and bounds the rounding errors of values by all energy times
// the spread and the longest charge. O(n).
void NeighbourhoodPartition::place_terms(const TradingTerms& terms) {
  PEERWATT_EXPECTS(terms.supply_kwh.size() == order_.places());
  PEERWATT_EXPECTS(terms.demand_kwh.size() == order_.places());
  spread_ = terms.spread;
  evaluated_ = kAlone;
  double all_kwh = 0;
  for (std::uint32_t place = 0; place < order_.places(); ++place) {
    const double supply_kwh = terms.supply_kwh[order_.members[place]];
    const double demand_kwh = terms.demand_kwh[order_.members[place]];
    PEERWATT_EXPECTS(supply_kwh >= 0 && demand_kwh >= 0 && (supply_kwh == 0 || demand_kwh == 0));
    supply_kwh_[place] = supply_kwh;
    demand_kwh_[place] = demand_kwh;
    all_kwh += supply_kwh + demand_kwh;
  }
  sellers_.list(order_, supply_kwh_);
  buyers_.list(order_, demand_kwh_);
  const double highest_charge = std::max(spread_, 0.0) + order_.longest_charge;
  tolerance_ = std::max(least_tolerance_, kRoundings * highest_charge * all_kwh);
}

void NeighbourhoodPartition::begin(const TradingTerms& terms) {
  place_terms(terms);
  unused_.clear();
  founded_.resize(order_.places());
  std::iota(founded_.begin(), founded_.end(), 0U);
  for (std::uint32_t place = 0; place < order_.places(); ++place) {
    coalition_at_[place] = place;
    coalitions_[place] = {this->terms().member(place), 0, 1, place, place};
  }
}

void NeighbourhoodPartition::begin(const TradingTerms& terms,
                                   std::span<const std::int32_t> partition) {
  PEERWATT_EXPECTS(partition.size() == order_.places());
  place_terms(terms);
  unused_.clear();
  founded_.clear();
  places_.assign(order_.places(), kAlone);  // by number, the coalition that got it
  for (std::uint32_t place = 0; place < order_.places(); ++place) {
    const std::int32_t number = partition[order_.members[place]];
    PEERWATT_EXPECTS(number < static_cast<std::int32_t>(partition.size()));
    std::uint32_t coalition = number < 0 ? kAlone : places_[static_cast<std::size_t>(number)];
    if (coalition == kAlone) {
      coalition = place;
      founded_.push_back(place);
      coalitions_[place] = {};
      if (number >= 0) places_[static_cast<std::size_t>(number)] = place;
    } else {
      unused_.push_back(place);
    }
    count_in(place, coalition);
  }
  for (const std::uint32_t coalition : founded_) tally_afresh(coalition);
}

void NeighbourhoodPartition::look_from(std::uint32_t place) {
  looker_ = place;
  forget(look_);
  see_from(place, look_);
}

void NeighbourhoodPartition::forget(View& view) const {
  for (const std::uint32_t coalition : founded_) view.pairs[coalition] = 0;
  if (!order_.has_radius()) return;
  for (const std::uint32_t coalition : founded_) view.near[coalition] = 0;
}

// Adds the look of the member at `place` to the view: its pairs with the traders of the opposite
// side and, with a radius, the coalitions of its neighbours.
void NeighbourhoodPartition::see_from(std::uint32_t place, View& view) const {
  if (supply_kwh_[place] > 0) weigh(buyers_, supply_kwh_[place], place, view);
  if (demand_kwh_[place] > 0) weigh(sellers_, demand_kwh_[place], place, view);
  if (!order_.has_radius()) return;
  order_.for_each_within_radius(place,
                                [&](std::uint32_t other) { view.near[coalition_at_[other]] = 1; });
}

// Adds own_kwh*kwh*(spread - charge) for every trader of the other side to its coalition. Without a
// charge the sum over a coalition's traders is the tally's, so that O(coalitions) suffices.
void NeighbourhoodPartition::weigh(const TradingSide& others, double own_kwh, std::uint32_t place,
                                   View& view) const {
  if (order_.longest_charge == 0) {
    for (const std::uint32_t coalition : founded_) {
      const TradeTally& tally = coalitions_[coalition].tally;
      const double kwh = &others == &sellers_ ? tally.supply_kwh : tally.demand_kwh;
      view.pairs[coalition] += own_kwh * kwh * spread_;
    }
    return;
  }
  others.sweep(order_, place, [&](std::uint32_t other, double kwh, double charge) {
    view.pairs[coalition_at_[other]] += own_kwh * kwh * (spread_ - charge);
  });
}

double NeighbourhoodPartition::gain_of_leaving() const {
  const std::uint32_t own = coalition_at_[looker_];
  if (size(own) == 1) return 0;
  return coalitions_[own].tally.without(terms().member(looker_), look_.pairs[own]).value() -
         value(own);
}

// A member without pairs of positive worth in T cannot raise v(T) if v(T) >= 0, as its energy can
// only enlarge the denominator of v. Such T are skipped.
Prospect NeighbourhoodPartition::best_to_join() const {
  const std::uint32_t own = coalition_at_[looker_];
  const TradeTally member = terms().member(looker_);
  Prospect best;
  for (const std::uint32_t coalition : founded_) {
    const double pairs = look_.pairs[coalition];
    if (pairs <= 0 && value(coalition) >= 0) continue;
    if (coalition == own || !is_neighbour(look_, coalition)) continue;
    const double gain = coalitions_[coalition].tally.with(member, pairs).value() - value(coalition);
    if (gain > best.gain) best = {gain, coalition};
  }
  return best;
}

void NeighbourhoodPartition::evaluate(std::uint32_t coalition) {
  if (evaluated_ == coalition) return;
  forget_looks(coalition);
  for_each_place(coalition, [&](std::uint32_t place) { see_from(place, looks_); });
}

void NeighbourhoodPartition::forget_looks(std::uint32_t coalition) {
  evaluated_ = coalition;
  forget(looks_);
}

void NeighbourhoodPartition::add_look() {
  for (const std::uint32_t each : founded_) looks_.pairs[each] += look_.pairs[each];
  if (!order_.has_radius()) return;
  for (const std::uint32_t each : founded_) looks_.near[each] |= look_.near[each];
}

// Without a charge the game is superadditive (docs/equilibrium.md, Lemma 2), so that no split
// gains.
EdgeSplit NeighbourhoodPartition::best_split(std::uint32_t coalition) {
  if (order_.longest_charge == 0) return {};
  list_places(coalition, places_);
  return tree_.best_split(order_, terms(), places_);
}

void NeighbourhoodPartition::relocate(std::uint32_t to) {
  evaluated_ = kAlone;
  const std::uint32_t from = coalition_at_[looker_];
  PEERWATT_EXPECTS(from != to && size(from) > 1);
  const double pairs = to == kAlone ? 0 : look_.pairs[to];
  if (to == kAlone) to = found();
  const TradeTally joined = coalitions_[to].tally.with(terms().member(looker_), pairs);
  count_in(looker_, to);
  set_tally(to, joined);
  --coalitions_[from].members;
  tally_afresh(from);
}

void NeighbourhoodPartition::merge(std::uint32_t other) {
  Coalition& into = coalitions_[evaluated_];
  const Coalition& ended = coalitions_[other];
  set_tally(evaluated_, into.tally.with(ended.tally, looks_.pairs[other]));
  for_each_place(other, [&](std::uint32_t place) { see_from(place, looks_); });
  for_each_place(other, [&](std::uint32_t place) { coalition_at_[place] = evaluated_; });
  into.members += ended.members;
  into.first = std::min(into.first, ended.first);
  into.last = std::max(into.last, ended.last);
  end(other);
}

void NeighbourhoodPartition::split(std::uint32_t coalition, const EdgeSplit& split) {
  evaluated_ = kAlone;
  const std::uint32_t below = found();
  for (std::uint32_t place = split.first; place <= split.last; ++place) {
    if (coalition_at_[place] != coalition) continue;
    --coalitions_[coalition].members;
    count_in(place, below);
  }
  tally_afresh(coalition);
  tally_afresh(below);
}

void NeighbourhoodPartition::count_in(std::uint32_t place, std::uint32_t coalition) {
  Coalition& grown = coalitions_[coalition];
  const bool is_first = grown.members++ == 0;
  grown.first = is_first ? place : std::min(grown.first, place);
  grown.last = is_first ? place : std::max(grown.last, place);
  coalition_at_[place] = coalition;
}

void NeighbourhoodPartition::set_tally(std::uint32_t coalition, const TradeTally& tally) {
  coalitions_[coalition].tally = tally;
  coalitions_[coalition].value = tally.value();
}

// Sums the tally from the members. Subtracting the part that left from the tally of a large
// coalition would keep the rounding errors of the whole. O(n).
void NeighbourhoodPartition::tally_afresh(std::uint32_t coalition) {
  list_places(coalition, places_);
  coalitions_[coalition].first = places_.front();
  coalitions_[coalition].last = places_.back();
  set_tally(coalition, tree_.tally(order_, terms(), places_));
}

std::uint32_t NeighbourhoodPartition::found() {
  const std::uint32_t coalition = unused_.back();
  unused_.pop_back();
  coalitions_[coalition] = {};
  founded_.push_back(coalition);
  return coalition;
}

void NeighbourhoodPartition::end(std::uint32_t coalition) {
  founded_.erase(std::find(founded_.begin(), founded_.end(), coalition));
  unused_.push_back(coalition);
}

}  // namespace peerwatt::game
