#include "agents/market/allocation/vickrey_prices.hpp"

#include <vector>

#include "agents/market/allocation/efficient_allocation.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// The efficient allocation of a market at Vickrey prices.
struct Settled {
  Settled(const std::vector<Order>& asks, const std::vector<Order>& bids) {
    const CallMarket market{.asks = asks, .bids = bids};
    EfficientAllocation efficient;
    efficient.find(market);
    Stage& stage = clearing.add_stage(MechanismId::kVcg, market);
    efficient.fill(market, stage);
    VickreyPrices{}.settle(market, efficient, stage);
  }
  const Stage& stage() const { return clearing.stages().front(); }
  const std::vector<double>& earned() const { return stage().asks.money; }
  const std::vector<double>& paid() const { return stage().bids.money; }

  Clearing clearing;
};

TEST_CASE(
    "of two buyers and one seller the winner pays the second price, the seller gets its bid") {
  // Without the seller the winner loses its 0.30; without the winner the other gets 0.22.
  const Settled s{{{1, 0.10, 0, 1}}, {{1, 0.30, 0, 2}, {1, 0.22, 0, 3}}};
  CHECK(s.paid() == std::vector<double>{0.22, 0});
  CHECK(s.earned() == std::vector<double>{0.30});
  CHECK(s.stage().auctioneer_surplus() == doctest::Approx(-0.08));
}

TEST_CASE("all energy of an owner costs the same, what it displaces on average") {
  // Without owner 2 the bids at 0.20 and 0.16 get a kWh each: 0.36 for 2 kWh.
  const Settled s{{{2, 0.10, 0, 1}}, {{2, 0.30, 0, 2}, {1, 0.20, 0, 3}, {1, 0.16, 0, 4}}};
  CHECK(s.paid()[0] == doctest::Approx(0.36));
  CHECK(s.stage().prices.least == doctest::Approx(0.18));
}

TEST_CASE("where nobody would take what an owner buys, the ask withdraws and sets the price") {
  const Settled s{{{1, 0.10, 0, 1}}, {{1, 0.30, 0, 2}}};
  CHECK(s.paid()[0] == doctest::Approx(0.10));
  CHECK(s.earned()[0] == doctest::Approx(0.30));
}

TEST_CASE("an owner's other bid is no competitor of its first") {
  const Settled s{{{1, 0.10, 0, 1}}, {{1, 0.30, 0, 2}, {1, 0.22, 0, 2}, {1, 0.12, 0, 3}}};
  CHECK(s.paid()[0] == doctest::Approx(0.12));
}

TEST_CASE("what an owner sells to itself counts half-way between the marginal prices") {
  const Settled s{{{2, 0.10, 0, 1}}, {{2, 0.40, 0, 1}}};
  CHECK(s.paid()[0] == doctest::Approx(2 * 0.25));
  CHECK(s.earned()[0] == s.paid()[0]);
}

}  // namespace
}  // namespace peerwatt::market
