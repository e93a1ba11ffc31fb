#include "agents/observers/network_record.hpp"

#include <optional>

namespace peerwatt::agents {
namespace {

template <class PlaceId>
std::optional<double> value_of(const Extreme<PlaceId>& extreme) {
  if (!extreme.place) return {};
  return extreme.value;
}

}  // namespace

recording::NetworkRecord network_record(const NetworkAccount& account) {
  recording::NetworkRecord network;
  network.converged = account.converged;
  network.unsolved_bus = account.unsolved_bus.number();
  if (account.converged) network.losses_kwh = account.losses_kwh;
  network.voltage_violations = account.voltage_violations;
  network.loading_violations = account.loading_violations;
  network.voltage_lowest_pu = value_of(account.lowest_voltage);
  network.voltage_lowest_bus = account.lowest_voltage.place.number();
  network.voltage_lowest_phase = static_cast<std::int64_t>(account.lowest_voltage.phase);
  network.voltage_highest_pu = value_of(account.highest_voltage);
  network.voltage_highest_bus = account.highest_voltage.place.number();
  network.voltage_highest_phase = static_cast<std::int64_t>(account.highest_voltage.phase);
  network.loading_highest_percent = value_of(account.highest_loading);
  network.loading_highest_line = account.highest_loading.place.number();
  network.loading_highest_phase = static_cast<std::int64_t>(account.highest_loading.phase);
  network.base_load_factor = account.base_load_factor;
  network.voltage_pu = account.voltage_pu;
  network.loading_percent = account.loading_percent;
  network.power_kw = account.power_kw;
  network.reactive_kvar = account.reactive_kvar;
  network.losses_kw = account.losses_kw;
  network.inverter_kvar = account.inverter_kvar;
  return network;
}

}  // namespace peerwatt::agents
