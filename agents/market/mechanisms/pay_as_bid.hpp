#pragma once

#include <vector>

#include "agents/market/allocation/merit_order.hpp"
#include "agents/market/mechanisms/one_stage.hpp"
#include "agents/market/mechanisms/pair_trade.hpp"
#include "agents/market/pair_price.hpp"

namespace peerwatt::market {

// The efficient allocation, pair by pair: the best ask with the best bid, until one of them is used
// up and the next takes its place. Each pair trades at its bid's price or half-way between both.
// What an owner would sell to itself is no trade; both orders shrink by it.
class PayAsBid final : public OneStage {
 public:
  explicit PayAsBid(PairPrice price) : OneStage{MechanismId::kPayAsBid}, price_{price} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  void line_up(std::span<const Order> orders, Side side, std::span<const double> kwh,
               std::vector<Trader>& traders);
  void pair_up(Stage& stage);
  double price(const Trader& seller, const Trader& buyer) const;

  PairPrice price_;
  std::vector<double> to_sell_;  // by order, kWh
  std::vector<double> to_buy_;
  MeritOrder order_;
  std::vector<Trader> sellers_;
  std::vector<Trader> buyers_;
};

}  // namespace peerwatt::market
