#include "agents/observers/balances.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

// A seller of 2 kWh and a buyer of 3 kWh of one coalition, whose books balance.
struct TwoProsumers {
  std::vector<double> load{0, 3.5}, generation{3, 0}, charged{0.5, -0.5};
  std::vector<double> deficiency{0, 3}, surplus{2.5, 0};
  std::vector<std::int32_t> coalition{0, 0};
  std::vector<double> p2p_bought{0, 2}, p2p_sold{2, 0};
  std::vector<double> grid_bought{0, 0.75}, grid_sold{0.5, 0}, unserved{0, 0.25};
  std::vector<double> balance{-0.65, 0.9};

  recording::ProsumerRecord record() const {
    recording::ProsumerRecord record;
    record.load_kwh = load;
    record.generation_kwh = generation;
    record.battery_charged_kwh = charged;
    record.deficiency_kwh = deficiency;
    record.surplus_kwh = surplus;
    record.coalition = coalition;
    record.p2p_bought_kwh = p2p_bought;
    record.p2p_sold_kwh = p2p_sold;
    record.grid_bought_kwh = grid_bought;
    record.grid_sold_kwh = grid_sold;
    record.unserved_kwh = unserved;
    record.balance = balance;
    return record;
  }
};

}  // namespace

TEST_CASE("books that balance have no residual") {
  CHECK(energy_residual_kwh(TwoProsumers{}.record(), 1) == 0);
}

// Added one by one, they are off by a millionth.
TEST_CASE("the books of a million balance to the last digits") {
  const std::vector<double> balances(1'000'000, 0.1), none(1'000'000, 0.0);
  recording::ProsumerRecord prosumers;
  for (auto* column : {&prosumers.comfort_lost, &prosumers.load_kwh, &prosumers.unserved_kwh,
                       &prosumers.battery_charged_kwh, &prosumers.generation_kwh}) {
    *column = none;
  }
  prosumers.balance = balances;
  recording::SystemRecord system;
  system.cps_balance = -1e5;
  CHECK(money_residual(system, prosumers) < 1e-9);
  CHECK(welfare_residual(system, prosumers, {}) < 1e-9);
}

TEST_CASE("every broken energy balance shows") {
  const auto residual = [](auto spoil) {
    TwoProsumers prosumers;
    spoil(prosumers);
    return energy_residual_kwh(prosumers.record(), 2);
  };
  CHECK(residual([](TwoProsumers& p) { p.unserved[1] += 0.125; }) == 0.125);
  CHECK(residual([](TwoProsumers& p) { p.grid_sold[0] -= 0.125; }) == 0.125);
  CHECK(residual([](TwoProsumers& p) { p.load[1] += 0.125; }) == 0.125);
  CHECK(residual([](TwoProsumers& p) { p.charged[0] = 0; }) == 0.5);
  CHECK(residual([](TwoProsumers& p) {
          p.p2p_bought[1] += 0.25;
          p.grid_bought[1] -= 0.25;
        }) == 0.25);
}

TEST_CASE("trade between coalitions, or without one, shows") {
  TwoProsumers apart;
  apart.coalition = {0, 1};
  CHECK(energy_residual_kwh(apart.record(), 2) == 2);
  TwoProsumers alone;
  alone.coalition = {-1, -1};
  CHECK(energy_residual_kwh(alone.record(), 2) == 4);
}

TEST_CASE("the balances of all agents add up to zero, or the rest shows") {
  const TwoProsumers prosumers;
  recording::SystemRecord system;
  system.cps_balance = -0.15;
  system.auctioneer_balance = -0.1;
  CHECK(money_residual(system, prosumers.record()) == doctest::Approx(0));
  system.auctioneer_balance = -0.3;
  CHECK(money_residual(system, prosumers.record()) == doctest::Approx(0.2));
}
