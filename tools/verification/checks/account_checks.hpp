#pragma once

#include <map>
#include <vector>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/zone_distances.hpp"

namespace peerwatt::verification {

// What the members of coalitions owe the network for their trades, and pay each other (model,
// section 4).
class AccountChecks final : public SlotCheck {
 public:
  explicit AccountChecks(const RunFacts& facts);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  using Members = std::vector<std::uint32_t>;
  std::string obstacle() const;
  void look_at_charges(const Slot& slot, const Members& members);
  void look_at_transfers(const Slot& slot, std::int32_t coalition, const Members& members);

  const RunFacts& facts_;
  Check charges_, transfers_;
  std::string obstacle_;                        // to charges
  std::vector<ZoneDistances> zones_;            // in the unit of the charge
  std::map<std::int32_t, Members> coalitions_;  // of the slot; -1: in none
};

}  // namespace peerwatt::verification
