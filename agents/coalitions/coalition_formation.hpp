#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/coalitions/best_first_merging.hpp"
#include "agents/coalitions/centroid_tree.hpp"
#include "agents/coalitions/neighbourhood.hpp"
#include "agents/coalitions/neighbourhood_partition.hpp"
#include "agents/coalitions/network_charge.hpp"
#include "agents/coalitions/partition_stability.hpp"

namespace peerwatt::game {

// Coalitions of a neighbourhood by merge and split (Apt and Witzel, International Game Theory
// Review 11, 2009), with transferable utility: a move is made when total value gains more than the
// tolerance. Two members are neighbours within the radius, two coalitions when two of their members
// are; a member may switch to a coalition of which it neighbours a member.
//
// Order. From singles, the two coalitions merge with whose merge total value gains most, then the
// next two, until no merge gains (`BestFirstMerging`). Then coalitions are visited in turn, in
// order of founding: at first each member is one, by place in the tree (`TreeOrder`), a union goes
// on as one of the two, and an exit or a split founds one, at the end. In a visit
//   1. each of its members, by place, goes to where total value gains most, to be single or to
//      another coalition; if one went, the visit is over;
//   2. it merges with the coalition with which total value gains most;
//   3. if it did not, it splits along the edge of the network where that gains most.
// Of equal gains the coalition founded first is taken. When a round of visits has brought no move
// but there are ties, more rounds follow in which, at 2, ties merge as well: total value loses no
// more than half of the tolerance, and one of the two has more than the tolerance. A round without
// a move is the end, and its proof: nothing that was looked at gains.
//
// End. The potential (total value) - 3/4*tolerance*(number of coalitions) rises with every move:
// where total value gains more than the tolerance, and the number rises by one at most, by
// tolerance/4 and more; by a tie, which ends a coalition, by tolerance/4 and more. So no partition
// comes back, and of partitions there are finitely many.
class CoalitionFormation {
 public:
  // Copies what it keeps.
  CoalitionFormation(const Neighbourhood& neighbourhood, const FormationRules& rules);

  // From singles. By member, the number of its coalition, by lowest member, or kSingle.
  std::span<const std::int32_t> form(const TradingTerms& terms);

  // Of the formation that was last:
  std::span<const std::int32_t> partition() const { return partition_; }
  std::size_t coalitions() const { return begins_.size() - 1; }             // of two and more
  std::span<const std::uint32_t> members_of(std::size_t coalition) const {  // ascending
    return std::span{by_coalition_}.subspan(begins_[coalition],
                                            begins_[coalition + 1] - begins_[coalition]);
  }
  double value() const { return value_; }  // of all coalitions, currency
  double tolerance() const { return neighbourhood_.tolerance(); }
  std::uint64_t moves() const { return moves_; }
  // As long as this stays where it is, until the next formation.
  NetworkCharge charge_in(std::size_t coalition) const;

  // Of any partition of the members.
  StabilityFinding examine(std::span<const std::int32_t> partition, const TradingTerms& terms,
                           std::span<const double> shares) {
    return examine_stability(neighbourhood_, partition, terms, shares);
  }

 private:
  enum class Ties : std::uint8_t { kLeft, kMerged };

  bool anyone_can_trade(const TradingTerms& terms) const;
  void settle(Ties ties);
  void visit(std::uint32_t coalition, Ties ties);
  bool move_members(std::uint32_t coalition);
  bool merge(std::uint32_t coalition, Ties ties);
  void number_coalitions();
  void list_members();

  NeighbourhoodPartition neighbourhood_;
  double network_charge_;
  std::optional<CentroidTree> tree_;     // where there is a charge
  std::vector<std::uint32_t> places_;    // of who is visited
  std::vector<std::uint32_t> place_of_;  // by member
  std::vector<std::int32_t> number_of_;  // by coalition of the neighbourhood
  BestFirstMerging merging_;

  std::vector<std::int32_t> partition_;
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> by_coalition_;
  double value_ = 0;
  std::uint64_t moves_ = 0;
  // Whoever meets trades at no charge: who can trade at all forms one coalition.
  bool is_one_place_;
  bool tie_left_ = false;  // seen since the last move
};

}  // namespace peerwatt::game
