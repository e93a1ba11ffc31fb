#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/id_range.hpp"

#include "engine/kernel/inbox.hpp"
#include "engine/kernel/message_pool.hpp"
#include "engine/kernel/simulation.hpp"
#include "engine/kernel/split_runs.hpp"
#include "engine/kernel/transport.hpp"

namespace peerwatt::kernel {

// Channel carries one kind of message to its receiver, in a phase of the simulation that is its
// own. Messages that are sent one after the other travel as one event, a run, as long as they
// arrive at the same instant and go to the same or a later receiver from the same or a later
// sender. Nobody can tell: a receiver is handed the messages of an instant one by one, in total
// order.
template <class Message>
class Channel {
 public:
  Channel(Simulation& simulation, Transport& transport, Phase phase,
          Delivery delivery = Delivery::kBestEffort)
      : simulation_{&simulation},
        transport_{&transport},
        phase_{phase},
        delivery_{delivery},
        pool_{transport.blocks()} {
    simulation.on<&Channel::handle>(phase, *this);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  void send(AgentId from, AgentId to, const Message& message) {
    send_written(from, to, [&message](Message& sent) { sent = message; });
  }
  // Sends what `write(message)` makes of a message, which it has to fill in whole, in the place
  // where it waits: a large message that is built and then copied waits for its own stores. Nothing
  // is written if it is lost.
  template <class Write>
  void send_written(AgentId from, AgentId to, Write&& write) {
    const auto arrival = transport_->arrival(phase_, from, to, delivery_);
    if (!arrival) return;
    const std::uint32_t place = pool_.take();
    Letter<Message>& letter = pool_.message(place);
    letter.from = from;
    letter.to = to;
    write(letter.message);
    const std::uint64_t key = order_key(to, from);
    if (may_grow(*arrival) && key >= open_.last && pool_.follows(place, open_.place)) {
      grow(place, key);
    } else {
      begin_run(*arrival, from, to, {place, 1, false});
    }
  }
  // Sends to several agents, who share one stored copy.
  void broadcast(AgentId from, IdRange<AgentId> targets, const Message& message) {
    const std::uint32_t place = pool_.take();
    std::uint32_t runs = 0;
    open_ = {};
    for (const AgentId to : targets) {
      const auto arrival = transport_->arrival(phase_, from, to, delivery_);
      if (!arrival) continue;
      if (may_grow(*arrival) &&
          open_.last + order_key(AgentId{1}, AgentId{0}) == order_key(to, from)) {
        grow(open_.place, order_key(to, from));
      } else {
        begin_run(*arrival, from, to, {place, 1, true});
        ++runs;
      }
    }
    open_ = {};
    pool_.message(place) = {from, AgentId{runs}, message};
    if (runs == 0) pool_.free(place, 1);
  }

  // Method is a `void (T::*)(const Inbox<Message>&)`. The receiver must outlive the runs.
  // A message that arrives where no receiver was named is a LogicError.
  template <auto Method, class T>
  void deliver_to(T& receiver) {
    receiver_ = &receiver;
    receive_ = [](void* object, const Inbox<Message>& inbox) {
      (static_cast<T*>(object)->*Method)(inbox);
    };
  }

 private:
  // The run that was begun last, as long as it may grow.
  struct OpenRun {
    OpenEvent event;
    SimTime arrival;
    std::uint64_t last = 0;   // order key of its last message
    std::uint32_t place = 0;  // of its last letter
  };

  // Messages of one instant and phase are ordered by it.
  static std::uint64_t order_key(AgentId to, AgentId from) {
    return std::uint64_t{to.index()} << 32 | from.index();
  }
  std::uint64_t last_key(const Event& event) const {
    const Run run = Run::unpacked(event.payload);
    if (run.is_broadcast) return order_key(AgentId{event.target + run.count - 1}, event.from());
    const Letter<Message>& last = pool_.message(run.first + run.count - 1);
    return order_key(last.to, last.from);
  }

  bool may_grow(SimTime arrival) const {
    return simulation_->is_open(open_.event) && open_.arrival == arrival;
  }
  void grow(std::uint32_t place, std::uint64_t key) {
    open_.event.waiting->payload += Run::kOneMore;
    open_.place = place;
    open_.last = key;
  }
  void begin_run(SimTime arrival, AgentId from, AgentId to, Run run) {
    open_ = {simulation_->schedule_open(arrival, phase_, to, from, run.packed()), arrival,
             order_key(to, from), run.first};
  }

  void handle(Batch batch) {
    PEERWATT_VALIDATE(receive_ != nullptr);
    std::size_t messages = 0, letters = 0;
    for (const Event& event : batch) {
      const Run run = Run::unpacked(event.payload);
      messages += run.count;
      letters += run.is_broadcast ? 0 : run.count;
    }
    transport_->count_delivered(messages);
    receive_(receiver_, Inbox<Message>{in_total_order(batch), messages, pool_});
    if (pool_.taken() == letters) return pool_.clear();  // mostly: they are all that travelled
    for (const Event& event : batch) free(Run::unpacked(event.payload));
  }
  void free(Run run) {
    if (!run.is_broadcast) return pool_.free(run.first, run.count);
    AgentId& runs_left = pool_.message(run.first).to;
    runs_left = AgentId{runs_left.index() - 1};
    if (runs_left.index() == 0) pool_.free(run.first, 1);
  }

  // Runs are ordered by their first messages. Where one ends behind the beginning of the next, or
  // on it though it was begun later, they are taken apart.
  Batch in_total_order(Batch runs) {
    for (std::size_t i = 1; i < runs.size(); ++i) {
      const std::uint64_t last = last_key(runs[i - 1]);
      const std::uint64_t next = order_key(runs[i].to(), runs[i].from());
      const bool in_turn = posted_before(runs[i - 1].ordinal, runs[i].ordinal);
      if (last > next || (last == next && !in_turn)) return taken_apart(runs);
    }
    return runs;
  }
  Batch taken_apart(Batch runs) {
    SplitRuns& split = transport_->split_runs();
    split.clear();
    for (Event event : runs) {
      const Run run = Run::unpacked(event.payload);
      const std::uint32_t first_target = event.target;
      for (std::uint32_t i = 0; i < run.count; ++i) {
        const std::uint32_t place = run.is_broadcast ? run.first : run.first + i;
        if (run.is_broadcast) {
          event.target = first_target + i;
        } else {
          event.target = pool_.message(place).to.index();
          event.source = pool_.message(place).from.index();
        }
        event.payload = Run{place, 1, run.is_broadcast}.packed();
        split.add(event);
      }
    }
    return split.in_total_order();
  }

  Simulation* simulation_;
  Transport* transport_;
  Phase phase_;
  Delivery delivery_;
  OpenRun open_;
  void* receiver_ = nullptr;
  void (*receive_)(void*, const Inbox<Message>&) = nullptr;
  MessagePool<Letter<Message>> pool_;
};

}  // namespace peerwatt::kernel
