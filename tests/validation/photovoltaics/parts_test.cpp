// Each part of the PV model against numbers of other programs; README.md says whose they are and
// how far ours may differ.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "agents/solar/air_mass.hpp"
#include "agents/solar/angles.hpp"
#include "agents/solar/cell_temperature.hpp"
#include "agents/solar/clear_sky.hpp"
#include "agents/solar/daylight.hpp"
#include "agents/solar/plane.hpp"
#include "agents/solar/pvwatts.hpp"
#include "agents/solar/sky.hpp"
#include "agents/solar/sky_diffuse.hpp"
#include "agents/solar/sun_position.hpp"

#include "tests/validation/photovoltaics/reference_table.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::solar;
using peerwatt::testing::public_data;
using peerwatt::testing::ReferenceTable;

namespace {

Site site_of(const ReferenceTable& table, std::size_t row) {
  return {table.number(row, "latitude_deg"), table.number(row, "longitude_deg"),
          table.number_or(row, "altitude_m", 0)};
}

double difference_of_angles(double a, double b) {
  return std::abs(std::remainder(a - b, 360.0));
}

// The value of `key=` in a text such as `a=-3.47 b=-0.0594`.
double value_in(const std::string& text, const std::string& key) {
  const std::size_t place = text.find(key + "=");
  REQUIRE_MESSAGE(place != std::string::npos, key);
  return std::stod(text.substr(place + key.size() + 1));
}

Direction sun_at(double zenith_degree, double azimuth_degree) {
  return {sin_degree(zenith_degree) * sin_degree(azimuth_degree),
          sin_degree(zenith_degree) * cos_degree(azimuth_degree), cos_degree(zenith_degree)};
}

SkyModel model_named(const std::string& name) {
  if (name == "perez") return SkyModel::kPerez;
  return name == "haydavies" ? SkyModel::kHayDavies : SkyModel::kIsotropic;
}

}  // namespace

TEST_CASE("the sun stands where NREL's algorithm has it") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "solar_position.csv"};
  double elevation = 0, apparent = 0, azimuth = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const SunPosition sun =
        sun_position(sun_in_space(*parse_utc(table.text(row, "utc_time"))), site_of(table, row),
                     {table.number(row, "pressure_pa"), table.number(row, "temp_c")});
    elevation =
        std::max(elevation, std::abs(sun.elevation_degree - table.number(row, "elevation_deg")));
    apparent = std::max(apparent, std::abs(sun.apparent_elevation_degree -
                                           table.number(row, "apparent_elevation_deg")));
    azimuth = std::max(azimuth,
                       difference_of_angles(sun.azimuth_degree, table.number(row, "azimuth_deg")));
  }
  MESSAGE(fmt::format("elevation {:.5f}, with refraction {:.5f}, azimuth {:.5f} degree", elevation,
                      apparent, azimuth));
  CHECK(table.rows() == 8);
  CHECK(elevation <= 0.005);
  CHECK(apparent <= 0.005);
  CHECK(azimuth <= 0.005);
}

TEST_CASE("the sun rises, culminates and sets when the published tables say") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "sunrise_sunset.csv"};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const SimTime midnight = *parse_utc(table.text(row, "local_date") + "T00:00Z") -
                             Duration::from_seconds(3600 * table.number(row, "utc_offset_h"));
    const Daylight day =
        daylight_around(midnight + Duration::from_seconds(12 * 3600), site_of(table, row));
    const double tolerance_h = table.number(row, "tolerance_h");
    const auto error_h = [&](SimTime time, const char* column) {
      return (time - midnight).hours() - table.number_or(row, column, (time - midnight).hours());
    };
    MESSAGE(fmt::format("{}: sunrise {:.5f}, noon {:.5f}, sunset {:.5f} h, of {}",
                        table.text(row, "case_id"), error_h(day.sunrise, "sunrise_local_h"),
                        error_h(day.noon, "transit_local_h"), error_h(day.sunset, "sunset_local_h"),
                        tolerance_h));
    CHECK(day.kind == Daylight::Kind::kSunRises);
    CHECK(std::abs(error_h(day.sunrise, "sunrise_local_h")) <= tolerance_h);
    CHECK(std::abs(error_h(day.noon, "transit_local_h")) <= tolerance_h);
    CHECK(std::abs(error_h(day.sunset, "sunset_local_h")) <= tolerance_h);
  }
  CHECK(table.rows() == 4);
}

TEST_CASE("a cloudless sky lets through what Ineichen and Haurwitz say") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "clear_sky.csv"};
  double worst = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double sine = cos_degree(table.number(row, "apparent_zenith_deg"));
    if (table.text(row, "model") == "haurwitz") {
      worst = std::max(worst, std::abs(haurwitz_ghi(sine) - table.number(row, "ghi_w_m2")));
      continue;
    }
    const Irradiance sky = ineichen_clear_sky(
        {sine, table.number(row, "airmass_absolute"), table.number(row, "linke_turbidity"),
         table.number(row, "altitude_m"), table.number(row, "dni_extra_w_m2")});
    worst = std::max({worst, std::abs(sky.ghi - table.number(row, "ghi_w_m2")),
                      std::abs(sky.dni - table.number(row, "dni_w_m2")),
                      std::abs(sky.dhi - table.number(row, "dhi_w_m2"))});
  }
  MESSAGE(fmt::format("{} rows, {:.1e} W/m2", table.rows(), worst));
  CHECK(table.rows() == 6);
  CHECK(worst <= 1e-5);
}

TEST_CASE("light on a tilted plane is what the transposition models say") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "transposition.csv"};
  std::size_t compared = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string model = table.text(row, "model"), quantity = table.text(row, "quantity");
    if (model == "klucher") continue;
    const Plane plane{table.number(row, "surface_tilt_deg"),
                      table.number(row, "surface_azimuth_deg")};
    const Direction sun =
        sun_at(table.number(row, "solar_zenith_deg"), table.number(row, "solar_azimuth_deg"));
    const Irradiance light{table.number_or(row, "ghi_w_m2", 0), table.number_or(row, "dni_w_m2", 0),
                           table.number_or(row, "dhi_w_m2", 0)};
    const Sky sky{
        .sun = sun,
        .dni = light.dni,
        .ghi = light.ghi,
        .diffuse = sky_diffuse(model_named(model),
                               {light, sun.up, table.number_or(row, "airmass_relative", 1),
                                table.number_or(row, "dni_extra_w_m2", 1361)})};
    const PlaneIrradiance on_plane = irradiance_on(plane, sky, table.number_or(row, "albedo", 0));
    double ours = on_plane.total();
    if (quantity == "poa_sky_diffuse") ours = on_plane.sky;
    if (quantity == "poa_direct") ours = on_plane.direct;
    if (quantity == "poa_ground_diffuse") ours = on_plane.ground;
    if (quantity == "aoi_deg") ours = 90 - asin_degree(plane.cosine_of_incidence(sun));
    const double error = ours - table.number(row, "expected_w_m2");
    MESSAGE(fmt::format("{}: {:.1e}", table.text(row, "case_id"), error));
    CHECK(std::abs(error) <= table.number(row, "tolerance_w_m2"));
    ++compared;
  }
  CHECK(compared == 11);
}

TEST_CASE("cells are as warm as Faiman and King say") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "cell_temperature.csv"};
  std::size_t compared = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string model = table.text(row, "model"), given = table.text(row, "parameters");
    if (model != "sapm" && model != "faiman") continue;
    const double wind = table.number(row, "wind_m_s");
    const double warmth =
        model == "sapm"
            ? sapm_warming({value_in(given, "a"), value_in(given, "b"), value_in(given, "deltaT")},
                           wind)
            : faiman_warming({value_in(given, "u0"), value_in(given, "u1")}, wind);
    const double cell_c =
        cell_temperature_c(table.number(row, "temp_air_c"), table.number(row, "poa_w_m2"), warmth);
    MESSAGE(fmt::format("{}: {:.1e} C", model, cell_c - table.number(row, "expected_c")));
    CHECK(std::abs(cell_c - table.number(row, "expected_c")) <= table.number(row, "tolerance_c"));
    ++compared;
  }
  CHECK(compared == 2);
}

TEST_CASE("modules, losses and inverter are those of PVWatts") {
  const auto folder = public_data("pv_reference");
  if (!folder) return;
  const ReferenceTable table{*folder / "pvwatts_components.csv"};
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string function = table.text(row, "function"), given = table.text(row, "inputs");
    double ours = 0;
    if (function == "pvwatts_dc") {
      ours = dc_power(value_in(given, "pdc0"), value_in(given, "effective_irradiance"),
                      value_in(given, "temp_cell"), value_in(given, "gamma_pdc"));
    } else if (function == "pvwatts_inverter") {
      const double efficiency = value_in(given, "eta_inv_nom");
      ours = ac_power({efficiency * value_in(given, "pdc0"), efficiency}, value_in(given, "pdc"));
    } else {
      ours = 100 * default_loss();
    }
    const double error = ours / table.number(row, "expected") - 1;
    MESSAGE(fmt::format("{}: {:.1e}", table.text(row, "case_id"), error));
    CHECK(std::abs(error) <= table.number(row, "rel_tolerance"));
  }
  CHECK(table.rows() == 4);
}
