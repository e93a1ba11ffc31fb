#include "agents/tariffs/tariff_catalogue.hpp"

#include <array>
#include <cstddef>

#include "engine/core/contracts.hpp"

#include "agents/tariffs/flat_tariff.hpp"
#include "agents/tariffs/time_of_use_tariff.hpp"

namespace peerwatt::tariffs {
namespace {

constexpr auto kTariffs = std::to_array<TariffEntry>({
    {.id = BaseTariff::kFlat,
     .name = "flat",
     .help = "One price all day.",
     .describe = flat_tariff::describe,
     .price = flat_tariff::price,
     .highest_price = flat_tariff::highest_price},
    {.id = BaseTariff::kTimeOfUse,
     .name = "time_of_use",
     .help = "The price of the band that covers the slot's start.",
     .describe = time_of_use_tariff::describe,
     .price = time_of_use_tariff::price,
     .highest_price = time_of_use_tariff::highest_price},
});

}  // namespace

std::span<const TariffEntry> base_tariffs() {
  return kTariffs;
}

const TariffEntry& entry(BaseTariff id) {
  const TariffEntry& entry = kTariffs[static_cast<std::size_t>(id)];
  PEERWATT_EXPECTS(entry.id == id);
  return entry;
}

}  // namespace peerwatt::tariffs
