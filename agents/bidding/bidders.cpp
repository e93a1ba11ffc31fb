#include "agents/bidding/bidders.hpp"

#include "engine/core/contracts.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::bidding {
namespace {

std::size_t index(StrategyId strategy) {
  return static_cast<std::size_t>(strategy);
}

}  // namespace

Bidders::Bidders(std::uint64_t seed, std::span<const Bidder> bidders)
    : seed_{seed}, choices_(bidders.size()) {
  for (const StrategyEntry& entry : strategies()) strategies_.push_back(entry.make());
  std::vector<std::uint32_t> followers(strategies_.size());
  for (const Bidder& bidder : bidders) {
    const std::size_t trader = identity_.size();
    identity_.push_back(bidder.identity);
    strategy_.push_back(bidder.strategy);
    learns_.push_back(entry(bidder.strategy).learning == Learning::kFromStatedPrices ? 1 : 0);
    row_.push_back(followers[index(bidder.strategy)]++);
    strategies_[index(bidder.strategy)]->enlist(random(trader));
  }
}

double Bidders::price(std::size_t trader, const Terms& terms) {
  PEERWATT_EXPECTS(trader < size());
  TraderRandom own = random(trader);
  return market::on_tick(strategies_[index(strategy_[trader])]->price(row_[trader], terms, own));
}

void Bidders::observe(std::size_t trader, const Terms& terms, Activity activity,
                      const StatedPrice& stated_price) {
  PEERWATT_EXPECTS(trader < size());
  if (!learns(trader)) return;
  TraderRandom own = random(trader);
  strategies_[index(strategy_[trader])]->observe(row_[trader], terms, activity, stated_price, own);
}

}  // namespace peerwatt::bidding
