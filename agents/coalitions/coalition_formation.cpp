#include "agents/coalitions/coalition_formation.hpp"

#include <algorithm>
#include <numeric>

#include "engine/core/contracts.hpp"

namespace peerwatt::game {
namespace {

constexpr double kMostOfTieLost = 0.5;  // a tie loses less than this part of the tolerance

}  // namespace

CoalitionFormation::CoalitionFormation(const Neighbourhood& neighbourhood,
                                       const FormationRules& rules)
    : neighbourhood_{neighbourhood, rules},
      network_charge_{rules.network_charge},
      place_of_(neighbourhood.nodes_of_members.size()),
      number_of_(place_of_.size()),
      merging_{place_of_.size()},
      partition_(place_of_.size(), kSingle),
      begins_{0},
      is_one_place_{neighbourhood_.order().longest_charge == 0 && !rules.radius_km} {
  if (network_charge_ > 0) tree_.emplace(neighbourhood.tree, neighbourhood.nodes_of_members);
  for (std::uint32_t place = 0; place < place_of_.size(); ++place) {
    place_of_[neighbourhood_.order().members[place]] = place;
  }
  places_.reserve(place_of_.size());
  begins_.reserve(place_of_.size() + 1);
  by_coalition_.reserve(place_of_.size());
}

std::span<const std::int32_t> CoalitionFormation::form(const TradingTerms& terms) {
  neighbourhood_.begin(terms);
  moves_ = 0;
  const bool can_trade = anyone_can_trade(terms);
  if (can_trade && is_one_place_) {
    std::fill(partition_.begin(), partition_.end(), 0);
    neighbourhood_.begin(terms, partition_);
    moves_ = partition_.size() - 1;
  } else if (can_trade) {
    moves_ = merging_.merge_best_first(neighbourhood_);
    settle(Ties::kLeft);
    if (tie_left_) settle(Ties::kMerged);
    number_coalitions();
  } else {
    std::fill(partition_.begin(), partition_.end(), kSingle);
  }
  value_ = 0;
  for (const std::uint32_t each : neighbourhood_.coalitions()) value_ += neighbourhood_.value(each);
  list_members();
  return partition_;
}

// Tells whether any two members would merge if the distance between them were 0, as the merge of a
// seller and a buyer is then worth min(s, d)*spread. If none would, everybody stays single. O(n).
bool CoalitionFormation::anyone_can_trade(const TradingTerms& terms) const {
  double most_sold = 0, most_wanted = 0;
  for (const double kwh : terms.supply_kwh) most_sold = std::max(most_sold, kwh);
  for (const double kwh : terms.demand_kwh) most_wanted = std::max(most_wanted, kwh);
  return std::min(most_sold, most_wanted) * terms.spread > tolerance();
}

// Visits the coalitions in turn until every one of them was visited once without a move in between.
void CoalitionFormation::settle(Ties ties) {
  tie_left_ = false;
  std::size_t index = 0, without_move = 0;
  while (without_move < neighbourhood_.coalitions().size()) {
    if (index == neighbourhood_.coalitions().size()) index = 0;
    const std::uint32_t visited = neighbourhood_.coalitions()[index];
    const std::uint64_t before = moves_;
    visit(visited, ties);
    ++without_move;
    if (moves_ != before) {
      without_move = 0;
      tie_left_ = false;
      // Coalitions that stood before it in the list may have ended by the move, so its index is
      // looked up again. The visited one still exists: its last member does not leave it.
      const auto founded = neighbourhood_.coalitions();
      index = static_cast<std::size_t>(std::find(founded.begin(), founded.end(), visited) -
                                       founded.begin());
    }
    ++index;
  }
}

// One visit: steps 1 to 3 of the order of moves. Splitting comes last, so that a coalition that can
// grow is not divided first.
void CoalitionFormation::visit(std::uint32_t coalition, Ties ties) {
  if (move_members(coalition)) return;
  if (merge(coalition, ties)) {
    // The union may tie with further coalitions.
    while (ties == Ties::kMerged && merge(coalition, ties)) {
    }
    return;
  }
  const EdgeSplit split = neighbourhood_.best_split(coalition);
  if (!(split.gain > tolerance())) return;
  neighbourhood_.split(coalition, split);
  ++moves_;
}

// Step 1 of a visit: members move to where total value gains most. As long as none has moved, the
// looks of the members add up to the evaluation that step 2 needs, so that a visit without a move
// sweeps once from each member. O(size*n).
bool CoalitionFormation::move_members(std::uint32_t coalition) {
  neighbourhood_.forget_looks(coalition);
  neighbourhood_.list_places(coalition, places_);
  const std::uint64_t before = moves_;
  for (const std::uint32_t place : places_) {
    neighbourhood_.look_from(place);
    // A single member that joins others does so by a merge, in step 2.
    if (neighbourhood_.size(coalition) > 1) {
      const Prospect to = neighbourhood_.best_to_join();
      if (neighbourhood_.gain_of_leaving() + to.gain > tolerance()) {
        neighbourhood_.relocate(to.coalition);
        ++moves_;
      }
    }
    if (moves_ == before) neighbourhood_.add_look();
  }
  return moves_ != before;
}

// Step 2 of a visit: merges with the best partner, or, where `ties` allows it, with one that ties.
// Returns whether it merged. O(coalitions) once the coalition is evaluated.
bool CoalitionFormation::merge(std::uint32_t coalition, Ties ties) {
  Prospect best, tie{-kMostOfTieLost * tolerance(), kAlone};
  const double own_value = neighbourhood_.value(coalition);
  neighbourhood_.for_each_merge([&](std::uint32_t other, double gain) {
    if (gain > best.gain) best = {gain, other};
    const bool has_value = std::max(own_value, neighbourhood_.value(other)) > tolerance();
    if (has_value && gain > tie.gain) tie = {gain, other};
  });
  const bool gains = best.gain > tolerance();
  const bool is_tie = !gains && tie.coalition != kAlone;
  tie_left_ = tie_left_ || is_tie;
  if (!gains && (!is_tie || ties == Ties::kLeft)) return false;
  neighbourhood_.merge(gains ? best.coalition : tie.coalition);
  ++moves_;
  return true;
}

// Numbers the coalitions of two and more members by their lowest members. O(n).
void CoalitionFormation::number_coalitions() {
  std::fill(number_of_.begin(), number_of_.end(), kSingle);
  std::int32_t numbers = 0;
  for (std::size_t member = 0; member < partition_.size(); ++member) {
    const std::uint32_t coalition = neighbourhood_.coalition_at(place_of_[member]);
    const bool is_single = neighbourhood_.size(coalition) == 1;
    if (!is_single && number_of_[coalition] == kSingle) number_of_[coalition] = numbers++;
    partition_[member] = number_of_[coalition];
  }
}

// Lists the members of each coalition in rising order, by a counting sort over coalition numbers.
// O(n).
void CoalitionFormation::list_members() {
  const auto highest = std::max_element(partition_.begin(), partition_.end());
  const std::int32_t count = highest == partition_.end() ? 0 : *highest + 1;
  begins_.assign(static_cast<std::size_t>(count) + 1, 0);
  for (const std::int32_t number : partition_) {
    if (number != kSingle) ++begins_[static_cast<std::size_t>(number)];
  }
  // After the sums, begins_[c] is where coalition c ends; placing members from the last to the
  // first lowers it to where the coalition begins.
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  by_coalition_.resize(begins_.back());
  for (auto member = static_cast<std::uint32_t>(partition_.size()); member-- > 0;) {
    if (partition_[member] == kSingle) continue;
    by_coalition_[--begins_[static_cast<std::size_t>(partition_[member])]] = member;
  }
}

NetworkCharge CoalitionFormation::charge_in(std::size_t coalition) const {
  if (!tree_) return {};
  return {network_charge_, &*tree_, members_of(coalition)};
}

}  // namespace peerwatt::game
