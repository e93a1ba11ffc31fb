#include "engine/kernel/transport.hpp"

#include "engine/core/random.hpp"

namespace peerwatt::kernel {

Transport::Transport(Simulation& simulation, const LatencyModel& latency, Loss loss)
    : simulation_{&simulation}, latency_{&latency}, loss_{loss} {
  PEERWATT_VALIDATE(loss.probability >= 0 && loss.probability <= 1);
}

bool Transport::loses_next_of(AgentId from) {
  const std::uint32_t number = simulation_->counter(from);
  if (uniform({loss_.seed, Purpose::kMessageLoss, from.index(), number}) >= loss_.probability) {
    return false;
  }
  simulation_->skip_counter(from);
  ++lost_;
  return true;
}

}  // namespace peerwatt::kernel
