#include "agents/devices/battery_bank.hpp"

#include <cmath>
#include <vector>

#include "engine/core/contracts.hpp"
#include "engine/core/random.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::devices;

namespace {

constexpr ProsumerId kHome{0};

// Round trip 0.81, so that each way costs a tenth.
constexpr BatteryParameters kBattery{.capacity_kwh = 10,
                                     .power_kw = 4,
                                     .round_trip_efficiency = 0.81,
                                     .reserve_kwh = 1,
                                     .initial_kwh = 5,
                                     .policy = BatteryPolicy::kSelfConsumption};

BatteryBank bank_of(const BatteryParameters& battery, double slot_hours = 0.5) {
  return BatteryBank{std::vector{battery}, slot_hours};
}

}  // namespace

TEST_CASE("a battery stores what is left over, less the loss on the way in") {
  BatteryBank bank = bank_of(kBattery);
  const BatteryAction action = bank.operate(kHome, 1.0, 0, false);
  CHECK(action.charged_kwh == 1.0);
  CHECK(action.discharged_kwh == 0);
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(5.9).epsilon(1e-14));
  CHECK(bank.charged_kwh()[kHome] == 1.0);
}

TEST_CASE(
    "what a battery can spare is all that is in it, the reserve too, within the power limit") {
  BatteryBank bank = bank_of(kBattery);
  CHECK(bank.operate(kHome, 0, 0.5, false).discharged_kwh == 0.5);  // 2 kWh in half an hour at most
  CHECK(bank.spare_kwh(kHome) == doctest::Approx(1.5));
  bank.discharge(kHome, 1.5);
  CHECK(bank.charged_kwh()[kHome] == doctest::Approx(-2));
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(5 - 2 / 0.9));
  CHECK(bank.spare_kwh(kHome) == doctest::Approx(0));
  bank.operate(kHome, 0, 0, false);
  bank.discharge(kHome, 2);
  bank.operate(kHome, 0, 0, false);
  const double last = bank.spare_kwh(kHome);
  CHECK(last == doctest::Approx((5 - 4 / 0.9) * 0.9));  // below the reserve of 1 kWh
  bank.discharge(kHome, last);
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(0));
}

TEST_CASE("a battery that charges, or is none, has nothing to spare") {
  BatteryBank bank = bank_of(kBattery);
  bank.operate(kHome, 0.1, 0, true);
  CHECK(bank.spare_kwh(kHome) == 0);
  CHECK(bank_of({}).spare_kwh(kHome) == 0);
}

TEST_CASE("a battery gives what is missing, and loses on the way out") {
  BatteryBank bank = bank_of(kBattery);
  const BatteryAction action = bank.operate(kHome, 0, 0.9, false);
  CHECK(action.discharged_kwh == 0.9);
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(4).epsilon(1e-14));
  CHECK(bank.charged_kwh()[kHome] == -0.9);
}

TEST_CASE("power limits what a battery takes and gives in a slot") {
  BatteryBank bank = bank_of(kBattery);
  CHECK(bank.operate(kHome, 100, 0, false).charged_kwh == 2);
  CHECK(bank.operate(kHome, 0, 100, false).discharged_kwh == 2);
}

TEST_CASE("a full battery takes no more") {
  BatteryParameters nearly_full = kBattery;
  nearly_full.initial_kwh = 9.1;
  BatteryBank bank = bank_of(nearly_full);
  CHECK(bank.operate(kHome, 100, 0, false).charged_kwh == doctest::Approx(1).epsilon(1e-12));
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(10).epsilon(1e-14));
  CHECK(bank.operate(kHome, 100, 0, false).charged_kwh == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("a battery keeps its reserve") {
  BatteryParameters low = kBattery;
  low.initial_kwh = 2;
  BatteryBank bank = bank_of(low);
  CHECK(bank.operate(kHome, 0, 100, true).discharged_kwh == doctest::Approx(0.9).epsilon(1e-14));
  CHECK(bank.energy_kwh()[kHome] == doctest::Approx(1).epsilon(1e-14));
  CHECK(bank.operate(kHome, 0, 100, true).discharged_kwh == doctest::Approx(0));
}

TEST_CASE("peak_reserve keeps the charge for peak slots") {
  BatteryParameters patient = kBattery;
  patient.policy = BatteryPolicy::kPeakReserve;
  BatteryBank bank = bank_of(patient);
  CHECK(bank.operate(kHome, 0, 1, false).discharged_kwh == 0);
  CHECK(bank.energy_kwh()[kHome] == 5);
  CHECK(bank.operate(kHome, 0, 1, true).discharged_kwh == 1);
  CHECK(bank.operate(kHome, 1, 0, false).charged_kwh == 1);
}

TEST_CASE("without a battery nothing happens") {
  BatteryBank bank = bank_of({});
  CHECK(bank.operate(kHome, 5, 0, true).charged_kwh == 0);
  CHECK(bank.operate(kHome, 0, 5, true).discharged_kwh == 0);
  CHECK(bank.charged_kwh()[kHome] == 0);
}

TEST_CASE("a slot without need leaves no trace of the slot before") {
  BatteryBank bank = bank_of(kBattery);
  bank.operate(kHome, 1, 0, false);
  const BatteryAction action = bank.operate(kHome, 0, 0, false);
  CHECK(action.charged_kwh == 0);
  CHECK(bank.charged_kwh()[kHome] == 0);
}

TEST_CASE("over any sequence the books of a battery balance and its limits hold") {
  for (std::uint64_t run = 0; run < 40; ++run) {
    const auto draw = [run](std::uint32_t n) { return uniform({run, Purpose{900}, 0, n}); };
    BatteryParameters battery{
        .capacity_kwh = 1 + 12 * draw(0),
        .power_kw = 5 * draw(1),
        .round_trip_efficiency = 0.5 + 0.5 * draw(2),
        .policy = run % 2 == 0 ? BatteryPolicy::kSelfConsumption : BatteryPolicy::kPeakReserve};
    battery.reserve_kwh = 0.4 * draw(3) * battery.capacity_kwh;
    battery.initial_kwh =
        battery.reserve_kwh + draw(4) * (battery.capacity_kwh - battery.reserve_kwh);
    BatteryBank bank = bank_of(battery, 0.5);
    const double one_way = std::sqrt(battery.round_trip_efficiency);
    double in = 0, out = 0;
    for (std::uint32_t slot = 0; slot < 500; ++slot) {
      const double need = 6 * draw(10 + 2 * slot) - 3;
      const bool is_peak = draw(11 + 2 * slot) < 0.3;
      const BatteryAction action =
          bank.operate(kHome, std::max(0.0, need), std::max(0.0, -need), is_peak);
      in += action.charged_kwh;
      out += action.discharged_kwh;
      const double stored = bank.energy_kwh()[kHome];
      REQUIRE(action.charged_kwh >= 0);
      REQUIRE(action.discharged_kwh >= 0);
      REQUIRE(action.charged_kwh <= std::max(0.0, need));
      REQUIRE(action.discharged_kwh <= std::max(0.0, -need));
      REQUIRE(action.charged_kwh + action.discharged_kwh <= battery.power_kw * 0.5);
      REQUIRE(stored <= battery.capacity_kwh);
      REQUIRE(stored >= battery.reserve_kwh - 1e-12);
      REQUIRE(std::fabs(stored - (battery.initial_kwh + one_way * in - out / one_way)) < 1e-10);
    }
  }
}

#ifndef NDEBUG
TEST_CASE("a battery that cannot be is our own mistake") {
  BatteryParameters overfull = kBattery;
  overfull.initial_kwh = 11;
  CHECK_THROWS_AS(bank_of(overfull), LogicError);
  BatteryParameters perpetual = kBattery;
  perpetual.round_trip_efficiency = 1.1;
  CHECK_THROWS_AS(bank_of(perpetual), LogicError);
}
#endif
