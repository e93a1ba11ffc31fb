#include "agents/simulation/recorded_price_notes.hpp"

#include <array>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/random_stream.hpp"
#include "tests/support/scenarios.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

using DayOfPrices = std::array<double, 24>;

constexpr double kTariff = 0.25;

DayOfPrices at_the_tariff() {
  DayOfPrices prices;
  prices.fill(kTariff);
  return prices;
}

// A day of hours in which the CPS replays the prices at peak, from 17:00 to 21:00.
class Replay {
 public:
  Replay() {
    scenario.prosumers = {group_of("home", 1)};
    profiles::ProfileLayout layout;
    layout.name = "prices";
    layout.path = folder_ / "prices.csv";
    layout.time_column = "minute";
    layout.time_format = profiles::TimeFormat::kMinuteOfDay;
    layout.step_s = 3600;
    layout.unit = profiles::CellUnit::kPrice;
    scenario.profiles = {layout};
    scenario.leader.rule = scenario::LeaderRule::kReplay;
    scenario.leader.profile = "prices";
    scenario.leader.column = "price";
    scenario.cps.tariff.flat_price = kTariff;
  }

  std::vector<Diagnostic> notes_on(const DayOfPrices& prices) const {
    std::ofstream csv{scenario.profiles[0].path};
    csv << "minute,price\n";
    for (std::size_t hour = 0; hour < prices.size(); ++hour) {
      csv << fmt::format("{},{}\n", 60 * hour, prices[hour]);
    }
    csv.close();
    return recorded_price_notes(scenario, ProfileLibrary{scenario},
                                Timetable{scenario.clock, scenario.market});
  }
  // The note's text; empty where there is none.
  std::string note_on(const DayOfPrices& prices) const {
    const std::vector<Diagnostic> notes = notes_on(prices);
    return notes.empty() ? "" : notes.front().message;
  }

  scenario::Scenario scenario = quiet_day();

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("recorded peak prices below the tariff are noted once, with the first of them") {
  const Replay replay;
  DayOfPrices prices = at_the_tariff();
  prices[18] = 0.125;
  prices[20] = 0.1875;
  const std::vector<Diagnostic> notes = replay.notes_on(prices);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].severity == Severity::kNote);
  CHECK(notes[0].message ==
        "leader.profile: makes peak hours cheaper: in 2 of 4 slots that can be peak the recorded "
        "price is below the tariff, first in that of 2025-03-21T18:00:00Z with 0.125 against 0.25");
}

TEST_CASE("prices at the tariff and above it are as expected, and so are those off peak") {
  const Replay replay;
  DayOfPrices prices = at_the_tariff();
  prices[16] = prices[21] = 0.125;  // the hours before and after the peak
  prices[19] = 0.5;
  CHECK(replay.note_on(prices).empty());
}

TEST_CASE("where a forecast finds the peak any slot may be one") {
  Replay replay;
  replay.scenario.cps.peak.by = scenario::PeakDetection::kForecast;
  DayOfPrices prices = at_the_tariff();
  prices[3] = 0.125;
  CHECK(replay.note_on(prices).find("in 1 of 24 slots") != std::string::npos);
}

TEST_CASE("a recorded price is compared with the tariff of its hour") {
  Replay replay;
  replay.scenario.cps.tariff.base = tariffs::BaseTariff::kTimeOfUse;
  replay.scenario.cps.tariff.bands = {{{19 * 60, 20 * 60}, 0.5}};
  const std::string note = replay.note_on(at_the_tariff());
  CHECK(note.find("in 1 of 4 slots") != std::string::npos);
  CHECK(note.find("2025-03-21T19:00:00Z with 0.25 against 0.5") != std::string::npos);
}

// Peak hours and the hours of a profile's day are on the wall clock, the note's time is UTC: 17:00
// in Brisbane is 07:00.
TEST_CASE("the hours of the peak are those of the wall clock") {
  Replay replay;
  replay.scenario.clock.time_zone = "Australia/Brisbane";
  replay.scenario.profiles[0].time_zone = "Australia/Brisbane";
  DayOfPrices prices = at_the_tariff();
  prices[17] = 0.125;
  prices[7] = 0.1875;
  const std::string note = replay.note_on(prices);
  CHECK(note.find("in 1 of 4 slots") != std::string::npos);
  CHECK(note.find("2025-03-21T07:00:00Z with 0.125") != std::string::npos);
}

TEST_CASE("a leader of another rule replays nothing, and nothing is noted") {
  Replay replay;
  replay.scenario.leader.rule = scenario::LeaderRule::kStackelberg;
  DayOfPrices prices = at_the_tariff();
  prices[18] = 0.125;
  CHECK(replay.note_on(prices).empty());
}

TEST_CASE("as many slots are counted as are made cheaper at peak, whichever they are") {
  const Replay replay;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    RandomStream stream{seed, Purpose::kMarket};
    DayOfPrices prices = at_the_tariff();
    int cheaper_at_peak = 0;
    for (std::size_t hour = 0; hour < prices.size(); ++hour) {
      if (stream.chance(0.5)) continue;
      prices[hour] = stream.between(0.1, 0.24);
      if (hour >= 17 && hour < 21) ++cheaper_at_peak;
    }
    const std::string note = replay.note_on(prices);
    REQUIRE(note.empty() == (cheaper_at_peak == 0));
    if (cheaper_at_peak == 0) continue;
    REQUIRE(note.find(fmt::format("in {} of 4 slots", cheaper_at_peak)) != std::string::npos);
  }
}
