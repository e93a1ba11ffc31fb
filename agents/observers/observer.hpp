#pragma once

#include <cstdint>

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/area_markets.hpp"
#include "agents/auctioneers/auctioneers.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/cps/cps.hpp"
#include "agents/observers/baselines.hpp"
#include "agents/observers/book_welfare.hpp"
#include "agents/observers/coalition_audit.hpp"
#include "agents/observers/leader_audit.hpp"
#include "agents/observers/misreport_audit.hpp"
#include "agents/observers/slot_welfare.hpp"
#include "agents/prosumers/prosumers.hpp"

#include "output/recording/trace_sink.hpp"

namespace peerwatt::agents {

// Told after each slot; may end the run.
class SlotListener {
 public:
  virtual ~SlotListener() = default;
  enum class Verdict { kContinue, kStop };
  virtual Verdict slot_done(std::int32_t slot) = 0;
};

// Everything there is to see.
struct View {
  const Community& community;
  const Households& households;
  const Prosumers& prosumers;
  const Auctioneers& auctioneers;
  const AreaMarkets& areas;
  const Cps& cps;
  const Faults& faults;
  const kernel::Transport& transport;
};

// What the observer works with, and for.
struct Instruments {
  const scenario::LeaderSettings& leader_rule;
  EventLog& log;
  MisreportAudit& misreports;
  CoalitionAudit& coalitions;
  LeaderAudit& leader;
  Baselines* baselines;  // null where they are not kept
  recording::TraceSink& sink;
  SlotListener& listener;
};

// Looks at all agents at the end of a slot and writes down what it sees. Nobody depends on it.
class Observer {
 public:
  Observer(const View& view, const Timetable& timetable, const Directory& directory,
           kernel::Simulation& simulation, const Instruments& instruments);

  // Schedules the end of the first slot.
  void start();
  std::int32_t slots_recorded() const { return slots_recorded_; }

 private:
  void on_sample(kernel::Batch batch);
  void play_baselines();
  recording::ProsumerRecord prosumer_record() const;
  recording::SystemRecord system_record(std::int32_t slot);
  recording::CertificateRecord certificates(const recording::SlotRecord& record);
  recording::SystemRecord cps_record() const;
  void add_welfare(recording::SystemRecord& system);
  void add_markets(recording::SystemRecord& system);
  void add_levels(recording::SystemRecord& system) const;
  void add_events(recording::SlotRecord& record);
  void count_messages(recording::SystemRecord& system);
  void add_faults(std::int32_t slot, recording::SystemRecord& system) const;

  View view_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Instruments instruments_;
  BookWelfare book_welfare_;
  WelfareGauge welfare_;
  std::int32_t slots_recorded_ = 0;
  std::uint64_t messages_before_ = 0;
  std::uint64_t lost_before_ = 0;
  std::int64_t late_before_ = 0;
  std::int64_t undelivered_before_ = 0;
};

}  // namespace peerwatt::agents
