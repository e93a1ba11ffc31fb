#pragma once

#include <cstdint>

#include "agents/auctioneers/event_log.hpp"
#include "agents/audits/book_welfare.hpp"
#include "agents/published/published_slot.hpp"
#include "agents/simulation/centre.hpp"
#include "agents/simulation/district.hpp"
#include "agents/simulation/setting.hpp"

namespace peerwatt::agents {

// Lays side by side what the agents of one run publish of a slot.
class SlotPublication final : public SlotPublisher {
 public:
  SlotPublication(const Setting& setting, const Districts& districts, const Centre& centre);

  PublishedSlot publish() override;
  void forget_events() override { log_.clear(); }

 private:
  MarketAccounts markets();
  const NetworkAccount* network() const;
  void finish_events();

  const Setting& setting_;
  const Districts& districts_;
  const Centre& centre_;
  EventLog log_;  // of all places
  BookWelfare book_welfare_;
};

}  // namespace peerwatt::agents
