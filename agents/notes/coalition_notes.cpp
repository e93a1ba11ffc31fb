#include "agents/notes/topics.hpp"

namespace peerwatt::notes {

void note_coalitions(const scenario::Scenario& scenario, NoteList& notes) {
  const scenario::CoalitionSettings& coalition = scenario.coalition;
  if (coalition.network_charge == 0) {
    notes.idle({"coalition.distance"}, {"coalition.network_charge"},
               "without effect: coalition.network_charge is 0, so distance costs nothing");
  }
  if (coalition.shares != scenario::SharesRule::kShapley) {
    notes.idle({"coalition.shapley_orders"}, {"coalition.shares"},
               "without effect: it is for `shares: shapley`");
  }
  if (scenario.market.mechanism == market::MechanismId::kNone) {
    notes.idle({"coalition.network_charge", "coalition.radius_km", "coalition.shares"},
               {"market.mechanism"}, "without effect: market.mechanism is none, so nobody trades");
  }
}

}  // namespace peerwatt::notes
