// What the power flow of every slot adds to a run: the same run without and with it, in turn, at
// trace level `summary`. A street of 55 homes on 906 buses, and low-voltage feeders of 100 homes
// side by side. Then the power flow alone of 1,000 such feeders, with one thread and with all.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"
#include "engine/parallel/processors.hpp"
#include "engine/parallel/workers.hpp"
#include "engine/power_flow/network_state.hpp"
#include "engine/power_flow/radial_power_flow.hpp"

#include "agents/scenario/scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/trace/trace_writer.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt {
namespace {

constexpr double kStreetTarget = 2;  // times the user CPU without power flow
constexpr int kHomesPerFeeder = 100;

struct Case {
  const char* name;
  int zones;
  int buses_per_zone;
  std::int64_t homes;
  std::int64_t days;
  std::uint32_t threads;
};

scenario::Scenario community(const Case& size, scenario::PowerFlow power_flow) {
  using parameters::Distribution;
  constexpr auto kUniform = Distribution::Kind::kUniform;
  scenario::Scenario scenario;
  scenario.title = "bench";
  scenario.clock.start = *parse_utc("2025-09-30T14:00:00Z");
  scenario.clock.days = size.days;
  scenario.network.feeder = network::synthetic_feeder({.zones = size.zones,
                                                       .buses_per_zone = size.buses_per_zone,
                                                       .spacing_km = 0.3 / size.buses_per_zone,
                                                       .rating_kva = 400});
  scenario.network.power_flow = power_flow;
  scenario::ProsumerGroup homes;
  homes.name = "home";
  homes.count = size.homes;
  homes.place = scenario::Place::kAtRandom;
  homes.load.mean_kwh_per_day = Distribution{kUniform, {6, 20}};
  homes.pv.share = 0.5;
  homes.pv.capacity_kw = Distribution{kUniform, {2, 8}};
  homes.battery.share = 0.2;
  homes.battery.capacity_kwh = 10;
  scenario.prosumers = {homes};
  scenario.trace.level = recording::TraceLevel::kSummary;
  return scenario;
}

class NeverStop final : public agents::SlotListener {
  Verdict slot_done(std::int32_t) override { return Verdict::kContinue; }
};

struct Cost {
  double user_s = 1e300;
  double wall_s = 1e300;

  void keep_least(const Cost& other) {
    user_s = std::min(user_s, other.user_s);
    wall_s = std::min(wall_s, other.wall_s);
  }
};

// Of set-up, run and trace.
Cost cost_of(const scenario::Scenario& scenario, std::uint32_t threads) {
  const double user = user_seconds();
  const auto begin = std::chrono::steady_clock::now();
  agents::SimulationRun run{scenario, {.threads = threads}};
  output::TraceWriter trace{
      {.file = {}, .level = output::TraceLevel::kSummary, .threads = threads, .in_memory = true},
      {}};
  NeverStop listener;
  run.execute(trace, listener);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  return {user_seconds() - user, wall.count()};
}

void measure(const Case& size, int repeats) {
  const scenario::Scenario without = community(size, scenario::PowerFlow::kNone);
  const scenario::Scenario with = community(size, scenario::PowerFlow::kBalanced);
  Cost least_without, least_with;
  for (int i = 0; i < repeats; ++i) {
    least_without.keep_least(cost_of(without, size.threads));
    least_with.keep_least(cost_of(with, size.threads));
  }
  fmt::print("{:<28} {:>7} {:>10.3f} {:>10.3f} {:>6.2f} {:>10.3f} {:>10.3f} {:>6.2f}\n", size.name,
             size.threads, least_without.user_s, least_with.user_s,
             least_with.user_s / least_without.user_s, least_without.wall_s, least_with.wall_s,
             least_with.wall_s / least_without.wall_s);
}

// Every bus has a home of at most 2 kW.
std::vector<double> homes_kw(std::size_t buses) {
  std::mt19937_64 random{42};
  std::vector<double> active_kw(buses);
  for (double& kw : active_kw) kw = 2 * static_cast<double>(random() % 1000) / 1000;
  return active_kw;
}

// Solves the power flow and reads voltages, flows and losses, in turn for two slots whose loads are
// 2 % apart. Keeps the least of some times for both, by slot.
class SideBySide {
 public:
  SideBySide(const network::DistributionNetwork& network, std::uint32_t threads)
      : workers_{threads},
        flow_{network,
              {},
              [this](std::size_t count, const std::function<void(std::size_t)>& task) {
                workers_.for_each(count, task);
              }},
        state_{network},
        loads_kw_{homes_kw(network.bus_count()), {}},
        reactive_kvar_(network.bus_count()) {
    for (const double kw : loads_kw_[0]) loads_kw_[1].push_back(1.02 * kw);
  }

  void solve_and_read() {
    const double user = user_seconds();
    const auto begin = std::chrono::steady_clock::now();
    for (const std::vector<double>& active_kw : loads_kw_) {
      sweeps_ = flow_.solve({.power = {active_kw, reactive_kvar_}}).sweeps;
      state_.read(flow_);
    }
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    least_.keep_least({(user_seconds() - user) / 2, wall.count() / 2});
  }

  const Cost& least() const { return least_; }
  int sweeps() const { return sweeps_; }

 private:
  parallel::Workers workers_;
  power_flow::RadialPowerFlow flow_;
  power_flow::NetworkState state_;
  std::vector<double> loads_kw_[2];
  std::vector<double> reactive_kvar_;
  Cost least_;
  int sweeps_ = 0;
};

void measure_feeders(int feeders, int repeats) {
  const network::DistributionNetwork network{
      network::synthetic_feeder({.zones = feeders,
                                 .buses_per_zone = kHomesPerFeeder,
                                 .spacing_km = 0.3 / kHomesPerFeeder,
                                 .rating_kva = 400})};
  const std::uint32_t processors = parallel::available_processors();
  SideBySide one{network, 1}, all{network, processors};
  for (int i = 0; i < repeats; ++i) {
    one.solve_and_read();
    all.solve_and_read();
  }
  fmt::print(
      "\npower flow of {} feeders side by side, {} homes on {} buses each: ms of a slot, solved "
      "and read, {} sweeps\n{:>7} {:>10} {:>10} {:>6}\n",
      feeders, kHomesPerFeeder, kHomesPerFeeder, one.sweeps(), "threads", "user", "wall", "ratio");
  for (const auto& [threads, solved] : {std::pair{1U, &one}, std::pair{processors, &all}}) {
    fmt::print("{:>7} {:>10.3f} {:>10.3f} {:>6.2f}\n", threads, 1e3 * solved->least().user_s,
               1e3 * solved->least().wall_s, solved->least().wall_s / one.least().wall_s);
  }
}

int run(int count, char** words) {
  const bool quick = count > 1 && std::string{words[1]} == "--quick";
  if (count > 1 && !quick) {
    fmt::print("usage: bench_wires [--quick]\n");
    return 2;
  }
  fmt::print(
      "s of user CPU and of wall time, without and with power flow, the least of some runs in turn "
      "(street: target {} times the user CPU)\n{:<28} {:>7} {:>10} {:>10} {:>6} {:>10} {:>10} "
      "{:>6}\n",
      kStreetTarget, "", "threads", "user", "with", "ratio", "wall", "with", "ratio");
  const int feeders = quick ? 100 : 1000;
  measure({"street, 55 homes, a week", 1, 905, 55, 7, 1}, quick ? 3 : 9);
  for (const std::uint32_t threads : {1U, 2U}) {
    measure({"feeders of 100 homes, a day", feeders, 10, 100 * std::int64_t{feeders}, 1, threads},
            quick ? 1 : 3);
  }
  measure_feeders(1000, quick ? 100 : 1000);
  return 0;
}

}  // namespace
}  // namespace peerwatt

int main(int count, char** words) {
  return peerwatt::run(count, words);
}
