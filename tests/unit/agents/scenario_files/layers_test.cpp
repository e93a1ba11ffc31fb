#include <vector>

#include "engine/config/node.hpp"
#include "engine/config/positions.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

FileRead as_read(const std::filesystem::path& file) {
  return {file, input_file_sha256(file)};
}

scenario::LoadedScenario load(const std::filesystem::path& file,
                              const std::vector<Override>& overrides = {}) {
  return scenario::load_scenario(file, overrides);
}

std::string complaint(const std::filesystem::path& file, const std::vector<Override>& overrides) {
  try {
    load(file, overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST_CASE("what is not given has its default") {
  const TestFolder folder{"defaults"};
  const auto file = folder.put("a.yaml", std::string{kHeader} + kSmallest);
  const scenario::Scenario loaded = load(file).scenario;
  const scenario::Scenario defaults;
  CHECK(loaded.clock == defaults.clock);
  CHECK(loaded.cps == defaults.cps);
  CHECK(loaded.data_dir == folder.path().string());
  CHECK(loaded.network.feeder.buses.size() == 7);
}

TEST_CASE("files merge left to right, then the file itself, then the overrides") {
  const TestFolder folder{"order"};
  folder.put("one.yaml", std::string{kHeader} + kSmallest +
                             "market: {k: 0.1, gate_s: 1, report_s: 1, settlement_s: 1}\n");
  folder.put("two.yaml",
             std::string{kHeader} + "market: {gate_s: 2, report_s: 2, settlement_s: 2}\n");
  const auto file = folder.put("three.yaml", std::string{kHeader} +
                                                 "extends: [one.yaml, two.yaml]\n"
                                                 "market: {report_s: 3, settlement_s: 3}\n");
  const auto market = load(file, {{"market.settlement_s", "4"}}).scenario.market;
  CHECK(market.k == 0.1);
  CHECK(market.gate_s == 2);
  CHECK(market.report_s == 3);
  CHECK(market.settlement_s == 4);
}

TEST_CASE("maps merge deeply, lists replace, null takes the default back") {
  const TestFolder folder{"merge"};
  folder.put("base.yaml", std::string{kHeader} + kSmallest +
                              "cps: {capacity_kw: 50, cost: {fixed: 7, linear: 0.2}}\n"
                              "trace: {every: 5}\n");
  const auto file = folder.put("a.yaml", std::string{kHeader} +
                                             "extends: base.yaml\n"
                                             "cps: {cost: {linear: 0.3, fixed: null}}\n"
                                             "trace: ~\n"
                                             "prosumers: [{name: a}, {name: b}]\n");
  const scenario::Scenario loaded = load(file).scenario;
  CHECK(loaded.cps.capacity_kw == 50);
  CHECK(loaded.cps.cost.linear == 0.3);
  CHECK(loaded.cps.cost.fixed == 0);
  CHECK(loaded.trace == scenario::TraceSettings{});
  REQUIRE(loaded.prosumers.size() == 2);
  CHECK(loaded.prosumers[1].name == "b");
}

TEST_CASE("what null removes can be given again by a later layer") {
  const TestFolder folder{"again"};
  folder.put("base.yaml", std::string{kHeader} + kSmallest +
                              "cps: {capacity_kw: 50, cost: {fixed: 7, linear: 0.2}}\n");
  folder.put("middle.yaml", std::string{kHeader} + "extends: base.yaml\ncps: null\n");
  const auto file = folder.put(
      "a.yaml", std::string{kHeader} + "extends: middle.yaml\ncps: {cost: {fixed: 3}}\n");
  const auto loaded = load(file, {{"trace", ""}, {"trace.every", "5"}}).scenario;
  CHECK(loaded.cps.cost.fixed == 3);
  CHECK(loaded.cps.cost.linear == scenario::CpsSettings{}.cost.linear);
  CHECK(loaded.cps.capacity_kw == scenario::CpsSettings{}.capacity_kw);
  CHECK(loaded.trace.every == 5);
}

TEST_CASE("null removes one form of a distribution or a feeder for another") {
  const TestFolder folder{"forms"};
  folder.put("base.yaml", std::string{kHeader} + kSmallest);
  const auto file = folder.put(
      "a.yaml", std::string{kHeader} +
                    "extends: base.yaml\n"
                    "network:\n  feeder:\n    synthetic: null\n    folder: null\n    root: a\n"
                    "    buses: [{name: a}, {name: b}]\n"
                    "    lines: [{from: a, to: b, resistance_ohm: 1, reactance_ohm: 1}]\n"
                    "prosumers:\n  - {name: a, reservation_lambda: {uniform: [0, 1]}}\n");
  const std::vector<Override> one_of{
      {"prosumers[0].reservation_lambda", "{uniform: null, one_of: [0.5, 1]}"}};
  CHECK(load(file).scenario.network.feeder.buses.size() == 2);
  CHECK(load(file, one_of)
            .scenario.prosumers[0]
            .reservation.of<bidding::LambdaReservation>()
            .lambda == parameters::Distribution{parameters::Distribution::Kind::kOneOf, {0.5, 1}});
}

TEST_CASE("paths belong to the file that names them, those of an override to the working folder") {
  const TestFolder folder{"paths"};
  folder.put("base/data/sun.csv", "t,pv\n0,1\n");
  folder.put("base/grid/feeder.yaml",
             "format: peerwatt-feeder\nversion: 1\nroot: a\nbuses: [{name: a}, {name: b}]\n"
             "lines: [{from: a, to: b, resistance_ohm: 1, reactance_ohm: 1}]\n");
  folder.put("base/base.yaml", std::string{kHeader} +
                                   "data_dir: data\nnetwork: {feeder: grid/feeder.yaml}\n"
                                   "profiles: [{name: sun, file: sun.csv, time_column: t}]\n"
                                   "prosumers: [{name: homes}]\n");
  const auto file =
      folder.put("runs/a.yaml", std::string{kHeader} + "extends: ../base/base.yaml\n");
  const scenario::LoadedScenario loaded = load(file);
  CHECK(loaded.scenario.data_dir == (folder.path() / "base/data").string());
  CHECK(loaded.scenario.profiles.at(0).path == folder.path() / "base/data/sun.csv");
  CHECK(loaded.scenario.network.feeder.lines.at(0).name == "a-b");
  CHECK(loaded.files == std::vector<FileRead>{as_read(folder.path() / "base/base.yaml"),
                                              as_read(file),
                                              as_read(folder.path() / "base/grid/feeder.yaml")});

  const std::string here = std::filesystem::current_path().lexically_normal().string();
  const std::string missing = complaint(file, {{"data_dir", "elsewhere"}});
  CHECK(missing.find("no such file: " + here + "/elsewhere/sun.csv") != std::string::npos);
}

TEST_CASE("a base that two files extend is read for both, and listed once") {
  const TestFolder folder{"diamond"};
  folder.put("base.yaml", std::string{kHeader} + kSmallest);
  folder.put("left.yaml", std::string{kHeader} + "extends: base.yaml\nseed: 2\n");
  folder.put("right.yaml", std::string{kHeader} + "extends: base.yaml\ntitle: right\n");
  const auto file =
      folder.put("a.yaml", std::string{kHeader} + "extends: [left.yaml, right.yaml]\n");
  const scenario::LoadedScenario loaded = load(file);
  CHECK(loaded.scenario.seed == 2);
  CHECK(loaded.scenario.title == "right");
  CHECK(loaded.files.size() == 4);
}

TEST_CASE("an override reaches into lists, by brackets or dots, and takes any YAML") {
  const TestFolder folder{"override"};
  const auto file = folder.put("a.yaml", std::string{kHeader} + kSmallest);
  const scenario::Scenario loaded =
      load(file, {{"prosumers[0].count", "5"},
                  {"prosumers.0.pv.share", "0.25"},
                  {"prosumers[0].pv.capacity_kw", "{uniform: [1, 2]}"},
                  {"prosumers[0].zones", "[z000, z001]"},
                  {"cps.cost", "{fixed: 3}"},
                  {"title", "\"a: b\""},
                  {"currency", ""}})
          .scenario;
  CHECK(loaded.prosumers[0].count == 5);
  CHECK(loaded.prosumers[0].pv.share == 0.25);
  CHECK(loaded.prosumers[0].pv.capacity_kw ==
        parameters::Distribution{parameters::Distribution::Kind::kUniform, {1, 2}});
  CHECK(loaded.prosumers[0].zones == std::vector<std::string>{"z000", "z001"});
  CHECK(loaded.cps.cost.fixed == 3);
  CHECK(loaded.title == "a: b");
  CHECK(loaded.currency == "$");
}

TEST_CASE("a later override wins") {
  const TestFolder folder{"later"};
  const auto file = folder.put("a.yaml", std::string{kHeader} + kSmallest);
  CHECK(load(file, {{"seed", "5"}, {"seed", "6"}}).scenario.seed == 6);
}

TEST_CASE("positions survive merging") {
  const TestFolder folder{"positions"};
  const auto base =
      folder.put("base.yaml", std::string{kHeader} + kSmallest + "market: {k: 0.1}\n");
  const auto file =
      folder.put("a.yaml", std::string{kHeader} + "extends: base.yaml\nmarket:\n  gate_s: 12\n");
  const Positions positions = load(file, {{"seed", "3"}}).positions;
  CHECK(Diagnostic{positions.find("market.k"), ""}.text() == base.string() + ":5:13: ");
  CHECK(Diagnostic{positions.find("market.gate_s"), ""}.text() == file.string() + ":5:11: ");
  CHECK(Diagnostic{positions.find("seed"), ""}.text() == "--set seed=3: ");
  CHECK(positions.find("prosumers[0].battery.share").line == 4);
  CHECK(positions.find("leader.rule").file == file.string());
}

TEST_CASE("aliases are copies") {
  const TestFolder folder{"aliases"};
  const auto file =
      folder.put("a.yaml", std::string{kHeader} +
                               "network: {feeder: {synthetic: {zones: &many 3}}}\n"
                               "prosumers:\n  - name: a\n    battery: &b {capacity_kwh: 5}\n"
                               "  - {name: b, battery: *b, count: *many}\n");
  const scenario::Scenario loaded = load(file).scenario;
  CHECK(loaded.prosumers[1].battery == loaded.prosumers[0].battery);
  CHECK(loaded.prosumers[1].battery.capacity_kwh == parameters::Distribution{5});
  CHECK(loaded.prosumers[1].count == 3);
}

TEST_CASE("a byte order mark and Windows line ends do no harm") {
  const TestFolder folder{"windows"};
  std::string text = std::string{"\xEF\xBB\xBF"} + kHeader + kSmallest + "seed: 7\n";
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 2)) {
    text.insert(at, "\r");
  }
  CHECK(load(folder.put("a.yaml", text)).scenario.seed == 7);
}

// Looking through all keys of one map for each key of the other would take minutes.
TEST_CASE("maps of very many keys are merged") {
  constexpr int kKeys = 200'000;
  const auto map_of = [](int first) {
    Node map;
    map.kind = NodeKind::kMap;
    for (int i = 0; i < kKeys; ++i) {
      Node value;
      value.kind = NodeKind::kScalar;
      value.text = std::to_string(first);
      map.entries.push_back({"a key with the number " + std::to_string(first + i), 1, 1, value});
    }
    return map;
  };
  Node merged = map_of(0);
  merge(merged, map_of(kKeys / 2));
  CHECK(merged.entries.size() == 3 * kKeys / 2);
  CHECK(merged.entries[kKeys / 2 - 1].value.text == "0");
  CHECK(merged.entries[kKeys / 2].value.text == std::to_string(kKeys / 2));
}

TEST_CASE("a path is related to what surrounds it, what is in it, and itself") {
  const PathSet paths{{"market.gate_s", "prosumers[2].pv"}};
  for (const char* path : {"", "market", "market.gate_s", "market.gate_s.x", "prosumers",
                           "prosumers[2]", "prosumers[2].pv", "prosumers[2].pv.share"}) {
    CHECK_MESSAGE(paths.has_related(path), path);
  }
  for (const char* path : {"market.gate", "market.gate_s2", "markets", "prosumers[2].pv2",
                           "prosumers[20]", "prosumers[1].pv", "clock"}) {
    CHECK_FALSE_MESSAGE(paths.has_related(path), path);
  }
  CHECK(PathSet{{""}}.has_related("clock"));
  CHECK_FALSE(PathSet{{}}.has_related(""));
}

TEST_CASE("very many mistakes that belong together are told once each") {
  constexpr int kGroups = 20'000;
  const TestFolder folder{"many_mistakes"};
  std::string text =
      std::string{kHeader} + "network: {feeder: {synthetic: {zones: 1}}}\nprosumers:\n";
  for (int i = 0; i < kGroups; ++i) {
    text += "  - {name: g, load: {profile: p, mean_kwh_per_day: -1}}\n";
  }
  const std::string found = complaint(folder.put("a.yaml", text), {});
  CHECK(found.ends_with(" more"));
}

}  // namespace
}  // namespace peerwatt::config
