#pragma once

#include <string>
#include <vector>

#include "engine/core/simulated_time.hpp"

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {

// The slots that start in [from, until).
struct FaultWindow {
  SimTime from;
  SimTime until;

  bool contains(SimTime slot_start) const { return slot_start >= from && slot_start < until; }

  friend bool operator==(const FaultWindow&, const FaultWindow&) = default;
};

// The market place of a zone is offline: it takes no orders and clears nothing.
struct AuctioneerOutage {
  std::string zone;
  FaultWindow window;

  friend bool operator==(const AuctioneerOutage&, const AuctioneerOutage&) = default;
};

// The CPS announces its first price of a slot that much later.
struct LateAnnouncement {
  FaultWindow window;
  double delay_s = 0;

  friend bool operator==(const LateAnnouncement&, const LateAnnouncement&) = default;
};

// What goes wrong, apart from messages that are late or lost.
struct FaultSettings {
  std::vector<AuctioneerOutage> auctioneers;
  std::vector<LateAnnouncement> late_announcements;

  friend bool operator==(const FaultSettings&, const FaultSettings&) = default;
};

void describe(FaultWindow& window, parameters::Visitor& visitor);
void describe(AuctioneerOutage& outage, parameters::Visitor& visitor);
void describe(LateAnnouncement& late, parameters::Visitor& visitor);
void describe(FaultSettings& faults, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
