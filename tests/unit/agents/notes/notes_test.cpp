#include "agents/notes/notes.hpp"

#include <set>
#include <string>

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::notes {
namespace {

using scenario::Scenario;
using testing::plain_scenario;

TEST_CASE("a note says why, and a surprise is about one parameter") {
  Scenario scenario = plain_scenario();
  scenario.trace.level = recording::TraceLevel::kSummary;
  scenario.cps.capacity_kw = 0;
  int surprises = 0;
  for (const Note& note : notes_on(scenario)) {
    CHECK_FALSE(note.message.empty());
    CHECK_FALSE(note.paths.empty());
    if (note.kind == Kind::kIdle) CHECK_FALSE(note.causes.empty());
    if (note.kind != Kind::kSurprise) continue;
    CHECK(note.paths.size() == 1);
    ++surprises;
  }
  CHECK(surprises >= 2);  // no capacity, and nothing to trade
}

TEST_CASE("a neighbourhood of homes with sun and shade surprises nobody") {
  Scenario scenario = plain_scenario();
  scenario.prosumers[0].count = 12;
  scenario.prosumers[0].pv.capacity_kw = 5;
  scenario.prosumers[0].pv.share = 0.5;
  std::set<std::string> surprising;
  for (const Note& note : notes_on(scenario)) {
    if (note.kind == Kind::kSurprise) surprising.insert(note.paths.front());
  }
  CHECK(surprising.empty());
}

TEST_CASE("the only home with flexible load is told to set the price by itself") {
  const auto notes = notes_on(plain_scenario());
  bool found = false;
  for (const Note& note : notes) {
    if (note.paths.front() != "prosumers[0].flexible_load") continue;
    found = true;
    CHECK(note.message ==
          "is the only flexible load there is: 'homes' alone sets every price at peak");
  }
  CHECK(found);
}

}  // namespace
}  // namespace peerwatt::notes
