#include "output/indicators/energy_origin.hpp"

#include <array>
#include <vector>

#include "output/indicators/daily_accumulator.hpp"
#include "output/indicators/indicators.hpp"
#include "output/recording/daily_record.hpp"
#include "output/schema/schema.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using doctest::Approx;

namespace {

// One slot of one prosumer, kWh.
struct PlainSlot {
  double load = 0;
  double generation = 0;
  double charged = 0;  // negative: discharged
  double battery = 0;  // afterwards
  double sold = 0;
  double fed_in = 0;
  double bought = 0;
  double unserved = 0;

  recording::SlotRecord record() const {
    static constexpr double kZero = 0;
    static constexpr std::int32_t kNoCoalition = -1;
    recording::SlotRecord slot;
    recording::ProsumerRecord& p = slot.prosumers;
    for (const ProsumerColumn& column : prosumer_columns()) {
      if (auto* member = std::get_if<0>(&column.member)) p.*(*member) = {&kZero, 1};
    }
    p.coalition = {&kNoCoalition, 1};
    p.load_kwh = {&load, 1};
    p.generation_kwh = {&generation, 1};
    p.battery_charged_kwh = {&charged, 1};
    p.battery_energy_kwh = {&battery, 1};
    p.p2p_sold_kwh = {&sold, 1};
    p.grid_sold_kwh = {&fed_in, 1};
    p.p2p_bought_kwh = {&bought, 1};
    p.unserved_kwh = {&unserved, 1};
    return slot;
  }
};

EnergyOrigin origin_of(const std::vector<PlainSlot>& window, double round_trip_efficiency) {
  OriginAccumulator accumulator{std::array{round_trip_efficiency}};
  for (const PlainSlot& slot : window) accumulator.add(slot.record().prosumers);
  return accumulator.total();
}

void check_parts(const EnergyOrigin& origin) {
  CHECK(origin.used_kwh + origin.sold_kwh + origin.fed_in_kwh + origin.lost_kwh +
            origin.stored_kwh ==
        Approx(origin.generated_kwh));
}

}  // namespace

TEST_CASE("a battery that was full at the start sells what was not generated in the window") {
  // At noon the full battery takes nothing: of 3 kWh left over 2 are sold and 1 is fed in. In the
  // evening it gives 6: the house takes 1, neighbours 5.
  const EnergyOrigin origin =
      origin_of({{.load = 1, .generation = 4, .battery = 10, .sold = 2, .fed_in = 1},
                 {.load = 1, .charged = -6, .battery = 4, .sold = 5}},
                1.0);
  CHECK(origin.used_kwh == 1);
  CHECK(origin.sold_kwh == 2);
  CHECK(origin.fed_in_kwh == 1);
  CHECK(origin.lost_kwh == 0);
  CHECK(origin.stored_kwh == 0);
  check_parts(origin);
  CHECK(origin.self_consumption_own().value() == Approx(0.25));
  CHECK(origin.self_consumption_community().value() == Approx(0.75));
  CHECK(origin.self_sufficiency_own().value() == Approx(1));
}

TEST_CASE("a round trip loses one minus the square root of its efficiency on each way") {
  // sqrt(0.64) = 0.8: of 10 kWh charged 8 are stored; 4 kWh given take 5 of them.
  const EnergyOrigin origin = origin_of(
      {{.generation = 10, .charged = 10, .battery = 8}, {.load = 4, .charged = -4, .battery = 3}},
      0.64);
  CHECK(origin.used_kwh == Approx(4));
  CHECK(origin.lost_kwh == Approx(2 + 1));
  CHECK(origin.stored_kwh == Approx(3));
  check_parts(origin);
  CHECK(origin.self_consumption_own().value() == Approx(0.4));
}

TEST_CASE("what is discharged is drawn pro rata from the window's generation and the rest") {
  // 8 kWh from before and 8 kWh of the window's; 5 of the 16 are drawn: 4 kWh, half of them own.
  const EnergyOrigin origin =
      origin_of({{.generation = 10, .charged = 10, .battery = 16},
                 {.load = 1, .charged = -4, .battery = 11, .sold = 2, .fed_in = 1}},
                0.64);
  CHECK(origin.used_kwh == Approx(0.5));
  CHECK(origin.sold_kwh == Approx(1));
  CHECK(origin.fed_in_kwh == Approx(0.5));
  CHECK(origin.lost_kwh == Approx(2 + 0.5));
  CHECK(origin.stored_kwh == Approx(5.5));
  check_parts(origin);
  CHECK(origin.self_sufficiency_own().value() == Approx(1));
}

TEST_CASE("stored energy is sold before generation of the same slot") {
  // The battery is full of older energy and gives 2 kWh while the sun leaves 3 over: of 4 kWh sold
  // 2 are older, 2 of the sun; the last kWh of the sun is fed in.
  const EnergyOrigin origin = origin_of(
      {{.load = 1, .generation = 4, .charged = -2, .battery = 8, .sold = 4, .fed_in = 1}}, 1.0);
  CHECK(origin.used_kwh == 1);
  CHECK(origin.sold_kwh == 2);
  CHECK(origin.fed_in_kwh == 1);
  check_parts(origin);
}

TEST_CASE("at a day's end all that is stored becomes older energy, for the day but not the run") {
  const std::vector<PlainSlot> days{{.load = 2, .generation = 8, .charged = 6, .battery = 6},
                                    {.load = 3, .charged = -3, .battery = 3}};
  recording::RunDescription description;
  description.slot = Duration::from_seconds(std::int64_t{86400});
  description.slots_per_day = 1;
  description.prosumers.name = {"home"};
  description.prosumers.battery_efficiency = {1.0};
  DailyAccumulator daily{description};
  IndicatorAccumulator run{description};
  std::vector<double> consumption, sufficiency;
  for (const PlainSlot& day : days) {
    const recording::SlotRecord slot = day.record();
    daily.add(slot);
    run.add(slot);
    const recording::DailyRecord& record = daily.take_day();
    consumption.push_back(record.self_consumption[0]);
    sufficiency.push_back(record.self_sufficiency[0]);
  }
  // The first day uses 2 of 8 kWh. The second generates nothing, but serves its load.
  CHECK(consumption == std::vector<double>{0.25, kFillValue});
  CHECK(sufficiency == std::vector<double>{1, 1});
  CHECK(run.result().self_consumption_own.value() == Approx(5.0 / 8));
  CHECK(run.result().self_sufficiency_own.value() == Approx(1));
}

TEST_CASE("self-sufficiency counts load that is served, by own supply and by prosumers") {
  // 10 kWh of load: 3 from the own roof, 1 out of the battery, 2 from neighbours, 2 from the CPS.
  const EnergyOrigin origin = origin_of(
      {{.load = 10, .generation = 3, .charged = -1, .battery = 5, .bought = 2, .unserved = 2}},
      1.0);
  CHECK(origin.self_sufficiency_own().value() == Approx(4.0 / 8));
  CHECK(origin.self_sufficiency_community().value() == Approx(6.0 / 8));
}

TEST_CASE("without generation, and without load served, there is no share") {
  const EnergyOrigin origin = origin_of({{.load = 1, .unserved = 1}}, 1.0);
  CHECK_FALSE(origin.self_consumption_own());
  CHECK_FALSE(origin.self_consumption_community());
  CHECK_FALSE(origin.self_sufficiency_own());
  CHECK_FALSE(origin.self_sufficiency_community());
}

TEST_CASE("no share is told of less than 1e-9 kWh") {
  const auto of = [](double kwh) { return origin_of({{.load = kwh, .generation = kwh}}, 1); };
  CHECK(of(1e-9).self_consumption_own() == 1);
  CHECK(of(1e-9).self_sufficiency_own() == 1);
  CHECK_FALSE(of(5e-324).self_consumption_own());
  CHECK_FALSE(of(5e-324).self_sufficiency_own());
}
