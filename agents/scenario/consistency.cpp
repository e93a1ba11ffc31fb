#include "agents/scenario/consistency.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/calendar/wall_clock.hpp"

#include "agents/scenario/disjoint_intervals.hpp"

namespace peerwatt::scenario {
namespace {

// The profiles of a scenario by their names.
struct Profiles {
  explicit Profiles(const Scenario& scenario) {
    for (const profiles::ProfileLayout& profile : scenario.profiles) {
      names.push_back(profile.name);
      by_name.emplace(profile.name, &profile);
    }
  }
  std::vector<std::string> names;
  std::unordered_map<std::string, const profiles::ProfileLayout*> by_name;
};

void check_clock(const ClockSettings& clock, Checker& check) {
  check.require(86400 % clock.slot_s == 0, "clock.slot_s",
                "must divide a day of 86400 s (got {}); 900, 1800 and 3600 are usual",
                clock.slot_s);
  const bool is_of_computer = profiles::WallClock::is_of_computer(clock.time_zone);
  check.require(!is_of_computer, "clock.time_zone",
                "'{}' is another zone on another computer (names like Australia/Brisbane are "
                "expected)",
                clock.time_zone);
  check.require(is_of_computer || profiles::WallClock::exists(clock.time_zone), "clock.time_zone",
                "unknown time zone '{}' (names like Australia/Brisbane are expected)",
                clock.time_zone);
  check.require(clock.start.microseconds() % 1'000'000 == 0, "clock.start",
                "must be a whole second");
}

void check_window(const tariffs::DayWindow& window, const std::string& path, Checker& check) {
  check.require(window.from_minute < window.to_minute, About(path + ".to", {path + ".from"}),
                "must be later than `from` (a window over midnight takes two bands)");
}

void check_tariff(const TariffSettings& tariff, Checker& check) {
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

void check_base_tariff(const TariffSettings& tariff, Checker& check) {
  check.require(tariff.base != BaseTariff::kTimeOfUse || !tariff.bands.empty(),
                About("cps.tariff.base", {"cps.tariff.bands"}),
                "time_of_use needs cps.tariff.bands");
}

void check_timetable(const Scenario& scenario, Checker& check) {
  const MarketSettings& market = scenario.market;
  const VirtualPowerPlantSettings& plant = scenario.virtual_power_plant;
  const double round_s = market.all_gates_s() + market.report_s;
  const double available = static_cast<double>(scenario.clock.slot_s) - market.settlement_s;
  const bool answers_in_time = !plant.is_on() || plant.answer_s <= available - round_s;
  check.require(answers_in_time, About("virtual_power_plant.answer_s", {"clock.slot_s", "market"}),
                "leaves no room for one round before settlement: at most {} s (got {})",
                available - round_s, plant.answer_s);
  if (!answers_in_time) return;
  const std::int64_t rounds = scenario.leader.searches() ? scenario.leader.max_rounds : 1;
  const double needed = static_cast<double>(rounds) * round_s;
  const double left = available - plant.lead_s();
  check.require(
      needed <= left,
      About("leader.max_rounds", {"clock.slot_s", "market", "leader.rule", "virtual_power_plant"}),
      "{} rounds of {} s (all gates and market.report_s) do not fit into the {} s of a "
      "slot before settlement: shorten them or allow at most {} rounds",
      rounds, round_s, left, std::max<std::int64_t>(0, static_cast<std::int64_t>(left / round_s)));
}

void check_virtual_power_plant(const Scenario& scenario, Checker& check) {
  check.require(!scenario.virtual_power_plant.is_on() ||
                    scenario.market.mechanism != market::MechanismId::kContinuousDoubleAuction,
                About("virtual_power_plant.trigger", {"market.mechanism"}),
                "a virtual power plant sells out of batteries, and an order book knows no classes "
                "of energy: use another market.mechanism");
}

void check_market_levels(const Scenario& scenario, Checker& check) {
  const std::vector<MarketLevel>& levels = scenario.market.levels;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    check.require(levels[i - 1].area < levels[i].area, fmt::format("market.levels[{}].area", i),
                  "must cover more than the level below it (feeder, then substation)");
  }
}

bool trades_classes(const ProsumerGroup& group) {
  return group.preferences.solar_premium.most() > 0 || group.preferences.storage_premium.most() > 0;
}

void check_bidding(const Scenario& scenario, std::size_t index, Checker& check) {
  const bool continuous =
      scenario.market.mechanism == market::MechanismId::kContinuousDoubleAuction;
  const ProsumerGroup& group = scenario.prosumers[index];
  const std::string path = fmt::format("prosumers[{}]", index);
  check.require(
      !continuous || !trades_classes(group), About(path + ".preferences", {"market.mechanism"}),
      "an order book knows no classes of energy: value solar or stored energy under another "
      "market.mechanism");
  if (!continuous || group.bidding.arrivals != Arrivals::kScheduled) return;
  // Time has microseconds: who came again sooner would never go.
  constexpr double kMostVisits = 1e4, kLeastWait = 1e-6;
  const double least = std::max(kLeastWait, scenario.market.gate_s / kMostVisits);
  check.require(group.bidding.revise_s == 0 || group.bidding.revise_s >= least,
                About(path + ".bidding.revise_s", {"market.gate_s"}),
                "must be 0 (a single visit) or at least {:.3g} s, which makes {:.0f} visits until "
                "the gate closes (got {})",
                least, scenario.market.gate_s / least, group.bidding.revise_s);
}

enum class Series { kEnergies, kPrices };

void check_unit(const profiles::ProfileLayout& layout, const std::string& path, Series series,
                Checker& check) {
  const bool has_prices = layout.unit == profiles::CellUnit::kPrice;
  check.require(has_prices == (series == Series::kPrices), About(path, {"profiles"}),
                "'{}' holds {}; {} needed (the profile's unit says which)", layout.name,
                has_prices ? "prices" : "energies", has_prices ? "energies are" : "prices are");
}

void check_source(const Profiles& profiles, const std::string& path, const std::string& profile,
                  bool has_columns, const char* column_key, Checker& check,
                  Series series = Series::kEnergies) {
  if (profile.empty()) {
    check.require(!has_columns, About(path + "." + column_key, {path}),
                  "needs a profile to take columns from");
    return;
  }
  const auto found = profiles.by_name.find(profile);
  if (found == profiles.by_name.end()) {
    check.require(false, About(path + ".profile", {"profiles"}), "no profile is called '{}'{}",
                  profile, check.advice(profile, profiles.names));
  }
  check.require(has_columns, About(path + "." + column_key, {path}), "is required with a profile");
  if (found != profiles.by_name.end()) {
    check_unit(*found->second, path + ".profile", series, check);
  }
}

// A price that was missing must not become 0.
void check_recorded_prices(const profiles::ProfileLayout& layout, const std::string& path,
                           Checker& check) {
  const auto check_repair = [&](const char* key, profiles::Repair repair) {
    check.require(repair != profiles::Repair::kZero, About(path + "." + key, {path + ".unit"}),
                  "a price cannot be repaired to 0: use interpolate or error");
  };
  check_repair("gaps", layout.gaps);
  check_repair("duplicates", layout.duplicates);
  check_repair("daylight_saving", layout.daylight_saving);
  check_repair("negatives", layout.negatives);
}

void check_replay(const Scenario& scenario, const Profiles& profiles, Checker& check) {
  const LeaderSettings& leader = scenario.leader;
  check.require(leader.rule != LeaderRule::kReplay || !leader.profile.empty(),
                About("leader.rule", {"leader.profile"}),
                "replay needs leader.profile, the prices to replay");
  check_source(profiles, "leader", leader.profile, !leader.column.empty(), "column", check,
               Series::kPrices);
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    const profiles::ProfileLayout& layout = scenario.profiles[i];
    if (layout.unit != profiles::CellUnit::kPrice) continue;
    check_recorded_prices(layout, fmt::format("profiles[{}]", i), check);
  }
}

// Where prosumers can live.
struct Places {
  explicit Places(const network::FeederDescription& feeder) {
    for (const network::FeederBus& bus : feeder.buses) {
      zone_of_bus.emplace(bus.name, bus.zone);
      buses.push_back(bus.name);
      if (!bus.zone.empty()) zones.push_back(bus.zone);
    }
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  }
  std::map<std::string, std::string> zone_of_bus;  // empty: in none
  std::vector<std::string> buses;
  std::vector<std::string> zones;
};

void check_places(const Places& places, const ProsumerGroup& group, const std::string& path,
                  Checker& check) {
  for (std::size_t i = 0; i < group.buses.size(); ++i) {
    const std::string& name = group.buses[i];
    const About about{fmt::format("{}.buses[{}]", path, i), {"network.feeder"}};
    const auto bus = places.zone_of_bus.find(name);
    if (bus == places.zone_of_bus.end()) {
      check.require(false, about, "the feeder has no bus '{}'{}", name,
                    check.advice(name, places.buses));
    } else {
      check.require(!bus->second.empty(), about,
                    "bus '{}' is in no zone, so there is no market for who lives there (give it a "
                    "zone in the feeder)",
                    name);
    }
  }
  for (std::size_t i = 0; i < group.zones.size(); ++i) {
    const std::string& name = group.zones[i];
    if (std::binary_search(places.zones.begin(), places.zones.end(), name)) continue;
    check.require(false, About(fmt::format("{}.zones[{}]", path, i), {"network.feeder"}),
                  "the feeder has no zone '{}'{}", name, check.advice(name, places.zones));
  }
  check.require(group.buses.empty() || group.zones.empty(),
                About(path + ".zones", {path + ".buses"}), "give buses or zones, not both");
}

void check_group(const Scenario& scenario, const Profiles& profiles, const Places& places,
                 std::size_t index, Checker& check) {
  const ProsumerGroup& group = scenario.prosumers[index];
  const std::string path = fmt::format("prosumers[{}]", index);
  check_source(profiles, path + ".load", group.load.profile, !group.load.columns.empty(), "columns",
               check);
  check_source(profiles, path + ".pv", group.pv.profile, !group.pv.columns.empty(), "columns",
               check);
  check_places(places, group, path, check);
  const double highest = scenario.cps.tariff.highest_base_price();
  check.require(group.flexible_load.choke_price.least() > highest,
                About(path + ".flexible_load.choke_price", {"cps.tariff"}),
                "must be above the base tariff's highest price {} (the lowest value is {}): "
                "flexible load is worth its tariff at least",
                highest, group.flexible_load.choke_price.least());
  check.require(group.battery.initial_share >= group.battery.reserve_share,
                About(path + ".battery.initial_share", {path + ".battery.reserve_share"}),
                "must not be below reserve_share {} (got {})", group.battery.reserve_share,
                group.battery.initial_share);
}

template <class List>
void check_unique_names(const List& list, const char* path, Checker& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string& name = list[i].name;
    const std::string key = fmt::format("{}[{}].name", path, i);
    check.require(!name.empty(), key, "must not be empty");
    check.require(seen.insert(name).second, key, "'{}' is taken", name);
  }
}

}  // namespace

std::vector<Inconsistency> inconsistencies(const Scenario& scenario) {
  Checker check;
  check_clock(scenario.clock, check);
  check_tariff(scenario.cps.tariff, check);
  check_leader(scenario, check);
  check_base_tariff(scenario.cps.tariff, check);
  check_window(scenario.cps.peak.window, "cps.peak", check);
  check_timetable(scenario, check);
  check_market_levels(scenario, check);
  check_coalitions(scenario, check);
  check_virtual_power_plant(scenario, check);
  check_unique_names(scenario.profiles, "profiles", check);
  check_unique_names(scenario.prosumers, "prosumers", check);
  check_member_names(scenario, check);
  check.require(!scenario.prosumers.empty(), "prosumers", "at least one group is needed");
  const Profiles profiles{scenario};
  check_source(profiles, "other_customers", scenario.other_customers.profile,
               !scenario.other_customers.column.empty(), "column", check);
  check_replay(scenario, profiles, check);
  const Places places{scenario.network.feeder};
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    check_group(scenario, profiles, places, i, check);
    check_bidding(scenario, i, check);
  }
  check_faults(scenario, places.zones, check);
  return check.take();
}

}  // namespace peerwatt::scenario
