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

// CoalitionFormation forms the coalitions of a neighbourhood by merge and split (Apt and Witzel,
// International Game Theory Review 11, 2009), with transferable utility: a move is made if it
// raises total value by more than the tolerance. Two members are neighbours if they live within the
// radius of each other, two coalitions if two of their members are; a member may switch to a
// coalition that has one of its neighbours.
//
// Order of moves. It decides which of several stable partitions is reached. From single members,
// the two coalitions whose merge raises total value most are merged, then the next two, until no
// merge gains (`BestFirstMerging`). Then coalitions are visited in turn, in order of founding: at
// first each member is one, by its place in the tree (`TreeOrder`); a union keeps the index of one
// of the two; an exit or a split founds one at the end of the list. In a visit
//   1. each member of the coalition, by place, moves to where total value gains most: it becomes
//      single or joins another coalition; if a member moved, the visit ends;
//   2. the coalition merges with the one with which total value gains most;
//   3. if it did not merge, it splits along the edge of the network where that gains most.
// Of equal gains the one with the coalition founded first is taken. If a round of visits has made
// no move but has found ties, further rounds follow in which step 2 merges ties as well. A merge is
// a tie if total value loses less than half of the tolerance and one of the two coalitions is worth
// more than the tolerance. The procedure ends after a round without a move. That round is also the
// proof of stability: none of the moves evaluated gains.
//
// Termination. The potential (total value) - 3/4*tolerance*(number of coalitions) rises by at least
// tolerance/4 with every move: a move that gains more than the tolerance adds at most one
// coalition, and a tie loses at most tolerance/2 but removes one. So no partition returns, and
// there are finitely many.
//
// Time for n members: O(n^3) at most for merging; O(n^2) for a round of visits without a move, as a
// visit of S takes O(size*n) (NeighbourhoodPartition). The number of rounds is bounded only by the
// potential. Memory O(n), and O(n*log n) for the distances if there is a charge. Without a charge
// and a radius the outcome is one coalition of all (docs/equilibrium.md, Theorem 5), which takes
// O(n).
class CoalitionFormation {
 public:
  // Copies what it keeps of both arguments.
  CoalitionFormation(const Neighbourhood& neighbourhood, const FormationRules& rules);

  // Forms coalitions from single members. Returns, by member, the number of its coalition, or
  // kSingle. Coalitions are numbered by their lowest members.
  std::span<const std::int32_t> form(const TradingTerms& terms);

  // The functions that follow describe the last formation.
  std::span<const std::int32_t> partition() const { return partition_; }
  std::size_t coalitions() const { return begins_.size() - 1; }             // of two and more
  std::span<const std::uint32_t> members_of(std::size_t coalition) const {  // ascending
    return std::span{by_coalition_}.subspan(begins_[coalition],
                                            begins_[coalition + 1] - begins_[coalition]);
  }
  double value() const { return value_; }  // of all coalitions, currency
  double tolerance() const { return neighbourhood_.tolerance(); }
  std::uint64_t moves() const { return moves_; }
  // Returns the network charge between the members of a coalition. It refers to this object and
  // stays valid until the next formation.
  NetworkCharge charge_in(std::size_t coalition) const;

  // Measures the stability of any partition of the members (partition_stability.hpp). O(n^2).
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
  std::vector<std::uint32_t> places_;    // places of the coalition that is visited
  std::vector<std::uint32_t> place_of_;  // by member
  std::vector<std::int32_t> number_of_;  // by coalition of the neighbourhood
  BestFirstMerging merging_;

  std::vector<std::int32_t> partition_;
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> by_coalition_;
  double value_ = 0;
  std::uint64_t moves_ = 0;
  // This is true if there is neither a charge nor a radius: then all members form one coalition if
  // any two of them can trade.
  bool is_one_place_;
  bool tie_left_ = false;  // whether a tie was found since the last move
};

}  // namespace peerwatt::game
