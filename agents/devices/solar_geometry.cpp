#include "agents/devices/solar_geometry.hpp"

#include <chrono>
#include <numbers>

#include "engine/core/portable_math.hpp"

namespace peerwatt::devices {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

int day_of_year(SimTime time) {
  using namespace std::chrono;
  const sys_days day = floor<days>(sys_seconds{seconds{time.seconds()}});
  const sys_days new_year{year_month_day{day}.year() / January / 1};
  return static_cast<int>((day - new_year).count()) + 1;
}

}  // namespace

double sine_of_solar_elevation(const Site& site, SimTime time) {
  const double declination =
      23.45 * kRadians * portable::sin(2 * std::numbers::pi * (284 + day_of_year(time)) / 365);
  const double utc_hours = static_cast<double>(((time.seconds() % 86400) + 86400) % 86400) / 3600;
  const double hour_angle = (15 * (utc_hours - 12) + site.longitude_degree) * kRadians;
  const double latitude = site.latitude_degree * kRadians;
  return portable::sin(latitude) * portable::sin(declination) +
         portable::cos(latitude) * portable::cos(declination) * portable::cos(hour_angle);
}

}  // namespace peerwatt::devices
