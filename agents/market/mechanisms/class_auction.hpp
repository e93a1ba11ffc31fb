#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// ClassAuction clears one auction for each class of energy, one after the other, solar energy first
// (docs/model.md, section 3). Buyers bring to each what they still want, at their limit price plus
// their premium for the class, but never above the grid's price. Even with the same premiums for
// all classes it is a sequence of auctions, not one. Invariant: the stage has the sum of the
// auctions cleared so far, so that no bid trades more than it states. Time and memory are those of
// two auctions plus O(n).
class ClassAuction final : public Mechanism {
 public:
  explicit ClassAuction(std::unique_ptr<Mechanism> auction) : auction_{std::move(auction)} {}
  void clear(const CallMarket& market, Clearing& clearing) override;

 private:
  void gather(const CallMarket& market, EnergyClass energy, const Stage& so_far);
  void merge(const Stage& part, Stage& whole) const;

  std::unique_ptr<Mechanism> auction_;
  std::vector<Order> asks_;  // of the class that is cleared
  std::vector<Order> bids_;
  std::vector<std::uint32_t> ask_of_;  // their indices in the market
  std::vector<double> no_pool_;
  Clearing part_;
};

}  // namespace peerwatt::market
