#include "agents/observers/sold_sources.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("a seller's energy is told apart by what came out of its battery, at its mean price") {
  ProsumerAccounts accounts{3};
  const ProsumerId both{0}, sun{2};
  accounts.p2p_sold_kwh[both] = 4;
  accounts.stored_sold_kwh[both] = 1;
  accounts.p2p_earned[both] = 2;
  accounts.p2p_sold_kwh[sun] = 2;
  accounts.p2p_earned[sun] = 0.5;
  const auto sold = sold_sources(accounts);
  const Traded& solar = sold[static_cast<std::size_t>(market::EnergyClass::kSolar)];
  const Traded& storage = sold[static_cast<std::size_t>(market::EnergyClass::kStorage)];
  CHECK(solar.energy_kwh == 5);
  CHECK(solar.earned == 2);
  CHECK(storage.energy_kwh == 1);
  CHECK(storage.earned == 0.5);
}
