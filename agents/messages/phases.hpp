#pragma once

#include "engine/kernel/event.hpp"

namespace peerwatt::agents::phase {

// What happens at the same instant happens in this order: a slot is recorded before the next one
// opens, and an order that arrives at gate closure is in time. Phases are timers of an agent or
// messages to one.
enum : kernel::Phase {
  kSample,             // the observer
  kSlotStarts,         // prosumers
  kSlotOpens,          // the CPS
  kReductionRequest,   // to auctioneers of neighbourhoods
  kReductionInquiry,   // to prosumers
  kReductionOffer,     // to auctioneers of neighbourhoods
  kOffersDue,          // auctioneers of neighbourhoods
  kReductionPromise,   // to the CPS
  kCallDue,            // the CPS
  kReductionOrder,     // to auctioneers of neighbourhoods
  kReductionCall,      // to prosumers
  kFirstAnnouncement,  // the CPS
  kTariffNotice,       // to prosumers
  kTariffNoticeZone,   // to auctioneers of neighbourhoods
  kTraderArrives,      // prosumers
  kOrderExpires,       // prosumers
  kOrder,              // to auctioneers of neighbourhoods
  kGateClosure,        // auctioneers of neighbourhoods
  kTariffNoticeArea,   // to auctioneers above them
  kUnfilledOrder,      // to auctioneers above them
  kAreaGateClosure,    // auctioneers above them
  kAreaFill,           // to auctioneers of neighbourhoods
  kAreaResult,         // to auctioneers of neighbourhoods
  kTradeNotice,        // to prosumers
  kStatedPrice,        // to prosumers
  kMatchNotice,        // to prosumers
  kReportDue,          // prosumers
  kResidualReport,     // to the CPS
  kResidualAnswer,     // to auctioneers of neighbourhoods
  kAnswersDue,         // auctioneers of neighbourhoods
  kResidualTotals,     // to the CPS
  kRoundEnds,          // the CPS
  kSettlement,         // auctioneers of neighbourhoods
  kStatement,          // to prosumers
  kMeterReading,       // prosumers
  kMeterReport,        // to the CPS
  kConnectionReading,  // to the network operator
  kPowerFlow,          // the network operator
  kLossNotice,         // to the CPS
};

}  // namespace peerwatt::agents::phase
