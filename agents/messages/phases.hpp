#pragma once

#include <cstdint>

#include "engine/core/simulated_time.hpp"

#include "engine/kernel/event.hpp"

#include "agents/bidding/terms.hpp"
#include "agents/devices/flexible_demand.hpp"
#include "agents/market/energy_class.hpp"
#include "agents/market/order.hpp"

namespace peerwatt::agents {

// What happens at the same instant happens in this order: a slot is recorded before the next one
// opens, and an order that arrives at gate closure is in time. Phases are timers of an agent or
// messages to one.
namespace phase {
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
  kPatienceEnds,       // prosumers
  kOrder,              // to auctioneers of neighbourhoods
  kBookOrder,          // to auctioneers of neighbourhoods
  kGateClosure,        // auctioneers of neighbourhoods
  kTariffNoticeArea,   // to auctioneers above them
  kLeftover,           // to auctioneers above them
  kAreaGateClosure,    // auctioneers above them
  kAreaAward,          // to auctioneers of neighbourhoods
  kAreaResult,         // to auctioneers of neighbourhoods
  kTradeNotice,        // to prosumers
  kShout,              // to prosumers
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
};
}  // namespace phase

// Which announcement of which slot something refers to.
struct RoundId {
  std::int32_t slot = -1;
  std::int32_t round = 0;

  friend constexpr auto operator<=>(const RoundId&, const RoundId&) = default;
};

// A round as the small value that a timer carries.
constexpr std::uint64_t to_payload(RoundId id) {
  return std::uint64_t{static_cast<std::uint32_t>(id.slot)} << 32 |
         static_cast<std::uint32_t>(id.round);
}
constexpr RoundId round_of(std::uint64_t payload) {
  return {static_cast<std::int32_t>(payload >> 32), static_cast<std::int32_t>(payload)};
}

// The CPS's prices in a round, currency/kWh.
struct Prices {
  double sell = 0;     // p_gs
  double base = 0;     // p_base: the tariff that flexible load refers to
  double feed_in = 0;  // p_fit
};

// What prosumers are asked to tell after a round: nothing; their residual demand as a function of
// the price, to the CPS; or what it is at the announced price, to their auctioneer, who tells the
// CPS the sums.
enum class Reporting : std::uint8_t { kNone, kResidualDemand, kResidualTotals };

// CPS -> prosumers and auctioneers.
struct TariffNotice {
  RoundId round;
  SimTime announced_at;
  Prices prices;
  bool is_peak = false;
  Reporting reporting = Reporting::kNone;
};

// CPS -> auctioneers -> prosumers: how much less would you take in the slot, at that price?
struct ReductionRequest {
  std::int32_t slot = -1;
  SimTime asked_at;
  bool is_peak = false;
  double price = 0;       // currency per kWh that is not taken
  double base_price = 0;  // p_base of the slot
};

// Prosumer -> auctioneer: what it could give. Auctioneer -> CPS: what its members promise.
struct ReductionOffer {
  std::int32_t slot = -1;
  double energy_kwh = 0;
};

// CPS -> auctioneers -> prosumers who offered: give that share of it.
struct ReductionCall {
  std::int32_t slot = -1;
  double share = 0;
};

// Prosumer -> auctioneer: what it would trade at its reservation price in an auction, and in a pool
// altogether.
struct OrderMessage {
  RoundId round;
  market::Side side = market::Side::kBuy;
  market::EnergyClass energy = market::EnergyClass::kSolar;  // that is sold
  std::uint32_t lot = 0;  // a random number of the sender, for rules that draw
  double quantity_kwh = 0;
  double limit_price = 0;
  double pool_quantity_kwh = 0;
  // What kinds of energy are worth to a buyer on top of its limit price, currency/kWh.
  market::ClassPremiums premiums{};
  double local_premium = 0;
};

enum class BookAction : std::uint8_t { kPlace, kReplace, kCancel };

// Prosumer -> auctioneer of an order book: its one order, or what it changes it to. The quantity
// counts what has been traded already.
struct BookOrder {
  RoundId round;
  BookAction action = BookAction::kPlace;
  market::Side side = market::Side::kBuy;
  double quantity_kwh = 0;
  double limit_price = 0;
};

// Auctioneer -> prosumer: its order has traded.
struct TradeNotice {
  RoundId round;
  double energy_kwh = 0;
};

// Auctioneer -> prosumers who learn from it: a price that was heard in the market.
struct ShoutNotice {
  RoundId round;
  bidding::Shout shout;
};

// Market place -> the one above it: what it could not fill of an order. Repeated until heard.
struct Leftover {
  RoundId round;
  std::uint32_t prosumer = 0;
  market::Side side = market::Side::kBuy;
  market::EnergyClass energy = market::EnergyClass::kSolar;
  double quantity_kwh = 0;
  double limit_price = 0;
  std::uint32_t lot = 0;
};

// Auctioneer -> prosumer: what the clearing of a round gave it, bought or sold.
struct MatchNotice {
  RoundId round;
  double energy_kwh = 0;
  double stored_kwh = 0;  // the part of a sale that was offered as stored energy
};

// Prosumer -> CPS: what it would still buy, as a function of the price, and what it would feed in.
struct ResidualReport {
  RoundId round;
  game::ResidualDemand demand;
  double surplus_kwh = 0;
};

// Prosumer -> auctioneer: what it would still buy at the announced price, and feed in.
struct ResidualAnswer {
  RoundId round;
  double elastic_kwh = 0;
  double must_kwh = 0;
  double surplus_kwh = 0;
};

// Auctioneer -> CPS: the answers of its zone together. Repeated until heard.
struct ResidualTotals {
  RoundId round;
  double elastic_kwh = 0;
  double must_kwh = 0;
  double surplus_kwh = 0;
  std::uint32_t answers = 0;
};

// What trading gave one prosumer.
struct Award {
  market::Side side = market::Side::kBuy;
  double quantity_kwh = 0;
  double auction_kwh = 0;     // the part traded in an auction
  double stored_kwh = 0;      // the part of a sale that was offered as stored energy
  double money = 0;           // paid by a buyer, earned by a seller
  double network_charge = 0;  // currency

  void add(const Award& other) {
    side = other.side;
    quantity_kwh += other.quantity_kwh;
    auction_kwh += other.auction_kwh;
    stored_kwh += other.stored_kwh;
    money += other.money;
    network_charge += other.network_charge;
  }
};

// Market place above the neighbourhoods -> auctioneer of a neighbourhood: what it traded for one of
// its prosumers. Repeated until heard.
struct AreaAward {
  RoundId round;
  std::uint32_t prosumer = 0;
  Award award;
};

// The same two: the market place has cleared, and somebody has traded. Repeated until heard.
struct AreaResult {
  RoundId round;
};

// How a member's share of its coalition is settled with the others; currency.
struct ShareSettlement {
  double paid = 0;        // to other members
  double half_width = 0;  // of the 95 % confidence interval of the share
};

// Auctioneer -> prosumer: the trades that stand, and the prices of the slot. Repeated until heard.
struct Statement {
  std::int32_t slot = -1;
  std::int32_t coalition = -1;
  bool is_peak = false;
  Prices prices;
  Award award;
  ShareSettlement share{};
};

// Prosumer -> CPS: what its meter shows. Repeated until heard.
struct MeterReport {
  std::int32_t slot = -1;
  double bought_kwh = 0;
  double bought_elastic_kwh = 0;  // the flexible part of it
  double sold_kwh = 0;
  double reduction_kwh = 0;  // by which it took less for the virtual power plant
};

}  // namespace peerwatt::agents
