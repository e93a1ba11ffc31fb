#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/tariff_settings.hpp"

namespace peerwatt::tariffs {

// What is known of a tariff. Its prices are pure functions of the settings.
struct TariffEntry {
  BaseTariff id{};
  std::string_view name;
  std::string_view help;
  // Declares the parameters that the tariff adds to the settings.
  void (*describe)(TariffSettings&, parameters::Visitor&) = nullptr;
  // Currency/kWh: at a minute of the day on the wall clock, and the highest of the day.
  double (*price)(const TariffSettings&, std::int64_t minute) = nullptr;
  double (*highest_price)(const TariffSettings&) = nullptr;
};

// All tariffs, in the order of their ids.
std::span<const TariffEntry> base_tariffs();
const TariffEntry& entry(BaseTariff id);

}  // namespace peerwatt::tariffs
