#pragma once

#include <cstdint>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/tariff_settings.hpp"

// One price all day.
namespace peerwatt::tariffs::flat_tariff {

void describe(TariffSettings& tariff, parameters::Visitor& visitor);
// Currency/kWh.
double price(const TariffSettings& tariff, std::int64_t minute);
double highest_price(const TariffSettings& tariff);

}  // namespace peerwatt::tariffs::flat_tariff
