#include "agents/auctioneers/coalition_accounts.hpp"

#include <vector>

#include "agents/auctioneers/zone_call_markets.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr Prices kPrices{.sell = 0.5, .base = 0.3, .feed_in = 0.1};  // mid-market price 0.3

// A seller of 2 kWh and buyers of 1 kWh each, a kilometre and two from it.
struct ThreeMembers {
  explicit ThreeMembers(const scenario::CoalitionSettings& rules)
      : settings{rules},
        market{ZoneId{0}, {market::MechanismId::kMidMarketRate, {}, rules}, row()} {
    market.open({});
    take(0, market::Side::kSell, 2);
    take(1, market::Side::kBuy, 1);
    take(2, market::Side::kBuy, 1);
    market.close(kPrices);
  }
  static ZoneTree row() {
    return {.parents = {0, 0, 1},
            .charged_lengths = {0, 1, 1},
            .lengths_km = {},
            .nodes_of_members = {0, 1, 2}};
  }
  void take(std::uint32_t member, market::Side side, double kwh) {
    market.take(MemberId{member}, {},
                {.side = side,
                 .order = {.quantity_kwh = kwh, .limit_price = 0.3, .owner = member},
                 .pool_quantity_kwh = kwh});
  }
  // All three traded with each other, the buyers at these prices a kWh.
  void settle(double price_1, double price_2) {
    fills[MemberId{0}] = {
        .side = market::Side::kSell, .quantity_kwh = 2, .money = price_1 + price_2};
    fills[MemberId{1}] = {.side = market::Side::kBuy, .quantity_kwh = 1, .money = price_1};
    fills[MemberId{2}] = {.side = market::Side::kBuy, .quantity_kwh = 1, .money = price_2};
    settle_fills();
  }
  void settle_fills() {
    CoalitionAccounts{settings, 1}.settle(market, kPrices,
                                          {0, identities, coalitions, fills, shares});
  }

  scenario::CoalitionSettings settings;
  ZoneCallMarkets market;
  IdVector<MemberId, std::uint64_t> identities{7, 8, 9};
  IdVector<MemberId, CoalitionId> coalitions{CoalitionId{4}, CoalitionId{4}, CoalitionId{4}};
  IdVector<MemberId, market::Fill> fills = IdVector<MemberId, market::Fill>(3);
  IdVector<MemberId, ShareSettlement> shares = IdVector<MemberId, ShareSettlement>(3);
};

}  // namespace

TEST_CASE("accounts are kept where the network charges, or shares are not those of trade") {
  CHECK_FALSE(CoalitionAccounts{{}, 1}.are_kept());
  CHECK(CoalitionAccounts{{.network_charge = 0.1}, 1}.are_kept());
  CHECK(CoalitionAccounts{{.shares = scenario::SharesRule::kShapley}, 1}.are_kept());
}

// Of each kWh both sides pay half of 0.1 per kilometre.
TEST_CASE("the network charges each side half of the way between the two") {
  ThreeMembers zone{{.network_charge = 0.1}};
  zone.settle(0.3, 0.3);
  CHECK(zone.fills[MemberId{0}].network_charge == doctest::Approx(0.05 + 0.1));
  CHECK(zone.fills[MemberId{1}].network_charge == doctest::Approx(0.05));
  CHECK(zone.fills[MemberId{2}].network_charge == doctest::Approx(0.1));
  CHECK(zone.shares[MemberId{1}].paid == 0);
}

// Spread 0.4, v of all is 0.8, of the seller with one buyer 0.4. So the seller adds 0, 0.4 or 0.8
// in a third of the orders each, a buyer 0.4 in half of them: 0.4, 0.2 and 0.2.
TEST_CASE("members pay each other so that shares are in the proportions of the Shapley value") {
  ThreeMembers fair{{.shares = scenario::SharesRule::kShapley}};
  fair.settle(0.3, 0.3);  // at the mid-market price trade itself gives these shares
  for (const ShareSettlement& share : fair.shares) CHECK(share.paid == doctest::Approx(0));
  ThreeMembers dear{{.shares = scenario::SharesRule::kShapley}};
  dear.settle(0.4, 0.35);  // gives 0.55, 0.1 and 0.15
  CHECK(dear.shares[MemberId{0}].paid == doctest::Approx(0.15));
  CHECK(dear.shares[MemberId{1}].paid == doctest::Approx(-0.1));
  CHECK(dear.shares[MemberId{2}].paid == doctest::Approx(-0.05));
  CHECK(dear.shares[MemberId{0}].half_width == 0);  // computed exactly
}

// The first buyer is worth 0.4 - 0.1 to the seller, the second 0.4 - 0.2, each without the other;
// of both sums the seller gets half. Trade at the mid-market price gives just that.
TEST_CASE("what the network charges is no gain that members could divide") {
  ThreeMembers zone{{.network_charge = 0.1, .shares = scenario::SharesRule::kShapley}};
  zone.settle(0.3, 0.3);
  for (const ShareSettlement& share : zone.shares) CHECK(share.paid == doctest::Approx(0));
}

// Half of what could have been gained: 0.2 for the seller, 0.1 for each buyer.
TEST_CASE("where trade fell short of the best, what it gained is divided in the same proportions") {
  ThreeMembers zone{{.shares = scenario::SharesRule::kShapley}};
  zone.fills[MemberId{0}] = {.side = market::Side::kSell, .quantity_kwh = 1, .money = 0.3};
  zone.fills[MemberId{1}] = {.side = market::Side::kBuy, .quantity_kwh = 1, .money = 0.3};
  zone.settle_fills();
  CHECK(zone.shares[MemberId{0}].paid == doctest::Approx(0));
  CHECK(zone.shares[MemberId{1}].paid == doctest::Approx(0.1));
  CHECK(zone.shares[MemberId{2}].paid == doctest::Approx(-0.1));
}

TEST_CASE("random numbers of a coalition in another slot, or of another one, begin elsewhere") {
  const RandomAddress here = coalition_address(1, Purpose::kShapley, 7, 0);
  CHECK(here.owner == 7);
  CHECK(coalition_address(1, Purpose::kShapley, 7, 1).owner != here.owner);
  CHECK(coalition_address(1, Purpose::kShapley, 8, 0).owner != here.owner);
}
