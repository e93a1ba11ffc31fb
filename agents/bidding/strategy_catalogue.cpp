#include "agents/bidding/strategy_catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "engine/core/contracts.hpp"

#include "agents/bidding/ramp.hpp"
#include "agents/bidding/truthful.hpp"
#include "agents/bidding/zero_intelligence.hpp"
#include "agents/bidding/zip.hpp"

namespace peerwatt::bidding {
namespace {

template <class Kind>
std::unique_ptr<Strategy> make() {
  return std::make_unique<Kind>();
}

constexpr auto kStrategies = std::to_array<StrategyEntry>({
    {.id = StrategyId::kTruthful,
     .name = "truthful",
     .help = "States its own limit price.",
     .make = make<Truthful>},
    {.id = StrategyId::kZiU,
     .name = "zi_u",
     .help = "States any price of the market's range, even one at which it would lose.",
     .limit_rule = LimitRule::kIgnored,
     .make = make<ZeroIntelligenceUnconstrained>},
    {.id = StrategyId::kZiC,
     .name = "zi_c",
     .help = "States any price of the market's range at which it would not lose.",
     .make = make<ZeroIntelligenceConstrained>},
    {.id = StrategyId::kZip,
     .name = "zip",
     .help = "Asks for a margin that it adapts to the stated prices it observes.",
     .learning = Learning::kFromStatedPrices,
     .make = make<Zip>},
    {.id = StrategyId::kRamp,
     .name = "ramp",
     .help =
         "Begins at the best price of the market's range and concedes steadily, down to its limit "
         "price when the market closes.",
     .make = make<Ramp>},
});

}  // namespace

std::span<const StrategyEntry> strategies() {
  return kStrategies;
}

const StrategyEntry& entry(StrategyId id) {
  const StrategyEntry& entry = kStrategies[static_cast<std::size_t>(id)];
  PEERWATT_EXPECTS(entry.id == id);
  return entry;
}

const StrategyEntry* find_strategy(std::string_view name) {
  const auto found = std::find_if(kStrategies.begin(), kStrategies.end(),
                                  [name](const StrategyEntry& e) { return e.name == name; });
  return found == kStrategies.end() ? nullptr : &*found;
}

}  // namespace peerwatt::bidding
