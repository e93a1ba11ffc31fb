#pragma once

#include <cstddef>

#include "output/recording/slot_record.hpp"

#include "tools/verification/replay/network_replay.hpp"
#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// What a home did in a slot, as its connection shows it; kWh.
struct HomeEnergy {
  double drawn_kwh = 0;   // less what it fed in
  double served_kwh = 0;  // of its load
  double generation_kwh = 0;
};

// Of a prosumer in the run.
HomeEnergy home_in_run(const recording::ProsumerRecord& prosumers, std::size_t i);
// Adds a prosumer's home to what is drawn at its bus: loads and inverters take reactive power by
// their power factors.
void add_home(const RunFacts& facts, std::size_t i, const HomeEnergy& home, BusDraw& draw);

}  // namespace peerwatt::verification
