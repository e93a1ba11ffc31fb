#include "agents/solar/reflection.hpp"

#include <cmath>
#include <initializer_list>

#include <doctest/doctest.h>

namespace peerwatt::solar {
namespace {

TEST_CASE("light at right angles is the measure") {
  CHECK(incidence_modifier(Cover::kGlass, 1) == 1);
  CHECK(incidence_modifier(Cover::kCoatedGlass, 1) == 1);
  CHECK(incidence_modifier(Cover::kNone, 0.001) == 1);
  CHECK(incidence_modifier(Cover::kGlass, 1 + 1e-15) == 1);
}

TEST_CASE("glass reflects light that comes from the side") {
  // Fresnel's equations by hand at 60 degrees: sines 0.866 and 0.5675, cosines 0.5 and 0.8234;
  // reflected 0.1855 and 0.0015, at right angles 0.0434; absorbed exp(-0.008/0.8234), exp(-0.008).
  CHECK(std::abs(incidence_modifier(Cover::kGlass, 0.5) - 0.9460) < 0.0002);
  CHECK(incidence_modifier(Cover::kGlass, 0.1) < 0.5);
  double last = 1;
  for (const double cosine : {0.9, 0.7, 0.5, 0.3, 0.1, 0.01, 1e-9}) {
    CHECK(incidence_modifier(Cover::kGlass, cosine) < last);
    last = incidence_modifier(Cover::kGlass, cosine);
  }
  CHECK(last < 1e-6);
}

TEST_CASE("a coating lets more light from the side through") {
  // By hand at 60 degrees: 0.9466 through the coating, 0.9912 into the glass, 0.9903 through it; at
  // right angles 0.98299, 0.99360 and 0.99203.
  CHECK(std::abs(incidence_modifier(Cover::kCoatedGlass, 0.5) - 0.9590) < 0.0002);
  for (const double cosine : {0.8, 0.5, 0.2}) {
    CHECK(incidence_modifier(Cover::kCoatedGlass, cosine) >
          incidence_modifier(Cover::kGlass, cosine));
    CHECK(incidence_modifier(Cover::kCoatedGlass, cosine) < 1);
  }
}

TEST_CASE("no light comes through from behind") {
  for (const Cover cover : {Cover::kNone, Cover::kGlass, Cover::kCoatedGlass}) {
    CHECK(incidence_modifier(cover, 0) == 0);
    CHECK(incidence_modifier(cover, -0.5) == 0);
    CHECK(incidence_modifier(cover, -1) == 0);
  }
}

}  // namespace
}  // namespace peerwatt::solar
