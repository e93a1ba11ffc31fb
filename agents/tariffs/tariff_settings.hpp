#pragma once

#include <cstdint>
#include <vector>

#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/tariff.hpp"

namespace peerwatt::tariffs {

// The tariffs there are, in the order of the catalogue.
enum class BaseTariff : std::uint8_t { kFlat, kTimeOfUse };

// What the CPS sells at. The base tariff holds off-peak, and is what flexible load refers to.
struct TariffSettings {
  BaseTariff base = BaseTariff::kFlat;
  double flat_price = 0.25;       // currency/kWh
  std::vector<TariffBand> bands;  // time of use; `flat_price` outside of them
  double feed_in_price = 0.08;    // currency/kWh

  // What the base tariff says, currency/kWh: at a minute of the day, and at most.
  double base_price(std::int64_t minute) const;
  double highest_base_price() const;

  friend bool operator==(const TariffSettings&, const TariffSettings&) = default;
};

void describe(TariffSettings& tariff, parameters::Visitor& visitor);

}  // namespace peerwatt::tariffs
