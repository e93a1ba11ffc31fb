#include <algorithm>
#include <functional>
#include <span>

#include "engine/parallel/workers.hpp"
#include "engine/power_flow/branch_flows.hpp"
#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

#include "tests/unit/engine/power_flow/forests.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using power_flow::NetworkState;
using power_flow::RadialPowerFlow;
using power_flow::SolverOutcome;
using power_flow::SolverSettings;
using test::Demand;
using test::Forest;

namespace {

constexpr SolverSettings kPrecise{.tolerance_pu = 1e-12, .most_sweeps = 500};
constexpr double kDemand_kw = 5;

power_flow::TaskRunner runner(parallel::Workers& workers) {
  return [&workers](std::size_t count, const std::function<void(std::size_t)>& task) {
    workers.for_each(count, task);
  };
}

// Everything that a solution shows.
struct Solution {
  Solution(const SolverOutcome& outcome_found, const RadialPowerFlow& flow,
           const network::DistributionNetwork& network)
      : outcome{outcome_found}, state{network}, losses_kw{flow.losses_kw()} {
    for (const std::span<const double> column : {flow.voltage_real(), flow.voltage_imaginary(),
                                                 flow.current_real(), flow.current_imaginary()}) {
      columns.emplace_back(column.begin(), column.end());
    }
    state.read(flow);
    for (const auto& column : {state.voltage_pu, state.power_kw, state.reactive_kvar,
                               state.losses_kw, state.loading_kva}) {
      columns.push_back(column);
    }
  }

  bool operator==(const Solution& other) const {
    return outcome.converged == other.outcome.converged && outcome.sweeps == other.outcome.sweeps &&
           columns == other.columns && losses_kw == other.losses_kw &&
           state.total_losses_kw == other.state.total_losses_kw;
  }

  SolverOutcome outcome;
  NetworkState state;
  double losses_kw;
  std::vector<std::vector<double>> columns;
};

bool same_failure(const SolverOutcome& a, const SolverOutcome& b) {
  return a.converged == b.converged && a.sweeps == b.sweeps && a.worst_bus == b.worst_bus &&
         a.worst_change_pu == b.worst_change_pu;
}

// The demand of one tree, whose source draws nothing.
Demand part_of(const Demand& whole, const Forest& forest, std::size_t tree) {
  Demand part{{0}, {0}};
  for (std::size_t n = 1; n < forest.trees[tree].buses.size(); ++n) {
    part.active_kw.push_back(whole.active_kw[forest.bus(tree, n)]);
    part.reactive_kvar.push_back(whole.reactive_kvar[forest.bus(tree, n)]);
  }
  return part;
}

// Many times what its lines can carry.
void overload(std::size_t tree, const Forest& forest, Demand& demand) {
  for (std::size_t n = 1; n < forest.trees[tree].buses.size(); ++n) {
    demand.active_kw[forest.bus(tree, n)] = 1e5;
  }
}

bool is_in(BusId bus, std::size_t tree, const Forest& forest) {
  return bus.index() >= forest.first[tree] &&
         bus.index() < forest.first[tree] + forest.trees[tree].buses.size() - 1;
}

}  // namespace

TEST_CASE("a solution is the same, bit for bit, with any number of threads") {
  std::mt19937_64 random{21};
  for (const auto extras : {test::Extras::kAll, test::Extras::kNone, test::Extras::kAll}) {
    const network::DistributionNetwork network{test::large_forest(random, extras).whole};
    const Demand power = test::any_demand(random, network.bus_count(), kDemand_kw);
    const Demand other = test::any_demand(random, network.bus_count(), kDemand_kw);
    RadialPowerFlow plain{network};
    REQUIRE(plain.grid().parts.size() > 2);
    const auto first = [&](RadialPowerFlow& flow) {
      return Solution{flow.solve({.power = power.powers()}), flow, network};
    };
    const auto second = [&](RadialPowerFlow& flow) {  // from the first, with all kinds of loads
      return Solution{flow.solve({power.powers(), other.powers(), other.powers()}), flow, network};
    };
    const Solution cold = first(plain), warm = second(plain);
    REQUIRE(cold.outcome.converged);
    REQUIRE(warm.outcome.converged);
    for (const std::uint32_t threads : {1U, 2U, 3U, 4U}) {
      CAPTURE(threads);
      parallel::Workers workers{threads};
      RadialPowerFlow flow{network, {}, runner(workers)};
      CHECK(first(flow) == cold);
      CHECK(second(flow) == warm);
    }
  }
}

TEST_CASE("trees side by side have the voltages, losses and flows that each has alone") {
  std::mt19937_64 random{22};
  const Forest forest = test::large_forest(random, test::Extras::kAll);
  const network::DistributionNetwork network{forest.whole};
  const Demand demand = test::any_demand(random, network.bus_count(), kDemand_kw);
  parallel::Workers workers{2};
  RadialPowerFlow flow{network, kPrecise, runner(workers)};
  const SolverOutcome outcome = flow.solve({.power = demand.powers()});
  REQUIRE(outcome.converged);
  int most_sweeps = 0;
  double losses_kw = 0, source_kw = demand.active_kw[0];
  for (std::size_t tree = 0; tree < forest.trees.size(); ++tree) {
    CAPTURE(tree);
    const network::DistributionNetwork alone{forest.trees[tree]};
    RadialPowerFlow flow_alone{alone, kPrecise};
    const Demand part = part_of(demand, forest, tree);
    const SolverOutcome found = flow_alone.solve({.power = part.powers()});
    REQUIRE(found.converged);
    most_sweeps = std::max(most_sweeps, found.sweeps);
    losses_kw += flow_alone.losses_kw();
    source_kw += network_flow(flow_alone).source_kw;
    for (std::uint32_t n = 1; n < alone.bus_count(); ++n) {
      const BusId bus{forest.bus(tree, n)};
      // Both are within some tolerances of the solution.
      CHECK(std::abs(flow.voltage_pu(bus) - flow_alone.voltage_pu(BusId{n})) < 1e-10);
      CHECK(std::abs(flow_to(bus, flow).near_kw - flow_to(BusId{n}, flow_alone).near_kw) < 1e-6);
    }
  }
  CHECK(outcome.sweeps == most_sweeps);
  CHECK(std::abs(flow.losses_kw() - losses_kw) < 1e-6);
  CHECK(std::abs(network_flow(flow).losses_kw - losses_kw) < 1e-6);
  CHECK(std::abs(network_flow(flow).source_kw - source_kw) < 1e-6);
}

TEST_CASE("a tree that cannot be supplied is located, whatever the threads") {
  std::mt19937_64 random{23};
  const Forest forest = test::large_forest(random, test::Extras::kNone);
  const network::DistributionNetwork network{forest.whole};
  const Demand possible = test::any_demand(random, network.bus_count(), kDemand_kw);
  RadialPowerFlow never_failed{network};
  const Solution expected{never_failed.solve({.power = possible.powers()}), never_failed, network};
  REQUIRE(expected.outcome.converged);
  for (const std::size_t tree : {0U, 150U, 299U}) {
    CAPTURE(tree);
    Demand demand = possible;
    overload(tree, forest, demand);
    RadialPowerFlow plain{network};
    const SolverOutcome failed = plain.solve({.power = demand.powers()});
    CHECK_FALSE(failed.converged);
    CHECK(is_in(failed.worst_bus, tree, forest));
    overload((tree + 100) % 300, forest, demand);
    const SolverOutcome failed_twice = plain.solve({.power = demand.powers()});
    for (const std::uint32_t threads : {1U, 2U, 3U, 4U}) {
      CAPTURE(threads);
      parallel::Workers workers{threads};
      RadialPowerFlow flow{network, {}, runner(workers)};
      CHECK(same_failure(flow.solve({.power = demand.powers()}), failed_twice));
      CHECK(Solution{flow.solve({.power = possible.powers()}), flow, network} == expected);
    }
  }
}
