#pragma once

#include <cstdint>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/tariff_settings.hpp"

// The price of the band that covers the minute; the flat price outside of all bands.
namespace peerwatt::tariffs::time_of_use_tariff {

void describe(TariffSettings& tariff, parameters::Visitor& visitor);
// Currency/kWh.
double price(const TariffSettings& tariff, std::int64_t minute);
double highest_price(const TariffSettings& tariff);

}  // namespace peerwatt::tariffs::time_of_use_tariff
