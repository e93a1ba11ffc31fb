// Whether a rule is as strategy-proof as its entry says, no less and no more, by searching for
// misreports; and whether the search finds all that there are.
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/market/misreport_search.hpp"

#include "tests/property/sample_markets.hpp"
#include "tests/support/allocation_count.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kMarkets = 100;
constexpr std::uint32_t kMostOrders = 11;

// The narrowest class in which somebody does, if there is one.
std::optional<Owners> unsafe_owners(Incentive incentive) {
  switch (incentive) {
    case Incentive::kStrategyProof:
      break;
    case Incentive::kSingleOrders:
      return Owners::kAny;
    case Incentive::kUnitOrders:
      return Owners::kSingleOrders;
    case Incentive::kManipulable:
      return Owners::kUnitOrders;
  }
  return std::nullopt;
}

bool narrower_or_same(Owners owners, Owners than) {
  return static_cast<int>(owners) >= static_cast<int>(than);
}

TEST_CASE("no misreport pays where the rule says so") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::optional<Owners> safe = safe_owners(rule.incentive);
    if (!safe) continue;
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    MisreportSearch search{*mechanism};
    for (const Owners owners : {Owners::kAny, Owners::kSingleOrders, Owners::kUnitOrders}) {
      if (!narrower_or_same(owners, *safe)) continue;
      CAPTURE(owners);
      for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
        CAPTURE(seed);
        const SampleMarket sample = sample_market(seed, owners, kMostOrders);
        search.load(sample.market());
        const Misreport best = search.best_of_all();
        CAPTURE(best.gain());
        CAPTURE(best.true_price);
        CAPTURE(best.reported_price);
        CHECK(!best.pays());
      }
    }
  }
}

TEST_CASE("some misreport pays where the rule does not say otherwise") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::optional<Owners> unsafe = unsafe_owners(rule.incentive);
    if (!unsafe) continue;
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    MisreportSearch search{*mechanism};
    double largest = 0;
    for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
      const SampleMarket sample = sample_market(seed, *unsafe, kMostOrders);
      search.load(sample.market());
      const Misreport best = search.best_of_all();
      if (best.pays()) largest = std::max(largest, best.gain());
    }
    CHECK(largest > 1e-6);
  }
}

// The utility of an owner at its true prices, from all its orders.
double utility(const SampleMarket& truth, const Clearing& clearing, std::uint32_t owner) {
  double sum = 0;
  for (const Stage& stage : clearing.stages()) {
    for (std::size_t i = 0; i < truth.asks.size(); ++i) {
      const double cost = truth.asks[i].limit_price * stage.asks.quantity_kwh[i];
      if (truth.asks[i].owner == owner) sum += stage.asks.money[i] - cost;
    }
    for (std::size_t i = 0; i < truth.bids.size(); ++i) {
      const double worth = truth.bids[i].limit_price * stage.bids.quantity_kwh[i];
      if (truth.bids[i].owner == owner) sum += worth - stage.bids.money[i];
    }
  }
  return sum;
}

// How many random reports of an order do better than the best one found.
std::size_t count_missed(Mechanism& mechanism, const SampleMarket& truth, OrderPlace place,
                         std::uint64_t seed) {
  MisreportSearch search{mechanism};
  search.load(truth.market());
  const Misreport best = search.best_for(place);
  SampleMarket lie = truth;
  Order& order = (place.side == Side::kSell ? lie.asks : lie.bids)[place.index];
  Clearing clearing;
  std::size_t missed = 0;
  for (std::uint32_t draw = 0; draw < 300; ++draw) {
    order.limit_price =
        0.6 * uniform({.seed = seed, .purpose = Purpose::kMarket, .owner = 79, .draw = draw});
    mechanism.clear(lie.market(), clearing);
    const double reached = utility(truth, clearing, order.owner);
    missed += reached > best.utility_misreporting + best.rounding ? 1 : 0;
  }
  return missed;
}

// So a rule that compares prices with others than those of the orders has to say so.
TEST_CASE("no random report does better than the search") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
      CAPTURE(seed);
      const SampleMarket truth = sample_market(seed, Owners::kAny, kMostOrders);
      const bool sells = truth.bids.empty() || (seed % 2 == 0 && !truth.asks.empty());
      const OrderPlace first{sells ? Side::kSell : Side::kBuy, 0};
      CHECK(count_missed(*mechanism, truth, first, seed) == 0);
    }
  }
}

TEST_CASE("the search allocates nothing once it is warm") {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule.id, {});
    MisreportSearch search{*mechanism};
    const SampleMarket sample = sample_market(3, Owners::kAny, kMostOrders);
    search.load(sample.market());
    search.best_of_all();
    const std::size_t warm = allocation_count();
    search.load(sample.market());
    search.best_of_all();
    const std::size_t after = allocation_count();
    CHECK(after == warm);
  }
}

}  // namespace
}  // namespace peerwatt::market
