#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/market/allocation/vickrey_prices.hpp"
#include "agents/market/mechanisms/one_stage.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::market {

// Muda clears a market by the Vickrey variant of MUDA, a multi-unit double auction (Segal-Halevi,
// Hassidim, Aumann, AAAI 2018; docs/markets.md). The random draws of the owners split them into two
// halves. Each half trades at the price at which supply meets demand in the other half. So no owner
// has a say in its own price, which is why a lie about the price never pays for an owner of one
// order.
//
// In a half, orders that accept the price stay. The short side trades all that it offers, at that
// price. Of the long side the best orders trade, at Vickrey prices with the price as a reserve;
// what they exceed it by is kept by the auctioneer. An owner with orders on both sides can gain by
// a lie, as it has a say in which side is long. O(n) on average, and O(n log n) if an owner has a
// large part of the market (VickreyPrices); memory O(n).
class Muda final : public OneStage {
 public:
  Muda() : OneStage{MechanismId::kMuda} {}
  void add_breakpoints(const CallMarket& market, std::vector<double>& prices) override;

 private:
  struct Orders {
    std::vector<Order> orders;
    std::vector<std::uint32_t> places;  // their indices in the market's span
  };
  struct Half {
    Orders asks;
    Orders bids;
    std::optional<Middle> price;  // at which its own supply meets its own demand
  };

  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  void split(const CallMarket& market);
  std::optional<Middle> price(const Half& half);
  void trade(Half& half, const Middle& reserve, Stage& stage);
  double keep_willing(Orders& drawn, Side side, double worst);
  static void trade_all(const Orders& drawn, double price, Fills& fills);
  static void hand_over(const Fills& won, const Orders& drawn, Fills& fills);

  std::array<Half, 2> halves_;
  EfficientAllocation efficient_;  // of a half, or of its long side with one order for the short
  VickreyPrices vickrey_;
  Clearing auction_;  // of the long side
  std::vector<double> quantities_;
};

}  // namespace peerwatt::market
