#pragma once

#include "engine/kernel/channel.hpp"
#include "engine/kernel/simulation.hpp"

#include "agents/messages/network_messages.hpp"
#include "agents/messages/order_book_messages.hpp"
#include "agents/messages/order_messages.hpp"
#include "agents/messages/phases.hpp"
#include "agents/messages/reduction_messages.hpp"
#include "agents/messages/residual_demand_messages.hpp"
#include "agents/messages/settlement_messages.hpp"
#include "agents/messages/tariff_messages.hpp"

namespace peerwatt::agents {

// Every kind of message there is. Settlement rests on messages that are acknowledged and repeated,
// as do the lines between the CPS and the market places and among these; what prosumers and markets
// say to each other while they trade may get lost.
struct Channels {
  Channels(kernel::Simulation& simulation, kernel::Transport& transport)
      : tariff_notice{simulation, transport, phase::kTariffNotice},
        tariff_notice_zone{simulation, transport, phase::kTariffNoticeZone,
                           kernel::Delivery::kReliable},
        order{simulation, transport, phase::kOrder},
        tariff_notice_area{simulation, transport, phase::kTariffNoticeArea,
                           kernel::Delivery::kReliable},
        unfilled_order{simulation, transport, phase::kUnfilledOrder, kernel::Delivery::kReliable},
        area_fill{simulation, transport, phase::kAreaFill, kernel::Delivery::kReliable},
        area_result{simulation, transport, phase::kAreaResult, kernel::Delivery::kReliable},
        trade_notice{simulation, transport, phase::kTradeNotice},
        stated_price{simulation, transport, phase::kStatedPrice},
        match_notice{simulation, transport, phase::kMatchNotice},
        residual_report{simulation, transport, phase::kResidualReport},
        residual_answer{simulation, transport, phase::kResidualAnswer},
        residual_totals{simulation, transport, phase::kResidualTotals, kernel::Delivery::kReliable},
        statement{simulation, transport, phase::kStatement, kernel::Delivery::kReliable},
        meter_report{simulation, transport, phase::kMeterReport, kernel::Delivery::kReliable},
        connection_reading{simulation, transport, phase::kConnectionReading,
                           kernel::Delivery::kReliable},
        loss_notice{simulation, transport, phase::kLossNotice, kernel::Delivery::kReliable},
        reduction_request{simulation, transport, phase::kReductionRequest,
                          kernel::Delivery::kReliable},
        reduction_inquiry{simulation, transport, phase::kReductionInquiry},
        reduction_offer{simulation, transport, phase::kReductionOffer},
        reduction_promise{simulation, transport, phase::kReductionPromise,
                          kernel::Delivery::kReliable},
        reduction_order{simulation, transport, phase::kReductionOrder, kernel::Delivery::kReliable},
        reduction_call{simulation, transport, phase::kReductionCall} {}

  kernel::Channel<TariffNotice> tariff_notice;
  kernel::Channel<TariffNotice> tariff_notice_zone;
  kernel::Channel<OrderMessage> order;
  kernel::Channel<TariffNotice> tariff_notice_area;
  kernel::Channel<OrderMessage> unfilled_order;
  kernel::Channel<FillNotice> area_fill;
  kernel::Channel<AreaResult> area_result;
  kernel::Channel<FillNotice> trade_notice;
  kernel::Channel<StatedPriceNotice> stated_price;
  kernel::Channel<FillNotice> match_notice;
  kernel::Channel<ResidualReport> residual_report;
  kernel::Channel<ResidualAnswer> residual_answer;
  kernel::Channel<ResidualTotals> residual_totals;
  kernel::Channel<Statement> statement;
  kernel::Channel<MeterReport> meter_report;
  kernel::Channel<ConnectionReading> connection_reading;
  kernel::Channel<LossNotice> loss_notice;
  kernel::Channel<ReductionRequest> reduction_request;
  kernel::Channel<ReductionRequest> reduction_inquiry;
  kernel::Channel<ReductionOffer> reduction_offer;
  kernel::Channel<ReductionOffer> reduction_promise;
  kernel::Channel<ReductionCall> reduction_order;
  kernel::Channel<ReductionCall> reduction_call;
};

}  // namespace peerwatt::agents
