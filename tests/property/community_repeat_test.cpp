#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/memory_sink.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/scenarios.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::testing;
using scenario::Scenario;

namespace {

constexpr std::uint64_t kScenarios = 60;

// Place of every prosumer of `a` in `b`, by name.
std::vector<std::size_t> places(const MemorySink& a, const MemorySink& b) {
  std::map<std::string, std::size_t> by_name;
  const std::vector<std::string>& names = b.description.prosumers.name;
  for (std::size_t i = 0; i < names.size(); ++i) by_name[names[i]] = i;
  std::vector<std::size_t> found;
  for (const std::string& name : a.description.prosumers.name) found.push_back(by_name.at(name));
  return found;
}

// Orders that tie in price and arrival are ranked by owner, a number that follows the order of
// declaration.
bool order_may_count(const Scenario& scenario) {
  return std::any_of(scenario.prosumers.begin(), scenario.prosumers.end(), [](const auto& group) {
    return reservation_lambda(group).kind() == parameters::Distribution::Kind::kConstant;
  });
}

}  // namespace

TEST_CASE("two runs of a random scenario are equal, bit for bit") {
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    const Scenario scenario = random_scenario(seed);
    CAPTURE(seed);
    REQUIRE(first_difference(run_in_memory(scenario), run_in_memory(scenario)) == "");
  }
}

TEST_CASE("recording less, or being watched, changes no result") {
  class Stranger final : public agents::SlotListener {
   public:
    Verdict slot_done(std::int32_t) override { return Verdict::kContinue; }
  };
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 3) {
    Scenario scenario = random_scenario(seed);
    const MemorySink plain = run_in_memory(scenario);
    scenario.trace = {.level = recording::TraceLevel::kSummary,
                      .every = 7,
                      .precision = recording::FloatWidth::kFloat32,
                      .compression = 0};
    MemorySink watched;
    Stranger stranger;
    agents::SimulationRun run{scenario};
    run.execute(watched, stranger);
    CAPTURE(seed);
    REQUIRE(first_difference(without_certificates(plain), without_certificates(watched)) == "");
  }
}

TEST_CASE("the order in which groups are declared changes nothing for anybody") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= kScenarios; ++seed) {
    Scenario scenario = random_scenario(seed);
    if (order_may_count(scenario) || scenario.prosumers.size() < 2) continue;
    const MemorySink first = run_in_memory(scenario);
    std::rotate(scenario.prosumers.begin(), scenario.prosumers.begin() + 1,
                scenario.prosumers.end());
    const MemorySink second = run_in_memory(scenario);
    const std::vector<std::size_t> place = places(first, second);
    ++compared;
    CAPTURE(seed);
    for (std::size_t slot = 0; slot < first.slots.size(); ++slot) {
      for (const ProsumerColumnName& column : prosumer_columns()) {
        CAPTURE(slot);
        CAPTURE(column.name);
        for (std::size_t i = 0; i < place.size(); ++i) {
          REQUIRE(std::fabs((first.slots[slot].prosumers.*column.kept)[i] -
                            (second.slots[slot].prosumers.*column.kept)[place[i]]) <= 1e-9);
        }
      }
    }
  }
  CHECK(compared >= 15);
}

TEST_CASE("one more prosumer and one more group change nobody's load, generation and draws") {
  for (std::uint64_t seed = 1; seed <= kScenarios; seed += 2) {
    Scenario scenario = random_scenario(seed);
    for (scenario::ProsumerGroup& group : scenario.prosumers) {
      group.count = std::max<std::int64_t>(2, group.count);  // a single member is called otherwise
    }
    const MemorySink few = run_in_memory(scenario);
    for (scenario::ProsumerGroup& group : scenario.prosumers) group.count += 1;
    scenario.prosumers.insert(scenario.prosumers.begin(), group_of("newcomers", 3));
    const MemorySink many = run_in_memory(scenario);
    const std::vector<std::size_t> place = places(few, many);
    CAPTURE(seed);
    const recording::ProsumerStatics& before = few.description.prosumers;
    const recording::ProsumerStatics& after = many.description.prosumers;
    for (std::size_t i = 0; i < place.size(); ++i) {
      const std::size_t j = place[i];
      REQUIRE(before.bus[i] == after.bus[j]);
      REQUIRE(before.pv_capacity_kw[i] == after.pv_capacity_kw[j]);
      REQUIRE(before.battery_capacity_kwh[i] == after.battery_capacity_kwh[j]);
      REQUIRE(before.battery_power_kw[i] == after.battery_power_kw[j]);
      REQUIRE(before.flexible_share[i] == after.flexible_share[j]);
      REQUIRE(before.choke_price[i] == after.choke_price[j]);
      REQUIRE(before.reservation_lambda[i] == after.reservation_lambda[j]);
      for (std::size_t slot = 0; slot < few.slots.size(); ++slot) {
        const ProsumerColumns& a = few.slots[slot].prosumers;
        const ProsumerColumns& b = many.slots[slot].prosumers;
        REQUIRE(a.load_kwh[i] == b.load_kwh[j]);
        REQUIRE(a.generation_kwh[i] == b.generation_kwh[j]);
      }
    }
  }
}
