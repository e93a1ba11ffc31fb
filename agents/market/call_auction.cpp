#include "agents/market/call_auction.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>

#include "engine/core/contracts.hpp"

#include "agents/market/summation.hpp"

namespace peerwatt::market {
namespace {

constexpr int kQuantaBits = 62;  // of the sum of all quantities
constexpr int kLargestExponent = 1000;

// A decimal quantity is off by 2^-53 of itself: 2^9 quanta in the sum.
constexpr Quanta kInputRounding = 1 << 10;

constexpr std::size_t kLanes = 4;  // independent chains: one need not wait for the other

double largest_quantity(std::span<const Order> orders) {
  std::array<double, kLanes> most{};
  std::size_t i = 0;
  for (; i + kLanes <= orders.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      most[lane] = std::max(most[lane], orders[i + lane].quantity_kwh);
    }
  }
  for (; i < orders.size(); ++i) most[0] = std::max(most[0], orders[i].quantity_kwh);
  return std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
}

// The power of two by which the quantities become integers whose sum stays below 2^62.
int quanta_exponent(double largest, std::size_t count) {
  int exponent = 0;
  std::frexp(largest, &exponent);
  return std::min(kLargestExponent,
                  kQuantaBits - exponent - static_cast<int>(std::bit_width(count)));
}

// Gives the orders before the marginal one what the cut leaves of them, and all others nothing.
void give(std::span<const Order> orders, Side side, double marginal, const EqualCut& cut,
          std::span<const std::uint32_t> equals_before, std::span<double> filled) {
  const double sign = merit(1, side);
  for (std::size_t i = 0; i < orders.size(); ++i) {
    const double better = sign * orders[i].limit_price < marginal ? 1.0 : 0.0;
    filled[i] = better * cut.remaining(orders[i].quantity_kwh);  // no branch to mispredict
  }
  for (const std::uint32_t index : equals_before) {
    filled[index] = cut.remaining(orders[index].quantity_kwh);
  }
}

// Welfare of one side against the price of its marginal order, currency. Orders at that price add
// nothing.
double surplus(std::span<const Offer> better, double marginal, const EqualCut& cut) {
  std::array<double, kLanes> sums{};
  const auto of = [&](const Offer& offer) {
    return (marginal - offer.merit) * cut.remaining(offer.quantity_kwh);
  };
  std::size_t i = 0;
  for (; i + kLanes <= better.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += of(better[i + lane]);
  }
  for (; i < better.size(); ++i) sums[0] += of(better[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

}  // namespace

AuctionOutcome CallAuction::clear(std::span<const Order> asks, std::span<const Order> bids,
                                  std::span<double> sold_kwh, std::span<double> bought_kwh) {
  PEERWATT_EXPECTS(asks.size() == sold_kwh.size() && bids.size() == bought_kwh.size());
  const std::size_t count = asks.size() + bids.size();
  const int exponent =
      quanta_exponent(std::max(largest_quantity(asks), largest_quantity(bids)), count);
  kwh_per_quantum_ = std::ldexp(1.0, -exponent);
  ask_.book.load(asks, Side::kSell, std::ldexp(1.0, exponent));
  bid_.book.load(bids, Side::kBuy, std::ldexp(1.0, exponent));
  const Quanta volume = efficient_volume(ask_.book, bid_.book);
  const Quanta target = volume - kInputRounding - static_cast<Quanta>(count);
  AuctionOutcome outcome;
  if (target <= 0) {
    std::fill(sold_kwh.begin(), sold_kwh.end(), 0.0);
    std::fill(bought_kwh.begin(), bought_kwh.end(), 0.0);
    return outcome;
  }
  find_margin(ask_, asks, Side::kSell, target);
  find_margin(bid_, bids, Side::kBuy, target);
  outcome.price_seller = ask_.at.merit;
  outcome.price_buyer = -bid_.at.merit;
  const auto whole = EqualCut::none();
  outcome.max_welfare =
      surplus(ask_.book.better(ask_.at), ask_.at.merit, whole) +
      surplus(bid_.book.better(bid_.at), bid_.at.merit, whole) +
      static_cast<double>(volume) * kwh_per_quantum_ * (outcome.price_buyer - outcome.price_seller);
  if (parameters_.rule == PricingRule::kTradeReduction) {
    reduce_trade(asks, bids, sold_kwh, bought_kwh, outcome);
  } else {
    fill_efficiently(asks, bids, volume, sold_kwh, bought_kwh, outcome);
  }
  return outcome;
}

// Orders of the marginal price rank by arrival, owner, place in the span; halved, as the book was,
// until the one that reaches the target is left.
void CallAuction::find_margin(Margin& margin, std::span<const Order> orders, Side side,
                              Quanta target) const {
  margin.at = margin.book.find_marginal(target);
  margin.equals.clear();
  margin.order = 0;
  margin.before = margin.at.before;
  // Nobody need know which order it is that stays out.
  if (margin.at.count == 1 && parameters_.rule == PricingRule::kTradeReduction) return;
  const double price = merit(margin.at.merit, side);
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (orders[i].limit_price == price) margin.equals.push_back(static_cast<std::uint32_t>(i));
  }
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(orders[a].arrival, orders[a].owner, a) <
           std::tie(orders[b].arrival, orders[b].owner, b);
  };
  std::size_t last = margin.equals.size();
  while (last - margin.order > 1) {
    const std::size_t middle = margin.order + (last - margin.order) / 2;
    const auto begin = margin.equals.begin();
    std::nth_element(begin + margin.order, begin + middle, begin + last, earlier);
    Quanta half = 0;
    for (std::size_t i = margin.order; i < middle; ++i) {
      half += margin.book.quanta(orders[margin.equals[i]].quantity_kwh);
    }
    if (margin.before + half >= target) {
      last = middle;
    } else {
      margin.before += half;
      margin.order = middle;
    }
  }
}

// The marginal ask and bid stay out and set the prices; whoever ranks before them trades, and the
// longer side shares its excess equally.
void CallAuction::reduce_trade(std::span<const Order> asks, std::span<const Order> bids,
                               std::span<double> sold, std::span<double> bought,
                               AuctionOutcome& outcome) {
  const auto gather = [](Margin& margin, std::span<const Order> orders) {
    const std::span<const Offer> better = margin.book.better(margin.at);
    margin.inside.resize(better.size() + margin.order);
    for (std::size_t i = 0; i < better.size(); ++i) margin.inside[i] = better[i].quantity_kwh;
    for (std::size_t i = 0; i < margin.order; ++i) {
      margin.inside[better.size() + i] = orders[margin.equals[i]].quantity_kwh;
    }
  };
  gather(ask_, asks);
  gather(bid_, bids);
  outcome.volume_kwh = std::min(accurate_sum(ask_.inside), accurate_sum(bid_.inside));
  const auto share = [&](const Margin& margin, std::span<const Order> orders, Side side,
                         std::span<double> filled) {
    const EqualCut cut = rationing_.find(margin.inside, outcome.volume_kwh);
    give(orders, side, margin.at.merit, cut, std::span{margin.equals}.first(margin.order), filled);
    return surplus(margin.book.better(margin.at), margin.at.merit, cut);
  };
  outcome.welfare = share(ask_, asks, Side::kSell, sold) + share(bid_, bids, Side::kBuy, bought) +
                    outcome.spread();
  outcome.welfare = std::min(outcome.welfare, outcome.max_welfare);
}

void CallAuction::fill_efficiently(std::span<const Order> asks, std::span<const Order> bids,
                                   Quanta volume, std::span<double> sold, std::span<double> bought,
                                   AuctionOutcome& outcome) const {
  give(asks, Side::kSell, ask_.at.merit, EqualCut::none(), std::span{ask_.equals}.first(ask_.order),
       sold);
  give(bids, Side::kBuy, bid_.at.merit, EqualCut::none(), std::span{bid_.equals}.first(bid_.order),
       bought);
  const auto fill_marginal = [&](const Margin& margin, std::span<const Order> orders,
                                 std::span<double> filled) {
    const std::uint32_t order = margin.equals[margin.order];
    filled[order] = std::min(orders[order].quantity_kwh,
                             static_cast<double>(volume - margin.before) * kwh_per_quantum_);
  };
  fill_marginal(ask_, asks, sold);
  fill_marginal(bid_, bids, bought);
  const double ask = outcome.price_seller;
  const double bid = outcome.price_buyer;
  outcome.volume_kwh = static_cast<double>(volume) * kwh_per_quantum_;
  outcome.welfare = outcome.max_welfare;
  outcome.price_seller = outcome.price_buyer =
      std::clamp(parameters_.k * bid + (1 - parameters_.k) * ask, ask, bid);
}

double WelfareBound::of(const CallMarket& market) {
  asks_.quantity_kwh.resize(market.asks.size());
  bids_.quantity_kwh.resize(market.bids.size());
  return auction_.clear(market.asks, market.bids, asks_.quantity_kwh, bids_.quantity_kwh)
      .max_welfare;
}

}  // namespace peerwatt::market
