#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "agents/bidding/strategy.hpp"
#include "agents/bidding/strategy_id.hpp"

namespace peerwatt::bidding {

enum class LimitRule : std::uint8_t {
  kKept,
  kIgnored,  // may state a price beyond the limit, and trade at a loss
};

enum class Learning : std::uint8_t { kNone, kFromStatedPrices };

// What is known of a strategy: its name in scenarios, and what tests hold it to.
struct StrategyEntry {
  StrategyId id{};
  std::string_view name;
  std::string_view help;
  LimitRule limit_rule = LimitRule::kKept;
  Learning learning = Learning::kNone;
  std::unique_ptr<Strategy> (*make)() = nullptr;
};

// All strategies, in the order of their ids.
std::span<const StrategyEntry> strategies();
const StrategyEntry& entry(StrategyId id);
// Null where no strategy is called that.
const StrategyEntry* find_strategy(std::string_view name);

}  // namespace peerwatt::bidding
