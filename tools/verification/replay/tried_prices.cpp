#include "tools/verification/replay/tried_prices.hpp"

#include <algorithm>

#include "agents/market/ticks.hpp"

namespace peerwatt::verification {
namespace {

constexpr int kGridPrices = 64;
constexpr std::size_t kMostCorners = 1024;
constexpr std::size_t kMostReactions = std::size_t{1} << 22;  // of prosumers, at all the corners

}  // namespace

void thin_evenly(std::vector<double>& rising, std::size_t most) {
  const std::size_t all = rising.size();
  if (all <= most) return;
  for (std::size_t i = 0; i < most; ++i) rising[i] = rising[i * all / most];
  rising.resize(most);
}

std::vector<double> tried_prices(const Demands& demands, double base, double cap) {
  std::vector<double> prices;
  for (const std::span<const Position> positions : {demands.before, demands.after}) {
    for (const Position& position : positions) {
      prices.push_back(market::tick_above(position.choke_price));
      prices.push_back(market::tick_above(position.satiation_price()));
    }
  }
  std::erase_if(prices, [&](double price) { return price <= base || price >= cap; });
  std::sort(prices.begin(), prices.end());
  prices.erase(std::unique(prices.begin(), prices.end()), prices.end());
  thin_evenly(prices, std::min(kMostCorners, kMostReactions / demands.before.size()));
  const double step = (cap - base) / (kGridPrices - 1);
  for (int i = 0; i + 1 < kGridPrices; ++i) prices.push_back(market::tick_above(base + i * step));
  prices.push_back(cap);
  std::sort(prices.begin(), prices.end());
  return prices;
}

}  // namespace peerwatt::verification
