#include "engine/config/migration/migration.hpp"

#include "tests/unit/engine/config/migration/sample_settings.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

const std::string kScenario = "format: peerwatt-scenario\nversion: 1 # the first\n";

Migration migrated(const std::string& text) {
  return migrate(text, sample_source(), sample_parameters());
}

std::string complaint_of(const std::string& text) {
  try {
    migrated(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

TEST_CASE("a scenario of version 1 gets its version and the names of today, comments stay") {
  const Migration result = migrated(kScenario +
                                    "# patience_s is 3\n"
                                    "house:   {patience_s : 3,price: 1}   # patience_s\n"
                                    "people:\n  - \"patience_s\": 4\n");
  CHECK(result.text ==
        "format: peerwatt-scenario\nversion: 2 # the first\n"
        "# patience_s is 3\n"
        "house:   {lifetime_s : 3,price: 1}   # patience_s\n"
        "traders:\n  - \"lifetime_s\": 4\n");
  REQUIRE(result.changes.size() == 4);
  CHECK(result.changes[0].text() == "sample.yaml:2:10: version: 1 is now 2");
  CHECK(result.changes[1].text() == "sample.yaml:4:11: patience_s: renamed to lifetime_s");
}

TEST_CASE("what is of today is left as it is, and a second time changes nothing") {
  const std::string once = migrated(kScenario + "is_counted: true\n").text;
  const Migration twice = migrated(once);
  CHECK(twice.text == once);
  CHECK(twice.changes.empty());
}

TEST_CASE("a section that aliases repeat is rewritten once, where it is written") {
  const Migration result = migrated(kScenario + "house: &h {patience_s: 1}\ntraders: [*h, *h]\n");
  CHECK(result.text.ends_with("house: &h {lifetime_s: 1}\ntraders: [*h, *h]\n"));
}

TEST_CASE("a study keeps its version, and its paths get the names of today") {
  const Migration result = migrated(
      "format: peerwatt-study\nversion: 1\nbase: x.yaml\nset: {is_counted: true}\n"
      "grid: {\"people[0].patience_s\": [1, 2]}\nzip: {house: [{patience_s: 1}]}\n"
      "baseline: {people.0.patience_s: 1}\n");
  CHECK(result.text ==
        "format: peerwatt-study\nversion: 1\nbase: x.yaml\nset: {counts: true}\n"
        "grid: {\"traders[0].lifetime_s\": [1, 2]}\nzip: {house: [{lifetime_s: 1}]}\n"
        "baseline: {traders.0.lifetime_s: 1}\n");
}

TEST_CASE("a feeder has had no other names") {
  CHECK(migrated("format: peerwatt-feeder\nversion: 1\nhouse: {patience_s: 1}\n").changes.empty());
}

TEST_CASE("what cannot be read, or is of a later version, is refused at its place") {
  CHECK(complaint_of("a: [1\n").starts_with("sample.yaml:2:1: not valid YAML"));
  CHECK(complaint_of("a: 1\n") ==
        "sample.yaml:1:1: format: peerwatt-scenario or peerwatt-study expected");
  CHECK(complaint_of("format: yaml\n") ==
        "sample.yaml:1:9: format: peerwatt-scenario or peerwatt-study expected (got 'yaml')");
  CHECK(complaint_of("format: peerwatt-scenario\n") == "sample.yaml:1:1: version: is required");
  CHECK(complaint_of("format: peerwatt-scenario\nversion: 3\n") ==
        "sample.yaml:2:10: version: this program knows versions up to 2 (got 3)");
  CHECK(complaint_of("format: peerwatt-scenario\nversion: one\n")
            .starts_with("sample.yaml:2:10: version: "));
}

TEST_CASE("keys that cannot be replaced by their letters are all named") {
  const std::string complaint =
      complaint_of(kScenario + "&k is_counted: true\nhouse: {\"patience\\x5fs\": 1}\n");
  CHECK(complaint.find("sample.yaml:3:1: is_counted: cannot be replaced by counts") == 0);
  CHECK(complaint.find("sample.yaml:4:9: patience_s: cannot be replaced by lifetime_s") !=
        std::string::npos);
}

}  // namespace
}  // namespace peerwatt::config
