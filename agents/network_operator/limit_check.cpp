#include "agents/network_operator/limit_check.hpp"

#include <cstdint>

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

void check_voltages(const scenario::NetworkLimits& limits, std::span<const double> voltage_pu,
                    NetworkAccount& account) {
  for (std::uint32_t i = 0; i < voltage_pu.size(); ++i) {
    const double voltage = voltage_pu[i];
    if (voltage < limits.voltage_min_pu || voltage > limits.voltage_max_pu) {
      ++account.voltage_violations;
    }
    if (!account.lowest_bus || voltage < voltage_pu[account.lowest_bus.index()]) {
      account.lowest_bus = BusId{i};
    }
    if (!account.highest_bus || voltage > voltage_pu[account.highest_bus.index()]) {
      account.highest_bus = BusId{i};
    }
  }
}

void check_loadings(const scenario::NetworkLimits& limits, std::span<const double> loading_percent,
                    NetworkAccount& account) {
  for (std::uint32_t i = 0; i < loading_percent.size(); ++i) {
    const double loading = loading_percent[i];
    if (loading == recording::kNoValue) continue;
    if (loading > limits.loading_percent) ++account.loading_violations;
    if (!account.most_loaded_line || loading > loading_percent[account.most_loaded_line.index()]) {
      account.most_loaded_line = LineId{i};
    }
  }
}

void find_loadings(std::span<const double> loading_kva, std::span<const double> ratings_kva,
                   std::vector<double>& loading_percent) {
  loading_percent.resize(loading_kva.size());
  for (std::size_t line = 0; line < loading_kva.size(); ++line) {
    loading_percent[line] =
        ratings_kva[line] > 0 ? 100 * loading_kva[line] / ratings_kva[line] : recording::kNoValue;
  }
}

}  // namespace peerwatt::agents
