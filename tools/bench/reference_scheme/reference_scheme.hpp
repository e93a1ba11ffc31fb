#pragma once

#include <cstdint>

namespace peerwatt::bench {

// What a run of the reference scheme came to.
struct ReferenceRun {
  double cpu_s = 0;          // set-up aside
  std::uint32_t rounds = 0;  // of announcements
  std::uint64_t digest = 0;  // of all sums of all slots, and of what households store and paid
};

// Runs the default scheme of peerwatt with nothing but arrays: zones of 100 households, load, PV
// and batteries from addressed random numbers, orders, trade reduction and then the mid-market
// price, residual reports and a search of the price at peak, settlement. Every message is counted
// as an event for its whole zone. It leaves out what the simulator does beyond that: quanta,
// premiums, coalitions, levels, audits, observers, traces. It is the yardstick of whole runs: what
// the scheme costs where nothing stands in its way. The digest does not depend on how many zones
// are in a group, and not on the machine. `prosumers`: rounded down to whole zones, at least one.
ReferenceRun run_reference_scheme(std::uint32_t prosumers, int days,
                                  std::uint32_t zones_per_group = 16);

}  // namespace peerwatt::bench
