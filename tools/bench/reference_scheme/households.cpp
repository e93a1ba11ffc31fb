#include "tools/bench/reference_scheme/households.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/core/portable_math.hpp"

#include "tools/bench/reference_scheme/random_words.hpp"

namespace peerwatt::bench {
namespace {

// The load of a day at a household whose people are out at work, and at one whose are at home, as
// shares of the day's energy.
struct DayShapes {
  std::array<double, kSlotsPerDay> worker{}, home{};

  DayShapes() {
    for (int i = 0; i < kSlotsPerDay; ++i) {
      const double hour = (i + 0.5) / 2;
      const auto hump = [hour](double at, double width) {
        const double distance = (hour - at) / width;
        return portable::exp(-0.5 * distance * distance);
      };
      const auto slot = static_cast<std::size_t>(i);
      worker[slot] = (1 + 1.8 * hump(7, 1.1) + 3.6 * hump(19.3, 2)) / 93.9;
      home[slot] = (1 + 1.4 * hump(8.5, 1.6) + 2.8 * hump(19, 2.2)) / 90.3;
    }
  }
};

const DayShapes& day_shapes() {
  static const DayShapes shapes;
  return shapes;
}

void draw_loads(const KeptColumns& kept, SlotColumns& out, Rows rows, const DaySlot& slot) {
  constexpr double kNoise = 0.35;
  const auto number = static_cast<std::uint32_t>(16 + slot.index);
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const double root = 1 + kNoise * bell(random_words(Draw::kLoad, kept.identity[i], number));
    out.load[i] = root * root / (1 + kNoise * kNoise);
  }
  const DayShapes& shapes = day_shapes();
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const auto at = static_cast<std::size_t>(
        (slot.index % kSlotsPerDay - kept.delay_slots[i] + kSlotsPerDay) % kSlotsPerDay);
    const double worker = shapes.worker[at];
    out.load[i] *= kept.mean_kwh[i] * (worker + kept.home_share[i] * (shapes.home[at] - worker));
  }
}

void draw_generation(const KeptColumns& kept, SlotColumns& out, Rows rows, const DaySlot& slot) {
  std::fill(out.generation.begin() + rows.begin, out.generation.begin() + rows.end, 0.0);
  if (slot.pv_per_kw <= 0) return;
  const auto number = static_cast<std::uint32_t>(slot.index);
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const double cloud = 2 * uniform(Draw::kGeneration, kept.identity[i], number) - 1;
    out.generation[i] = kept.pv_kw[i] * slot.pv_per_kw * (1 + 0.15 * cloud);
  }
}

// PV serves the load, the battery stores the rest or covers what is missing.
void run_batteries(KeptColumns& kept, SlotColumns& out, Rows rows) {
#pragma GCC ivdep
  for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
    const double load = out.load[i], generation = out.generation[i];
    const double direct = std::min(load, generation), eta = kept.efficiency[i];
    const double left = generation - direct, missing = load - direct;
    const double room = std::max(0.0, kept.capacity[i] - kept.stored[i]) / eta;
    const double spare = std::max(0.0, kept.stored[i] - kept.reserve[i]) * eta;
    const double charged = std::min(std::min(left, kept.power[i]), room);
    const double discharged = std::min(std::min(missing, kept.power[i]), spare);
    const double own = direct + discharged, flexible = kept.flexible_share[i] * load;
    const double inflexible = load - flexible;
    kept.stored[i] = std::max(
        0.0, std::min(kept.capacity[i], kept.stored[i] + charged * eta) - discharged / eta);
    out.charged[i] = charged - discharged;
    out.deficiency[i] = std::max(0.0, load - own);
    out.surplus[i] = std::max(0.0, left - charged);
    out.flexible[i] = flexible;
    out.inflexible[i] = std::min(std::max(0.0, inflexible - own), out.deficiency[i]);
    out.served[i] = std::min(std::max(own - inflexible, 0.0), flexible);
  }
}

}  // namespace

DaySlot slot_at(int index) {
  const double hour = (index % kSlotsPerDay + 0.5) * 24 / kSlotsPerDay;
  const double height = portable::sin((hour - 6) / 12 * std::numbers::pi);
  const auto day = static_cast<std::uint32_t>(index / kSlotsPerDay);
  const double clear = 0.4 + 0.6 * uniform(Draw::kWeather, 0, day);
  return {.index = index,
          .is_peak = hour > 17 && hour<21, .pv_per_kw = height> 0
                         ? 0.425 * portable::pow(height, 1.2) * clear
                         : 0.0};
}

KeptColumns::KeptColumns(std::uint32_t rows) : identity(rows), delay_slots(rows) {
  for (std::vector<double>* column :
       {&mean_kwh, &home_share, &pv_kw, &capacity, &power, &efficiency, &reserve, &flexible_share,
        &choke_price, &lambda, &stored, &day_bill, &day_bill_alone, &day_load, &day_generation,
        &day_import, &day_export}) {
    column->resize(rows);
  }
}

void KeptColumns::draw(std::uint32_t row, std::uint64_t prosumer) {
  const std::uint64_t id = identity[row] = (prosumer + 1) * 0x9E3779B97F4A7C15U;
  const auto unit = [id](std::uint32_t number) { return uniform(Draw::kPopulation, id, number); };
  mean_kwh[row] = 6 + 14 * unit(0);
  home_share[row] = unit(1);
  delay_slots[row] = static_cast<std::int32_t>(std::lround(3 * (2 * unit(2) - 1)));
  pv_kw[row] = unit(3) < 0.5 ? 2 + 6 * unit(4) : 0.0;
  capacity[row] = unit(5) < 0.2 ? 10.0 : 0.0;
  power[row] = capacity[row] > 0 ? 1.5 : 0.0;
  efficiency[row] = std::sqrt(0.9);
  reserve[row] = 0.1 * capacity[row];
  stored[row] = 0.5 * capacity[row];
  flexible_share[row] = 0.3;
  choke_price[row] = 0.4 + 0.6 * unit(6);
  lambda[row] = unit(7);
}

SlotColumns::SlotColumns(std::uint32_t rows) {
  for (std::vector<double>* column :
       {&load,          &generation,      &charged,     &deficiency, &surplus,        &inflexible,
        &flexible,      &served,          &matched,     &award_kwh,  &award_auction,  &award_money,
        &reservation,   &coalition,       &bought,      &sold,       &auction_bought, &auction_sold,
        &paid,          &earned,          &grid_bought, &grid_sold,  &unserved,       &balance,
        &balance_alone, &balance_at_price}) {
    column->resize(rows);
  }
}

void run_devices(const Columns& columns, Rows rows, const DaySlot& slot) {
  draw_loads(columns.kept, columns.slot, rows, slot);
  draw_generation(columns.kept, columns.slot, rows, slot);
  run_batteries(columns.kept, columns.slot, rows);
}

}  // namespace peerwatt::bench
