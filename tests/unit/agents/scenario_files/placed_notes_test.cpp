#include "agents/scenario_files/placed_notes.hpp"

#include <string>
#include <vector>

#include "tests/support/plain_scenario.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

const std::vector<FileRead> kFiles{{"base.yaml", ""}, {"top.yaml", ""}};

// Says which parameters were given where.
config::Positions given(const std::vector<std::pair<std::string, SourcePosition>>& places) {
  config::Positions positions;
  for (const auto& [path, position] : places) positions.set(path, position);
  return positions;
}

// The notes that begin with a path, as they are shown.
std::vector<std::string> notes_of(const std::string& path, const Scenario& scenario,
                                  const config::Positions& positions) {
  std::vector<std::string> texts;
  for (const Diagnostic& note : placed_notes(scenario, positions, kFiles)) {
    if (note.message.starts_with(path)) texts.push_back(note.text());
  }
  return texts;
}

Scenario audited_summary() {
  Scenario scenario = testing::plain_scenario();
  scenario.trace.level = recording::TraceLevel::kSummary;
  scenario.trace.audit_every = 4;
  return scenario;
}

const std::vector<std::string> kIdleAudit{
    "base.yaml:4:10: note: trace.audit_every: without effect: at level summary nothing is audited"};

TEST_CASE("what changes nothing is noted where it was given, and not where it was not") {
  const Scenario scenario = audited_summary();
  CHECK(notes_of("trace.audit_every", scenario,
                 given({{"trace.level", {"base.yaml", 3, 10}},
                        {"trace.audit_every", {"base.yaml", 4, 10}}})) == kIdleAudit);
  CHECK(notes_of("trace.audit_every", scenario, given({{"trace.level", {"base.yaml", 3, 10}}}))
            .empty());
}

TEST_CASE("a later layer may switch off what is below, an earlier one is noted") {
  const Scenario scenario = audited_summary();
  CHECK(notes_of("trace.audit_every", scenario,
                 given({{"trace.level", {"top.yaml", 1, 1}},
                        {"trace.audit_every", {"base.yaml", 4, 10}}}))
            .empty());
  CHECK(notes_of("trace.audit_every", scenario,
                 given({{"trace.level", {"base.yaml", 3, 10}},
                        {"trace.audit_every", {"top.yaml", 1, 1}}}))
            .size() == 1);
}

TEST_CASE("a default that stands beside what makes it idle is not noted") {
  Scenario scenario = audited_summary();
  scenario.trace.audit_every = TraceSettings{}.audit_every;
  const auto both =
      given({{"trace.level", {"base.yaml", 3, 10}}, {"trace.audit_every", {"base.yaml", 4, 10}}});
  CHECK(notes_of("trace.audit_every", scenario, both).empty());
  // Without the cause in the file somebody must have meant something by it.
  const auto alone = given({{"trace.audit_every", {"base.yaml", 4, 10}}});
  CHECK(notes_of("trace.audit_every", scenario, alone) == kIdleAudit);
}

TEST_CASE("a surprise stands at its parameter, or at what it rests on") {
  const Scenario scenario = testing::plain_scenario();  // nobody has anything to trade
  const auto line_of = [&](const config::Positions& positions) {
    const auto texts = notes_of("market.mechanism", scenario, positions);
    REQUIRE(texts.size() == 1);
    return texts[0].substr(0, texts[0].find(": note"));
  };
  CHECK(line_of(given({{"prosumers", {"top.yaml", 9, 1}}})) == "top.yaml:9:1");
  CHECK(line_of(given({{"prosumers", {"top.yaml", 9, 1}},
                       {"market.mechanism", {"base.yaml", 2, 5}}})) == "base.yaml:2:5");
}

TEST_CASE("notes come in the order of their places and are of the lower kind") {
  const auto notes = placed_notes(
      audited_summary(),
      given({{"prosumers", {"base.yaml", 9, 1}}, {"trace.audit_every", {"base.yaml", 4, 10}}}),
      kFiles);
  REQUIRE(notes.size() >= 2);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    CHECK(notes[i].severity == Severity::kNote);
    if (i > 0) CHECK(notes[i - 1].position.line <= notes[i].position.line);
  }
}

}  // namespace
}  // namespace peerwatt::scenario
