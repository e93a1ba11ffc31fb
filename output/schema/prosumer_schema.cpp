#include <array>

#include "output/recording/daily_record.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

using recording::ProsumerRecord;

constexpr const char* kSum = "time: sum";
constexpr const char* kMean = "time: mean";
constexpr const char* kPoint = "time: point";

constexpr auto kProsumers = std::to_array<ProsumerColumn>({
    {{"load_kwh", Unit::kEnergy, "load", kSum}, &ProsumerRecord::load_kwh},
    {{"generation_kwh", Unit::kEnergy, "PV generation", kSum}, &ProsumerRecord::generation_kwh},
    {{"battery_energy_kwh", Unit::kEnergy, "energy in the battery at the end of the slot", kPoint},
     &ProsumerRecord::battery_energy_kwh},
    {{"battery_charged_kwh", Unit::kEnergy,
      "energy charged at the battery's terminals, negative when discharged", kSum},
     &ProsumerRecord::battery_charged_kwh},
    {{"deficiency_kwh", Unit::kEnergy, "energy missing after own supply", kSum},
     &ProsumerRecord::deficiency_kwh},
    {{"surplus_kwh", Unit::kEnergy,
      "energy left over after own use; stored energy counts as far as it was sold", kSum},
     &ProsumerRecord::surplus_kwh},
    {{"stored_offer_kwh", Unit::kEnergy,
      "stored energy offered to others; what nobody bought stayed in the battery", kSum},
     &ProsumerRecord::stored_offer_kwh},
    {{"reservation_price", Unit::kPrice, "reservation price of the order", kMean},
     &ProsumerRecord::reservation_price},
    {{"coalition", Unit::kNone, "coalition of the slot, -1 = none"}, &ProsumerRecord::coalition},
    {{"p2p_bought_kwh", Unit::kEnergy, "energy bought from prosumers", kSum},
     &ProsumerRecord::p2p_bought_kwh},
    {{"p2p_sold_kwh", Unit::kEnergy, "energy sold to prosumers", kSum},
     &ProsumerRecord::p2p_sold_kwh},
    {{"auction_bought_kwh", Unit::kEnergy, "part of p2p_bought_kwh bought in the auction", kSum},
     &ProsumerRecord::auction_bought_kwh},
    {{"auction_sold_kwh", Unit::kEnergy, "part of p2p_sold_kwh sold in the auction", kSum},
     &ProsumerRecord::auction_sold_kwh},
    {{"p2p_paid", Unit::kMoney, "paid for energy of prosumers", kSum}, &ProsumerRecord::p2p_paid},
    {{"p2p_earned", Unit::kMoney, "earned with energy sold to prosumers", kSum},
     &ProsumerRecord::p2p_earned},
    {{"network_charge", Unit::kMoney, "charge for the use of the network by trades", kSum},
     &ProsumerRecord::network_charge},
    {{"grid_bought_kwh", Unit::kEnergy, "energy bought from the CPS", kSum},
     &ProsumerRecord::grid_bought_kwh},
    {{"grid_sold_kwh", Unit::kEnergy, "energy sold to the CPS", kSum},
     &ProsumerRecord::grid_sold_kwh},
    {{"unserved_kwh", Unit::kEnergy, "flexible load not served", kSum},
     &ProsumerRecord::unserved_kwh},
    {{"comfort_lost", Unit::kMoney, "what the flexible load not served would have been worth",
      kSum},
     &ProsumerRecord::comfort_lost},
    {{"coalition_transfer", Unit::kMoney,
      "paid to other members of the coalition so that shares are Shapley's; in runs with "
      "coalition.shares: shapley",
      kSum},
     &ProsumerRecord::coalition_transfer,
     Presence::kWithShapley},
    {{"share_half_width", Unit::kMoney,
      "half of the 95 % confidence interval of the share, 0 where it is exact; in runs with "
      "coalition.shares: shapley",
      kPoint},
     &ProsumerRecord::share_half_width,
     Presence::kWithShapley},
    {{"shed_kwh", Unit::kEnergy,
      "flexible load shed for the virtual power plant, wanted at no price; in runs that have "
      "one",
      kSum},
     &ProsumerRecord::shed_kwh,
     Presence::kWithReductions},
    {{"reduction_kwh", Unit::kEnergy,
      "reduction delivered to the virtual power plant; in runs that have one", kSum},
     &ProsumerRecord::reduction_kwh,
     Presence::kWithReductions},
    {{"reduction_paid", Unit::kMoney,
      "earned with delivered reduction; in runs with a virtual power plant", kSum},
     &ProsumerRecord::reduction_paid,
     Presence::kWithReductions},
    {{"balance", Unit::kMoney, "bill of the slot, positive when the prosumer pays", kSum},
     &ProsumerRecord::balance},
    {{"balance_ordinary", Unit::kMoney,
      "bill of the household alone at the ordinary tariff, positive when it pays", kSum},
     &ProsumerRecord::balance_ordinary,
     Presence::kWithBaselines},
    {{"balance_no_trade", Unit::kMoney,
      "bill of the household alone at the prices of this run, positive when it pays", kSum},
     &ProsumerRecord::balance_no_trade,
     Presence::kWithBaselines},
    {{"comfort_lost_ordinary", Unit::kMoney, "comfort_lost alone at the ordinary tariff", kSum},
     &ProsumerRecord::comfort_lost_ordinary,
     Presence::kWithBaselines},
    {{"comfort_lost_no_trade", Unit::kMoney, "comfort_lost alone at the prices of this run", kSum},
     &ProsumerRecord::comfort_lost_no_trade,
     Presence::kWithBaselines},
    {{"battery_energy_ordinary_kwh", Unit::kEnergy,
      "battery_energy_kwh alone at the ordinary tariff, serving the household only", kPoint},
     &ProsumerRecord::battery_energy_ordinary_kwh,
     Presence::kWithBaselines},
    {{"battery_energy_no_trade_kwh", Unit::kEnergy,
      "battery_energy_kwh alone at the prices of this run", kPoint},
     &ProsumerRecord::battery_energy_no_trade_kwh,
     Presence::kWithBaselines},
});

constexpr auto kDaily = std::to_array<DailyColumn>({
    {{"bill", Unit::kMoney, "bill of the day, positive when the prosumer pays", kSum},
     &recording::DailyRecord::bill},
    {{"comfort_lost", Unit::kMoney, "what the flexible load not served would have been worth",
      kSum},
     &recording::DailyRecord::comfort_lost},
    {{"bill_ordinary", Unit::kMoney, "bill of the household alone at the ordinary tariff", kSum},
     &recording::DailyRecord::bill_ordinary,
     Presence::kWithBaselines},
    {{"bill_no_trade", Unit::kMoney, "bill of the household alone at the prices of this run", kSum},
     &recording::DailyRecord::bill_no_trade,
     Presence::kWithBaselines},
    {{"comfort_lost_ordinary", Unit::kMoney, "comfort_lost alone at the ordinary tariff", kSum},
     &recording::DailyRecord::comfort_lost_ordinary,
     Presence::kWithBaselines},
    {{"comfort_lost_no_trade", Unit::kMoney, "comfort_lost alone at the prices of this run", kSum},
     &recording::DailyRecord::comfort_lost_no_trade,
     Presence::kWithBaselines},
    {{"self_consumption", Unit::kShare,
      "generation of the day used by the own load, directly or out of the battery, per generation "
      "of the day",
      kMean, "", Missing::kFill},
     &recording::DailyRecord::self_consumption},
    {{"self_sufficiency", Unit::kShare, "load served by own PV and battery, per load served", kMean,
      "", Missing::kFill},
     &recording::DailyRecord::self_sufficiency},
});

}  // namespace

bool is_present(Presence presence, const recording::RunDescription& run) {
  switch (presence) {
    case Presence::kAlways:
      return true;
    case Presence::kWithShapley:
      return run.shares_by_shapley;
    case Presence::kWithReductions:
      return run.pays_reductions;
    case Presence::kWithBaselines:
      return run.keeps_baselines;
  }
  return true;
}

std::span<const ProsumerColumn> prosumer_columns() {
  return kProsumers;
}
std::span<const DailyColumn> daily_columns() {
  return kDaily;
}

}  // namespace peerwatt::output
