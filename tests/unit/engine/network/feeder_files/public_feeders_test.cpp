#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/csv/cells.hpp"
#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder_files/feeder_reader.hpp"

#include <doctest/doctest.h>

namespace peerwatt::network {
namespace {

std::filesystem::path public_feeders() {
  return std::filesystem::path{PEERWATT_SHARED_DATA} / "feeders";
}

// False, and says so, where the public data is not there.
bool have(const std::filesystem::path& folder) {
  const bool there = std::filesystem::is_directory(folder);
  if (!there) MESSAGE("skipped: no public data at '" << folder.string() << "'");
  return there;
}

struct Expected {
  std::size_t buses;
  std::size_t zones;
  double base_kv;
};

// Rows of bus.csv, except: case16ci with a substation added, eu_lv has 906 buses and the source.
const std::map<std::string, Expected> kExpected{
    {"case12da", {12, 1, 11}},
    {"case141", {141, 1, 12.47}},
    {"case15da", {15, 1, 11}},
    {"case16ci", {17, 1, 12.66}},
    {"case18", {18, 2, 12.5}},
    {"case28da", {28, 1, 11}},
    {"case33bw", {33, 1, 12.66}},
    {"case33mg", {33, 1, 12.66}},
    {"case34sa", {34, 1, 11}},
    {"case51he", {51, 1, 22}},
    {"case69", {69, 1, 12.66}},
    {"case74ds", {74, 1, 11}},
    {"cigre_lv", {44, 4, 0.4}},
    {"eu_lv", {907, 2, 0.416}},
    {"eu_lv_1kw", {907, 2, 0.416}},
    {"eu_lv_min566", {907, 2, 0.416}},
    {"kerber_landnetz_freileitung_1", {15, 2, 0.4}},
    {"kerber_landnetz_kabel_2", {30, 2, 0.4}},
};

TEST_CASE("every public feeder is a tree of as many buses as it says") {
  if (!have(public_feeders())) return;
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator{public_feeders()}) {
    if (entry.is_directory()) folders.push_back(entry.path().filename().string());
  }
  std::sort(folders.begin(), folders.end());
  CHECK_FALSE(folders.empty());
  for (const std::string& folder : folders) {
    CAPTURE(folder);
    const DistributionNetwork network{read_feeder(public_feeders() / folder)};
    CHECK(network.name() == folder);
    CHECK(network.line_count() == network.bus_count() - 1);
    const auto expected = kExpected.find(folder);
    if (expected == kExpected.end()) continue;
    CHECK(network.bus_count() == expected->second.buses);
    CHECK(network.zone_count() == expected->second.zones);
    CHECK(network.base_kv() == expected->second.base_kv);
  }
}

double number(const csv::Table& table, std::size_t row, const char* column) {
  return csv::parse_number(table.cell(row, table.find(column).value())).value();
}

TEST_CASE("impedances of case33bw, case69 and case141 are those printed in their sources") {
  for (const char* folder : {"case33bw", "case69", "case141"}) {
    if (!have(public_feeders() / folder)) return;
    CAPTURE(folder);
    const DistributionNetwork network{read_feeder(public_feeders() / folder)};
    const csv::Table printed = csv::Table::read(public_feeders() / folder / "raw_branch.csv");
    std::size_t line = 0;
    for (std::size_t row = 0; row < printed.rows(); ++row) {
      if (number(printed, row, "status") == 0) continue;
      REQUIRE(line < network.line_count());
      CAPTURE(row);
      CHECK(network.resistances_ohm()[line] ==
            doctest::Approx(number(printed, row, "r_ohm")).epsilon(1e-9));
      CHECK(network.reactances_ohm()[line] ==
            doctest::Approx(number(printed, row, "x_ohm")).epsilon(1e-9));
      ++line;
    }
    CHECK(line == network.line_count());
  }
}

TEST_CASE("impedances of cigre_lv follow from its name plates") {
  if (!have(public_feeders() / "cigre_lv")) return;
  const DistributionNetwork network{read_feeder(public_feeders() / "cigre_lv")};
  const BusId r1 = network.find_bus("Bus R1").value();
  const BusId r2 = network.find_bus("Bus R2").value();
  const LineId transformer = network.parent_line(r1);
  CHECK(network.line_kinds()[transformer.index()] == LineKind::kTransformer);
  // 0.4 kV squared on 0.5 MVA is 0.32 ohm: 1 % of it, and sqrt(4.123106^2 - 1) = 4.0000004 %.
  CHECK(network.resistances_ohm()[transformer.index()] == doctest::Approx(0.0032).epsilon(1e-9));
  CHECK(network.reactances_ohm()[transformer.index()] == doctest::Approx(0.0128).epsilon(1e-6));
  CHECK(network.ratings_kva()[transformer.index()] == 500);
  // 35 m of 0.162 ohm/km.
  CHECK(network.path_resistance_ohm(r1, r2) == doctest::Approx(0.00567).epsilon(1e-9));
  CHECK(network.path_km(r1, r2) == doctest::Approx(0.035).epsilon(1e-12));
  CHECK(network.zone_name(network.zone(r2)) == "Bus R1");
  CHECK(network.bus_name(network.root()) == "Bus 0");
}

// pu_branch.csv is the same net solved by another program: one branch for each line in service,
// then one for each transformer. Its transformers include the magnetizing branch, so are not
// compared where there is one.
TEST_CASE("element feeders have the per-unit impedances of their reference") {
  for (const char* folder :
       {"cigre_lv", "kerber_landnetz_freileitung_1", "kerber_landnetz_kabel_2"}) {
    if (!have(public_feeders() / folder)) return;
    CAPTURE(folder);
    const FeederDescription feeder = read_feeder(public_feeders() / folder);
    const csv::Table reference = csv::Table::read(public_feeders() / folder / "pu_branch.csv");
    const double base_ohm = feeder.base_kv * feeder.base_kv;  // on 1 MVA
    std::size_t row = 0;
    for (const FeederLine& line : feeder.lines) {
      if (line.kind == LineKind::kSwitch) continue;
      CAPTURE(line.name);
      REQUIRE(row < reference.rows());
      const double r_pu = number(reference, row, "r_pu");
      const double x_pu = number(reference, row, "x_pu");
      const double near = line.kind == LineKind::kTransformer ? 1e-3 : 1e-12;
      CHECK(line.resistance_ohm / base_ohm == doctest::Approx(r_pu).epsilon(near));
      CHECK(line.reactance_ohm / base_ohm == doctest::Approx(x_pu).epsilon(near));
      ++row;
    }
    CHECK(row == reference.rows());
  }
}

TEST_CASE("the European feeder is the same read from its line codes and per unit") {
  if (!have(public_feeders() / "eu_lv")) return;
  const DistributionNetwork elements{read_feeder(public_feeders() / "eu_lv")};
  const DistributionNetwork per_unit{read_feeder(public_feeders() / "eu_lv_1kw")};
  CHECK(elements.has_lengths());
  CHECK_FALSE(per_unit.has_lengths());
  CHECK(elements.source_voltage_pu() == per_unit.source_voltage_pu());
  CHECK(elements.bus_name(elements.root()) == "source");
  CHECK(per_unit.bus_name(per_unit.root()) == "1000");
  for (std::uint32_t i = 0; i < per_unit.bus_count(); ++i) {
    const BusId bus{i};
    if (bus == per_unit.root()) continue;
    const BusId same = elements.find_bus(per_unit.bus_name(bus)).value();
    CHECK(elements.depth(same) == per_unit.depth(bus));
    CHECK(elements.resistance_from_root_ohm(same) ==
          doctest::Approx(per_unit.resistance_from_root_ohm(bus)).epsilon(1e-9));
  }
  // 1.098 m of 4c_70: 0.446 ohm/km.
  CHECK(elements.path_resistance_ohm(elements.find_bus("1").value(),
                                     elements.find_bus("2").value()) ==
        doctest::Approx(0.446 * 0.001098).epsilon(1e-9));
}

TEST_CASE("the three substations of case16ci become one") {
  if (!have(public_feeders() / "case16ci")) return;
  const DistributionNetwork network{read_feeder(public_feeders() / "case16ci")};
  CHECK(network.bus_name(network.root()) == "substation");
  for (const char* slack : {"1", "2", "3"}) {
    const BusId bus = network.find_bus(slack).value();
    CHECK(network.depth(bus) == 1);
    CHECK(network.resistance_from_root_ohm(bus) == 0);
  }
}

}  // namespace
}  // namespace peerwatt::network
