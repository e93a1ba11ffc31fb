#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "agents/market/book_side.hpp"
#include "agents/market/mechanism.hpp"
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

// A double auction that clears all orders at once, in linear time on average. Who trades, and at
// which price, does not depend on the order of the spans, but for orders that tie in price, arrival
// and owner; quantities do by no more than a rounding. Volumes of the size of rounding errors make
// no order marginal. Allocates nothing once warm.
class CallAuction {
 public:
  explicit CallAuction(AuctionParameters parameters) : parameters_{parameters} {}

  // Quantities must be finite and none negative, prices finite. Writes what each ask sells and each
  // bid buys [kWh].
  AuctionOutcome clear(std::span<const Order> asks, std::span<const Order> bids,
                       std::span<double> sold_kwh, std::span<double> bought_kwh);

 private:
  // One side of the efficient allocation, seen from its marginal order.
  struct Margin {
    BookSide book;
    BookSide::Marginal at;
    std::vector<std::uint32_t> equals;  // of the marginal price; those before `order` rank first
    std::size_t order = 0;              // the marginal one's place among them
    Quanta before = 0;                  // of all orders that rank before it
    std::vector<double> inside;         // their quantities [kWh]
  };
  void find_margin(Margin& margin, std::span<const Order> orders, Side side, Quanta target) const;
  void reduce_trade(std::span<const Order> asks, std::span<const Order> bids,
                    std::span<double> sold, std::span<double> bought, AuctionOutcome& outcome);
  void fill_efficiently(std::span<const Order> asks, std::span<const Order> bids, Quanta volume,
                        std::span<double> sold, std::span<double> bought,
                        AuctionOutcome& outcome) const;

  AuctionParameters parameters_;
  Margin ask_;
  Margin bid_;
  double kwh_per_quantum_ = 1;
  EqualRationing rationing_;
};

// The welfare of the efficient allocation.
class WelfareBound {
 public:
  double of(const CallMarket& market);  // currency

 private:
  CallAuction auction_{{.rule = PricingRule::kKPricing}};
  Fills asks_;
  Fills bids_;
};

}  // namespace peerwatt::market
