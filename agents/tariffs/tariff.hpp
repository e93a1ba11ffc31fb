#pragma once

#include <cstdint>
#include <vector>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::tariffs {

// Part of a day on the wall clock, [from, to), in minutes after midnight.
struct DayWindow {
  std::int64_t from_minute = 0;
  std::int64_t to_minute = 0;

  bool contains(std::int64_t minute) const { return minute >= from_minute && minute < to_minute; }

  friend bool operator==(const DayWindow&, const DayWindow&) = default;
};

struct TariffBand {
  DayWindow window;
  double price = 0.30;  // currency/kWh

  friend bool operator==(const TariffBand&, const TariffBand&) = default;
};

void describe(DayWindow& window, parameters::Visitor& visitor);
void describe(TariffBand& band, parameters::Visitor& visitor);

// The price at a minute of the day: the band's that covers it, else `flat_price`.
double time_of_use_price(const std::vector<TariffBand>& bands, double flat_price,
                         std::int64_t minute);

}  // namespace peerwatt::tariffs
