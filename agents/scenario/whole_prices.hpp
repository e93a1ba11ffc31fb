#pragma once

#include "agents/scenario/scenario.hpp"

namespace peerwatt::scenario {

// The prices that a run announces and searches between are whole multiples of 1e-9 currency/kWh
// (model, section 3). What the CPS sells at, and the cap, round down, and the feed-in price rounds
// up, though not above any selling price: nobody pays more, or gets less, than the scenario says.
// A search need not know its price any better than that.
void round_prices(Scenario& scenario);

}  // namespace peerwatt::scenario
