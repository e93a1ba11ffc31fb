#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>

#include "output/indicators/energy_origin.hpp"

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using output::EnergyOrigin;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kScenarios = 32;  // of each kind
constexpr double kTolerance = 1e-9;       // kWh

using Check = std::function<void(const EnergyOrigin&)>;

// Hands over what every prosumer, and all together, did by the end of each day and of the run.
class OriginSink final : public recording::TraceSink {
 public:
  explicit OriginSink(Check check) : check_{std::move(check)} {}

  void begin(const recording::RunDescription& run) override {
    slots_per_day_ = run.slots_per_day;
    day_.emplace(run.prosumers.battery_efficiency);
    run_.emplace(run.prosumers.battery_efficiency);
  }
  void record(const recording::SlotRecord& slot) override {
    day_->add(slot.prosumers);
    run_->add(slot.prosumers);
    if ((slot.index + 1) % slots_per_day_ != 0) return;
    look_at(*day_);
    day_->begin_window();
  }
  void finish(recording::RunStatus) override {
    look_at(*day_);
    look_at(*run_);
  }

 private:
  void look_at(const output::OriginAccumulator& window) const {
    check_(window.total());
    for (std::size_t i = 0; i < window.size(); ++i) check_(window.of(i));
  }

  Check check_;
  std::int64_t slots_per_day_ = 1;
  std::optional<output::OriginAccumulator> day_, run_;
};

// Batteries sell what they have at peak, and every other scenario begins with full ones.
Scenario with_batteries_that_sell(Scenario scenario, std::uint64_t seed) {
  for (scenario::ProsumerGroup& group : scenario.prosumers) {
    group.battery.sale_share = 1;
    if (seed % 2 == 0) group.battery.initial_share = 1;
  }
  scenario.clock.days = std::max<std::int64_t>(2, scenario.clock.days);
  return scenario;
}

void on_random_windows(const Check& check) {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    CAPTURE(seed);
    for (const Scenario& drawn : {random_scenario(seed), random_power_plant(seed)}) {
      const Scenario scenario = with_batteries_that_sell(drawn, seed);
      REQUIRE(inconsistencies(scenario).empty());
      OriginSink sink{check};
      StopAfter never;
      agents::SimulationRun run{scenario};
      run.execute(sink, never);
    }
  }
}

bool is_share(const std::optional<double>& value) {
  return !value || (*value >= -kTolerance && *value <= 1 + kTolerance);
}

}  // namespace

TEST_CASE("on random scenarios the generation of every day and run is accounted for") {
  double stored_and_sold = 0, lost = 0;
  on_random_windows([&](const EnergyOrigin& origin) {
    for (const double part : {origin.used_kwh, origin.sold_kwh, origin.fed_in_kwh, origin.lost_kwh,
                              origin.stored_kwh}) {
      REQUIRE(part >= -kTolerance);
    }
    const double parts =
        origin.used_kwh + origin.sold_kwh + origin.fed_in_kwh + origin.lost_kwh + origin.stored_kwh;
    REQUIRE(std::fabs(parts - origin.generated_kwh) <= kTolerance);
    stored_and_sold += std::min(origin.stored_kwh, origin.sold_kwh);
    lost += origin.lost_kwh;
  });
  CHECK(stored_and_sold > 0);
  CHECK(lost > 0);
}

TEST_CASE("on random scenarios all shares of own supply lie between 0 and 1") {
  on_random_windows([](const EnergyOrigin& origin) {
    REQUIRE(is_share(origin.self_consumption_own()));
    REQUIRE(is_share(origin.self_consumption_community()));
    REQUIRE(is_share(origin.self_sufficiency_own()));
    REQUIRE(is_share(origin.self_sufficiency_community()));
    REQUIRE(origin.self_consumption_community().value_or(1) >=
            origin.self_consumption_own().value_or(0));
    REQUIRE(origin.self_sufficiency_community().value_or(1) >=
            origin.self_sufficiency_own().value_or(0));
  });
}
