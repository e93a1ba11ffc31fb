#include <cstddef>

#include "engine/kernel/channel.hpp"

#include "tests/support/allocation_count.hpp"
#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

struct Order {
  double price, energy, volume;
};

class Constant : public LatencyModel {
 public:
  Duration latency(AgentId from, AgentId to) const override {
    return Duration::from_microseconds(1000 * (1 + (from.index() + to.index()) % 8));
  }
};

// Each slot every agent sends three orders and sets a timer, of which every third is cancelled.
class Market {
 public:
  static constexpr std::uint32_t kAgents = 500;
  static constexpr std::int64_t kSlot = 1'000'000;

  Market() {
    simulation_.on<&Market::act>(0, *this);
    simulation_.on<&Market::remind>(1, *this);
    orders_.deliver_to<&Market::receive>(*this);
    for (std::uint32_t i = 0; i < kAgents; ++i) {
      simulation_.schedule(at(0), 0, agent(i), agent(i));
    }
  }
  void run(std::int64_t slots) { simulation_.run_until(at(slots * kSlot)); }
  std::uint64_t received() const { return received_; }
  std::uint64_t reminded() const { return reminded_; }

 private:
  void act(Batch batch) {
    for (const Event& event : batch) {
      const AgentId self = event.to();
      for (std::uint32_t i = 1; i <= 3; ++i) {
        orders_.send(self, agent(event.target * 7919 * i % kAgents), {0.1, 0.2, 0.3});
      }
      const EventKey key = simulation_.schedule(at(event.time + 500), 1, self, self);
      if (event.target % 3 == 0) simulation_.cancel(key);
      simulation_.schedule(at(event.time + kSlot), 0, self, self);
    }
    orders_.broadcast(agent(0), {agent(0), kAgents}, {0.4, 0.5, 0.6});
  }
  void remind(Batch batch) { reminded_ += batch.size(); }
  void receive(const Inbox<Order>& inbox) { received_ += inbox.size(); }

  Simulation simulation_{at(0), kAgents};
  Constant latency_;
  Transport transport_{simulation_, latency_, {.probability = 0.05, .seed = 1}};
  Channel<Order> orders_{simulation_, transport_, 2};
  std::uint64_t received_ = 0;
  std::uint64_t reminded_ = 0;
};

TEST_CASE("nothing is allocated once a run is warm") {
  Market market;
  market.run(300);
  const std::size_t warm = allocation_count();
  market.run(500);
  const std::size_t after = allocation_count();
  CHECK(after == warm);
  CHECK(warm > 0);
  CHECK(market.received() > 900'000);
  CHECK(market.reminded() == 500 * 333);
}

}  // namespace
}  // namespace peerwatt::kernel
