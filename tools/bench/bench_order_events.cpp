// A day of the continuous double auction in one neighbourhood of 1,000 traders who come at random
// times: user CPU per order event, with everything that a run does. An order event is an order that
// comes to the market place, replaces one that rests there, and trades or waits. The orders are
// counted in a run that shows each of them; runs that are measured record no more than sums.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/network/synthetic_feeder.hpp"

#include "agents/scenario/scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt {
namespace {

constexpr double kTargetNs = 1000;  // a million order events in a second
constexpr int kRepetitions = 5;

scenario::Scenario busy_neighbourhood() {
  using parameters::Distribution;
  scenario::Scenario scenario;
  scenario.title = "A million order events and more";
  scenario.clock.days = 1;
  scenario.network.feeder = network::synthetic_feeder({.zones = 1});
  scenario.leader.rule = scenario::LeaderRule::kFlat;
  scenario.market.mechanism = market::MechanismId::kContinuousDoubleAuction;
  scenario.market.gate_s = 1200;
  scenario::ProsumerGroup homes;
  homes.name = "home";
  homes.count = 1000;
  homes.pv.share = 0.6;
  homes.pv.capacity_kw = Distribution{Distribution::Kind::kUniform, {3, 8}};
  homes.bidding.strategy = bidding::StrategyId::kZiC;
  homes.bidding.arrivals = scenario::Arrivals::kPoisson;
  homes.bidding.visits_per_gate = 55;
  scenario.prosumers = {homes};
  return scenario;
}

class Counter final : public recording::TraceSink, public agents::SlotListener {
 public:
  void begin(const recording::RunDescription&) override {}
  void record(const recording::SlotRecord& slot) override {
    orders += static_cast<std::int64_t>(slot.orders.size());
    trades += static_cast<std::int64_t>(slot.trades.size());
    messages += slot.system.messages;
  }
  void finish(recording::RunStatus) override {}
  Verdict slot_done(std::int32_t) override { return Verdict::kContinue; }

  std::int64_t orders = 0;
  std::int64_t trades = 0;
  std::int64_t messages = 0;
};

Counter run(scenario::Scenario scenario, recording::TraceLevel level) {
  scenario.trace.level = level;
  Counter counter;
  agents::SimulationRun{scenario}.execute(counter, counter);
  return counter;
}

double median_seconds(const scenario::Scenario& scenario) {
  std::vector<double> seconds;
  for (int i = 0; i < kRepetitions; ++i) {
    const double begin = user_seconds();
    run(scenario, recording::TraceLevel::kSummary);
    seconds.push_back(user_seconds() - begin);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

void report() {
  const scenario::Scenario scenario = busy_neighbourhood();
  const Counter counted = run(scenario, recording::TraceLevel::kOrders);
  const double seconds = median_seconds(scenario);
  fmt::print("{} order events, {} trades, {} messages; the day takes {:.2f} s\n", counted.orders,
             counted.trades, counted.messages, seconds);
  fmt::print("{:.0f} ns per order event (target {:.0f})\n",
             1e9 * seconds / static_cast<double>(counted.orders), kTargetNs);
}

int run_with(std::span<char*> arguments) {
  if (arguments.size() == 1) {
    report();
    return 0;
  }
  const bool help = std::string_view{arguments[1]} == "--help";
  fmt::print(
      help ? stdout : stderr,
      "Usage: bench_order_events\n"
      "A day of order books in a neighbourhood of 1,000 traders: ns = user CPU of the whole\n"
      "run, set-up included, per order event; the median of {} runs. Target: {:.0f} ns.\n",
      kRepetitions, kTargetNs);
  return help ? 0 : 2;
}

}  // namespace
}  // namespace peerwatt

int main(int count, char** arguments) {
  return peerwatt::run_with({arguments, static_cast<std::size_t>(count)});
}
