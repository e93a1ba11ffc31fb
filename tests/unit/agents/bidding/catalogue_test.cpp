#include <algorithm>
#include <set>
#include <string_view>

#include "agents/bidding/strategy_catalogue.hpp"
#include "agents/bidding/strategy_id.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

TEST_CASE("a strategy is found by its id and by its name") {
  for (std::size_t i = 0; i < strategies().size(); ++i) {
    const StrategyEntry& strategy = strategies()[i];
    CHECK(strategy.id == static_cast<StrategyId>(i));
    CHECK(&entry(strategy.id) == &strategy);
    CHECK(find_strategy(strategy.name) == &strategy);
  }
  CHECK(find_strategy("clairvoyant") == nullptr);
  CHECK(find_strategy("") == nullptr);
}

TEST_CASE("every strategy has a name of its own and one sentence of help") {
  std::set<std::string_view> names;
  for (const StrategyEntry& strategy : strategies()) {
    names.insert(strategy.name);
    CHECK(strategy.help.ends_with('.'));
    CHECK(std::count(strategy.help.begin(), strategy.help.end(), '.') == 1);
    CHECK(strategy.make() != nullptr);
  }
  CHECK(names.size() == strategies().size());
}

TEST_CASE("the catalogue says which strategies may lose and which learn") {
  for (const StrategyEntry& strategy : strategies()) {
    CHECK((strategy.limit_rule == LimitRule::kIgnored) == (strategy.id == StrategyId::kZiU));
    CHECK((strategy.learning == Learning::kFromStatedPrices) == (strategy.id == StrategyId::kZip));
  }
}

}  // namespace
}  // namespace peerwatt::bidding
