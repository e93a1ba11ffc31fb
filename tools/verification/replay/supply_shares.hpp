#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"

namespace peerwatt::verification {

// What the columns of /prosumers sum up to over a window of slots [kWh]. Of one prosumer, or of
// several together.
struct SupplyTotals {
  double load_kwh = 0;
  double served_kwh = 0;  // of the load
  double deficiency_kwh = 0;
  double generation_kwh = 0;
  double grid_bought_kwh = 0;
  double sold_kwh = 0;        // to prosumers
  double older_used_kwh = 0;  // by the own load, of what the battery held when the window began
  double older_sold_kwh = 0;  // to prosumers, of the same
  double stored_kwh = 0;      // the most that the battery held: what is used of it is a difference

  SupplyTotals& operator+=(const SupplyTotals& other);

  // A share as the trace should have it, and the sum of the magnitudes it comes from; none of less
  // generation, or load served, than 1e-9 kWh.
  struct Share {
    std::optional<double> value;
    double scale = 0;
  };
  Share self_consumption_own() const;
  Share self_consumption_community() const;
  Share self_sufficiency_own() const;
  Share self_sufficiency_community() const;
};

// Adds up a window: a day, or the run. A run follows the generation of the window through the
// batteries; here, what they held when the window began is followed instead. Each discharge takes
// of it the same part as of all that is stored, so that it shrinks as the stored energy in the
// trace does: older(t) = older(t-1) * stored(t) / stored(t-1). What is not older is own generation.
class SupplyShares {
 public:
  explicit SupplyShares(const recording::ProsumerStatics& prosumers);

  void begin_window();
  void add(const recording::ProsumerRecord& slot);

  const SupplyTotals& of(std::size_t prosumer) const { return totals_[prosumer]; }
  SupplyTotals total() const;

 private:
  void add_discharge(const recording::ProsumerRecord& slot, std::size_t i);

  std::vector<double> one_way_efficiency_;
  std::vector<double> stored_kwh_;  // after the latest slot
  std::vector<double> older_kwh_;   // of it, held when the window began
  std::vector<SupplyTotals> totals_;
};

}  // namespace peerwatt::verification
