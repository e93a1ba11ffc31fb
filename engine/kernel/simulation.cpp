#include "engine/kernel/simulation.hpp"

#include <algorithm>

namespace peerwatt::kernel {

Simulation::Simulation(SimTime start, std::uint32_t agent_count)
    : now_{start}, queue_{start}, agent_count_{agent_count} {}

void Simulation::add(Phase phase, Receiver receiver) {
  if (phase >= receivers_.size()) receivers_.resize(std::size_t{phase} + 1);
  PEERWATT_VALIDATE(receivers_[phase].handle == nullptr);
  receivers_[phase] = receiver;
}

void Simulation::run_until(SimTime end, Phase first_left) {
  PEERWATT_VALIDATE(end >= now_);
  stop_requested_ = false;
  while (!stop_requested_) {
    const Batch batch = queue_.pop_batch(end, first_left);
    if (batch.empty()) {
      now_ = end;
      return;
    }
    if (const Batch upcoming = queue_.upcoming(); !upcoming.empty()) prefetch(upcoming);
    const Phase phase = batch.front().phase;
    PEERWATT_VALIDATE(phase < receivers_.size() && receivers_[phase].handle != nullptr);
    now_ = batch.front().at();
    if (watch_ != nullptr) watch_(watcher_, now_, phase);
    events_handled_ += batch.size();
    receivers_[phase].handle(receivers_[phase].object, batch);
  }
}

// Prefetches what the next events need while the present batch is handled.
void Simulation::prefetch(Batch upcoming) const {
  while (!upcoming.empty()) {
    const Phase phase = upcoming.front().phase;
    const auto other = std::ranges::find_if(
        upcoming, [phase](const Event& event) { return event.phase != phase; });
    const auto count = static_cast<std::size_t>(other - upcoming.begin());
    if (phase < receivers_.size() && receivers_[phase].prefetch != nullptr) {
      receivers_[phase].prefetch(receivers_[phase].object, upcoming.first(count));
    }
    upcoming = upcoming.subspan(count);
  }
}

}  // namespace peerwatt::kernel
