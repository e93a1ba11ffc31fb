#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "engine/kernel/simulation.hpp"

#include "agents/cps/concentrators.hpp"
#include "agents/cps/leader_strategy.hpp"
#include "agents/cps/virtual_power_plant.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/other_demand.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/forecasts/demand_forecaster.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/zone_lines.hpp"
#include "agents/pricing/generation_cost.hpp"
#include "agents/published/cps_account.hpp"

namespace peerwatt::agents {

// The centralized power system, the leader of the game. It announces the prices of a slot; in peak
// slots its strategy says the selling price, or seeks it round by round.
class Cps {
 public:
  Cps(const scenario::CpsSettings& settings, LeaderStrategy& leader,
      const OtherDemand& other_demand, const Timetable& timetable, const Faults& faults,
      const Directory& directory, kernel::Simulation& simulation, VirtualPowerPlant& plant,
      Channels& channels, const ZoneLines& lines, const ZoneReports& reports);

  // Schedules the first slot.
  void start();
  // With what the meters show so far.
  CpsAccount account() const;
  const game::GenerationCost& cost() const { return cost_; }
  const VirtualPowerPlant& virtual_power_plant() const { return plant_; }

 private:
  void on_slot_opens(kernel::Batch batch);
  void on_first_announcement(kernel::Batch batch);
  void on_round_ends(kernel::Batch batch);
  void on_loss_notice(const kernel::Inbox<LossNotice>& inbox);

  void announce(double selling_price);
  Duration wait_before_prices();
  void announce_after(Duration wait);
  std::int64_t most_rounds(Duration wait) const;
  bool is_peak(std::int32_t slot) const;
  double first_price() const;
  void read_answers();
  void note_search(game::SearchState state);
  void close_books();

  const scenario::CpsSettings& settings_;
  LeaderStrategy& leader_;
  const OtherDemand& other_demand_;
  const Timetable& timetable_;
  const Faults& faults_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  VirtualPowerPlant& plant_;
  Channels& channels_;
  const ZoneLines& lines_;
  const ZoneReports& reports_;
  game::GenerationCost cost_;
  std::unique_ptr<forecasts::DemandForecaster> forecaster_;

  RoundId round_;
  CpsAccount account_;
  std::uint32_t answers_ = 0;  // to the last round that ended
  std::optional<double> first_round_net_kwh_;
};

}  // namespace peerwatt::agents
