#pragma once

#include <array>

#include "agents/auctioneers/market_totals.hpp"
#include "agents/prosumers/prosumer_ledger.hpp"

namespace peerwatt::agents {

// What prosumers sold in the slot, by where it came from: for markets that do not tell the sources
// apart. A seller's mean price is that of all it sold.
std::array<Traded, market::kEnergyClasses> sold_sources(const ProsumerLedger& ledger);

}  // namespace peerwatt::agents
