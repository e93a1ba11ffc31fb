#pragma once

#include <cstddef>
#include <vector>

#include "tools/verification/replay/network_replay.hpp"
#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// What the inverters draw that answer to voltages, found by another way than a run finds it: they
// go half of the way to their curves, and half as far whenever they passed them.
class InverterReplay {
 public:
  // The facts must outlive it.
  explicit InverterReplay(const RunFacts& facts);

  // Says what is generated in the slot by prosumer i, kWh.
  void set_generation(std::size_t i, double kwh);
  // Adds to what is drawn besides what these inverters draw, and solves. Returns whether a state
  // was found. The next begins with what inverters drew in the last.
  bool solve(NetworkReplay& network, BusDraw& draw);

 private:
  struct Inverter {
    std::size_t prosumer = 0;
    double limit_kvar = 0;
    double drawn_kvar = 0;
    double from_kvar = 0;  // what it drew in the state found last
    double gap_kvar = 0;   // from there to its curve
  };
  struct Gap {
    double share = 0;     // of the rating
    bool passed = false;  // its curve, by the last step
  };
  // Finds the gaps of all inverters, and returns the widest.
  Gap find_gaps(const NetworkReplay& network);
  double voltage_of(const NetworkReplay& network, std::size_t prosumer) const;
  double wanted_kvar(const NetworkReplay& network, const Inverter& inverter) const;
  // Calls `visit(place, share)` for each phase that the prosumer's connection is on.
  template <class Visit>
  void for_each_phase(std::size_t prosumer, Visit visit) const;
  void add_to(BusDraw& draw) const;

  const RunFacts& facts_;
  std::vector<Inverter> inverters_;
  std::vector<std::size_t> place_;  // in that list, by prosumer; its size for others
};

}  // namespace peerwatt::verification
