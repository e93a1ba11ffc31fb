#include "agents/tariffs/tariff_settings.hpp"

#include "engine/parameters/choices.hpp"

#include "agents/tariffs/price_limits.hpp"
#include "agents/tariffs/tariff_catalogue.hpp"

namespace peerwatt::tariffs {

double TariffSettings::base_price(std::int64_t minute) const {
  return entry(base).price(*this, minute);
}

double TariffSettings::highest_base_price() const {
  return entry(base).highest_price(*this);
}

void describe(TariffSettings& tariff, parameters::Visitor& visitor) {
  visitor.choice({"base", "Tariff in force off-peak; at this price all flexible load is served."},
                 tariff.base, parameters::choices_of(base_tariffs()));
  for (const TariffEntry& each : base_tariffs()) each.describe(tariff, visitor);
  visitor.number({"feed_in_price", "What the CPS pays for exports, currency/kWh."},
                 tariff.feed_in_price, kPrice);
}

}  // namespace peerwatt::tariffs
