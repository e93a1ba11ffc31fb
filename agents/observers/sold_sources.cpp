#include "agents/observers/sold_sources.hpp"

namespace peerwatt::agents {

std::array<Traded, market::kEnergyClasses> sold_sources(const ProsumerAccounts& accounts) {
  std::array<Traded, market::kEnergyClasses> classes;
  for (const ProsumerId i : accounts.p2p_sold_kwh.ids()) {
    const double sold = accounts.p2p_sold_kwh[i];
    if (sold <= 0) continue;
    const double stored = accounts.stored_sold_kwh[i], price = accounts.p2p_earned[i] / sold;
    classes[static_cast<std::size_t>(market::EnergyClass::kSolar)].add(
        {sold - stored, (sold - stored) * price});
    classes[static_cast<std::size_t>(market::EnergyClass::kStorage)].add({stored, stored * price});
  }
  return classes;
}

}  // namespace peerwatt::agents
