#include "agents/auctioneers/trace_codes.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

// The numbers are those of files that have been written: docs/trace-format.md names them in order.
TEST_CASE("what markets enumerate has the numbers of the trace") {
  CHECK(static_cast<int>(trace_code(market::Side::kBuy)) == 0);
  CHECK(static_cast<int>(trace_code(market::Side::kSell)) == 1);
  CHECK(static_cast<int>(trace_code(market::EnergyClass::kSolar)) == 1);
  CHECK(static_cast<int>(trace_code(market::EnergyClass::kStorage)) == 2);
}
