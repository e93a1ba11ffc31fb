#pragma once

#include "engine/core/id_slice.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// What the auctioneers do for a leader who is told totals only: each adds up what the prosumers of
// its zone would still buy at the announced price, and tells the CPS the sums.
class ResidualAnswers {
 public:
  ResidualAnswers(const Timetable& timetable, const Directory& directory,
                  kernel::Simulation& simulation, Channels& channels);

  // A zone has received a price: its prosumers will answer it, if they are asked to.
  void expect(ZoneId zone, const TariffNotice& notice);

 private:
  void on_residual_answer(const kernel::Inbox<ResidualAnswer>& inbox);
  void on_answers_due(kernel::Batch batch);

  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  IdSlice<ZoneId, ResidualTotals> totals_;  // of the round it learnt of last
};

}  // namespace peerwatt::agents
