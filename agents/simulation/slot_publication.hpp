#pragma once

#include "engine/kernel/transport.hpp"

#include "agents/auctioneers/area_markets.hpp"
#include "agents/auctioneers/auctioneers.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/audits/book_welfare.hpp"
#include "agents/cps/cps.hpp"
#include "agents/prosumers/prosumers.hpp"
#include "agents/published/published_slot.hpp"

namespace peerwatt::agents {

// All agents that have something to show.
struct Roles {
  const Community& community;
  const Households& households;
  const Prosumers& prosumers;
  const Auctioneers& auctioneers;
  const AreaMarkets& areas;
  const Cps& cps;
  const kernel::Transport& transport;
  EventLog& log;
};

// Lays side by side what the agents of one run publish of a slot.
class SlotPublication final : public SlotPublisher {
 public:
  explicit SlotPublication(const Roles& roles) : roles_{roles} {}

  PublishedSlot publish() override;
  void forget_events() override { roles_.log.clear(); }

 private:
  MarketAccounts markets();
  void finish_events();

  Roles roles_;
  BookWelfare book_welfare_;
};

}  // namespace peerwatt::agents
