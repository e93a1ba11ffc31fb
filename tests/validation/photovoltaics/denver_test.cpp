// A year of a roof in Denver, hour by hour, against PVWatts; README.md says what may differ.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "agents/solar/pv_system.hpp"
#include "agents/solar/sky.hpp"

#include "tests/validation/photovoltaics/reference_table.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::solar;
using peerwatt::testing::public_data;
using peerwatt::testing::ReferenceTable;

namespace {

constexpr Site kDenver{.latitude_degree = 39.73, .longitude_degree = -105.18, .altitude_m = 1819.6};
constexpr Roof kRoof{.tilt_degree = 20, .azimuth_degree = 180, .peak_kw = 4};
constexpr Duration kHour = Duration::from_seconds(3600);
constexpr double kAlbedo = 0.2;

// PVWatts' standard module.
constexpr double kPerKelvin = -0.0047;

// Ours and the reference's, added up, and the largest difference in an hour.
struct Comparison {
  double ours = 0;
  double reference = 0;
  double worst = 0;

  void add(double our, double their) {
    ours += our;
    reference += their;
    worst = std::max(worst, std::abs(our - their));
  }
  double of_year() const { return ours / reference - 1; }
};

Sky sky_of_hour(const ReferenceTable& table, std::size_t row) {
  // A year without the 29th of February; the reference names none.
  const SimTime start = *parse_utc("2001-01-01T07:00Z") + static_cast<std::int64_t>(row) * kHour;
  return sky_of_slot(SkyModel::kPerez, start, kHour, kDenver,
                     {{0, table.number(row, "dni_w_m2"), table.number(row, "dhi_w_m2")},
                      table.number(row, "temp_air_c"),
                      table.number(row, "wind_m_s")});
}

// All steps of the chain, compared over the year.
struct Year {
  Comparison plane_w, dc_given_light_w, ac_given_dc_w, dc_w, ac_w;
  Comparison warmth;  // cell temperature times light
  std::size_t clipped = 0;
  std::size_t clipped_in_reference = 0;
};

class Chain {
 public:
  void add_hour(const ReferenceTable& table, std::size_t row) {
    const Sky sky = sky_of_hour(table, row);
    const PlaneIrradiance light = irradiance_on(plane_, sky, kAlbedo);
    const double their_light = table.number(row, "poa_w_m2"), their_dc = table.number(row, "dc_w");
    const double their_cell = table.number(row, "temp_cell_c");
    year_.plane_w.add(light.total(), their_light);
    year_.dc_given_light_w.add(
        (1 - default_loss()) * dc_power(1000 * kRoof.peak_kw,
                                        their_light * entering_share(sky, light), their_cell,
                                        kPerKelvin),
        their_dc);
    year_.warmth.add(
        cell_temperature_c(sky.air_c, light.total(), warming(FaimanMounting{}, sky.wind_m_per_s)) *
            their_light,
        their_cell * their_light);
    year_.dc_w.add(1000 * home_.dc_kw(sky), their_dc);
    year_.ac_w.add(1000 * home_.ac_kwh(sky, kHour), table.number(row, "ac_w"));
    add_inverter(their_dc, table.number(row, "ac_w"));
  }
  const Year& year() const { return year_; }

 private:
  double entering_share(const Sky& sky, const PlaneIrradiance& light) const {
    if (light.total() <= 0) return 1;
    return entering_w_per_m2(light, Cover::kGlass, plane_.cosine_of_incidence(sky.sun)) /
           light.total();
  }
  void add_inverter(double their_dc_w, double their_ac_w) {
    const double ac_w = 1000 * ac_power(home_.inverter(), their_dc_w / 1000);
    year_.ac_given_dc_w.add(ac_w, their_ac_w);
    if (ac_w >= 1000 * home_.inverter().ac_rating) ++year_.clipped;
    if (their_ac_w > 3333.33) ++year_.clipped_in_reference;
  }

  std::array<Roof, 1> roofs_{kRoof};
  PvSystem home_{roofs_, {.temperature_coefficient_per_k = kPerKelvin, .albedo = kAlbedo}};
  Plane plane_{kRoof.tilt_degree, kRoof.azimuth_degree};
  Year year_;
};

}  // namespace

TEST_CASE("a year in Denver is that of PVWatts") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "pvwatts_8760_denver_rackmount.csv"};
  REQUIRE(table.rows() == 8760);
  Chain chain;
  for (std::size_t row = 0; row < table.rows(); ++row) chain.add_hour(table, row);
  const Year& year = chain.year();
  const auto check = [](const char* what, const Comparison& found, double of_year, double worst) {
    MESSAGE(fmt::format("{}: {:.1f} of {:.1f} in the year ({:+.4f} %), worst hour {:.4f}", what,
                        found.ours, found.reference, 100 * found.of_year(), found.worst));
    CHECK(std::abs(found.of_year()) <= of_year);
    CHECK(found.worst <= worst);
  };
  check("light on the plane", year.plane_w, 0.003, 25);
  check("DC from given light", year.dc_given_light_w, 0.001, 20);
  check("AC from given DC", year.ac_given_dc_w, 1e-6, 0.01);
  check("DC", year.dc_w, 0.01, 200);
  check("AC", year.ac_w, 0.01, 200);
  const double warmer_c = (year.warmth.ours - year.warmth.reference) / year.plane_w.reference;
  MESSAGE(fmt::format("cells {:+.2f} C, {} hours at the rating of the inverter", warmer_c,
                      year.clipped));
  CHECK(std::abs(warmer_c) <= 1.5);
  CHECK(year.clipped == year.clipped_in_reference);
  CHECK(year.clipped > 0);
}
