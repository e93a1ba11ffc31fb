#include "agents/solar/plane.hpp"

#include <numbers>

#include "agents/solar/angles.hpp"

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("angles are in degrees") {
  CHECK(sin_degree(90) == 1);
  CHECK(cos_degree(0) == 1);
  CHECK(asin_degree(1) == 90);
  CHECK(asin_degree(1 + 1e-15) == 90);
  CHECK(asin_degree(-1 - 1e-15) == -90);
  CHECK(atan2_degree(1, 0) == 90);
  CHECK(180 * kRadiansPerDegree == std::numbers::pi);
}

TEST_CASE("a flat roof faces the sky") {
  const Plane flat{0, 123};
  CHECK(flat.sky_share() == 1);
  CHECK(flat.ground_share() == 0);
  CHECK(flat.sine_of_tilt() == 0);
  CHECK(flat.cosine_of_tilt() == 1);
  CHECK(flat.cosine_of_incidence({0.6, 0, 0.8}) == 0.8);
}

TEST_CASE("a wall faces half of the sky and half of the ground") {
  const Plane wall{90, 90};
  CHECK(wall.sky_share() == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(wall.ground_share() == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(wall.sine_of_tilt() == 1);
  CHECK(wall.cosine_of_incidence({0.6, 0, 0.8}) == doctest::Approx(0.6).epsilon(1e-12));
}

TEST_CASE("azimuth counts from north by east") {
  constexpr Direction kEast{1, 0, 0}, kSouth{0, -1, 0};
  CHECK(Plane{90, 90}.cosine_of_incidence(kEast) == doctest::Approx(1).epsilon(1e-12));
  CHECK(Plane{90, 180}.cosine_of_incidence(kSouth) == doctest::Approx(1).epsilon(1e-12));
  CHECK(Plane{90, 0}.cosine_of_incidence(kSouth) == doctest::Approx(-1).epsilon(1e-12));
}

}  // namespace
}  // namespace peerwatt::solar
