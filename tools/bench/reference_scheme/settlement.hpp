#pragma once

#include <span>

#include "tools/bench/reference_scheme/households.hpp"
#include "tools/bench/reference_scheme/zone_auction.hpp"

// What households report in a round and settle at the end of a slot. The messages of a zone are
// columns: one value for each of its rows, in their order.
namespace peerwatt::bench {

// Writes the price that ends the demand of each row, and its demand at the base price, after the
// trades that it knows of.
void report_residuals(const Columns& columns, Rows rows, const TariffPrices& prices,
                      std::span<double> satiation, std::span<double> at_base);
void add_residuals(std::span<const double> satiation, std::span<const double> at_base,
                   ZoneSums& sums);

// What a zone's market place states to its rows.
struct Statements {
  std::span<const double> kwh, auction_kwh, money;
};
void enter_trades(const Columns& columns, Rows rows, const TariffPrices& prices, double zone,
                  const Statements& stated);

// Buys from the CPS what is worth its price, sells it the rest, and sums up; writes the flexible
// part of what was bought.
void settle(const Columns& columns, Rows rows, const TariffPrices& prices,
            std::span<double> elastic);
struct MeterReadings {
  std::span<const double> bought, elastic, sold;
};
void add_meters(const MeterReadings& readings, ZoneSums& sums);

// Adds the slot to the day of every row, and to the sums of the zone.
void observe(const Columns& columns, Rows rows, ZoneSums& sums);

}  // namespace peerwatt::bench
