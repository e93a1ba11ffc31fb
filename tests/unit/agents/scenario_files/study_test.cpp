#include "engine/config/studies/study.hpp"

#include "engine/config/studies/variant_names.hpp"
#include "engine/config/yaml_parser.hpp"

#include "agents/scenario_files/load_variant.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

using Names = std::vector<std::string>;

constexpr const char* kStudyHeader = "format: peerwatt-study\nversion: 1\n";

Names names_of(const Study& study) {
  Names names;
  for (const Variant& variant : study.variants) names.push_back(variant.name);
  return names;
}

class StudyFolder {
 public:
  explicit StudyFolder(const std::string& name) : folder_{name} {
    folder_.put("base.yaml", std::string{kHeader} + kSmallest);
  }
  Study read(const std::string& text) const {
    return scenario::read_study(folder_.put(
        "studies/a study.yaml", kStudyHeader + std::string{"base: ../base.yaml\n"} + text));
  }
  const TestFolder& folder() const { return folder_; }

 private:
  TestFolder folder_;
};

TEST_CASE("a grid has every combination, its last key changing fastest") {
  const StudyFolder folder{"study_grid"};
  const Study study =
      folder.read("grid:\n  market.k: [0.25, 0.75]\n  clock.days: [1, 2]\nseeds: 5..6\n");
  CHECK(names_of(study) == Names{"k=0.25,days=1,seed=5", "k=0.25,days=1,seed=6",
                                 "k=0.25,days=2,seed=5", "k=0.25,days=2,seed=6",
                                 "k=0.75,days=1,seed=5", "k=0.75,days=1,seed=6",
                                 "k=0.75,days=2,seed=5", "k=0.75,days=2,seed=6"});
  const scenario::Scenario sixth = scenario::load_variant(study, 5).scenario;
  CHECK(sixth.market.k == 0.75);
  CHECK(sixth.clock.days == 1);
  CHECK(sixth.seed == 6);
}

TEST_CASE("the axes come in the order of the file") {
  const StudyFolder folder{"study_order"};
  const Study study = folder.read("seeds: [3, 1]\ngrid: {market.k: [0, 1]}\n");
  CHECK(names_of(study) == Names{"seed=3,k=0", "seed=3,k=1", "seed=1,k=0", "seed=1,k=1"});
}

TEST_CASE("zipped keys change together") {
  const StudyFolder folder{"study_zip"};
  const Study study = folder.read(
      "zip:\n  market.gate_s: [1, 2, 3]\n  market.report_s: [7, 8, 9]\ngrid: {seed: [1, 2]}\n");
  REQUIRE(study.variants.size() == 6);
  CHECK(study.variants[2].name == "gate_s=2,report_s=8,seed=1");
  CHECK(scenario::load_variant(study, 5).scenario.market.report_s == 9);
}

TEST_CASE("what is set holds for all variants, and for the baseline too") {
  const StudyFolder folder{"study_set"};
  const Study study = folder.read(
      "set: {clock.days: 3, market: {gate_s: 2}}\n"
      "grid: {market.k: [0, 1]}\nbaseline: {market.k: 1}\n");
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(scenario::load_variant(study, i).scenario.clock.days == 3);
    CHECK(scenario::load_variant(study, i).scenario.market.gate_s == 2);
    CHECK(study.variants[i].baseline == 1);
  }
}

TEST_CASE("without anything varied there is one run, called like the study") {
  const StudyFolder folder{"study_one"};
  const Study study = folder.read("set: {clock.days: 3}\n");
  REQUIRE(study.variants.size() == 1);
  CHECK(study.variants[0].name == "a-study");
  CHECK_FALSE(study.variants[0].baseline);
}

TEST_CASE("a key with one value is not in the names") {
  const StudyFolder folder{"study_one_value"};
  const Study study = folder.read("grid: {market.k: [0.5], seed: [1, 2]}\n");
  CHECK(names_of(study) == Names{"seed=1", "seed=2"});
  CHECK(scenario::load_variant(study, 0).scenario.market.k == 0.5);
}

TEST_CASE("a variant's baseline has the baseline's values and is otherwise the same") {
  const StudyFolder folder{"study_baseline"};
  const Study study = folder.read(
      "grid:\n  market.mechanism: [auction_then_mid_market, none]\n"
      "  market.k: [0, 1]\nseeds: 1..2\n"
      "baseline: {market.mechanism: none}\n");
  REQUIRE(study.variants.size() == 8);
  for (std::size_t i = 0; i < 8; ++i) CHECK(study.variants[i].baseline == 4 + i % 4);
}

TEST_CASE("one key is enough to find the baseline of a zip, if no other variant has its value") {
  const StudyFolder folder{"study_zip_baseline"};
  const Study study = folder.read(
      "seeds: 1..2\nzip: {market.k: [0, 1, 1], clock.days: [1, 1, 2]}\n"
      "baseline: {clock.days: 2}\n");
  REQUIRE(study.variants.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(study.variants[i].baseline == i / 3 * 3 + 2);
}

TEST_CASE("paths in a study start at the study") {
  const StudyFolder folder{"study_paths"};
  folder.folder().put("studies/two.yaml",
                      "format: peerwatt-feeder\nversion: 1\nroot: a\n"
                      "buses: [{name: a}, {name: b, zone: z}]\n"
                      "lines: [{from: a, to: b, resistance_ohm: 1, reactance_ohm: 1}]\n");
  const Study study = folder.read("grid: {network.feeder: [two.yaml]}\n");
  const scenario::LoadedScenario loaded = scenario::load_variant(study, 0);
  CHECK(loaded.scenario.network.feeder.buses.size() == 2);
  CHECK(loaded.files.back() == FileRead{study.file, input_file_sha256(study.file)});
}

TEST_CASE("a change knows its place in the study") {
  const StudyFolder folder{"study_places"};
  const Study study =
      folder.read("set: {clock: {days: 3}}\ngrid:\n  market.k: [0, 1]\nseeds: 1..3\n");
  const Positions positions = scenario::load_variant(study, 5).positions;
  const auto place = [&](const char* path) {
    return std::pair{positions.find(path).line, positions.find(path).column};
  };
  CHECK(positions.find("market.k").file == study.file.string());
  CHECK(place("market.k") == std::pair{6, 17});
  CHECK(place("clock.days") == std::pair{4, 21});
  CHECK(place("seed") == std::pair{7, 8});
}

// Variants that change these keys, as YAML.
Names named(const std::vector<std::vector<std::pair<std::string, std::string>>>& changes,
            const std::string& stem = "study") {
  const auto source = std::make_shared<const Source>();
  std::vector<Variant> variants;
  for (const auto& of_variant : changes) {
    Variant& variant = variants.emplace_back();
    for (const auto& [key, value] : of_variant) {
      variant.changes.push_back({key, 0, 0, parse_yaml(value, source)});
    }
  }
  name_variants(variants, stem);
  Names names;
  for (const Variant& variant : variants) names.push_back(variant.name);
  return names;
}

TEST_CASE("keys are as short as they can be without being mistaken") {
  CHECK(named({{{"prosumers[0].count", "1"},
                {"prosumers[1].count", "1"},
                {"prosumers.1.pv.share", "0"}},
               {{"prosumers[0].count", "2"},
                {"prosumers[1].count", "3"},
                {"prosumers.1.pv.share", "1"}}}) ==
        Names{"prosumers.0.count=1,prosumers.1.count=1,share=0",
              "prosumers.0.count=2,prosumers.1.count=3,share=1"});
  CHECK(named({{{"prosumers[0].zones[1]", "a"}}, {{"prosumers[0].zones[1]", "b"}}}) ==
        Names{"zones.1=a", "zones.1=b"});
}

TEST_CASE("values become safe for file names, and stay unique") {
  CHECK(named({{{"a", "{uniform: [2, 8.5]}"}},
               {{"a", "../x y/ü.csv"}},
               {{"a", "-3"}},
               {{"a", "~"}},
               {{"a", "''"}},
               {{"a", "'*'"}},
               {{"a", "x/y"}},
               {{"a", "x y"}},
               {{"a", "x-y-2"}},
               {{"a", "x:y"}}}) == Names{"a=uniform-2-8.5", "a=..-x-y-.csv", "a=-3", "a=null",
                                         "a=empty", "a=empty-2", "a=x-y", "a=x-y-2", "a=x-y-2-2",
                                         "a=x-y-3"});
}

TEST_CASE("names are cut to what file systems take, and stay unique") {
  std::vector<std::vector<std::pair<std::string, std::string>>> changes(2);
  for (int key = 0; key < 20; ++key) {
    for (std::size_t i = 0; i < 2; ++i) {
      changes[i].push_back({"key" + std::to_string(key), std::string(100, i == 0 ? 'a' : 'b')});
    }
  }
  changes.push_back(changes[0]);
  const Names names = named(changes);
  for (const std::string& name : names) CHECK(name.size() <= 210);
  CHECK(names[0] != names[1]);
  CHECK(names[2] == names[0] + "-2");
}

}  // namespace
}  // namespace peerwatt::config
