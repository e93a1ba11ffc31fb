#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/merit_order.hpp"
#include "agents/market/order.hpp"
#include "agents/market/rationing.hpp"

namespace peerwatt::market {

enum class PricingRule : std::uint8_t {
  kTradeReduction,  // Huang, Scheller-Wolf, Sycara, Computational Intelligence 18(4), 2002
  kKPricing,        // k-double auction at the crossing; Chatterjee & Samuelson, Oper. Res. 31, 1983
};

struct AuctionParameters {
  PricingRule rule = PricingRule::kTradeReduction;
  double k = 0.5;  // k_pricing: weight of the marginal bid, in [0, 1]
};

// What a call auction decided. Prices are meaningful where `volume_kwh > 0`.
struct AuctionOutcome {
  double volume_kwh = 0;
  double price_seller = 0;  // currency/kWh; sellers get it, buyers pay `price_buyer` >= it
  double price_buyer = 0;
  double welfare = 0;      // currency, of the trades at the orders' own prices
  double max_welfare = 0;  // the same for the efficient allocation

  // What the auctioneer keeps, currency.
  double spread() const { return volume_kwh * (price_buyer - price_seller); }
};

// A double auction that clears all orders at once. Results do not depend on the order of the spans,
// but for orders that tie in price, arrival and owner. Allocates nothing once warm.
class CallAuction {
 public:
  explicit CallAuction(AuctionParameters parameters) : parameters_{parameters} {}

  // Quantities must be finite and none negative, prices finite. Writes what each ask sells and each
  // bid buys [kWh].
  AuctionOutcome clear(std::span<const Order> asks, std::span<const Order> bids,
                       std::span<double> sold_kwh, std::span<double> bought_kwh);

 private:
  // The efficient allocation: everything up to the last pair with volume where ask <= bid.
  struct Crossing {
    double volume_kwh = 0;
    double welfare = 0;
    std::size_t ask = 0;  // rank of the marginal ask, bid
    std::size_t bid = 0;
  };
  Crossing cross(std::span<const Order> asks, std::span<const Order> bids) const;
  void reduce_trade(std::span<const Order> asks, std::span<const Order> bids, const Crossing& at,
                    std::span<double> sold, std::span<double> bought, AuctionOutcome& outcome);
  void fill_efficiently(std::span<const Order> asks, std::span<const Order> bids,
                        const Crossing& at, std::span<double> sold, std::span<double> bought,
                        AuctionOutcome& outcome) const;

  AuctionParameters parameters_;
  MeritOrder ask_order_;
  MeritOrder bid_order_;
  EqualRationing rationing_;
  std::span<const std::uint32_t> ask_rank_;
  std::span<const std::uint32_t> bid_rank_;
  std::vector<double> supply_;
  std::vector<double> demand_;
};

}  // namespace peerwatt::market
