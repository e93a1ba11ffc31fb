#include "agents/tariffs/flat_tariff.hpp"

#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::tariffs::flat_tariff {

void describe(TariffSettings& tariff, parameters::Visitor& visitor) {
  visitor.number(
      {"flat_price", "The flat price, and the price outside of all bands, currency/kWh."},
      tariff.flat_price, kPriceAboveZero);
}

double price(const TariffSettings& tariff, std::int64_t) {
  return tariff.flat_price;
}

double highest_price(const TariffSettings& tariff) {
  return tariff.flat_price;
}

}  // namespace peerwatt::tariffs::flat_tariff
