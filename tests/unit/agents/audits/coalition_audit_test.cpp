#include "agents/audits/coalition_audit.hpp"

#include "tests/unit/agents/audits/cleared_pool.hpp"
#include "tests/unit/agents/audits/peak_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

// What the slot gave: home 0 sold 2 kWh for `money` to home 1.
ProsumerAccounts sold(double money) {
  ProsumerAccounts accounts{4};
  accounts.prices.assign(4, {0.5, 0.25, 0.25});
  accounts.p2p_sold_kwh[ProsumerId{0}] = accounts.p2p_bought_kwh[ProsumerId{1}] = 2;
  accounts.p2p_earned[ProsumerId{0}] = accounts.p2p_paid[ProsumerId{1}] = money;
  return accounts;
}

recording::CertificateRecord examined(const ClearedPool& pool, const ProsumerAccounts& accounts,
                                      std::int64_t slot = 0) {
  CoalitionAudit audit{pool.world.scenario, AuditDraw{1, 1}, pool.world.zone_trees, pool.auctions,
                       accounts};
  recording::CertificateRecord certificates;
  audit.examine(peak_slot(slot), certificates);
  return certificates;
}

}  // namespace

// At 0.375 both gain 0.125 a kWh against the grid.
TEST_CASE("nobody would leave a coalition that gives everybody more than the grid") {
  const recording::CertificateRecord certificates = examined(ClearedPool{}, sold(0.75));
  CHECK(certificates.exit_regret == 0);
  CHECK(certificates.merge_regret == 0);
  CHECK(certificates.split_regret == 0);
}

// 1.25 for 2 kWh that the grid sells for 1.
TEST_CASE("who pays more than the grid asks for would leave, by what it pays more") {
  CHECK(examined(ClearedPool{}, sold(1.25)).exit_regret == 0.25);
}

TEST_CASE("a zone that was not cleared in the slot has no coalition to leave") {
  CHECK(examined(ClearedPool{}, sold(1.25), 1).exit_regret == 0);
}

// One zone is drawn, and nobody trades in the second.
TEST_CASE("shares of equal halves of the gain lie in the core, a share below zero does not") {
  ClearedPool pool;
  std::int64_t& seed = pool.world.scenario.seed;
  for (seed = 1; seed < 64 && !examined(pool, sold(0.75)).core_excess; ++seed) continue;
  const recording::CertificateRecord fair = examined(pool, sold(0.75));
  REQUIRE(fair.core_excess.has_value());
  CHECK(*fair.core_excess <= 1e-12);
  CHECK(fair.core_evidence == recording::CoreEvidence::kExact);
  CHECK(*examined(pool, sold(1.25)).core_excess == doctest::Approx(0.25));
}

TEST_CASE("nothing is claimed of coalitions where the trace has no prosumers") {
  const ClearedPool pool{market::MechanismId::kMidMarketRate, recording::TraceLevel::kSummary};
  CHECK_FALSE(examined(pool, sold(1.25)).exit_regret.has_value());
}
