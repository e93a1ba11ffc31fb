#include "agents/tariffs/tariff.hpp"

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::tariffs {

using parameters::Presence;

void describe(DayWindow& window, parameters::Visitor& visitor) {
  visitor.time_of_day({"from", "Begin on the wall clock.", Presence::kRequired},
                      window.from_minute);
  visitor.time_of_day({"to", "End on the wall clock; 24:00 is midnight.", Presence::kRequired},
                      window.to_minute);
}

void describe(TariffBand& band, parameters::Visitor& visitor) {
  describe(band.window, visitor);
  visitor.number({"price", "Price within the band, currency/kWh.", Presence::kRequired}, band.price,
                 kPriceAboveZero);
}

double time_of_use_price(const std::vector<TariffBand>& bands, double flat_price,
                         std::int64_t minute) {
  for (const TariffBand& band : bands) {
    if (band.window.contains(minute)) return band.price;
  }
  return flat_price;
}

}  // namespace peerwatt::tariffs
