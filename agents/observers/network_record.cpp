#include "agents/observers/network_record.hpp"

#include <optional>

namespace peerwatt::agents {
namespace {

template <class Id>
std::optional<double> value_at(std::span<const double> column, Id id) {
  if (!id) return {};
  return column[id.index()];
}

}  // namespace

recording::NetworkRecord network_record(const NetworkAccount& account) {
  recording::NetworkRecord network;
  network.converged = account.converged;
  network.unsolved_bus = account.unsolved_bus.number();
  if (account.converged) network.losses_kwh = account.losses_kwh;
  network.voltage_violations = account.voltage_violations;
  network.loading_violations = account.loading_violations;
  network.voltage_lowest_pu = value_at(account.voltage_pu, account.lowest_bus);
  network.voltage_lowest_bus = account.lowest_bus.number();
  network.voltage_highest_pu = value_at(account.voltage_pu, account.highest_bus);
  network.voltage_highest_bus = account.highest_bus.number();
  network.loading_highest_percent = value_at(account.loading_percent, account.most_loaded_line);
  network.loading_highest_line = account.most_loaded_line.number();
  network.base_load_factor = account.base_load_factor;
  network.voltage_pu = account.voltage_pu;
  network.loading_percent = account.loading_percent;
  network.power_kw = account.power_kw;
  network.reactive_kvar = account.reactive_kvar;
  network.losses_kw = account.losses_kw;
  return network;
}

}  // namespace peerwatt::agents
