#include "agents/scenario_files/load_scenario.hpp"
#include "agents/scenario_files/print_scenario.hpp"

#include "tests/unit/agents/scenario_files/error_corpus.hpp"

#include <doctest/doctest.h>

// Scenarios that will not do what they seem to and, beside each, all that is noted of it.
namespace peerwatt::config {
namespace {

namespace fs = std::filesystem;

void tell_notes(const fs::path& file) {
  const scenario::LoadedScenario loaded = scenario::load_scenario(file, overrides_in(file));
  if (!loaded.notes.empty()) throw InputError{loaded.notes};
}

TEST_CASE("every odd scenario gets exactly the notes written beside it") {
  const ErrorCorpus corpus{"notes"};
  CHECK(corpus.files().size() >= 20);
  for (const fs::path& file : corpus.files()) {
    CAPTURE(file.filename().string());
    CHECK(corpus.complaints([&] { tell_notes(file); }) == corpus.expected(file));
  }
}

// A printed scenario gives every parameter, those that change nothing included.
TEST_CASE("a printed scenario gets no note for a default") {
  for (const char* name : {"twelve_prosumers.yaml", "quickstart.yaml", "order_book.yaml"}) {
    CAPTURE(name);
    const fs::path file = fs::path{PEERWATT_SOURCE_DIR} / "configs" / name;
    const TestFolder folder{"printed_notes"};
    const fs::path printed = folder.put(
        "printed.yaml", scenario::print_scenario(scenario::load_scenario(file).scenario));
    CHECK(scenario::load_scenario(printed).notes.empty());
  }
}

TEST_CASE("notes are of the milder kind") {
  const fs::path file = fs::path{PEERWATT_SOURCE_DIR} / "tests/notes/nothing_to_trade.yaml";
  const std::vector<Diagnostic> notes = scenario::load_scenario(file).notes;
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().severity == Severity::kNote);
  CHECK(notes.front().text().find(": note: market.mechanism: ") != std::string::npos);
}

}  // namespace
}  // namespace peerwatt::config
