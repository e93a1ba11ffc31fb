#include <cmath>
#include <utility>

#include "engine/kernel/channel.hpp"

#include "tests/unit/engine/kernel/sample_events.hpp"

#include <doctest/doctest.h>

namespace peerwatt::kernel {
namespace {

struct Order {
  double price;
  double energy;
  std::uint32_t slot;
};
struct Notice {
  float price;
  std::uint16_t slot;
};

class Distance : public LatencyModel {
 public:
  Duration latency(AgentId from, AgentId to) const override {
    const auto a = static_cast<std::int64_t>(from.index());
    const auto b = static_cast<std::int64_t>(to.index());
    return Duration::from_microseconds(100 * std::abs(a - b) + offset);
  }
  std::int64_t offset = 0;
};

template <class Message>
struct Mailbox {
  struct Letter {
    std::int64_t time;
    std::uint32_t from, to;
    Message message;
  };
  void receive(const Inbox<Message>& inbox) {
    ++batches;
    for (const auto& item : inbox) {
      letters.push_back(
          {inbox.time().microseconds(), item.from.index(), item.to.index(), item.message});
    }
  }
  std::vector<Letter> letters;
  int batches = 0;
};

struct Network {
  explicit Network(Loss loss = {}) : transport{simulation, distance, std::move(loss)} {}
  Simulation simulation{at(0), 2000};
  Distance distance;
  Transport transport;
};

TEST_CASE("messages arrive in the order of their latencies, whole") {
  Network net;
  Channel<Order> orders{net.simulation, net.transport, 1};
  Mailbox<Order> mailbox;
  orders.deliver_to<&Mailbox<Order>::receive>(mailbox);
  orders.send(agent(0), agent(9), {0.30, 2.5, 7});
  orders.send(agent(0), agent(3), {0.20, 1.5, 8});
  orders.send(agent(5), agent(5), {0.10, 0.5, 9});
  net.simulation.run_until(at(1'000'000));
  REQUIRE(mailbox.letters.size() == 3);
  CHECK(mailbox.letters[0].time == 0);
  CHECK(mailbox.letters[0].message.slot == 9);
  CHECK(mailbox.letters[1].time == 300);
  CHECK(mailbox.letters[1].message.price == 0.20);
  CHECK(mailbox.letters[2].time == 900);
  CHECK(mailbox.letters[2].message.energy == 2.5);
  CHECK(mailbox.letters[2].to == 9);
}

TEST_CASE("an inbox holds all messages of an instant, by receiver, sender, and order of sending") {
  Network net;
  Channel<Notice> notices{net.simulation, net.transport, 1};
  Mailbox<Notice> mailbox;
  notices.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  for (const std::uint32_t from : {6u, 2u}) {
    notices.send(agent(from), agent(4), {1.0f, 1});
    notices.send(agent(from), agent(4), {2.0f, 2});
  }
  notices.send(agent(5), agent(3), {0.0f, 3});
  net.simulation.run_until(at(1000));
  CHECK(mailbox.batches == 1);  // every latency is 200
  REQUIRE(mailbox.letters.size() == 5);
  CHECK(mailbox.letters[0].to == 3);
  CHECK(mailbox.letters[1].from == 2);
  CHECK(mailbox.letters[1].message.price == 1.0f);
  CHECK(mailbox.letters[2].message.price == 2.0f);
  CHECK(mailbox.letters[3].from == 6);
}

TEST_CASE("a broadcast reaches a range of agents with one stored copy") {
  Network net;
  Channel<Order> orders{net.simulation, net.transport, 1};
  Mailbox<Order> mailbox;
  orders.deliver_to<&Mailbox<Order>::receive>(mailbox);
  for (int round = 0; round < 20; ++round) {
    orders.broadcast(agent(0), {agent(1), 1999}, {0.25, 1.0, static_cast<std::uint32_t>(round)});
    net.simulation.run_until(net.simulation.now() + Duration::from_seconds(1));
  }
  REQUIRE(mailbox.letters.size() == 20 * 1999);
  CHECK(mailbox.letters[0].to == 1);
  CHECK(mailbox.letters.back().to == 1999);
  CHECK(mailbox.letters.back().message.slot == 19);
  CHECK(net.transport.blocks().blocks() == 1);
}

TEST_CASE("the places of messages are used again, those of lost ones too") {
  Network net{{.probability = 0.5, .seed = 3}};
  Channel<Order> orders{net.simulation, net.transport, 1};
  Mailbox<Order> mailbox;
  orders.deliver_to<&Mailbox<Order>::receive>(mailbox);
  for (std::uint32_t i = 0; i < 2000; ++i) {
    orders.send(agent(i), agent(0), {0.1, 0.2, i});
    orders.broadcast(agent(i), {agent(0), 3}, {0.3, 0.4, i});
    net.simulation.run_until(net.simulation.now() + Duration::from_seconds(1));
  }
  CHECK(net.transport.blocks().blocks() == 1);
  CHECK(net.transport.sent() == 8000);
  CHECK(net.transport.lost() + net.transport.delivered() == 8000);
  CHECK(net.transport.delivered() == mailbox.letters.size());
}

// Sends `rounds` times a message from each of the agents [0, senders) to `to`, one microsecond
// apart.
void send_apart(Network& net, Channel<Notice>& notices, AgentId to, std::uint32_t senders,
                std::uint16_t rounds) {
  for (std::uint16_t round = 0; round < rounds; ++round) {
    for (std::uint32_t i = 0; i < senders; ++i) notices.send(agent(i), to, {0.0f, round});
    net.simulation.run_until(net.simulation.now() + Duration::from_microseconds(1));
  }
}

TEST_CASE("messages are lost as often as the probability says") {
  Network net{{.probability = 0.1, .seed = 42}};
  Channel<Notice> notices{net.simulation, net.transport, 1};
  Mailbox<Notice> mailbox;
  notices.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  send_apart(net, notices, agent(7), 2000, 50);
  // Fixed seed. Binomial, normal approximation, two-sided alpha = 0.001: z = 3.29.
  const double deviation = std::sqrt(100'000 * 0.1 * 0.9);
  CHECK(std::abs(static_cast<double>(net.transport.lost()) - 100'000 * 0.1) < 3.29 * deviation);
}

// Of 300 messages of agent 3 to agent 5.
std::vector<std::uint32_t> received_from_agent_3(const Loss& loss, Phase phase,
                                                 std::uint32_t others) {
  Network net{loss};
  Channel<Notice> notices{net.simulation, net.transport, phase};
  Channel<Notice> of_others{net.simulation, net.transport, 9};
  Mailbox<Notice> mailbox;
  notices.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  of_others.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  for (std::uint16_t round = 0; round < 300; ++round) {
    for (std::uint32_t i = 0; i < others; ++i) {
      notices.send(agent(10 + i), agent(5), {1.0f, round});
      of_others.send(agent(3), agent(6), {1.0f, round});
    }
    notices.send(agent(3), agent(5), {0.0f, round});
    net.simulation.run_until(net.simulation.now() + Duration::from_seconds(1));
  }
  std::vector<std::uint32_t> slots;
  for (const auto& letter : mailbox.letters) {
    if (letter.from == 3 && letter.to == 5) slots.push_back(letter.message.slot);
  }
  return slots;
}

TEST_CASE("what is lost between two agents does not depend on what else is sent") {
  const Loss loss{.probability = 0.3, .seed = 9};
  const std::vector<std::uint32_t> alone = received_from_agent_3(loss, 1, 0);
  CHECK(alone.size() < 240);
  CHECK(alone.size() > 180);
  CHECK(received_from_agent_3(loss, 1, 1) == alone);
  CHECK(received_from_agent_3(loss, 1, 7) == alone);
}

TEST_CASE("each kind of message has its own losses") {
  const Loss loss{.probability = 0.3, .seed = 9};
  CHECK(received_from_agent_3(loss, 1, 0) != received_from_agent_3(loss, 2, 0));
}

TEST_CASE("losses go with the identities of the ends, not with their numbers") {
  Loss loss{.probability = 0.3, .seed = 9};
  const std::vector<std::uint32_t> by_number = received_from_agent_3(loss, 1, 0);
  loss.identities.assign(2000, 0);
  loss.identities[AgentId{3}] = 3;
  loss.identities[AgentId{5}] = 5;
  CHECK(received_from_agent_3(loss, 1, 0) == by_number);
  loss.identities[AgentId{5}] = 6;
  CHECK(received_from_agent_3(loss, 1, 0) != by_number);
}

TEST_CASE("what is said in one phase of one instant is lost together, or not at all") {
  Network net{{.probability = 0.5, .seed = 11}};
  Channel<Notice> notices{net.simulation, net.transport, 1};
  Mailbox<Notice> mailbox;
  notices.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  std::size_t arrived = 0;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 3; ++i) notices.send(agent(1), agent(2), {0.0f, 0});
    net.simulation.run_until(net.simulation.now() + Duration::from_seconds(1));
    const std::size_t now = mailbox.letters.size() - std::exchange(arrived, mailbox.letters.size());
    CHECK((now == 0 || now == 3));
  }
  CHECK(arrived > 90);
  CHECK(arrived < 210);
}

TEST_CASE("a reliable channel loses nothing") {
  Network net{{.probability = 1.0, .seed = 1}};
  Channel<Notice> bills{net.simulation, net.transport, 1, Delivery::kReliable};
  Channel<Notice> notices{net.simulation, net.transport, 2};
  Mailbox<Notice> mailbox;
  bills.deliver_to<&Mailbox<Notice>::receive>(mailbox);
  for (std::uint32_t i = 0; i < 100; ++i) {
    bills.send(agent(i), agent(0), {0.0f, 0});
    notices.send(agent(i), agent(0), {0.0f, 0});
  }
  net.simulation.run_until(at(1'000'000));
  CHECK(mailbox.letters.size() == 100);
  CHECK(net.transport.lost() == 100);
}

struct Echo {
  Channel<Order>* channel = nullptr;
  int hops = 0;
  void receive(const Inbox<Order>& inbox) {
    for (const auto& item : inbox) {
      const double price = item.message.price;
      for (int i = 0; i < 300 && hops < 2000; ++i, ++hops) {
        channel->send(item.to, item.from, {price, 0, 0});
      }
      CHECK(item.message.price == price);  // did not move although the pool grew
    }
  }
};

TEST_CASE("a receiver may send while it reads, without latency too") {
  Network net;
  Channel<Order> channel{net.simulation, net.transport, 1};
  Echo echo{&channel};
  channel.deliver_to<&Echo::receive>(echo);
  channel.send(agent(4), agent(4), {0.5, 0, 0});
  net.simulation.run_until(at(10));
  CHECK(echo.hops == 2000);
  CHECK(net.transport.delivered() == 2001);
}

TEST_CASE("broken contracts of the transport are reported") {
  Network net;
  CHECK_THROWS_AS((Transport{net.simulation, net.distance, {.probability = 1.5}}), LogicError);
  CHECK_THROWS_AS((Transport{net.simulation, net.distance, {.probability = std::nan("")}}),
                  LogicError);
  CHECK_THROWS_AS(
      (Transport{
          net.simulation, net.distance, {.identities = IdVector<AgentId, std::uint64_t>(3)}}),
      LogicError);
  Channel<Notice> nobody_listens{net.simulation, net.transport, 1};
  nobody_listens.send(agent(0), agent(1), {});
  CHECK_THROWS_AS(net.simulation.run_until(at(1000)), LogicError);
  net.distance.offset = -500;
  CHECK_THROWS_AS(nobody_listens.send(agent(0), agent(1), {}), LogicError);
}

}  // namespace
}  // namespace peerwatt::kernel
