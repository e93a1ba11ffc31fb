#pragma once

#include <cstdint>
#include <memory>

#include "agents/cps/concentrators.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/tariff_messages.hpp"
#include "agents/pricing/generation_cost.hpp"
#include "agents/pricing/price_search.hpp"
#include "agents/scenario/scenario.hpp"

namespace peerwatt::agents {

// What the CPS knows of a peak slot when it opens.
struct PeakSlot {
  std::int32_t slot = 0;
  double base_price = 0;         // currency/kWh
  double other_demand_kwh = 0;   // E_o, and the losses of the slot before
  std::int64_t most_rounds = 0;  // before settlement
};

// How the CPS comes to its selling price in peak slots: by its rule, and by what the protocol lets
// it learn of the prosumers (model, section 5). Most rules say a price; those that search for one
// receive answers to each price, round by round.
class LeaderStrategy {
 public:
  virtual ~LeaderStrategy() = default;

  // A peak slot opens, and its first round.
  virtual void open(const PeakSlot& slot) = 0;
  // To be announced in the round.
  virtual double price() const = 0;
  // What prosumers are asked for after each round; where it is nothing, there is one round.
  virtual Reporting reporting() const { return Reporting::kNone; }
  // What a zone answered to the price of the round.
  virtual void receive(const ZoneAnswers&) {}
  // The time for answers is over: the price of the next round, or the end of the search.
  virtual game::SearchState end_round() { return game::SearchState::kConverged; }

 protected:
  LeaderStrategy() = default;
  LeaderStrategy(const LeaderStrategy&) = default;
  LeaderStrategy& operator=(const LeaderStrategy&) = default;
};

// The one that the scenario asks for. Scenario, library and timetable must outlive it.
std::unique_ptr<LeaderStrategy> make_leader(const scenario::Scenario& scenario,
                                            const ProfileLibrary& library,
                                            const Timetable& timetable);

// K in kWh per slot, and what generation costs.
game::GenerationCost generation_cost(const scenario::CpsSettings& cps, Duration slot);

}  // namespace peerwatt::agents
