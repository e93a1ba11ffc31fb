#include "agents/solar/sky_diffuse.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

constexpr Direction kOverhead{0, 0, 1};

SkyInput input_of(double dni, double dhi, double sine = 1) {
  return {.irradiance = {dni * sine + dhi, dni, dhi},
          .sine_of_elevation = sine,
          .relative_air_mass = 1 / sine,
          .extraterrestrial_w_per_m2 = 1360};
}

TEST_CASE("an even sky lights a wall half as much as a flat roof") {
  const SkyDiffuse sky = sky_diffuse(SkyModel::kIsotropic, input_of(500, 100));
  CHECK(diffuse_on(Plane{0, 0}, kOverhead, sky) == 100);
  CHECK(diffuse_on(Plane{90, 0}, kOverhead, sky) == doctest::Approx(50).epsilon(1e-12));
  CHECK(sky.circumsolar == 0);
}

TEST_CASE("clear air gathers the diffuse light around the sun") {
  const SkyDiffuse sky = sky_diffuse(SkyModel::kHayDavies, input_of(340, 100, 0.5));
  CHECK(sky.isotropic == 75);    // 340/1360 is a quarter
  CHECK(sky.circumsolar == 50);  // 25 over the sine
  CHECK(sky.horizon == 0);
  CHECK(sky_diffuse(SkyModel::kHayDavies, input_of(1400, 100)).isotropic == 0);
}

TEST_CASE("a flat roof gets the diffuse irradiance in all models") {
  for (const SkyModel model : {SkyModel::kIsotropic, SkyModel::kHayDavies, SkyModel::kPerez}) {
    for (const double dni : {0.0, 20.0, 100.0, 400.0, 900.0}) {
      for (const double sine : {0.1, 0.5, 1.0}) {
        const SkyDiffuse sky = sky_diffuse(model, input_of(dni, 120, sine));
        const Direction sun{0, -std::sqrt(1 - sine * sine), sine};
        CHECK(diffuse_on(Plane{0, 0}, sun, sky) == doctest::Approx(120).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("an overcast sky is that of the first class of Perez") {
  // By hand, sun overhead: brightness 272/1360 = 0.2; F1 = -0.008 + 0.588*0.2 = 0.1096,
  // F2 = -0.06 + 0.072*0.2 = -0.0456.
  const SkyDiffuse sky = sky_diffuse(SkyModel::kPerez, input_of(0, 272));
  CHECK(sky.circumsolar == doctest::Approx(272 * 0.1096).epsilon(1e-12));
  CHECK(sky.isotropic == doctest::Approx(272 * 0.8904).epsilon(1e-12));
  CHECK(sky.horizon == doctest::Approx(272 * -0.0456).epsilon(1e-12));
}

TEST_CASE("each class of clearness has its coefficients") {
  // Sun 30 degrees high, so that the zenith angle is pi/3; brightness 136*2/1360 = 0.2.
  constexpr double kZenith = std::numbers::pi / 3;
  constexpr double kCubed = 1.041 * kZenith * kZenith * kZenith;
  struct Expected {
    double clearness, around_sun, at_horizon;
  };
  for (const auto& [clearness, around_sun, at_horizon] :
       {Expected{1.03, -0.008 + 0.588 * 0.2 - 0.062 * kZenith,
                 -0.060 + 0.072 * 0.2 - 0.022 * kZenith},
        Expected{1.1, 0.130 + 0.683 * 0.2 - 0.151 * kZenith,
                 -0.019 + 0.066 * 0.2 - 0.029 * kZenith},
        Expected{1.3, 0.330 + 0.487 * 0.2 - 0.221 * kZenith, 0.055 - 0.064 * 0.2 - 0.026 * kZenith},
        Expected{1.7, 0.568 + 0.187 * 0.2 - 0.295 * kZenith, 0.109 - 0.152 * 0.2 - 0.014 * kZenith},
        Expected{2.5, 0.873 - 0.392 * 0.2 - 0.362 * kZenith, 0.226 - 0.462 * 0.2 + 0.001 * kZenith},
        Expected{4.0, 1.132 - 1.237 * 0.2 - 0.412 * kZenith, 0.288 - 0.823 * 0.2 + 0.056 * kZenith},
        Expected{6.0, 1.060 - 1.600 * 0.2 - 0.359 * kZenith, 0.264 - 1.127 * 0.2 + 0.131 * kZenith},
        Expected{6.3, 0.678 - 0.327 * 0.2 - 0.250 * kZenith,
                 0.156 - 1.377 * 0.2 + 0.251 * kZenith}}) {
    const double dni = 136 * (clearness * (1 + kCubed) - kCubed - 1);
    const SkyDiffuse sky = sky_diffuse(SkyModel::kPerez, input_of(dni, 136, 0.5));
    CHECK(sky.circumsolar == doctest::Approx(136 * std::max(around_sun, 0.0) / 0.5).epsilon(1e-12));
    CHECK(sky.horizon == doctest::Approx(136 * at_horizon).epsilon(1e-12));
  }
}

TEST_CASE("a sun at the horizon does not make the sky around it endlessly bright") {
  const SkyDiffuse hay = sky_diffuse(SkyModel::kHayDavies, input_of(340, 100, 0.001));
  CHECK(hay.circumsolar == doctest::Approx(25 / 0.0174524).epsilon(1e-12));
  SkyInput low = input_of(0, 272, 0.001);
  low.relative_air_mass = 2;
  // Zenith angle 1.5698: F1 = -0.008 + 0.588*0.4 - 0.062*1.5698.
  CHECK(sky_diffuse(SkyModel::kPerez, low).circumsolar ==
        doctest::Approx(272 * (0.2272 - 0.062 * std::acos(0.001)) / 0.0871557).epsilon(1e-9));
}

TEST_CASE("less than no diffuse light is none") {
  CHECK(sky_diffuse(SkyModel::kIsotropic, input_of(0, -5)).isotropic == 0);
}

TEST_CASE("without a sun the sky is even") {
  for (const double sine : {0.0, -0.1, -1.0}) {
    SkyInput night = input_of(0, 20);
    night.sine_of_elevation = sine;
    for (const SkyModel model : {SkyModel::kIsotropic, SkyModel::kHayDavies, SkyModel::kPerez}) {
      const SkyDiffuse sky = sky_diffuse(model, night);
      CHECK(sky.isotropic == 20);
      CHECK(sky.circumsolar == 0);
      CHECK(sky.horizon == 0);
    }
  }
}

TEST_CASE("a sky without diffuse light is dark") {
  const SkyDiffuse sky = sky_diffuse(SkyModel::kPerez, input_of(900, 0));
  CHECK(diffuse_on(Plane{30, 180}, kOverhead, sky) == 0);
}

TEST_CASE("a roof with its back to the sun gets no light from around it") {
  const SkyDiffuse sky{.circumsolar = 100};
  CHECK(diffuse_on(Plane{90, 0}, {0, -1, 0}, sky) == 0);
  CHECK(diffuse_on(Plane{90, 0}, {0, 1, 0}, sky) == doctest::Approx(100).epsilon(1e-12));
}

TEST_CASE("a dark horizon takes no more light than there is") {
  CHECK(diffuse_on(Plane{90, 0}, kOverhead, {.isotropic = 10, .horizon = -30}) == 0);
}

}  // namespace
}  // namespace peerwatt::solar
