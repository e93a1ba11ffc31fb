#include "tools/bench/reference_scheme/settlement.hpp"

#include <algorithm>

namespace peerwatt::bench {

void report_residuals(const Columns& columns, Rows rows, const TariffPrices& prices,
                      std::span<double> satiation, std::span<double> at_base) {
  const auto& [kept, slot] = columns;
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const std::uint32_t k = i - rows.begin;
    const double bought = slot.deficiency[i] > 0 ? std::max(0.0, slot.matched[i]) : 0.0;
    const double to_inflexible = std::min(slot.inflexible[i], bought);
    const double served = slot.served[i] + (bought - to_inflexible);
    const double flexible = slot.flexible[i], choke = kept.choke_price[i];
    satiation[k] = served >= flexible - kNothing
                       ? prices.base
                       : choke - (choke - prices.base) * served / flexible;
    at_base[k] = slot.inflexible[i] - to_inflexible +
                 std::max(0.0, wanted(flexible, choke, prices.base, prices.base) - served);
  }
}

void add_residuals(std::span<const double> satiation, std::span<const double> at_base,
                   ZoneSums& sums) {
  for (std::size_t k = 0; k < satiation.size(); ++k) {
    sums.satiation_price = std::max(sums.satiation_price, satiation[k]);
    sums.demand_at_base += at_base[k];
  }
  sums.answers += static_cast<double>(satiation.size());
}

void enter_trades(const Columns& columns, Rows rows, const TariffPrices& prices, double zone,
                  const Statements& stated) {
  const auto& [kept, slot] = columns;
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const std::uint32_t k = i - rows.begin;
    slot.reservation[i] = prices.feed_in + kept.lambda[i] * (prices.sell - prices.feed_in);
    slot.coalition[i] = zone;
    slot.bought[i] = std::max(0.0, stated.kwh[k]);
    slot.sold[i] = std::max(0.0, -stated.kwh[k]);
    slot.auction_bought[i] = std::max(0.0, stated.auction_kwh[k]);
    slot.auction_sold[i] = std::max(0.0, -stated.auction_kwh[k]);
    slot.paid[i] = std::max(0.0, stated.money[k]);
    slot.earned[i] = std::max(0.0, -stated.money[k]);
  }
}

void settle(const Columns& columns, Rows rows, const TariffPrices& prices,
            std::span<double> elastic) {
  const auto& [kept, slot] = columns;
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const double flexible = slot.flexible[i], choke = kept.choke_price[i];
    const double to_inflexible = std::min(slot.inflexible[i], slot.bought[i]);
    const double served = slot.served[i] + (slot.bought[i] - to_inflexible);
    const double at_base = wanted(flexible, choke, prices.base, prices.base);
    const double at_sell = wanted(flexible, choke, prices.base, prices.sell);
    const double income = slot.surplus[i] * prices.feed_in;
    const double more = elastic[i - rows.begin] = std::max(0.0, at_sell - served);
    slot.grid_bought[i] = slot.inflexible[i] - to_inflexible + more;
    slot.grid_sold[i] = std::max(0.0, slot.surplus[i] - slot.sold[i]);
    slot.unserved[i] = std::max(0.0, slot.deficiency[i] - slot.bought[i] - slot.grid_bought[i]);
    slot.balance[i] = slot.paid[i] - slot.earned[i] + slot.grid_bought[i] * prices.sell -
                      slot.grid_sold[i] * prices.feed_in;
    slot.balance_alone[i] =
        (slot.inflexible[i] + std::max(0.0, at_base - slot.served[i])) * prices.base - income;
    slot.balance_at_price[i] =
        (slot.inflexible[i] + std::max(0.0, at_sell - slot.served[i])) * prices.sell - income;
  }
}

void add_meters(const MeterReadings& readings, ZoneSums& sums) {
  for (std::size_t k = 0; k < readings.bought.size(); ++k) {
    sums.supply += readings.bought[k];
    sums.elastic += readings.elastic[k];
    sums.feed_in += readings.sold[k];
  }
}

void observe(const Columns& columns, Rows rows, ZoneSums& sums) {
  const auto& [kept, slot] = columns;
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    kept.day_bill[i] += slot.balance[i];
    kept.day_bill_alone[i] += slot.balance_alone[i];
    kept.day_load[i] += slot.load[i];
    kept.day_generation[i] += slot.generation[i];
    kept.day_import[i] += slot.grid_bought[i];
    kept.day_export[i] += slot.grid_sold[i];
    sums.unserved += slot.unserved[i];
    sums.balance += slot.balance[i];
    sums.load += slot.load[i];
  }
}

}  // namespace peerwatt::bench
