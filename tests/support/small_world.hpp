#pragma once

#include <vector>

#include "engine/kernel/simulation.hpp"
#include "engine/kernel/transport.hpp"
#include "engine/network/distribution_network.hpp"

#include "agents/environment/base_loads.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/faults.hpp"
#include "agents/environment/market_tree.hpp"
#include "agents/environment/profile_library.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/environment/zone_tree.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/scenario/scenario.hpp"

#include "tests/support/temporary_folder.hpp"

namespace peerwatt::testing {

// Every message takes the same time.
class FixedLatency final : public kernel::LatencyModel {
 public:
  explicit FixedLatency(double seconds) : latency_{Duration::from_seconds(seconds)} {}
  Duration latency(AgentId, AgentId) const override { return latency_; }

 private:
  Duration latency_;
};

// What a scenario describes, with nobody acting in it: a test adds the agents that it tries, and
// speaks for the others. Messages take as long as `network.latency.fixed_s` says, none are lost.
// What was drawn for the community may be overwritten before agents are made.
struct SmallWorld {
  explicit SmallWorld(const scenario::Scenario& described);

  SimTime start() const { return scenario.clock.start; }
  SimTime at(double seconds) const { return start() + Duration::from_seconds(seconds); }
  // Handles what happens up to so many seconds after the start, that instant included.
  void run_to(double seconds);

  scenario::Scenario scenario;
  network::DistributionNetwork network;
  agents::Community community;
  agents::ProfileLibrary library;
  agents::BaseLoads base_loads;
  agents::MarketTree tree;
  IdVector<ZoneId, agents::ZoneTree> zone_trees;
  agents::Timetable timetable;
  agents::Faults faults;
  agents::Directory directory;
  FixedLatency latency;
  kernel::Simulation simulation;
  kernel::Transport transport;
  agents::Channels channels;
};

// Keeps the messages of a channel in place of those who would receive them.
template <class Message>
class Mailbox {
 public:
  struct Letter {
    SimTime at;
    AgentId from;
    AgentId to;
    Message message;
  };

  explicit Mailbox(kernel::Channel<Message>& channel) {
    channel.template deliver_to<&Mailbox::keep>(*this);
  }
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  std::size_t size() const { return letters_.size(); }
  const Letter& operator[](std::size_t i) const { return letters_.at(i); }  // in order of arrival

  void keep(const kernel::Inbox<Message>& inbox) {
    for (const auto& [from, to, message] : inbox) {
      letters_.push_back({inbox.time(), from, to, message});
    }
  }

 private:
  std::vector<Letter> letters_;
};

// Two streets on transformers of their own, with `homes` homes each: prosumers 0, 1, ... in the
// first and then those in the second. Else a quiet day; messages take a second.
scenario::Scenario two_streets(std::int64_t homes);

// Energy of a home in every hour of the day, kWh.
struct KnownHome {
  double load_kwh = 0;
  double generation_kwh = 0;
};

// A quiet day of homes whose load and generation are known, read from a file in the folder.
scenario::Scenario known_homes(const TemporaryFolder& folder, const std::vector<KnownHome>& homes);

}  // namespace peerwatt::testing
