#include "agents/market/mechanisms/one_stage.hpp"

#include <vector>

#include "tests/unit/agents/market/sample_books.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Trades the efficient allocation for nothing.
class Gift final : public OneStage {
 public:
  Gift() : OneStage{MechanismId::kMuda} {}

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override {
    if (efficient.trades()) efficient.fill(market, stage);
  }
};

TEST_CASE("a rule of one stage is given the efficient allocation and measured by it") {
  Gift rule;
  const Cleared c = clear(rule, kAsks, kBids);
  REQUIRE(c.clearing.stages().size() == 1);
  CHECK(c.stage().rule == MechanismId::kMuda);
  CHECK(c.volume() == doctest::Approx(6));
  CHECK(c.clearing.max_welfare == doctest::Approx(kMaxWelfare));
  CHECK(c.stage().paid == 0);
}

TEST_CASE("a clearing that is used again has the one stage of the last market") {
  Gift rule;
  Clearing clearing;
  rule.clear({.asks = kAsks, .bids = kBids}, clearing);
  rule.clear({.asks = kAsks, .bids = {}}, clearing);
  CHECK(clearing.stages().size() == 1);
  CHECK(clearing.volume_kwh() == 0);
  CHECK(clearing.max_welfare == 0);
}

}  // namespace
}  // namespace peerwatt::market
