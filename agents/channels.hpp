#pragma once

#include "engine/kernel/simulation.hpp"
#include "engine/kernel/transport.hpp"

#include "agents/messages.hpp"

namespace peerwatt::agents {

// Every kind of message there is. Settlement rests on messages that are acknowledged and repeated,
// as does the line between the CPS and the market places; what prosumers and markets say to each
// other while they trade may get lost.
struct Channels {
  Channels(kernel::Simulation& simulation, kernel::Transport& transport)
      : tariff_notice{simulation, transport, phase::kTariffNotice},
        tariff_notice_zone{simulation, transport, phase::kTariffNoticeZone,
                           kernel::Delivery::kReliable},
        order{simulation, transport, phase::kOrder},
        match_notice{simulation, transport, phase::kMatchNotice},
        residual_report{simulation, transport, phase::kResidualReport},
        statement{simulation, transport, phase::kStatement, kernel::Delivery::kReliable},
        meter_report{simulation, transport, phase::kMeterReport, kernel::Delivery::kReliable} {}

  kernel::Channel<TariffNotice> tariff_notice;
  kernel::Channel<TariffNotice> tariff_notice_zone;
  kernel::Channel<OrderMessage> order;
  kernel::Channel<MatchNotice> match_notice;
  kernel::Channel<ResidualReport> residual_report;
  kernel::Channel<Statement> statement;
  kernel::Channel<MeterReport> meter_report;
};

}  // namespace peerwatt::agents
