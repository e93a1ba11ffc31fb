#include "tools/inspection/suspicions.hpp"

#include "tests/unit/tools/inspection/street.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

using Change = void (*)(network::FeederDescription&);

std::string only_suspicion(Change change) {
  network::FeederDescription feeder = test::street();
  change(feeder);
  const std::vector<std::string> found = inspection::suspicions(feeder);
  return found.size() == 1 ? found[0] : std::to_string(found.size()) + " suspicions";
}

}  // namespace

TEST_CASE("an ordinary street is not suspicious") {
  CHECK(inspection::suspicions(test::street()).empty());
}

TEST_CASE("numbers that are a factor of 1,000 off are told, with what they may mean") {
  CHECK(only_suspicion([](auto& feeder) { feeder.lines[1].length_km = 100e-6; }) ==
        "line 'head-middle' has 500 ohm/km, more than cables have: is its length in km, and its "
        "impedance in ohm?");
  CHECK(only_suspicion([](auto& feeder) { feeder.lines[1].length_km = 100; }) ==
        "line 'head-middle' has 0.0005 ohm/km, less than cables have: is its impedance in ohm, not "
        "per unit, and its length in km, not m?");
  CHECK(only_suspicion([](auto& feeder) { feeder.lines[1].reactance_ohm = 0.0002; }) ==
        "line 'head-middle' has R/X = 250: are resistance and reactance in one unit?");
  CHECK(only_suspicion([](auto& feeder) { feeder.loads[0].power_kw = 10'000; }) ==
        "the load at 'middle' is 10000 kW at 0.4 kV: were kW taken for MW?");
  CHECK(only_suspicion([](auto& feeder) { feeder.loads[0].power_kw = 1e-5; }) ==
        "the load at 'middle' is 1e-05 kW: were MW taken for kW, or kW for W?");
  CHECK(only_suspicion([](auto& feeder) { feeder.base_kv = 400.1; }) ==
        "base_kv is 400.1 kV: is it in kV, not V or MV?");
}

TEST_CASE("of many suspicious lines one is told, and how many there are") {
  network::FeederDescription feeder = test::street();
  for (network::FeederLine& line : feeder.lines) line.length_km = 1e-6;
  const std::vector<std::string> found = inspection::suspicions(feeder);
  REQUIRE(found.size() == 1);
  CHECK(found[0].ends_with("(and 1 more like it)"));
}
