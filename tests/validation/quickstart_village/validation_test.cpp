#include <cstdint>
#include <filesystem>

#include "agents/scenario_files/load_scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/indicators/indicators.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

constexpr std::int64_t kFirstSeed = 42, kSeeds = 11;

// Adds a run up, and keeps nothing else of it.
class Summary final : public recording::TraceSink {
 public:
  void begin(const recording::RunDescription& run) override { indicators_.emplace(run); }
  void record(const recording::SlotRecord& slot) override { indicators_->add(slot); }
  void finish(recording::RunStatus) override {}
  output::Indicators result() const { return indicators_->result(); }

 private:
  std::optional<output::IndicatorAccumulator> indicators_;
};

class Untouched final : public agents::SlotListener {
  Verdict slot_done(std::int32_t) override { return Verdict::kContinue; }
};

output::Indicators summary_of(const scenario::Scenario& scenario) {
  Summary summary;
  Untouched listener;
  agents::SimulationRun{scenario}.execute(summary, listener);
  return summary.result();
}

}  // namespace

TEST_CASE("in the village of the quickstart homes serve each other at peak, whatever the seed") {
  const std::filesystem::path file =
      std::filesystem::path{PEERWATT_SOURCE_DIR} / "configs" / "quickstart.yaml";
  scenario::Scenario scenario = scenario::load_scenario(file).scenario;
  REQUIRE(scenario.seed == kFirstSeed);
  scenario.trace.audit_every = 0;
  for (std::int64_t seed = kFirstSeed; seed < kFirstSeed + kSeeds; ++seed) {
    CAPTURE(seed);
    scenario.seed = seed;
    const output::Indicators run = summary_of(scenario);
    scenario::Scenario alone = scenario;
    alone.market.mechanism = market::MechanismId::kNone;
    const output::Indicators without = summary_of(alone);
    const output::Effects& effects = run.effects;
    MESSAGE("seed " << seed << ": CPS supply at peak " << run.cps_supply_at_peak_kwh
                    << " kWh, without trade " << without.cps_supply_at_peak_kwh << "; reserve "
                    << run.reserve_kwh << ", without trade " << without.reserve_kwh
                    << "; better off than ordinary " << *effects.gainers << ", worse "
                    << *effects.losers << "; bill " << *effects.bill_mean << ", ordinary "
                    << *effects.bill_ordinary_mean);
    CHECK(run.cps_elastic_supply_at_peak_kwh <= 1e-9);
    CHECK(run.reserve_kwh == 0);
    CHECK(without.reserve_kwh > 0);
    CHECK(run.cps_supply_at_peak_kwh < 0.5 * without.cps_supply_at_peak_kwh);
    CHECK(*effects.net_gain_of_trade_mean > 0);
    CHECK(10 * *effects.traders_not_worse_off >= 9 * *effects.traders);
    CHECK(run.capped_slots == 0);
    CHECK(run.unconverged_slots == 0);
    CHECK(*without.effects.trade_effect_mean == 0);
    CHECK(*without.effects.net_gain_of_trade_mean == 0);
  }
}
