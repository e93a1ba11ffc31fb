#include "engine/kernel/channel.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

struct Offer {
  double price;
  std::uint32_t number;  // of the sending
};

// The larger `kinds`, the more runs are cut.
class SomeLatency : public LatencyModel {
 public:
  explicit SomeLatency(std::uint32_t kinds) : kinds_{kinds} {}
  Duration latency(AgentId from, AgentId to) const override {
    return Duration::from_microseconds((from.index() + 3 * to.index()) % kinds_);
  }

 private:
  std::uint32_t kinds_;
};

struct Arrival {
  std::int64_t time;
  std::uint32_t to, from, number;
  auto operator<=>(const Arrival&) const = default;
};

constexpr std::uint32_t kAgents = 40;

struct Exchange {
  explicit Exchange(std::uint32_t kinds, double loss = 0)
      : latency{kinds}, transport{simulation, latency, {.probability = loss, .seed = 5}} {
    offers.deliver_to<&Exchange::receive>(*this);
  }
  void receive(const Inbox<Offer>& inbox) {
    std::size_t messages = 0;
    for (const auto& [from, to, offer] : inbox) {
      arrivals.push_back({inbox.time().microseconds(), to.index(), from.index(), offer.number});
      CHECK(offer.price == 0.5 * offer.number);
      ++messages;
    }
    CHECK(inbox.size() == messages);
  }
  void send(std::uint32_t from, std::uint32_t to) {
    const std::uint32_t number = sent++;
    offers.send(agent(from), agent(to), {0.5 * number, number});
    note(from, to, number);
  }
  void broadcast(std::uint32_t from, std::uint32_t first, std::uint32_t count) {
    const std::uint32_t number = sent++;
    offers.broadcast(agent(from), {agent(first), count}, {0.5 * number, number});
    for (std::uint32_t i = 0; i < count; ++i) note(from, first + i, number);
  }
  void pass() { simulation.run_until(simulation.now() + Duration::from_microseconds(50)); }
  std::vector<Arrival> expected_in_order() const {
    std::vector<Arrival> sorted = expected;
    std::ranges::sort(sorted);
    return sorted;
  }

  Simulation simulation{at(0), kAgents};
  SomeLatency latency;
  Transport transport;
  Channel<Offer> offers{simulation, transport, 1};
  std::uint32_t sent = 0;
  std::vector<Arrival> arrivals;
  std::vector<Arrival> expected;  // if nothing is lost

 private:
  void note(std::uint32_t from, std::uint32_t to, std::uint32_t number) {
    const auto time = simulation.now() + latency.latency(agent(from), agent(to));
    expected.push_back({time.microseconds(), to, from, number});
  }
};

TEST_CASE("messages to one receiver from one sender after the other are one event") {
  Exchange exchange{1};
  for (std::uint32_t from = 0; from < 30; from += 2) exchange.send(from, 7);
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.simulation.events_handled() == 1);
  CHECK(exchange.transport.delivered() == 15);
}

TEST_CASE("messages to one receiver after the other are one event, and so is a broadcast") {
  Exchange exchange{1};
  for (const std::uint32_t to : {3u, 3u, 4u, 9u}) exchange.send(2, to);
  exchange.pass();
  exchange.broadcast(2, 10, 20);
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.simulation.events_handled() == 2);
  CHECK(exchange.transport.delivered() == 24);
}

TEST_CASE("a run ends where the latency changes") {
  Exchange exchange{2};
  for (const std::uint32_t from : {0u, 2u, 4u, 5u, 7u, 8u}) exchange.send(from, 7);
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.simulation.events_handled() == 3);
}

TEST_CASE("a run does not outlive the batch in which it was begun") {
  Exchange exchange{30};
  exchange.send(0, 9);
  exchange.simulation.run_until(at(0));
  exchange.send(0, 9);  // arrives with the first
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.simulation.events_handled() == 2);
}

TEST_CASE("a run ends at the end of a block of the pool") {
  Exchange exchange{1};
  constexpr std::size_t kInBlock = BlockStore::kBytes / sizeof(Letter<Offer>);
  for (std::size_t i = 0; i < 3 * kInBlock; ++i) exchange.send(1, 2);
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.simulation.events_handled() == 3);
}

TEST_CASE("a broadcast and letters share a pool, whichever arrive first") {
  Exchange exchange{4};
  for (std::uint32_t round = 0; round < 20; ++round) {
    exchange.broadcast(round % 4, 0, 5);
    for (std::uint32_t from = 0; from < 4; ++from) exchange.send(from, 1 + round % 3);
    exchange.simulation.run_until(exchange.simulation.now() + Duration::from_microseconds(2));
  }
  exchange.pass();
  CHECK(exchange.arrivals == exchange.expected_in_order());
  CHECK(exchange.transport.blocks().blocks() == 1);
}

// Sends and broadcasts that overlap in every way, a few of them in each of some instants.
void send_at_random(Exchange& exchange, std::uint32_t seed) {
  std::mt19937 random{seed};
  const auto below = [&](std::uint32_t end) { return static_cast<std::uint32_t>(random() % end); };
  for (int instant = 0; instant < 6; ++instant) {
    const std::uint32_t sendings = below(60);
    for (std::uint32_t i = 0; i < sendings; ++i) {
      const std::uint32_t from = below(5), to = below(kAgents);
      if (below(4) == 0) {
        exchange.broadcast(from, to, below(kAgents - to + 1));
      } else {
        const std::uint32_t length = below(8);
        for (std::uint32_t k = 0; k < length; ++k) {
          below(2) == 0 ? exchange.send(from + k, to) : exchange.send(from, (to + k) % kAgents);
        }
      }
    }
    exchange.simulation.run_until(exchange.simulation.now() +
                                  Duration::from_microseconds(below(4)));
  }
  exchange.pass();
}

TEST_CASE("however messages were gathered into runs, they arrive in total order") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Exchange exchange{1 + seed % 5};
    send_at_random(exchange, seed);
    REQUIRE(exchange.arrivals == exchange.expected_in_order());
    CHECK(exchange.simulation.events_handled() < exchange.arrivals.size() + 1);
    CHECK(exchange.transport.delivered() == exchange.arrivals.size());
  }
}

TEST_CASE("runs with lost messages have those that are left, in the same order") {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    Exchange exchange{1 + seed % 5, 0.3};
    send_at_random(exchange, seed);
    CHECK(std::ranges::is_sorted(exchange.arrivals));
    const std::vector<Arrival> expected = exchange.expected_in_order();
    CHECK(std::ranges::includes(expected, exchange.arrivals));
    CHECK(exchange.transport.delivered() == exchange.arrivals.size());
    CHECK(exchange.transport.lost() + exchange.transport.delivered() == expected.size());
    CHECK(exchange.transport.lost() < exchange.transport.sent());
  }
}

}  // namespace
}  // namespace peerwatt::kernel
