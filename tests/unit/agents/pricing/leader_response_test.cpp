// h(p), the price that ends the elastic demand left over after the trades that p brings about, as
// docs/equilibrium.md has it: under pools one price divides those that are acceptable, h(p) <= p,
// from those that are not; an auction can break that.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"

#include "agents/devices/flexible_demand.hpp"
#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/pricing/leader_search.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

using market::MechanismId;

constexpr double kFeedIn = 0.10;
constexpr double kBase = 0.30;

struct Seller {
  double surplus_kwh;
  double lambda;
};
struct Buyer {
  ResidualDemand demand;
  double lambda;
};
struct Neighbourhood {
  std::vector<Seller> sellers;
  std::vector<Buyer> buyers;
};

double limit_price(double lambda, double price) {
  return kFeedIn + lambda * (price - kFeedIn);
}

double bought(const market::Clearing& clearing, std::size_t bid) {
  double sum = 0;
  for (const market::Stage& stage : clearing.stages()) sum += stage.bids.quantity_kwh[bid];
  return sum;
}

double h(const Neighbourhood& neighbourhood, MechanismId id, double price) {
  const market::MechanismEntry& rule = market::entry(id);
  const double pool_price =
      rule.pool_price == market::PoolPrice::kSell ? price : (price + kFeedIn) / 2;
  std::vector<market::Order> asks, bids;
  std::vector<double> pool_demand;
  for (const auto& [surplus_kwh, lambda] : neighbourhood.sellers) {
    asks.push_back(
        {surplus_kwh, limit_price(lambda, price), 0, static_cast<std::uint32_t>(asks.size())});
  }
  for (const auto& [demand, lambda] : neighbourhood.buyers) {
    const double limit = limit_price(lambda, price);
    bids.push_back({demand.at(limit), limit, 0, static_cast<std::uint32_t>(100 + bids.size())});
    pool_demand.push_back(demand.at(pool_price));
  }
  market::Clearing clearing;
  market::make_mechanism(id, {.auction = MechanismId::kTradeReduction})
      ->clear({asks, bids, pool_demand, {price, kFeedIn}}, clearing);
  double satiation = kBase;
  for (std::size_t i = 0; i < bids.size(); ++i) {
    const ResidualDemand rest = after_buying(neighbourhood.buyers[i].demand, bought(clearing, i));
    satiation = std::max(satiation, rest.flexible.satiation_price(rest.served_flexible_kwh));
  }
  return satiation;
}

Neighbourhood random_neighbourhood(std::uint64_t game) {
  std::uint32_t draws = 0;
  const auto draw = [&] {
    return uniform({.seed = 22, .purpose = Purpose::kMarket, .owner = game, .draw = draws++});
  };
  Neighbourhood neighbourhood;
  double wanted = 0;
  for (std::uint64_t i = 0; i < 1 + game % 12; ++i) {
    const FlexibleDemand flexible{0.1 + draw(), kBase + 0.05 + draw(), kBase};
    // Half of them have inflexible load left, the others some flexible energy.
    const double inflexible = draw() < 0.5 ? draw() : 0;
    const double served = inflexible > 0 ? 0 : 0.5 * flexible.most_kwh * draw();
    neighbourhood.buyers.push_back({{inflexible, served, flexible}, draw()});
    wanted += neighbourhood.buyers.back().demand.at(kBase);
  }
  for (int i = 0; i < 3; ++i) neighbourhood.sellers.push_back({0.5 * wanted * draw(), draw()});
  return neighbourhood;
}

TEST_CASE("under a pool h rises no faster than the price, at the mid-market price half as fast") {
  constexpr double kStep = 0.005;
  int rising = 0;
  for (const auto& [rule, slope] : {std::pair{MechanismId::kMidMarketRate, 0.5},
                                    {MechanismId::kSupplyDemandRatio, 1.0},
                                    {MechanismId::kBillSharing, 1.0}}) {
    for (std::uint64_t game = 0; game < 100; ++game) {
      const Neighbourhood neighbourhood = random_neighbourhood(game);
      double before = h(neighbourhood, rule, kBase);
      bool acceptable = before <= kBase + 1e-9;
      for (int i = 1; i <= 220; ++i) {
        const double price = kBase + i * kStep;
        const double here = h(neighbourhood, rule, price);
        CHECK(here - before <= slope * kStep + 1e-9);
        // Once acceptable, always acceptable.
        CHECK((here <= price + 1e-9 || !acceptable));
        acceptable = here <= price + 1e-9;
        rising += here > before + 1e-6 ? 1 : 0;
        before = here;
      }
      CHECK(acceptable);
    }
  }
  CHECK(rising > 100);  // so h is not merely falling
}

// Two sellers and two buyers. While bids cross the whole ask of 1.65 kWh, the buyer who bids most
// has its fill in the auction; where they do not, trade reduction leaves all trade to the pool.
const Neighbourhood kJump{
    .sellers = {{1.65, 0.1}, {0.10, 0.5}},
    .buyers = {{{0, 0, {2.0, 1.10, kBase}}, 1.0}, {{0, 0, {3.2, 0.62, kBase}}, 0.96}}};

double jumping_h(double price) {
  return h(kJump, MechanismId::kAuctionThenMidMarket, price);
}

TEST_CASE(
    "an auction whose marginal orders change makes h jump, and acceptable prices have a gap") {
  // By hand in docs/equilibrium.md.
  CHECK(jumping_h(0.58) == doctest::Approx(0.5829).epsilon(1e-4));
  CHECK(jumping_h(0.59) == doctest::Approx(0.5812).epsilon(1e-4));
  CHECK(jumping_h(0.61) == doctest::Approx(0.8111).epsilon(1e-4));
  CHECK(jumping_h(0.75) == doctest::Approx(0.7753).epsilon(1e-4));
  CHECK(jumping_h(0.80) == doctest::Approx(0.7579).epsilon(1e-4));
}

TEST_CASE("beyond a jump the search ends at an acceptable price that is not the lowest one") {
  LeaderSearch search{{.base_price = kBase, .price_cap = 1.5}};
  while (search.state() == SearchState::kSearching) search.answer(jumping_h(search.announced()));
  CHECK(search.state() == SearchState::kConverged);
  CHECK(search.announced() == doctest::Approx(0.7690).epsilon(1e-4));
  CHECK(jumping_h(search.announced()) <= search.announced());
  CHECK(jumping_h(0.59) < 0.59);
}

}  // namespace
}  // namespace peerwatt::game
