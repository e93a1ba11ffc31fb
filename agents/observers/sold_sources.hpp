#pragma once

#include <array>

#include "agents/published/market_totals.hpp"
#include "agents/published/prosumer_accounts.hpp"

namespace peerwatt::agents {

// What prosumers sold in the slot, by where it came from: for markets that do not tell the sources
// apart. A seller's mean price is that of all it sold.
std::array<Traded, market::kEnergyClasses> sold_sources(const ProsumerAccounts& accounts);

}  // namespace peerwatt::agents
