#pragma once

#include <vector>

#include "agents/market/allocation/key_sort.hpp"
#include "agents/market/mechanisms/one_stage.hpp"
#include "agents/market/mechanisms/pair_trade.hpp"
#include "agents/market/pair_price.hpp"

namespace peerwatt::market {

// RandomBilateral lets sellers and buyers meet at random, one by one; those who can agree trade all
// that both have left.
//
// The sellers stand in a ring in the order of their owners' random draws, an owner's orders
// together, best first. The buyers stand in a second ring with as many places, with gaps at the end
// of the smaller side. Each buyer in turn meets the seller opposite and the next ones, kMeetings
// places in all, as long as it wants more; sellers who have sold everything are skipped. Two trade
// if the ask is not above the bid, at a price made from their two random draws, uniformly between
// ask and bid, or half-way between. An owner does not trade with itself.
//
// O(n*kMeetings) after a radix sort by draw; memory O(n).
class RandomBilateral final : public OneStage {
 public:
  static constexpr std::size_t kMeetings = 8;

  explicit RandomBilateral(PairPrice price)
      : OneStage{MechanismId::kRandomBilateral}, price_{price} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  void line_up(std::span<const Order> orders, Side side, std::vector<Trader>& traders);
  void meet_all(Stage& stage);
  void meet(Trader& seller, Trader& buyer, Stage& stage) const;
  double price(const Trader& seller, const Trader& buyer) const;

  PairPrice price_;
  std::vector<KeyedPlace> by_draw_;
  KeySort sort_;
  std::vector<Trader> sellers_;
  std::vector<Trader> buyers_;
};

}  // namespace peerwatt::market
