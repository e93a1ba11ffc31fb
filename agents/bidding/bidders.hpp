#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "agents/bidding/strategy.hpp"
#include "agents/bidding/strategy_catalogue.hpp"

namespace peerwatt::bidding {

// The traders of a continuous double auction, by column, each with a strategy. The price that one
// states depends on its own identity, terms and what it has observed, not on who else is there.
// What they have learnt stays from one trading window to the next.
class Bidders {
 public:
  struct Bidder {
    std::uint64_t identity = 0;  // of its random numbers
    StrategyId strategy{};
  };
  Bidders(std::uint64_t seed, std::span<const Bidder> bidders);

  std::size_t size() const { return strategy_.size(); }

  // The price that a trader states now, currency/kWh: of what its strategy says the nearest whole
  // multiple of 1e-9. Limits and ranges are such multiples, so that it keeps to them.
  double price(std::size_t trader, const Terms& terms);

  // Whether stated prices change what a trader does.
  bool learns(std::size_t trader) const { return learns_[trader] != 0; }
  // A trader observes a stated price: anyone's, its own included. Only for one that is, or was, in
  // the market of this window: it needs terms.
  void observe(std::size_t trader, const Terms& terms, Activity activity,
               const StatedPrice& stated_price);

 private:
  TraderRandom random(std::size_t trader) { return {seed_, identity_[trader], choices_[trader]}; }

  std::uint64_t seed_;
  std::vector<std::unique_ptr<Strategy>> strategies_;  // by id
  std::vector<std::uint64_t> identity_;
  std::vector<std::uint32_t> choices_;  // of random numbers, so far
  std::vector<std::uint32_t> row_;      // in the strategy's own columns
  std::vector<StrategyId> strategy_;
  std::vector<std::uint8_t> learns_;
};

}  // namespace peerwatt::bidding
