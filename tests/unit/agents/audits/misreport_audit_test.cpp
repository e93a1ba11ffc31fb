#include "agents/audits/misreport_audit.hpp"

#include "tests/unit/agents/audits/cleared_pool.hpp"
#include "tests/unit/agents/audits/peak_slot.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

recording::CertificateRecord examined(const ClearedPool& pool, double share) {
  MisreportAudit audit{pool.world.scenario, AuditDraw{1, share}, pool.auctions};
  recording::CertificateRecord certificates;
  audit.examine(peak_slot(0), certificates);
  return certificates;
}

}  // namespace

// In a pool the price is not the traders' doing.
TEST_CASE("one of those who ordered is looked at, and in a pool gains nothing by another price") {
  const recording::CertificateRecord certificates = examined(ClearedPool{}, 1);
  CHECK(certificates.misreport_gain == 0);
  CHECK((certificates.misreport_prosumer == 0 || certificates.misreport_prosumer == 1));
}

// One seller and one buyer whose limits meet at 0.375: at the seller's own price of 0.375 neither
// can gain. Where the buyer pays its bid, a lower one is no trade.
TEST_CASE("where a pair has one price between its limits, no other price pays") {
  CHECK(examined(ClearedPool{market::MechanismId::kPayAsBid}, 1).misreport_gain == 0);
}

TEST_CASE("nobody is looked at in a slot that is not drawn") {
  const recording::CertificateRecord certificates = examined(ClearedPool{}, 0);
  CHECK_FALSE(certificates.misreport_gain.has_value());
  CHECK(certificates.misreport_prosumer == kNoId);
}

TEST_CASE("nobody is looked at where the trace has no prosumers") {
  const ClearedPool pool{market::MechanismId::kMidMarketRate, recording::TraceLevel::kSummary};
  CHECK_FALSE(examined(pool, 1).misreport_gain.has_value());
}
