// Whether lies gain where the catalogue says that they cannot, and whether what is reported as a
// gain is one.
#include "agents/market/order_lies.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/market/misreport_search.hpp"

#include "tests/property/sample_markets.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kMarkets = 40;
constexpr std::uint32_t kMostOrders = 8;
constexpr LiesTried kFew{.most_prices = 12, .most_quantities = 12, .price_pairs = false};

// One that promises it to owners of several orders has it tried where nobody has two.
std::optional<Owners> promised(Incentive incentive) {
  const std::optional<Owners> safe = safe_owners(incentive);
  return safe == Owners::kAny ? Owners::kSingleOrders : safe;
}

std::vector<Order> all_orders(const SampleMarket& sample) {
  std::vector<Order> orders = sample.asks;
  orders.insert(orders.end(), sample.bids.begin(), sample.bids.end());
  return orders;
}

// Calls `visit` with the findings of every owner of random markets, in which nobody would take more
// of a pool than its order says.
template <class Visit>
void search(Mechanism& mechanism, Owners owners, const LiesTried& tried, const Visit& visit) {
  OrderLies lies{mechanism, tried};
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    CAPTURE(seed);
    SampleMarket sample = sample_market(seed, owners, kMostOrders);
    for (std::size_t i = 0; i < sample.bids.size(); ++i) {
      sample.demand[i] = sample.bids[i].quantity_kwh;
    }
    const LimitWorth worth{sample.market()};
    lies.load(sample.market(), worth);
    for (const Order& order : all_orders(sample)) visit(sample, lies.best_of(order.owner));
  }
}

TEST_CASE("no price pays an owner of one order where the rule promises so") {
  std::size_t rules = 0, tried = 0;
  for (const MechanismEntry& rule : mechanisms()) {
    const std::optional<Owners> owners = promised(rule.incentive);
    if (!owners) continue;
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    search(*mechanism, *owners, {.quantities = false, .splits = false},
           [&](const SampleMarket&, const LieFindings& found) {
             CHECK(!found.of(LieKind::kPrice).pays());
             tried += found.tried_of(LieKind::kPrice);
           });
    ++rules;
  }
  CHECK(rules == 8);
  CHECK(tried > 10'000);
}

TEST_CASE("under vcg no lie pays an owner of one order") {
  const std::unique_ptr<Mechanism> vcg = make_mechanism(MechanismId::kVcg, {});
  search(*vcg, Owners::kSingleOrders, kFew, [](const SampleMarket&, const LieFindings& found) {
    for (const Lie& lie : found.best) {
      CAPTURE(static_cast<int>(lie.kind));
      CAPTURE(lie.gain());
      CHECK(!lie.pays());
    }
  });
}

TEST_CASE("quantities and splits pay under trade reduction and McAfee's rule") {
  for (const MechanismId rule : {MechanismId::kTradeReduction, MechanismId::kMcAfee}) {
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule, {});
    std::size_t by_quantity = 0, by_split = 0;
    search(*mechanism, Owners::kSingleOrders, kFew,
           [&](const SampleMarket&, const LieFindings& found) {
             by_quantity += found.of(LieKind::kQuantity).pays() ? 1 : 0;
             by_split += found.of(LieKind::kSplit).pays() ? 1 : 0;
           });
    CHECK(by_quantity > 0);
    CHECK(by_split > 0);
  }
}

// Utility of what an order has traded in all stages.
double utility_of(const OrderPlace& order, const Clearing& clearing, const LimitWorth& worth) {
  const bool sells = order.side == Side::kSell;
  double kwh = 0, money = 0;
  for (const Stage& stage : clearing.stages()) {
    kwh += (sells ? stage.asks : stage.bids).quantity_kwh[order.index];
    money += (sells ? stage.asks : stage.bids).money[order.index];
  }
  return worth.of(order, kwh) + (sells ? money : -money);
}

// Utility of an owner by a second way: a market written down anew, its fills summed up.
double utility_anew(Mechanism& mechanism, SampleMarket sample, const Lie& lie) {
  const SampleMarket truth = sample;
  const LimitWorth worth{truth.market()};
  const std::size_t index = lie.stated.at(0).truth.index;
  const bool sells = lie.stated.at(0).truth.side == Side::kSell;
  std::vector<Order>& orders = sells ? sample.asks : sample.bids;
  orders[index].quantity_kwh = lie.stated[0].quantity_kwh;
  orders[index].limit_price = lie.stated[0].limit_price;
  if (!sells) {
    sample.demand[index] *= lie.stated[0].quantity_kwh / truth.bids[index].quantity_kwh;
  }
  Clearing clearing;
  mechanism.clear(sample.market(), clearing);
  double utility = 0;
  for (const Side side : {Side::kSell, Side::kBuy}) {
    const std::vector<Order>& own = side == Side::kSell ? truth.asks : truth.bids;
    for (std::uint32_t i = 0; i < own.size(); ++i) {
      if (own[i].owner == lie.owner) utility += utility_of({side, i}, clearing, worth);
    }
  }
  return utility;
}

TEST_CASE("what is reported of a lie is what the market gives when it is stated") {
  std::size_t checked = 0;
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    search(*mechanism, Owners::kAny, {.splits = false, .most_prices = 12, .most_quantities = 12},
           [&](const SampleMarket& sample, const LieFindings& found) {
             for (const Lie& lie : found.best) {
               if (lie.stated.size() != 1) continue;
               CHECK(utility_anew(*mechanism, sample, lie) ==
                     doctest::Approx(lie.utility_lying).epsilon(1e-12));
               ++checked;
             }
           });
  }
  CHECK(checked > 500);
}

TEST_CASE("no price gains more than the complete search finds") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    search(*mechanism, Owners::kSingleOrders, {.quantities = false, .splits = false},
           [&](const SampleMarket& sample, const LieFindings& found) {
             const Lie& lie = found.of(LieKind::kPrice);
             if (!lie.pays()) return;
             MisreportSearch complete{*mechanism};
             complete.load(sample.market());
             const Misreport best = complete.best_for(lie.stated[0].truth);
             CHECK(best.gain() >= lie.gain() - lie.rounding);
           });
  }
}

}  // namespace
}  // namespace peerwatt::market
