#include "agents/solar/sky_diffuse.hpp"

#include <cmath>
#include <initializer_list>

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
  // Sun overhead, so that the clearness is 1 + dni/dhi; brightness 136/1360 = 0.1.
  struct Expected {
    double clearness, around_sun, at_horizon;
  };
  for (const auto& [clearness, around_sun, at_horizon] :
       {Expected{1.03, -0.008 + 0.0588, -0.060 + 0.0072},
        Expected{1.1, 0.130 + 0.0683, -0.019 + 0.0066},
        Expected{1.3, 0.330 + 0.0487, 0.055 - 0.0064},
        Expected{1.7, 0.568 + 0.0187, 0.109 - 0.0152},
        Expected{2.5, 0.873 - 0.0392, 0.226 - 0.0462},
        Expected{4.0, 1.132 - 0.1237, 0.288 - 0.0823},
        Expected{6.0, 1.060 - 0.1600, 0.264 - 0.1127},
        Expected{6.3, 0.678 - 0.0327, 0.156 - 0.1377}}) {
    const SkyDiffuse sky = sky_diffuse(SkyModel::kPerez, input_of(136 * (clearness - 1), 136));
    CHECK(sky.circumsolar == doctest::Approx(136 * around_sun).epsilon(1e-12));
    CHECK(sky.horizon == doctest::Approx(136 * at_horizon).epsilon(1e-12));
  }
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
