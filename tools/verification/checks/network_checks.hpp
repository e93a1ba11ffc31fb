#pragma once

#include <optional>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/inverter_replay.hpp"
#include "tools/verification/replay/network_replay.hpp"

namespace peerwatt::verification {

// The wires (model, section 7): the power flow of every slot is solved again from what the homes
// and base loads drew, and what violates the limits is counted and located again.
class NetworkChecks final : public SlotCheck {
 public:
  explicit NetworkChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  void look_at_slot(const Slot& slot);
  void look_at_solution(const Slot& slot);
  void look_at_buses(const Slot& slot, const BusDraw& draw, double flows);
  void look_at_lines(const Slot& slot, double flows);
  void look_at_unsolved(const Slot& slot);
  void look_at_limits(const Slot& slot);
  void look_at_voltages(const Slot& slot);
  void look_at_loadings(const Slot& slot);

  const RunFacts& facts_;
  Check flow_, limits_, losses_;
  std::optional<NetworkReplay> replay_;
  std::optional<InverterReplay> inverters_;
  std::optional<double> losses_before_;  // kWh, of the slot before
};

}  // namespace peerwatt::verification
