#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "output/recording/slot_record.hpp"

namespace peerwatt::output {

// Energies of a run balance to 1e-9 kWh: of less than that, no shares are told.
inline constexpr double kLeastSharedKwh = 1e-9;

// Where the generation of a window of slots went, and what served the load of that window; of one
// prosumer, or of several together [kWh]. The first five add up to generated_kwh.
struct EnergyOrigin {
  double used_kwh = 0;    // by the load of the prosumer that generated it
  double sold_kwh = 0;    // to other prosumers
  double fed_in_kwh = 0;  // sold to the CPS
  double lost_kwh = 0;    // in the battery, charging and discharging
  double stored_kwh = 0;  // in the battery at the end of the window
  double generated_kwh = 0;

  double served_kwh = 0;               // load served
  double served_by_own_kwh = 0;        // of it, by own PV and battery, whatever the battery holds
  double served_by_prosumers_kwh = 0;  // of it, by other prosumers

  EnergyOrigin& operator+=(const EnergyOrigin& other);

  // Shares between 0 and 1; nothing of less generation, or load served, than kLeastSharedKwh.
  std::optional<double> self_consumption_own() const;
  std::optional<double> self_consumption_community() const;
  std::optional<double> self_sufficiency_own() const;
  std::optional<double> self_sufficiency_community() const;
};

// Follows the energy of every prosumer through a window of slots: a day, or a run. A battery holds
// what was generated in the window, and the rest, which is all that it holds when the window
// begins; what is discharged is drawn from the two pro rata.
class OriginAccumulator {
 public:
  // Efficiencies of the round trip, one of each prosumer.
  explicit OriginAccumulator(std::span<const double> battery_efficiency);

  void add(const recording::ProsumerRecord& slot);
  void begin_window();

  std::size_t size() const { return origins_.size(); }
  const EnergyOrigin& of(std::size_t prosumer) const { return origins_[prosumer]; }
  EnergyOrigin total() const;

 private:
  std::vector<double> one_way_efficiency_;
  std::vector<EnergyOrigin> origins_;
};

}  // namespace peerwatt::output
