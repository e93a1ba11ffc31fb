#pragma once

#include <cstdint>
#include <vector>

// The households of the reference scheme as columns, zone after zone. Energies in kWh per slot of
// half an hour, prices in currency/kWh.
namespace peerwatt::bench {

inline constexpr int kSlotsPerDay = 48;
inline constexpr std::uint32_t kZoneRows = 100;  // households of a zone
inline constexpr std::uint32_t kBuses = 10;      // of a zone
inline constexpr double kNothing = 1e-12;        // kWh: not a quantity any more

struct TariffPrices {
  double sell = 0, base = 0.25, feed_in = 0.08;
  double mid() const { return (sell + feed_in) / 2; }
};

struct DaySlot {
  int index = 0;
  bool is_peak = false;
  double pv_per_kw = 0;
};
DaySlot slot_at(int index);

// The rows [begin, end).
struct Rows {
  std::uint32_t begin, end;
  std::uint32_t size() const { return end - begin; }
};
inline Rows rows_of(std::uint32_t zone) {
  return {zone * kZoneRows, (zone + 1) * kZoneRows};
}

// Who the households are, what they store, and what a day adds up to.
struct KeptColumns {
  explicit KeptColumns(std::uint32_t rows);
  void draw(std::uint32_t row, std::uint64_t prosumer);

  std::vector<double> mean_kwh, home_share, pv_kw, capacity, power, efficiency, reserve;
  std::vector<double> flexible_share, choke_price, lambda, stored;
  std::vector<double> day_bill, day_bill_alone, day_load, day_generation, day_import, day_export;
  std::vector<std::uint64_t> identity;
  std::vector<std::int32_t> delay_slots;
};

// What they do in a slot, and what is settled: lent to one partition after the other, so that the
// columns stay in the cache.
struct SlotColumns {
  explicit SlotColumns(std::uint32_t rows);

  std::vector<double> load, generation, charged, deficiency, surplus;
  std::vector<double> inflexible, flexible, served, matched;
  std::vector<double> award_kwh, award_auction, award_money;
  std::vector<double> reservation, coalition, bought, sold, auction_bought, auction_sold;
  std::vector<double> paid, earned, grid_bought, grid_sold, unserved, balance;
  std::vector<double> balance_alone, balance_at_price;
};

struct Columns {
  KeptColumns& kept;
  SlotColumns& slot;
};

// Runs load, PV and battery.
void run_devices(const Columns& columns, Rows rows, const DaySlot& slot);

// The flexible energy that is worth the price: y(p) of docs/model.md, section 2.
inline double wanted(double flexible, double choke, double base, double price) {
  const double share = (choke - price) / (choke - base);
  return flexible * (share < 0 ? 0.0 : share > 1 ? 1.0 : share);
}

}  // namespace peerwatt::bench
