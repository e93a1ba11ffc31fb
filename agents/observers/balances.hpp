#pragma once

#include <cstdint>

#include "agents/pricing/generation_cost.hpp"

#include "output/recording/slot_record.hpp"

namespace peerwatt::agents {

// How far the rows of who pays whom are from the value of the energy less the cost of generating
// it, currency (model, section 10): the demand is built anew from loads, generation and storage.
double welfare_residual(const recording::SystemRecord& system,
                        const recording::ProsumerRecord& prosumers,
                        const game::GenerationCost& cost);

// The largest violation of the energy balances of a slot, kWh (model, section 6): of a prosumer's
// purchases, its sales and its household, and of the trades of a coalition.
double energy_residual_kwh(const recording::ProsumerRecord& prosumers, std::uint32_t coalitions);

// |sum of the balances of the prosumers, the CPS, the operator and the auctioneers|, currency.
double money_residual(const recording::SystemRecord& system,
                      const recording::ProsumerRecord& prosumers);

}  // namespace peerwatt::agents
