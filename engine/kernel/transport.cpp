#include "engine/kernel/transport.hpp"

#include <bit>
#include <utility>

#include "engine/core/random.hpp"

namespace peerwatt::kernel {

Transport::Transport(Simulation& simulation, const LatencyModel& latency, Loss loss)
    : simulation_{&simulation},
      latency_{&latency},
      uniform_latency_{latency.uniform_latency()},
      loss_{std::move(loss)},
      start_{simulation.now()} {
  PEERWATT_VALIDATE(loss_.probability >= 0 && loss_.probability <= 1);
  PEERWATT_VALIDATE(loss_.identities.empty() ||
                    loss_.identities.size() == simulation.agent_count());
}

// Phases fit into eight bits; 48 are left for the microseconds since the start, which come again
// after nine years.
bool Transport::loses(Phase phase, AgentId from, AgentId to) {
  constexpr std::uint64_t kInstants = std::uint64_t{1} << 48;
  const auto instant =
      static_cast<std::uint64_t>((simulation_->now() - start_).microseconds()) % kInstants;
  const std::uint64_t ends = identity(from) ^ std::rotl(identity(to), 32);
  const std::uint64_t draw = instant << 8 | (phase & 0xffU);
  if (uniform({loss_.seed, Purpose::kMessageLoss, ends, draw}) >= loss_.probability) return false;
  ++lost_;
  return true;
}

}  // namespace peerwatt::kernel
