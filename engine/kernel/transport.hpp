#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id_vector.hpp"

#include "engine/kernel/block_store.hpp"
#include "engine/kernel/simulation.hpp"
#include "engine/kernel/split_runs.hpp"

namespace peerwatt::kernel {

// Returns how long a message is on its way, which must not be negative.
class LatencyModel {
 public:
  virtual ~LatencyModel() = default;
  virtual Duration latency(AgentId from, AgentId to) const = 0;
  // Where it is the same between any two agents, that latency, for as long as the model is used.
  virtual std::optional<Duration> uniform_latency() const { return {}; }
};

// Each best-effort message is lost with this probability, drawn at the address (seed, message
// loss, both ends, instant of sending and phase): what is lost between two agents does not depend
// on what others send, nor on how many messages came before. What one agent says to another in one
// phase of one instant travels together: all of it arrives, or nothing.
struct Loss {
  double probability = 0;
  std::uint64_t seed = 0;
  // By agent, for addresses that do not change with the number of agents: both ends of a message
  // are told apart by them. Empty: the agents' numbers.
  IdVector<AgentId, std::uint64_t> identities = {};
};

// Reliable messages are acknowledged and repeated below what is simulated: they are never lost and
// have the same latency.
enum class Delivery { kBestEffort, kReliable };

// Transport carries messages over the network: it adds the latency, loses some messages, and counts
// them. One transport serves all channels.
class Transport {
 public:
  // Throws LogicError if the probability is not in [0, 1], or some agents have identities and some
  // have not. The simulation must not have begun.
  Transport(Simulation& simulation, const LatencyModel& latency, Loss loss);

  std::uint64_t sent() const { return sent_; }  // lost ones included
  std::uint64_t lost() const { return lost_; }
  std::uint64_t delivered() const { return delivered_; }  // the rest is on its way or lost

  // Sends a message over the network. Returns when it arrives, or nothing if it is lost.
  std::optional<SimTime> arrival(Phase phase, AgentId from, AgentId to, Delivery delivery) {
    ++sent_;
    if (loss_.probability > 0 && delivery == Delivery::kBestEffort && loses(phase, from, to)) {
      return {};
    }
    return simulation_->now() +
           (uniform_latency_ ? *uniform_latency_ : latency_->latency(from, to));
  }
  // Where channels keep messages that travel.
  BlockStore& blocks() { return blocks_; }
  // Where channels take overlapping runs apart, one at a time.
  SplitRuns& split_runs() { return split_runs_; }
  void count_delivered(std::size_t messages) { delivered_ += messages; }

 private:
  bool loses(Phase phase, AgentId from, AgentId to);
  std::uint64_t identity(AgentId agent) const {
    return loss_.identities.empty() ? agent.index() : loss_.identities[agent];
  }

  Simulation* simulation_;
  const LatencyModel* latency_;
  std::optional<Duration> uniform_latency_;
  Loss loss_;
  SimTime start_;
  std::uint64_t sent_ = 0;
  std::uint64_t lost_ = 0;
  std::uint64_t delivered_ = 0;
  BlockStore blocks_;
  SplitRuns split_runs_;
};

}  // namespace peerwatt::kernel
