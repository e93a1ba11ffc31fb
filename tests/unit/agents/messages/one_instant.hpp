#pragma once

#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "agents/messages/channels.hpp"

#include "tests/support/random_stream.hpp"
#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// More than a queue of events sorts by insertion.
constexpr std::uint32_t kHomes = 40;
constexpr AgentId kHome{0}, kMarket{kHomes}, kArea{kHomes + 1}, kCps{kHomes + 2};

// Forty homes, their market place, the one above it and the CPS, where messages take no time: all
// that is sent at an instant arrives at it. Writes down in which order it arrives.
class OneInstant {
 public:
  // Sends a message, and sets a timer, for the present instant; its name is written when it comes.
  template <class Message>
  void send(kernel::Channel<Message>& channel, const std::string& name) {
    listeners_.push_back(std::make_shared<Listener<Message>>(channel, name, arrived_));
    channel.send(kHome, kMarket, Message{});
  }
  void set_timer(kernel::Phase phase, const std::string& name) {
    const auto timer = std::make_shared<Timer>(name, arrived_);
    listeners_.push_back(timer);
    simulation.on<&Timer::ring>(phase, *timer);
    simulation.schedule(simulation.now(), phase, kMarket, kMarket);
  }
  // Lets all of that happen. Returns the names, separated by commas.
  std::string order() {
    pass();
    return std::accumulate(arrived_.begin(), arrived_.end(), std::string{},
                           [](const std::string& all, const std::string& name) {
                             return all.empty() ? name : all + ", " + name;
                           });
  }
  void pass() { simulation.run_until(simulation.now() + Duration::from_seconds(1)); }

  FixedLatency no_time{0};
  kernel::Simulation simulation{SimTime{}, kHomes + 3};
  kernel::Transport transport{simulation, no_time, {}};
  agents::Channels channels{simulation, transport};

 private:
  template <class Message>
  class Listener {
   public:
    Listener(kernel::Channel<Message>& channel, std::string name, std::vector<std::string>& arrived)
        : name_{std::move(name)}, arrived_{arrived} {
      channel.template deliver_to<&Listener::take>(*this);
    }
    void take(const kernel::Inbox<Message>& inbox) {
      arrived_.resize(arrived_.size() + inbox.size(), name_);
    }

   private:
    std::string name_;
    std::vector<std::string>& arrived_;
  };
  class Timer {
   public:
    Timer(std::string name, std::vector<std::string>& arrived)
        : name_{std::move(name)}, arrived_{arrived} {}
    void ring(kernel::Batch) { arrived_.push_back(name_); }

   private:
    std::string name_;
    std::vector<std::string>& arrived_;
  };

  std::vector<std::string> arrived_;
  std::vector<std::shared_ptr<void>> listeners_;
};

// The homes in an order drawn at random.
inline std::vector<AgentId> shuffled_homes(std::uint64_t seed) {
  RandomStream stream{seed, Purpose::kMessageLoss};
  std::vector<AgentId> homes;
  for (const AgentId home : ids<AgentId>(kHomes)) homes.push_back(home);
  for (std::int64_t i = kHomes - 1; i > 0; --i) {
    std::swap(homes[static_cast<std::size_t>(i)],
              homes[static_cast<std::size_t>(stream.integer(0, i))]);
  }
  return homes;
}

// Tells whether messages of all homes that arrive at the same instant are received in the order of
// the homes, whoever sent first: sums of floating-point numbers depend on it.
template <class Message>
bool received_in_order_of_homes(kernel::Channel<Message> agents::Channels::*channel,
                                AgentId receiver) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    OneInstant instant;
    Mailbox<Message> mail{instant.channels.*channel};
    for (const AgentId home : shuffled_homes(seed)) {
      (instant.channels.*channel).send(home, receiver, Message{});
    }
    instant.pass();
    if (mail.size() != kHomes) return false;
    for (std::uint32_t i = 0; i < kHomes; ++i) {
      if (mail[i].from != AgentId{i} || mail[i].to != receiver) return false;
    }
  }
  return true;
}

}  // namespace peerwatt::testing
