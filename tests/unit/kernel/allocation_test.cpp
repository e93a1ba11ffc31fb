#include <cstddef>
#include <cstdlib>
#include <new>

#include "engine/kernel/transport.hpp"

#include "tests/unit/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace {

std::size_t allocations = 0;

void* counted(std::size_t size, std::size_t alignment) {
  ++allocations;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  if (void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded)) {
    return memory;
  }
  throw std::bad_alloc{};
}

}  // namespace

// The whole test program counts what it allocates.
void* operator new(std::size_t size) {
  return counted(size, alignof(std::max_align_t));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

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
    orders_.broadcast(agent(0), agent(0), kAgents, {0.4, 0.5, 0.6});
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
  const std::size_t warm = allocations;
  market.run(500);
  const std::size_t after = allocations;
  CHECK(after == warm);
  CHECK(warm > 0);
  CHECK(market.received() > 900'000);
  CHECK(market.reminded() == 500 * 333);
}

}  // namespace
}  // namespace peerwatt::kernel
