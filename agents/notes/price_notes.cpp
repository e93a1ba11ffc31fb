#include <algorithm>
#include <cmath>
#include <optional>

#include "agents/notes/topics.hpp"
#include "agents/scenario/whole_prices.hpp"

// What the tariff and the price at peak make of each other, by the minute of the day.
namespace peerwatt::notes {
namespace {

using scenario::LeaderRule;
using scenario::PeakDetection;
using scenario::Scenario;
using tariffs::BaseTariff;

constexpr std::int64_t kMinutesPerDay = 24 * 60;

std::string clock_time(std::int64_t minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

bool may_be_peak(const Scenario& scenario, std::int64_t minute) {
  return scenario.cps.peak.by == PeakDetection::kForecast ||
         scenario.cps.peak.window.contains(minute);
}

// The lowest price that the rule may announce at peak; what is replayed is not known here.
std::optional<double> lowest_peak_price(const Scenario& scenario, std::int64_t minute) {
  const tariffs::TariffSettings& tariff = scenario.cps.tariff;
  switch (scenario.leader.rule) {
    case LeaderRule::kFlat:
      return tariff.flat_price;
    case LeaderRule::kTimeOfUse:
      return tariffs::time_of_use_price(tariff.bands, tariff.flat_price, minute);
    case LeaderRule::kReplay:
      return std::nullopt;
    default:
      return tariff.base_price(minute);
  }
}

// Whether peak hours are cheaper than the tariff of the same minute.
bool note_below_tariff(const Scenario& scenario, NoteList& notes) {
  for (std::int64_t minute = 0; minute < kMinutesPerDay; ++minute) {
    if (!may_be_peak(scenario, minute)) continue;
    const double tariff = scenario.cps.tariff.base_price(minute);
    const std::optional<double> price = lowest_peak_price(scenario, minute);
    if (!price || *price >= tariff) continue;
    notes.surprise("leader.rule", {"cps.tariff.bands", "cps.tariff.base"},
                   "makes peak hours cheaper: from {} a peak slot costs {} where the tariff is {}",
                   clock_time(minute), *price, tariff);
    return true;
  }
  return false;
}

void note_below_off_peak(const Scenario& scenario, NoteList& notes) {
  if (scenario.cps.peak.by != PeakDetection::kSchedule) return;
  double peak = 0, off_peak = 0;
  for (std::int64_t minute = 0; minute < kMinutesPerDay; ++minute) {
    if (!may_be_peak(scenario, minute)) {
      off_peak = std::max(off_peak, scenario.cps.tariff.base_price(minute));
      continue;
    }
    const std::optional<double> price = lowest_peak_price(scenario, minute);
    if (!price) return;
    peak = std::max(peak, *price);
  }
  if (peak >= off_peak) return;
  notes.surprise("cps.tariff.bands", {"cps.peak", "leader.rule"},
                 "the tariff of peak hours ({} to {}) is {} at most, below the {} of off-peak "
                 "hours: see whether the bands and cps.peak belong together",
                 clock_time(scenario.cps.peak.window.from_minute),
                 clock_time(scenario.cps.peak.window.to_minute), peak, off_peak);
}

bool overlaps(const tariffs::DayWindow& a, const tariffs::DayWindow& b) {
  return a.from_minute < b.to_minute && b.from_minute < a.to_minute;
}

void note_bands(const Scenario& scenario, NoteList& notes) {
  const tariffs::TariffSettings& tariff = scenario.cps.tariff;
  if (tariff.bands.empty() || tariff.base == BaseTariff::kTimeOfUse) return;
  if (scenario.leader.rule != LeaderRule::kTimeOfUse) {
    notes.idle({"cps.tariff.bands"}, {"cps.tariff.base", "leader.rule"},
               "without effect: the tariff is flat (`base: time_of_use` takes the bands off-peak, "
               "`leader.rule: time_of_use` at peak)");
    return;
  }
  const auto in_peak = [&](const tariffs::TariffBand& band) {
    return scenario.cps.peak.by == PeakDetection::kForecast ||
           overlaps(band.window, scenario.cps.peak.window);
  };
  if (std::none_of(tariff.bands.begin(), tariff.bands.end(), in_peak)) {
    notes.surprise("leader.rule", {"cps.tariff.bands", "cps.peak"},
                   "takes the price of a band at peak, but no band lies in peak hours ({} to {}): "
                   "the price there is flat_price",
                   clock_time(scenario.cps.peak.window.from_minute),
                   clock_time(scenario.cps.peak.window.to_minute));
  }
}

void note_price(const std::string& path, double given, double taken, NoteList& notes) {
  constexpr double kRounding = 1e-12;
  if (std::abs(given - taken) <= kRounding * std::max(1.0, given)) return;
  notes.surprise(path, {}, "counts as {} (got {}): prices are whole multiples of 1e-9", taken,
                 given);
}

// Prices with more decimals than a run takes.
void note_decimals(const Scenario& scenario, NoteList& notes) {
  Scenario rounded;
  rounded.cps = scenario.cps;
  rounded.leader = scenario.leader;
  scenario::round_prices(rounded);
  const tariffs::TariffSettings &given = scenario.cps.tariff, &taken = rounded.cps.tariff;
  note_price("cps.tariff.flat_price", given.flat_price, taken.flat_price, notes);
  note_price("cps.tariff.feed_in_price", given.feed_in_price, taken.feed_in_price, notes);
  for (std::size_t i = 0; i < given.bands.size(); ++i) {
    note_price(fmt::format("cps.tariff.bands[{}].price", i), given.bands[i].price,
               taken.bands[i].price, notes);
  }
  note_price("leader.price_cap", scenario.leader.price_cap, rounded.leader.price_cap, notes);
  note_price("leader.price_tolerance", scenario.leader.price_tolerance,
             rounded.leader.price_tolerance, notes);
}

}  // namespace

void note_prices(const scenario::Scenario& scenario, NoteList& notes) {
  note_decimals(scenario, notes);
  note_bands(scenario, notes);
  if (!note_below_tariff(scenario, notes)) note_below_off_peak(scenario, notes);
  if (scenario.cps.peak.by == PeakDetection::kForecast) {
    notes.idle(
        {"cps.peak.from", "cps.peak.to"}, {"cps.peak.by"},
        "without effect: peak slots are found by forecast (`by: schedule` takes the window)");
  }
  const double tariff = scenario.cps.tariff.highest_base_price();
  if (scenario.leader.searches() && scenario.leader.price_cap <= tariff) {
    notes.surprise("leader.price_cap", {"cps.tariff"},
                   "is the tariff's highest price, {}: the price at peak cannot rise above the "
                   "tariff then",
                   tariff);
  }
}

}  // namespace peerwatt::notes
