#include "agents/network_operator/limit_check.hpp"

#include <cstdint>

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {
namespace {

network::Phase phase_at(std::size_t index, power_flow::Phasing phasing) {
  if (phasing == power_flow::Phasing::kBalanced) return network::Phase::kAll;
  return static_cast<network::Phase>(index % power_flow::kPhases + 1);
}

// Counts the places one of whose values is outside, and passes each value that is there with its
// place and phase to `look`.
template <class PlaceId, class Outside, class Look>
std::int64_t count_outside(power_flow::Phasing phasing, std::span<const double> values,
                           const Outside& is_outside, const Look& look) {
  const std::size_t each = values_each(phasing);
  std::int64_t count = 0;
  for (std::size_t first = 0; first < values.size(); first += each) {
    bool outside = false;
    for (std::size_t i = first; i < first + each; ++i) {
      if (values[i] == recording::kNoValue) continue;
      outside = outside || is_outside(values[i]);
      look(Extreme<PlaceId>{PlaceId{static_cast<std::uint32_t>(first / each)}, phase_at(i, phasing),
                            values[i]});
    }
    count += outside ? 1 : 0;
  }
  return count;
}

}  // namespace

void check_voltages(const scenario::NetworkLimits& limits, power_flow::Phasing phasing,
                    std::span<const double> voltage_pu, NetworkAccount& account) {
  Extreme<BusId>& lowest = account.lowest_voltage;
  Extreme<BusId>& highest = account.highest_voltage;
  account.voltage_violations = count_outside<BusId>(
      phasing, voltage_pu,
      [&](double v) { return v < limits.voltage_min_pu || v > limits.voltage_max_pu; },
      [&](const Extreme<BusId>& found) {
        if (!lowest.place || found.value < lowest.value) lowest = found;
        if (!highest.place || found.value > highest.value) highest = found;
      });
}

void check_loadings(const scenario::NetworkLimits& limits, power_flow::Phasing phasing,
                    std::span<const double> loading_percent, NetworkAccount& account) {
  Extreme<LineId>& highest = account.highest_loading;
  account.loading_violations = count_outside<LineId>(
      phasing, loading_percent, [&](double loading) { return loading > limits.loading_percent; },
      [&](const Extreme<LineId>& found) {
        if (!highest.place || found.value > highest.value) highest = found;
      });
}

void find_loadings(std::span<const double> loading_kva, std::span<const double> ratings_kva,
                   std::vector<double>& loading_percent) {
  loading_percent.resize(loading_kva.size());
  if (loading_kva.empty()) return;
  const std::size_t each = loading_kva.size() / ratings_kva.size();
  for (std::size_t i = 0; i < loading_kva.size(); ++i) {
    const double rating = ratings_kva[i / each];
    loading_percent[i] = rating > 0 ? 100 * loading_kva[i] / rating : recording::kNoValue;
  }
}

}  // namespace peerwatt::agents
