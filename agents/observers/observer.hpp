#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/directory.hpp"
#include "agents/messages/phases.hpp"
#include "agents/observers/auditor.hpp"
#include "agents/observers/baseline_losses.hpp"
#include "agents/observers/baselines.hpp"
#include "agents/observers/slot_welfare.hpp"
#include "agents/published/published_slot.hpp"
#include "agents/scenario/cps_settings.hpp"

#include "output/recording/trace_sink.hpp"

namespace peerwatt::agents {

// Told after each slot; may end the run.
class SlotListener {
 public:
  virtual ~SlotListener() = default;
  enum class Verdict { kContinue, kStop };
  virtual Verdict slot_done(std::int32_t slot) = 0;
};

// Who lives where, and when what is due and broken.
struct Environment {
  const Community& community;
  const Timetable& timetable;
  const Faults& faults;
  const Directory& directory;
};

// What the observer works with, and for.
struct Instruments {
  const scenario::LeaderSettings& leader_rule;
  std::vector<Auditor*> auditors;
  Baselines* baselines;             // null where they are not kept
  BaselineLosses* baseline_losses;  // null where no power flow is computed of them
  recording::TraceSink& sink;
  SlotListener& listener;
};

// Writes down what the agents have published of a slot when it is over. Nobody depends on it.
class Observer {
 public:
  Observer(const Environment& environment, SlotPublisher& publisher, kernel::Simulation& simulation,
           Instruments instruments);

  // Schedules the end of the first slot.
  void start();
  std::int32_t slots_recorded() const { return slots_recorded_; }

 private:
  void on_sample(kernel::Batch batch);
  void record(const PublishedSlot& slot, std::int32_t index);
  void add_baselines(const PublishedSlot& slot, recording::SlotRecord& record) const;
  void complete(const PublishedSlot& slot, recording::SlotRecord& record);
  void count_messages(const PublishedSlot& slot, recording::SystemRecord& system);
  void add_faults(std::int32_t slot, recording::SystemRecord& system) const;
  recording::CertificateRecord certificates(const recording::SlotRecord& record);

  Environment environment_;
  SlotPublisher& publisher_;
  kernel::Simulation& simulation_;
  Instruments instruments_;
  WelfareGauge welfare_;
  std::int32_t slots_recorded_ = 0;
  std::uint64_t messages_before_ = 0;
  std::uint64_t lost_before_ = 0;
  std::int64_t late_before_ = 0;
  std::int64_t undelivered_before_ = 0;
};

}  // namespace peerwatt::agents
