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

// The Vickrey variant of MUDA (Segal-Halevi, Hassidim, Aumann, AAAI 2018). The random draws of the
// owners split them in two halves. Each half has its trade at the price at which supply meets
// demand in the other, so that nobody has a say in the own price: the short side trades all it
// offers at that price; of the long side the best orders trade, at Vickrey prices with the price as
// a reserve, and what these exceed it by is the auctioneer's. An owner with orders on both sides
// can gain by a misreport, as it has a say in which side is long.
class Muda final : public OneStage {
 public:
  Muda() : OneStage{MechanismId::kMuda} {}
  void add_breakpoints(const CallMarket& market, std::vector<double>& prices) override;

 private:
  struct Orders {
    std::vector<Order> orders;
    std::vector<std::uint32_t> places;  // in the market's span
  };
  struct Half {
    Orders asks;
    Orders bids;
    std::optional<Middle> price;  // of its own orders
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
  EfficientAllocation efficient_;  // of a half, or of its long side and one order for the short one
  VickreyPrices vickrey_;
  Clearing auction_;  // of the long side
  std::vector<double> quantities_;
};

}  // namespace peerwatt::market
