// Power flows of published feeders against solutions of other programs. A folder here for each
// feeder says where its numbers come from and how far ours may differ.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/network/distribution_network.hpp"
#include "engine/network/feeder_files/feeder_reader.hpp"
#include "engine/power_flow/branch_flows.hpp"
#include "engine/power_flow/feeder_demand.hpp"
#include "engine/power_flow/phase_flows.hpp"
#include "engine/power_flow/phase_power_flow.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

namespace fs = std::filesystem;
using Row = std::map<std::string, std::string>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> found;
  std::istringstream text{line};
  for (std::string cell; std::getline(text, cell, ',');) found.push_back(cell);
  return found;
}

std::vector<Row> rows(const fs::path& file) {
  std::ifstream in{file};
  REQUIRE_MESSAGE(in.is_open(), file.string());
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> names = cells(line);
  std::vector<Row> table;
  while (std::getline(in, line)) {
    const std::vector<std::string> values = cells(line);
    Row row;
    for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
      row[names[i]] = values[i];
    }
    table.push_back(std::move(row));
  }
  return table;
}

std::map<std::string, std::string> pairs(const fs::path& file) {
  std::map<std::string, std::string> found;
  for (const Row& row : rows(file)) found[row.at("key")] = row.at("value");
  return found;
}

// The reference tables of pandapower speak of buses by index, those of MATPOWER by name.
std::map<std::string, BusId> buses_by_reference(const network::FeederDescription& feeder,
                                                const network::DistributionNetwork& network,
                                                const fs::path& folder) {
  std::map<std::string, BusId> found;
  std::map<std::size_t, std::string> index_of_line;
  if (fs::exists(folder / "ext_grid.csv")) {
    std::size_t line = 2;
    for (const Row& row : rows(folder / "bus.csv")) index_of_line[line++] = row.at("index");
  }
  for (const network::FeederBus& bus : feeder.buses) {
    const auto index = index_of_line.find(static_cast<std::size_t>(bus.position.line));
    found.emplace(index == index_of_line.end() ? bus.name : index->second,
                  *network.find_bus(bus.name));
  }
  return found;
}

struct Differences {
  double voltage_pu = 0;
  double angle_degree = 0;
  double losses = 0;  // of the losses
  std::size_t buses = 0;
};

// A solution, whichever way it was found: voltage and angle of a bus, or of a phase of it (from 0).
struct Solution {
  std::function<double(BusId, std::size_t)> voltage_pu;
  std::function<double(BusId, std::size_t)> angle_degree;
  double losses_kw = 0;
};

// Where the state is balanced, the reference's other phases are the first turned.
void compare_buses(const std::vector<Row>& reference, const std::map<std::string, BusId>& buses,
                   const Solution& solved, bool by_phase, Differences& differences) {
  for (const Row& row : reference) {
    const std::size_t phase = row.contains("phase") ? std::stoul(row.at("phase")) - 1 : 0;
    if (phase > 0 && !by_phase) continue;
    const auto bus = buses.find(row.at("bus") == "sourcebus" ? "source" : row.at("bus"));
    REQUIRE_MESSAGE(bus != buses.end(), row.at("bus"));
    const double voltage = solved.voltage_pu(bus->second, phase) - std::stod(row.at("vm_pu"));
    const double angle = std::remainder(
        solved.angle_degree(bus->second, phase) - std::stod(row.at("va_degree")), 360);
    differences.voltage_pu = std::max(differences.voltage_pu, std::abs(voltage));
    differences.angle_degree = std::max(differences.angle_degree, std::abs(angle));
    ++differences.buses;
  }
}

double reference_losses_kw(const std::map<std::string, std::string>& totals) {
  const auto found = totals.find("p_loss_kw");
  return found != totals.end() ? std::stod(found->second)
                               : 1000 * std::stod(totals.at("p_loss_mw"));
}

constexpr power_flow::SolverSettings kPrecise{.tolerance_pu = 1e-11};

Solution solve_balanced(const network::FeederDescription& feeder,
                        const network::DistributionNetwork& network) {
  const power_flow::FeederDemand demand{feeder, network};
  const auto flow = std::make_shared<power_flow::RadialPowerFlow>(network, kPrecise);
  REQUIRE(flow->solve({.power = demand.powers()}).converged);
  return {[flow](BusId bus, std::size_t) { return flow->voltage_pu(bus); },
          [flow](BusId bus, std::size_t) { return flow->angle_degree(bus); },
          power_flow::network_flow(*flow).losses_kw};
}

Solution solve_by_phase(const network::FeederDescription& feeder,
                        const network::DistributionNetwork& network) {
  const power_flow::FeederDemand demand{feeder, network, power_flow::Phasing::kByPhase};
  const auto flow = std::make_shared<power_flow::PhasePowerFlow>(network, kPrecise);
  REQUIRE(flow->solve(demand.powers()).converged);
  return {[flow](BusId bus, std::size_t phase) { return flow->voltage_pu(bus, phase); },
          [flow](BusId bus, std::size_t phase) { return flow->angle_degree(bus, phase); },
          power_flow::total_losses_kw(*flow)};
}

// Loads times the values of their profiles at a minute.
void take_minute(const fs::path& folder, const std::string& minute,
                 network::FeederDescription& feeder) {
  const std::vector<Row> loads = rows(folder / "loads.csv");
  REQUIRE(loads.size() == feeder.loads.size());
  for (const Row& row : rows(folder / "load_profiles_1min_kw.csv")) {
    if (row.at("minute") != minute) continue;
    for (std::size_t i = 0; i < loads.size(); ++i) {
      const double factor = std::stod(row.at("profile_" + loads[i].at("profile")));
      feeder.loads[i].power_kw *= factor;
      feeder.loads[i].reactive_kvar *= factor;
    }
  }
}

Differences differences_of(const fs::path& folder,
                           const std::map<std::string, std::string>& expected) {
  network::FeederDescription feeder = network::read_feeder(folder);
  if (expected.contains("minute")) take_minute(folder, expected.at("minute"), feeder);
  const network::DistributionNetwork network{feeder};
  const bool by_phase = expected.contains("phases");
  const Solution solved =
      by_phase ? solve_by_phase(feeder, network) : solve_balanced(feeder, network);
  Differences found;
  compare_buses(rows(folder / expected.at("buses")), buses_by_reference(feeder, network, folder),
                solved, by_phase, found);
  const double expected_kw = reference_losses_kw(pairs(folder / expected.at("totals")));
  found.losses = std::abs(solved.losses_kw / expected_kw - 1);
  return found;
}

}  // namespace

TEST_CASE("voltages, angles and losses are those that other programs found") {
  const fs::path data = fs::path{PEERWATT_SHARED_DATA} / "feeders";
  if (!fs::exists(data)) {
    MESSAGE("skipped: no public feeders at " << data.string());
    return;
  }
  std::size_t feeders = 0;
  for (const auto& entry : fs::directory_iterator{PEERWATT_VALIDATION_FEEDERS}) {
    if (!entry.is_directory()) continue;
    const auto expected = pairs(entry.path() / "expected.csv");
    const fs::path folder = data / expected.at("folder");
    const Differences found = differences_of(folder, expected);
    MESSAGE(fmt::format("{}: {} buses, {:.1e} p.u., {:.1e} degree, losses {:.1e}",
                        entry.path().filename().string(), found.buses, found.voltage_pu,
                        found.angle_degree, found.losses));
    CHECK(found.buses > 10);
    CHECK(found.voltage_pu <= std::stod(expected.at("voltage_pu")));
    CHECK(found.angle_degree <= std::stod(expected.at("angle_degree")));
    CHECK(found.losses <= std::stod(expected.at("losses")));
    ++feeders;
  }
  CHECK(feeders >= 20);
}
