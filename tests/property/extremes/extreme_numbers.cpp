#include "tests/property/extremes/extreme_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "engine/config/scalars.hpp"

namespace peerwatt::testing {
namespace {

using parameters::Distribution;
using parameters::Range;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double near_a_bound(const Range& range, RandomStream& draws) {
  const double bound = std::isfinite(range.most) && draws.chance(0.6) ? range.most : range.least;
  return draws.one_of(
      {bound, bound, std::nextafter(bound, -kInfinity), std::nextafter(bound, kInfinity)});
}

double of_any_magnitude(RandomStream& draws) {
  return std::pow(10.0, draws.between(-12, 12));
}

}  // namespace

double extreme_number(const Range& range, double value, RandomStream& draws) {
  const std::int64_t way = draws.integer(0, 5);
  double number = 0;
  if (way <= 1 && std::isfinite(range.least)) {
    number = near_a_bound(range, draws);
  } else if (way == 2) {
    number = draws.one_of({0.0, -1.0, 5e-324, 1e-300, 1e-12, 1e9, 1e15, 1.7e308});
  } else if (way == 3) {
    number = value * draws.one_of({1.0, 1 + 0x1p-52, 1 - 0x1p-53, 0.1, 10.0, 1000.0, 1e6});
  } else {
    number = of_any_magnitude(draws);
  }
  return draws.chance(0.85) ? std::clamp(number, range.least, range.most) : number;
}

std::int64_t extreme_integer(const Range& range, std::int64_t value, RandomStream& draws) {
  const auto least = static_cast<std::int64_t>(range.least);
  const auto most = static_cast<std::int64_t>(range.most);
  if (draws.chance(0.15)) {
    return draws.one_of({least - 1, most + 1, std::numeric_limits<std::int64_t>::min(),
                         std::numeric_limits<std::int64_t>::max()});
  }
  return draws.one_of({least, most, std::min(most, least + 1), most - 1, std::min(most, value + 1),
                       draws.integer(least, most),
                       draws.integer(least, std::min(most, least + 9))});
}

std::string extreme_distribution(const Range& range, double value, RandomStream& draws) {
  const double first = extreme_number(range, value, draws);
  if (draws.chance(0.4)) return config::write_distribution(first);
  const double second = draws.chance(0.5) ? value : extreme_number(range, value, draws);
  const double least = std::min(first, second), most = std::max(first, second);
  if (draws.chance(0.4))
    return config::write_distribution({Distribution::Kind::kOneOf, {most, least}});
  if (draws.chance(0.7) || least == most) {
    return config::write_distribution({Distribution::Kind::kUniform, {least, most}});
  }
  const double width = most / 2 - least / 2;  // which does not overflow
  return fmt::format("{{normal: [{}, {}, {}, {}]}}", config::write_number(least + width),
                     config::write_number(width * draws.one_of({1e-9, 1.0, 5.0})),
                     config::write_number(least), config::write_number(most));
}

}  // namespace peerwatt::testing
