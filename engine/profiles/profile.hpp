#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/profiles/profile_layout.hpp"

namespace peerwatt::profiles {

// The slots of a simulation: equally long, one after the other.
struct SlotGrid {
  SimTime start;
  Duration slot;
  std::int64_t slots = 0;
};

// How many doubtful values of a column were repaired, within the window that the grid uses. The
// one day of an undated profile counts once, however often it repeats.
struct Anomalies {
  std::int64_t gaps = 0;             // intervals without a row, or with an empty cell
  std::int64_t duplicates = 0;       // rows dropped because their stamp had been there already
  std::int64_t daylight_saving = 0;  // rows at a skipped hour (dropped), intervals of a repeated
                                     // hour that has one set of rows only
  std::int64_t negatives = 0;        // values below 0 after scaling

  friend bool operator==(const Anomalies&, const Anomalies&) = default;
};

// Series of a file on the simulation's grid.
struct Profile {
  std::string name;
  std::string sha256;  // of the file's bytes, as they were read
  std::vector<std::string> columns;
  std::vector<std::vector<double>> series;  // [column][slot]: energy in kWh, or the mean price
  std::vector<Anomalies> anomalies;         // [column]
};

// What values of a file may be, after `scale`: (above, most].
struct ValueRange {
  double above = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();

  bool contains(double value) const { return value > above && value <= most; }
};

// Reads the named columns of a file and integrates their step function of mean power exactly over
// each slot: a window keeps its energy, whatever the two step lengths. Prices become their mean
// over the slot. Undated profiles repeat on every civil day of their zone. Throws InputError with
// everything wrong with layout and file, used values out of range included, each kind of complaint
// cut short after a few.
Profile load_profile(const ProfileLayout& layout, std::span<const std::string> columns,
                     const SlotGrid& grid, const ValueRange& range = {});

}  // namespace peerwatt::profiles
