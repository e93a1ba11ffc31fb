#pragma once

#include <cstdint>
#include <vector>

#include "agents/environment/community.hpp"
#include "agents/pricing/efficient_welfare.hpp"
#include "agents/published/published_slot.hpp"
#include "agents/scenario/cps_settings.hpp"

namespace peerwatt::agents {

// What a slot was worth to all: V - C(D), V the value of the flexible energy that prosumers had;
// and the most that it could have been, all own supply pooled, batteries as they ran (model,
// section 5). Currency.
struct SlotWelfare {
  double found = 0;
  double efficient = 0;
};

// Looks at the prosumers of a slot that has been settled; no agent knows of it.
class WelfareGauge {
 public:
  explicit WelfareGauge(const Community& community) : community_{community} {}

  SlotWelfare measure(const PublishedSlot& slot);

 private:
  const Community& community_;
  std::vector<game::FlexibleDemand> flexible_;
  game::EfficientWelfare efficient_;
};

// The prosumer whose first missing kWh is worth the announced price, within what a search may miss;
// invalid where nobody's is: nothing is missing, the cap or a jump of the trades decided (model,
// section 5). Ties: the lowest id.
ProsumerId price_setter(const PublishedSlot& slot, const Community& community,
                        const scenario::LeaderSettings& settings);

}  // namespace peerwatt::agents
