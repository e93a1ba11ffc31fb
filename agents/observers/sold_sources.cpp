#include "agents/observers/sold_sources.hpp"

namespace peerwatt::agents {

std::array<Traded, market::kEnergyClasses> sold_sources(const ProsumerLedger& ledger) {
  std::array<Traded, market::kEnergyClasses> classes;
  for (const ProsumerId i : ledger.p2p_sold_kwh.ids()) {
    const double sold = ledger.p2p_sold_kwh[i];
    if (sold <= 0) continue;
    const double stored = ledger.stored_sold_kwh[i], price = ledger.p2p_earned[i] / sold;
    classes[static_cast<std::size_t>(market::EnergyClass::kSolar)].add(
        {sold - stored, (sold - stored) * price});
    classes[static_cast<std::size_t>(market::EnergyClass::kStorage)].add({stored, stored * price});
  }
  return classes;
}

}  // namespace peerwatt::agents
