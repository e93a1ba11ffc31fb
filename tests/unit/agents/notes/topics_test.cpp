#include "agents/notes/topics.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "agents/notes/notes.hpp"

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

// Something odd in a scenario that the topic says of a parameter.
struct Oddity {
  const char* what;
  void (*topic)(const Scenario&, NoteList&);
  void (*make)(Scenario&);
  Kind kind;
  const char* path;
};

bool has(const std::vector<Note>& notes, const Oddity& oddity) {
  return std::any_of(notes.begin(), notes.end(), [&](const Note& note) {
    const auto& paths = note.paths;
    return note.kind == oddity.kind &&
           std::find(paths.begin(), paths.end(), oddity.path) != paths.end();
  });
}

std::vector<Note> of_topic(const Oddity& oddity, const Scenario& scenario) {
  NoteList notes;
  oddity.topic(scenario, notes);
  return notes.take();
}

// Four homes with PV in one zone, of which three are in a second group.
Scenario sound_scenario() {
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].zones = {"z000"};
  scenario.prosumers[0].pv.capacity_kw = 5;
  scenario.prosumers.push_back(scenario.prosumers[0]);
  scenario.prosumers[1].name = "more";
  scenario.prosumers[1].count = 3;
  scenario.other_customers.profile = "sun";
  scenario.leader.profile = "sun";
  return scenario;
}

const std::vector<Oddity> kOddities{
    {"nobody has PV", note_devices, [](Scenario& s) { s.prosumers[1].pv.share = 0; }, Kind::kIdle,
     "prosumers[1].pv.capacity_kw"},
    {"a battery that is all reserve", note_devices,
     [](Scenario& s) {
       s.prosumers[0].battery.capacity_kwh = 5;
       s.prosumers[0].battery.reserve_share = 1;
     },
     Kind::kSurprise, "prosumers[0].battery.reserve_share"},
    {"a price of ten decimals", note_prices,
     [](Scenario& s) { s.cps.tariff.flat_price = 0.2500000004; }, Kind::kSurprise,
     "cps.tariff.flat_price"},
    {"a cap at the tariff", note_prices, [](Scenario& s) { s.leader.price_cap = 0.25; },
     Kind::kSurprise, "leader.price_cap"},
    {"a leader without a search", note_leader,
     [](Scenario& s) { s.leader.rule = scenario::LeaderRule::kFlat; }, Kind::kIdle,
     "leader.max_rounds"},
    {"nobody flexible", note_leader,
     [](Scenario& s) {
       for (auto& group : s.prosumers) group.flexible_load.share = 0;
     },
     Kind::kSurprise, "leader.rule"},
    {"no capacity", note_generation, [](Scenario& s) { s.cps.capacity_kw = 0; }, Kind::kSurprise,
     "cps.capacity_kw"},
    {"a capacity that nobody needs", note_generation,
     [](Scenario& s) { s.other_customers.profile.clear(); }, Kind::kIdle, "cps.cost.reserve_price"},
    {"nothing to sell", note_market,
     [](Scenario& s) {
       for (auto& group : s.prosumers) group.pv.share = 0;
     },
     Kind::kSurprise, "market.mechanism"},
    {"a pool", note_market,
     [](Scenario& s) { s.market.mechanism = market::MechanismId::kBillSharing; }, Kind::kIdle,
     "prosumers[0].reservation_lambda"},
    {"coalitions without a market", note_coalitions,
     [](Scenario& s) { s.market.mechanism = market::MechanismId::kNone; }, Kind::kIdle,
     "coalition.radius_km"},
    {"reductions of demand that never comes", note_power_plant,
     [](Scenario& s) {
       s.other_customers.profile.clear();
       s.virtual_power_plant.trigger = scenario::ReductionTrigger::kDemand;
       s.virtual_power_plant.above_kw = 20;  // ten times four homes of 0.5 kW
     },
     Kind::kSurprise, "virtual_power_plant.above_kw"},
    {"an outage where nobody lives", note_faults,
     [](Scenario& s) {
       s.faults.auctioneers = {{"z001", {s.clock.start, s.clock.slot_start(4)}}};
     },
     Kind::kIdle, "faults.auctioneers[0].zone"},
    {"an outage between two slots", note_faults,
     [](Scenario& s) {
       const SimTime start = s.clock.start + Duration::from_seconds(1);
       s.faults.auctioneers = {{"z000", {start, start + Duration::from_seconds(100)}}};
     },
     Kind::kIdle, "faults.auctioneers[0]"},
    {"a zone of two spellings", note_feeder,
     [](Scenario& s) { s.network.feeder.buses.back().zone = "Z 001"; }, Kind::kSurprise,
     "network.feeder"},
    {"a profile that nobody takes", note_sources,
     [](Scenario& s) { s.profiles.emplace_back().name = "wind"; }, Kind::kIdle, "profiles[1].name"},
    {"volts for kilovolts", note_units, [](Scenario& s) { s.network.feeder.base_kv = 400; },
     Kind::kSurprise, "network.feeder"},
    {"audits of a summary", note_trace,
     [](Scenario& s) { s.trace.level = recording::TraceLevel::kSummary; }, Kind::kIdle,
     "trace.audit_every"},
};

TEST_CASE("a topic notes what is odd, and nothing of that kind where it is not") {
  for (const Oddity& oddity : kOddities) {
    CAPTURE(oddity.what);
    Scenario scenario = sound_scenario();
    CHECK_FALSE(has(of_topic(oddity, scenario), oddity));
    oddity.make(scenario);
    CHECK(has(of_topic(oddity, scenario), oddity));
  }
}

TEST_CASE("the notes on a scenario are those of all topics") {
  for (const Oddity& oddity : kOddities) {
    CAPTURE(oddity.what);
    Scenario scenario = sound_scenario();
    CHECK_FALSE(has(notes_on(scenario), oddity));
    oddity.make(scenario);
    CHECK(has(notes_on(scenario), oddity));
  }
}

}  // namespace
}  // namespace peerwatt::notes
