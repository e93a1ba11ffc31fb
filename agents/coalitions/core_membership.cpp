#include "agents/coalitions/core_membership.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/core/contracts.hpp"

#include "agents/coalitions/random_order.hpp"

namespace peerwatt::game {
namespace {

using Members = std::vector<std::uint32_t>;

// The excess given to the empty set and to N, which are not compared.
constexpr double kImproper = -std::numeric_limits<double>::infinity();

// A Candidate is a coalition T that members join and leave one at a time, with x(T), what the
// allocation gives to T. Invariant: `game_` holds the same members.
class Candidate {
 public:
  Candidate(CoalitionGame& game, std::span<const double> shares)
      : game_{game}, shares_{shares}, is_member_(shares.size()) {}

  std::uint32_t all() const { return static_cast<std::uint32_t>(shares_.size()); }

  void form(std::span<const std::uint32_t> members) {
    game_.clear();
    is_member_.assign(shares_.size(), 0);
    size_ = 0;
    gets_ = 0;
    for (const std::uint32_t member : members) flip(member);
  }

  // The member joins or leaves.
  void flip(std::uint32_t member) {
    const bool leaves = is_member_[member] != 0;
    is_member_[member] = leaves ? 0 : 1;
    if (leaves) {
      game_.remove(member);
      gets_ -= shares_[member];
      --size_;
    } else {
      game_.add(member);
      gets_ += shares_[member];
      ++size_;
    }
  }

  double excess() const { return size_ == 0 || size_ == all() ? kImproper : game_.value() - gets_; }

  Members members() const {
    Members members;
    for (std::uint32_t member = 0; member < all(); ++member) {
      if (is_member_[member] != 0) members.push_back(member);
    }
    return members;
  }

 private:
  CoalitionGame& game_;
  std::span<const double> shares_;
  std::vector<char> is_member_;
  std::uint32_t size_ = 0;
  double gets_ = 0;  // x(T), currency
};

// The coalition of the largest excess noted so far.
struct Worst {
  double excess = kImproper;
  Members coalition;

  void note(const Candidate& candidate) {
    const double found = candidate.excess();
    if (!(found > excess)) return;
    excess = found;
    coalition = candidate.members();
  }
};

Members worst_pair(Candidate& candidate) {
  Worst worst;
  for (std::uint32_t one = 0; one < candidate.all(); ++one) {
    candidate.form({&one, 1});
    worst.note(candidate);
    for (std::uint32_t other = one + 1; other < candidate.all(); ++other) {
      candidate.flip(other);
      worst.note(candidate);
      candidate.flip(other);
    }
  }
  return worst.coalition;
}

Members worst_at_random(Candidate& candidate, const CoreSampling& sampling) {
  Worst worst;
  Members order(candidate.all());
  for (std::uint32_t number = 0; number < sampling.orders; ++number) {
    draw_order(sampling.first, number, order);
    candidate.form({});
    for (const std::uint32_t member : order) {
      candidate.flip(member);
      worst.note(candidate);
    }
  }
  return worst.coalition;
}

Members everybody(const Candidate& candidate) {
  Members members(candidate.all());
  std::iota(members.begin(), members.end(), 0U);
  return members;
}

// Returns the member whose joining or leaving makes the excess largest.
std::uint32_t steepest_flip(Candidate& candidate) {
  std::uint32_t steepest = 0;
  double largest = kImproper;
  for (std::uint32_t member = 0; member < candidate.all(); ++member) {
    candidate.flip(member);
    const double excess = candidate.excess();
    candidate.flip(member);
    if (!(excess > largest)) continue;
    largest = excess;
    steepest = member;
  }
  return steepest;
}

// Steepest ascent of the excess. After each step the coalition is formed anew, so that its excess
// is free of the rounding errors of members that came and went. As the excess rises strictly, no
// coalition is met twice.
Worst climb_from(Candidate& candidate, std::span<const std::uint32_t> start) {
  candidate.form(start);
  Worst worst;
  do {
    worst.note(candidate);
    candidate.flip(steepest_flip(candidate));
    candidate.form(candidate.members());
  } while (candidate.excess() > worst.excess);
  return worst;
}

}  // namespace

CoreMembership core_membership(const CoreFinding& finding, double tolerance) {
  if (finding.largest_excess > tolerance) return CoreMembership::kOutside;
  if (std::abs(finding.unshared) > tolerance) return CoreMembership::kOutside;
  return finding.evidence == Evidence::kExact ? CoreMembership::kInside
                                              : CoreMembership::kNotRefuted;
}

CoreFinding examine_core(CoalitionGame& game, std::span<const double> shares,
                         const CoreSampling& sampling) {
  if (game.members() > kMostExactMembers) return examine_some_coalitions(game, shares, sampling);
  std::vector<double> subset_values;
  game.evaluate_subsets(subset_values);
  return examine_all_coalitions(subset_values, shares);
}

CoreFinding examine_all_coalitions(std::span<const double> subset_values,
                                   std::span<const double> shares) {
  PEERWATT_EXPECTS(subset_values.size() == std::size_t{1} << shares.size());
  std::vector<double> gets(subset_values.size());
  std::size_t worst = 0;
  for (std::size_t subset = 1; subset < subset_values.size(); ++subset) {
    const auto lowest = static_cast<std::size_t>(std::countr_zero(subset));
    gets[subset] = gets[subset & (subset - 1)] + shares[lowest];
    if (subset + 1 == subset_values.size()) break;
    const double excess = subset_values[subset] - gets[subset];
    if (worst == 0 || excess > subset_values[worst] - gets[worst]) worst = subset;
  }
  CoreFinding finding;
  finding.largest_excess = subset_values[worst] - gets[worst];
  finding.unshared = subset_values.back() - gets.back();
  for (std::uint32_t member = 0; member < shares.size(); ++member) {
    if ((worst >> member & 1) != 0) finding.coalition.push_back(member);
  }
  return finding;
}

CoreFinding examine_some_coalitions(CoalitionGame& game, std::span<const double> shares,
                                    const CoreSampling& sampling) {
  PEERWATT_EXPECTS(shares.size() == game.members());
  Candidate candidate{game, shares};
  candidate.form(everybody(candidate));
  CoreFinding finding;
  finding.evidence = Evidence::kSampled;
  finding.unshared = game.value() - std::accumulate(shares.begin(), shares.end(), 0.0);
  if (shares.size() < 2) return finding;
  Worst worst;
  for (const Members& start :
       {worst_pair(candidate), worst_at_random(candidate, sampling), everybody(candidate)}) {
    Worst found = climb_from(candidate, start);
    if (found.excess > worst.excess) worst = std::move(found);
  }
  finding.largest_excess = worst.excess;
  finding.coalition = std::move(worst.coalition);
  return finding;
}

}  // namespace peerwatt::game
