#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "agents/market/mechanism.hpp"

namespace peerwatt::market {

// An auction for each class of energy, one after the other: buyers bring what they still want to
// each, at their limit price plus what the class is worth to them, never above the grid's price
// (model, section 8). With the same premiums for all classes it is still a sequence of auctions.
class ClassAuction final : public Mechanism {
 public:
  explicit ClassAuction(std::unique_ptr<Mechanism> auction) : auction_{std::move(auction)} {}
  void clear(const CallMarket& market, Clearing& clearing) override;

 private:
  void gather(const CallMarket& market, EnergyClass energy, const Stage& so_far);
  void merge(const Stage& part, Stage& whole) const;

  std::unique_ptr<Mechanism> auction_;
  std::vector<Order> asks_;  // of the class at hand
  std::vector<Order> bids_;
  std::vector<std::uint32_t> ask_of_;  // their places in the market
  std::vector<double> no_pool_;
  Clearing part_;
};

}  // namespace peerwatt::market
