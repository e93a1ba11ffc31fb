#include "agents/solar/pv_system.hpp"

#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

// A sky with a sun overhead and nothing else.
Sky overhead(double dni, double air_c = 25) {
  Sky sky;
  sky.sun = {0, 0, 1};
  sky.dni = dni;
  sky.ghi = dni;
  sky.air_c = air_c;
  return sky;
}

// Cells as warm as the air, glass that reflects nothing, no losses.
PvEquipment ideal(double inverter_kw) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  return {.inverter_kw = inverter_kw,
          .inverter_efficiency = 0.96,
          .loss = 0,
          .temperature_coefficient_per_k = -0.004,
          .cover = Cover::kNone,
          .mounting = FaimanMounting{kInfinity, 0},
          .albedo = 0};
}

TEST_CASE("standard light on a flat roof gives the peak power") {
  const std::array roofs{Roof{.peak_kw = 4}};
  const PvSystem home{roofs, ideal(5)};
  CHECK(home.dc_kw(overhead(1000)) == 4);
  CHECK(home.dc_kw(overhead(500)) == 2);
  CHECK(home.dc_kw(overhead(1000, 50)) == 3.6);
  CHECK(home.ac_kw(overhead(1000)) == ac_power({5, 0.96}, 4));
  CHECK(home.ac_kwh(overhead(1000), Duration::from_seconds(900)) == home.ac_kw(overhead(1000)) / 4);
}

TEST_CASE("roofs of a home add up before the inverter") {
  const std::array east_and_west{Roof{60, 90, 3}, Roof{60, 270, 2}};
  const PvSystem home{east_and_west, ideal(10)};
  // The sun overhead shines on both at 60 degrees.
  CHECK(home.dc_kw(overhead(1000)) == doctest::Approx(2.5).epsilon(1e-12));
  Sky morning = overhead(1000);
  morning.sun = {1, 0, 0};
  morning.ghi = 0;
  CHECK(home.dc_kw(morning) == doctest::Approx(3 * std::sqrt(0.75)).epsilon(1e-12));
}

TEST_CASE("an inverter cuts what exceeds its rating") {
  const std::array roofs{Roof{.peak_kw = 4}};
  const PvSystem home{roofs, ideal(2)};
  CHECK(home.ac_kw(overhead(1000)) == 2);
  CHECK(home.ac_kw(overhead(400)) < 1.6);
}

TEST_CASE("without a rating the inverter is that of PVWatts") {
  const std::array roofs{Roof{.peak_kw = 4}, Roof{.peak_kw = 2}};
  CHECK(PvSystem(roofs, {}).inverter().ac_rating == 5);
  CHECK(PvSystem(roofs, {.inverter_kw = 3}).inverter().ac_rating == 3);
  CHECK(PvSystem(roofs, {}).inverter().nominal_efficiency == 0.96);
}

TEST_CASE("losses, reflection and the ground change the power") {
  const std::array roofs{Roof{.tilt_degree = 30, .peak_kw = 4}};
  Sky sky = overhead(1000);
  sky.sun = {0, 0.8, 0.6};  // from the north, at 0.6*0.866 - 0.8*0.5
  sky.ghi = 600;
  const double direct_kw = 4 * (0.6 * std::sqrt(0.75) - 0.4);
  const PvSystem plain{roofs, ideal(9)};
  CHECK(plain.dc_kw(sky) == doctest::Approx(direct_kw).epsilon(1e-12));
  PvEquipment lossy = ideal(9);
  lossy.loss = 0.25;
  CHECK(PvSystem(roofs, lossy).dc_kw(sky) == doctest::Approx(0.75 * direct_kw).epsilon(1e-12));
  PvEquipment glass = ideal(9);
  glass.cover = Cover::kGlass;
  const double cosine = 0.6 * std::sqrt(0.75) - 0.4;
  CHECK(PvSystem(roofs, glass).dc_kw(sky) ==
        doctest::Approx(direct_kw * incidence_modifier(Cover::kGlass, cosine)).epsilon(1e-12));
  PvEquipment snow = ideal(9);
  snow.albedo = 0.5;
  CHECK(PvSystem(roofs, snow).dc_kw(sky) - direct_kw ==
        doctest::Approx(4 * 0.6 * 0.5 * (1 - std::sqrt(0.75)) / 2).epsilon(1e-9));
}

TEST_CASE("only direct light is reflected more at an angle") {
  const PlaneIrradiance light{.direct = 100, .sky = 30, .ground = 7};
  CHECK(entering_w_per_m2(light, Cover::kNone, 0.1) == 137);
  CHECK(entering_w_per_m2(light, Cover::kGlass, 0.1) ==
        100 * incidence_modifier(Cover::kGlass, 0.1) + 37);
}

TEST_CASE("a mounting is one of Faiman or of SAPM") {
  CHECK(warming(FaimanMounting{}, 2) == faiman_warming({}, 2));
  CHECK(warming(kRoofMountGlassGlass, 2) == sapm_warming(kRoofMountGlassGlass, 2));
}

TEST_CASE("a home without roofs generates nothing") {
  const PvSystem home{{}, {}};
  CHECK(home.dc_kw(overhead(1000)) == 0);
  CHECK(home.ac_kw(overhead(1000)) == 0);
}

TEST_CASE("no site, hour, sky or roof gives a power that is no number") {
  const std::array roofs{Roof{0, 0, 1},   Roof{30, 180, 1},  Roof{90, 0, 1},
                         Roof{90, 90, 1}, Roof{180, 270, 1}, Roof{35, -90, 1}};
  const PvSystem home{roofs, {.cover = Cover::kCoatedGlass, .mounting = kOpenRackPolymer}};
  const Duration step = Duration::from_seconds(37 * 3600 + 1234);
  std::size_t lit = 0;
  for (const double latitude : {-90.0, -66.6, -30.0, 0.0, 23.44, 52.0, 69.0, 90.0}) {
    const Site site{.latitude_degree = latitude, .longitude_degree = 2 * latitude};
    SimTime time = *parse_utc("2024-01-01T00:00Z");
    for (int i = 0; i < 240; ++i, time = time + step) {
      for (const SkyModel model : {SkyModel::kIsotropic, SkyModel::kHayDavies, SkyModel::kPerez}) {
        for (const Irradiance& light :
             {Irradiance{}, Irradiance{0, 900, 0}, Irradiance{0, 0, 300}, Irradiance{0, 1400, 1e-9},
              Irradiance{0, -5, -5}, Irradiance{0, 700, 100}}) {
          const Sky sky =
              sky_of_slot(model, time, Duration::from_seconds(900), site, {light, -40, 0});
          const double power_kw = home.ac_kw(sky);
          REQUIRE(std::isfinite(power_kw));
          REQUIRE(power_kw >= 0);
          REQUIRE(power_kw <= home.inverter().ac_rating);
          if (power_kw > 0) ++lit;
        }
      }
    }
  }
  CHECK(lit > 10000);
}

}  // namespace
}  // namespace peerwatt::solar
