#include "agents/scenario/consistency.hpp"
#include "agents/scenario/disjoint_intervals.hpp"

namespace peerwatt::scenario {
namespace {

void check_window(const tariffs::DayWindow& window, const std::string& path, Checker& check) {
  check.require(window.from_minute < window.to_minute, About(path + ".to", {path + ".from"}),
                "must be later than `from` (a window over midnight takes two bands)");
}

void check_prices(const tariffs::TariffSettings& tariff, Checker& check) {
  const std::string path = "cps.tariff";
  DisjointIntervals<std::int64_t> seen;
  for (std::size_t i = 0; i < tariff.bands.size(); ++i) {
    const tariffs::TariffBand& band = tariff.bands[i];
    const std::string here = fmt::format("{}.bands[{}]", path, i);
    check_window(band.window, here, check);
    check.require(band.price > tariff.feed_in_price,
                  About(here + ".price", {path + ".feed_in_price"}),
                  "must be above the feed-in price {} (got {})", tariff.feed_in_price, band.price);
    check.require(!seen.add(band.window.from_minute, band.window.to_minute, i),
                  About(here, {path + ".bands"}), "overlaps an earlier band");
  }
  check.require(tariff.flat_price > tariff.feed_in_price,
                About(path + ".flat_price", {path + ".feed_in_price"}),
                "must be above the feed-in price {} (got {})", tariff.feed_in_price,
                tariff.flat_price);
}

void check_base_tariff(const tariffs::TariffSettings& tariff, Checker& check) {
  check.require(tariff.base != tariffs::BaseTariff::kTimeOfUse || !tariff.bands.empty(),
                About("cps.tariff.base", {"cps.tariff.bands"}),
                "time_of_use needs cps.tariff.bands");
}

}  // namespace

void check_tariff(const CpsSettings& cps, Checker& check) {
  check_prices(cps.tariff, check);
  check_base_tariff(cps.tariff, check);
  check_window(cps.peak.window, "cps.peak", check);
}

}  // namespace peerwatt::scenario
