#include "agents/tariffs/time_of_use_tariff.hpp"

#include <algorithm>

namespace peerwatt::tariffs::time_of_use_tariff {

void describe(TariffSettings& tariff, parameters::Visitor& visitor) {
  visit_sections(visitor, {"bands", "Bands of the time-of-use tariff."}, tariff.bands);
}

double price(const TariffSettings& tariff, std::int64_t minute) {
  return time_of_use_price(tariff.bands, tariff.flat_price, minute);
}

double highest_price(const TariffSettings& tariff) {
  double highest = tariff.flat_price;
  for (const TariffBand& band : tariff.bands) highest = std::max(highest, band.price);
  return highest;
}

}  // namespace peerwatt::tariffs::time_of_use_tariff
