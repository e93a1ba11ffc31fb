#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "output/recording/event_records.hpp"

namespace peerwatt::output::test {

enum class Market { kNone, kCall, kContinuous };

// Made-up events of one market place: every fourth slot is quiet, every third has two rounds, and
// some orders are late, the last
// of them undelivered. Orders meet by simple rules, so that pictures of them look like a market.
// Slot s is always the same.
class SampleMarket {
 public:
  static constexpr std::int64_t kMostEvents = 1 << 20;  // of a slot; keeps sequences apart

  SampleMarket(Market market, std::size_t prosumers, std::uint64_t seed)
      : market_{market}, prosumers_{prosumers}, seed_{seed} {}

  void play(std::int64_t slot, SimTime start) {
    orders.clear();
    trades.clear();
    quotes.clear();
    if (market_ == Market::kNone || slot % 4 == 0) return;
    random_.seed(seed_ * 7919 + static_cast<std::uint64_t>(slot));
    sequence_ = slot * kMostEvents;
    slot_ = static_cast<std::int32_t>(slot);
    const std::int32_t rounds = slot % 3 == 1 ? 2 : 1;
    for (round_ = 1; round_ <= rounds; ++round_) play_round(start + round_ * seconds(10));
  }

  std::vector<recording::OrderRecord> orders;
  std::vector<recording::TradeRecord> trades;
  std::vector<recording::QuoteRecord> quotes;

 private:
  using Side = recording::SideCode;
  using Outcome = recording::Outcome;

  static Duration seconds(double count) { return Duration::from_seconds(count); }
  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

  void play_round(SimTime opening) {
    trades.clear();  // those of the last round stand
    rest_.assign(orders.size(), 0);
    asks_.clear();
    bids_.clear();
    const SimTime closing = opening + seconds(5);
    std::vector<double> arrivals(2 * prosumers_);
    for (double& arrival : arrivals) arrival = 5.5 * uniform();
    std::sort(arrivals.begin(), arrivals.end());
    for (const double arrival : arrivals) {
      place_order(opening + seconds(arrival), closing);
      if (market_ == Market::kContinuous && rest_.back() > 0) match(orders.back().time);
    }
    if (market_ == Market::kCall) match(closing);
    for (std::size_t i = 0; i < orders.size(); i += 5) {
      if (orders[i].outcome != Outcome::kUnfilled) continue;
      orders[i].outcome = i % 2 == 0 ? Outcome::kCancelled : Outcome::kReplaced;
    }
  }

  void place_order(SimTime time, SimTime closing) {
    const Side side = uniform() < 0.5 ? Side::kBuy : Side::kSell;
    const double price = side == Side::kBuy ? 0.12 + 0.2 * uniform() : 0.08 + 0.2 * uniform();
    const bool late = time >= closing;
    const Outcome missed = time < closing + seconds(0.4) ? Outcome::kLate : Outcome::kUndelivered;
    orders.push_back(
        {.sequence = sequence_++,
         .time = time,
         .slot = slot_,
         .round = round_,
         .prosumer = static_cast<std::int32_t>(random_() % prosumers_),
         .zone = 0,
         .side = side,
         .energy_class = recording::EnergyCode{static_cast<std::int8_t>(random_() % 3)},
         .quantity_kwh = 0.1 + 2 * uniform(),
         .limit_price = price,
         .outcome = late ? missed : Outcome::kUnfilled});
    rest_.push_back(late ? 0 : orders.back().quantity_kwh);
    if (!late) waiting(side).insert(ranked(orders.size() - 1));
  }

  using Waiting = std::set<std::pair<double, std::size_t>>;  // merit and place, the best first

  Waiting& waiting(Side side) { return side == Side::kBuy ? bids_ : asks_; }
  std::pair<double, std::size_t> ranked(std::size_t i) const {
    const double price = orders[i].limit_price;
    return {orders[i].side == Side::kBuy ? -price : price, i};
  }

  // Place of the best waiting order of a side; all orders when there is none.
  std::size_t best(Side side) {
    return waiting(side).empty() ? orders.size() : waiting(side).begin()->second;
  }

  void match(SimTime now) {
    std::size_t ask = best(Side::kSell), bid = best(Side::kBuy);
    std::pair last{ask, bid};
    while (ask != orders.size() && bid != orders.size() &&
           orders[ask].limit_price <= orders[bid].limit_price) {
      trade(ask, bid, now);
      last = {ask, bid};
      ask = best(Side::kSell);
      bid = best(Side::kBuy);
    }
    if (market_ == Market::kCall) return price_uniformly(last.first, last.second);
    quotes.push_back(
        {.sequence = sequence_++, .time = now, .slot = slot_, .round = round_, .zone = 0});
    if (bid != orders.size()) quotes.back().best_bid = orders[bid].limit_price;
    if (ask != orders.size()) quotes.back().best_ask = orders[ask].limit_price;
  }

  void trade(std::size_t ask, std::size_t bid, SimTime now) {
    const double quantity = std::min(rest_[ask], rest_[bid]);
    for (const std::size_t i : {ask, bid}) {
      rest_[i] -= quantity;
      if (rest_[i] == 0) waiting(orders[i].side).erase(ranked(i));
      orders[i].outcome = rest_[i] == 0 ? Outcome::kFilled : Outcome::kPartlyFilled;
    }
    const double price = orders[std::min(ask, bid)].limit_price;
    trades.push_back({.sequence = sequence_++,
                      .time = now,
                      .slot = slot_,
                      .zone = 0,
                      .coalition = slot_ % 2 - 1,
                      .seller = orders[ask].prosumer,
                      .buyer = slot_ % 5 == 0 ? -1 : orders[bid].prosumer,
                      .quantity_kwh = quantity,
                      .price_buyer = price,
                      .price_seller = price,
                      .mechanism = static_cast<std::int8_t>(market_ == Market::kCall ? 0 : 1),
                      .energy_class = orders[ask].energy_class});
  }

  // All trades at the prices of the last pair.
  void price_uniformly(std::size_t ask, std::size_t bid) {
    for (recording::TradeRecord& trade : trades) {
      trade.price_buyer = orders[bid].limit_price;
      trade.price_seller = orders[ask].limit_price;
    }
  }

  Market market_;
  std::size_t prosumers_;
  std::uint64_t seed_;
  std::mt19937_64 random_;
  std::int64_t sequence_ = 0;
  std::int32_t slot_ = 0;
  std::int32_t round_ = 0;
  std::vector<double> rest_;  // kWh of each order that still waits
  Waiting asks_, bids_;
};

}  // namespace peerwatt::output::test
