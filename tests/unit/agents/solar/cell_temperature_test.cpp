#include "agents/solar/cell_temperature.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("light warms cells, and wind cools them") {
  const FaimanMounting mounting{.u0 = 25, .u1 = 5};
  CHECK(faiman_warming(mounting, 0) == 0.04);
  CHECK(faiman_warming(mounting, 5) == 0.02);
  CHECK(cell_temperature_c(20, 500, faiman_warming(mounting, 5)) == 30);
}

TEST_CASE("without light cells are as warm as the air") {
  CHECK(cell_temperature_c(-7, 0, faiman_warming({}, 3)) == -7);
  CHECK(cell_temperature_c(-7, 0, sapm_warming({}, 3)) == -7);
}

TEST_CASE("wind below zero is no wind") {
  CHECK(faiman_warming({}, -25.0 / 6.84) == faiman_warming({}, 0));
  CHECK(sapm_warming({}, -3) == sapm_warming({}, 0));
}

TEST_CASE("cells are warmer than the back of the module, by the irradiance") {
  const SapmMounting flat{.a = 0, .b = 0, .delta_c = 3};
  CHECK(sapm_warming(flat, 4) == 1.003);
}

TEST_CASE("modules close to the roof become warmer than those on a rack") {
  CHECK(sapm_warming(kRoofMountGlassGlass, 1) > sapm_warming(kOpenRackGlassGlass, 1));
  CHECK(sapm_warming(kInsulatedBackPolymer, 1) > sapm_warming(kOpenRackPolymer, 1));
  // 1000 W/m2 and 1 m/s: by hand from table 1 of the report.
  CHECK(1000 * sapm_warming(kOpenRackPolymer, 1) == doctest::Approx(29.4).epsilon(0.002));
}

}  // namespace
}  // namespace peerwatt::solar
