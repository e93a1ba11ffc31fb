#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id_range.hpp"
#include "engine/core/id_vector.hpp"

#include "engine/kernel/inbox.hpp"
#include "engine/kernel/message_pool.hpp"
#include "engine/kernel/simulation.hpp"

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

  // Posts a message for a channel. Returns false, without an event, if the message is lost.
  bool post(Phase phase, AgentId from, AgentId to, std::uint64_t payload, Delivery delivery) {
    ++sent_;
    if (loss_.probability > 0 && delivery == Delivery::kBestEffort && loses(phase, from, to)) {
      return false;
    }
    const Duration latency = uniform_latency_ ? *uniform_latency_ : latency_->latency(from, to);
    simulation_->schedule(simulation_->now() + latency, phase, to, from, payload);
    return true;
  }
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
};

// Channel carries one kind of message to its receiver, in a phase of the simulation that is its
// own.
template <class Message>
class Channel {
 public:
  Channel(Simulation& simulation, Transport& transport, Phase phase,
          Delivery delivery = Delivery::kBestEffort)
      : transport_{&transport}, phase_{phase}, delivery_{delivery} {
    simulation.on<&Channel::handle>(phase, *this);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  void send(AgentId from, AgentId to, const Message& message) {
    const std::uint64_t payload = pack(message);
    settle(payload, transport_->post(phase_, from, to, payload, delivery_) ? 1 : 0);
  }
  // Sends what `write(message)` makes of a message, which it has to fill in whole, in the place
  // where it waits: a large message that is built and then copied waits for its own stores.
  template <class Write>
  requires(!kTravelsInEvent<Message>) void send_written(AgentId from, AgentId to, Write&& write) {
    const std::uint32_t place = pool_.take();
    write(pool_.message_at(place));
    settle(place, transport_->post(phase_, from, to, place, delivery_) ? 1 : 0);
  }
  // Sends to several agents, who share one stored copy.
  void broadcast(AgentId from, IdRange<AgentId> targets, const Message& message) {
    const std::uint64_t payload = pack(message);
    std::uint32_t posted = 0;
    for (const AgentId to : targets) {
      posted += transport_->post(phase_, from, to, payload, delivery_) ? 1 : 0;
    }
    settle(payload, posted);
  }

  // Method is a `void (T::*)(const Inbox<Message>&)`. The receiver must outlive the runs. Its
  // `void prefetch(Batch) const`, where it has one, is called as by Simulation::on().
  // A message that arrives where no receiver was named is a LogicError.
  template <auto Method, class T>
  void deliver_to(T& receiver) {
    receiver_ = &receiver;
    receive_ = [](void* object, const Inbox<Message>& inbox) {
      (static_cast<T*>(object)->*Method)(inbox);
    };
    if constexpr (requires(const T& t, Batch batch) { t.prefetch(batch); }) {
      prefetch_ = [](const void* object, Batch batch) {
        static_cast<const T*>(object)->prefetch(batch);
      };
    }
  }

  void prefetch(Batch upcoming) const {
    if constexpr (!kTravelsInEvent<Message>) {
      for (const Event& event : upcoming) __builtin_prefetch(&pool_.message(handle_of(event)));
    }
    if (prefetch_ != nullptr) prefetch_(receiver_, upcoming);
  }

  // Returns the number of slots for messages that do not fit into an event, used or free.
  std::size_t capacity() const { return pool_.capacity(); }

 private:
  static std::uint32_t handle_of(const Event& event) {
    return static_cast<std::uint32_t>(event.payload);
  }

  std::uint64_t pack(const Message& message) {
    if constexpr (kTravelsInEvent<Message>) {
      std::uint64_t payload = 0;
      std::memcpy(&payload, &message, sizeof(Message));
      return payload;
    } else {
      const std::uint32_t place = pool_.take();
      pool_.message_at(place) = message;
      return place;
    }
  }
  void settle(std::uint64_t payload, std::uint32_t posted) {
    if constexpr (!kTravelsInEvent<Message>) {
      pool_.hold(static_cast<std::uint32_t>(payload), posted);
    }
  }
  void handle(Batch batch) {
    PEERWATT_VALIDATE(receive_ != nullptr);
    transport_->count_delivered(batch.size());
    receive_(receiver_, Inbox<Message>{batch, pool_});
    if constexpr (!kTravelsInEvent<Message>) {
      for (const Event& event : batch) pool_.release(handle_of(event));
    }
  }

  Transport* transport_;
  Phase phase_;
  Delivery delivery_;
  void* receiver_ = nullptr;
  void (*receive_)(void*, const Inbox<Message>&) = nullptr;
  void (*prefetch_)(const void*, Batch) = nullptr;
  MessagePool<Message> pool_;
};

}  // namespace peerwatt::kernel
