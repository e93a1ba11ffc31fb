#include "agents/messages/channels.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

constexpr AgentId kHome{0}, kMarket{1};

class NoDelay final : public kernel::LatencyModel {
  Duration latency(AgentId, AgentId) const override { return {}; }
};

// Two agents, and a network that loses whatever may be lost.
struct LossyLine {
  // Whether the message of a channel arrives.
  template <class Message>
  bool delivers(kernel::Channel<Message>& channel) {
    struct Receiver {
      int received = 0;
      void take(const kernel::Inbox<Message>& inbox) { received += static_cast<int>(inbox.size()); }
    } receiver;
    channel.template deliver_to<&Receiver::take>(receiver);
    channel.send(kHome, kMarket, Message{});
    simulation.run_until(simulation.now() + Duration::from_seconds(1));
    return receiver.received == 1;
  }

  NoDelay no_delay;
  kernel::Simulation simulation{SimTime{}, 2};
  kernel::Transport transport{simulation, no_delay, {.probability = 1, .seed = 1}};
  Channels channels{simulation, transport};
};

}  // namespace

TEST_CASE("what prosumers and markets say to each other while they trade may get lost") {
  LossyLine line;
  CHECK_FALSE(line.delivers(line.channels.tariff_notice));
  CHECK_FALSE(line.delivers(line.channels.order));
  CHECK_FALSE(line.delivers(line.channels.book_order));
  CHECK_FALSE(line.delivers(line.channels.trade_notice));
  CHECK_FALSE(line.delivers(line.channels.stated_price));
  CHECK_FALSE(line.delivers(line.channels.match_notice));
  CHECK_FALSE(line.delivers(line.channels.residual_report));
  CHECK_FALSE(line.delivers(line.channels.residual_answer));
  CHECK_FALSE(line.delivers(line.channels.reduction_inquiry));
  CHECK_FALSE(line.delivers(line.channels.reduction_offer));
  CHECK_FALSE(line.delivers(line.channels.reduction_call));
  CHECK(line.transport.lost() == 11);
}

TEST_CASE("settlement, and lines between the CPS and market places, are never lost") {
  LossyLine line;
  CHECK(line.delivers(line.channels.tariff_notice_zone));
  CHECK(line.delivers(line.channels.tariff_notice_area));
  CHECK(line.delivers(line.channels.unfilled_order));
  CHECK(line.delivers(line.channels.area_award));
  CHECK(line.delivers(line.channels.area_result));
  CHECK(line.delivers(line.channels.residual_totals));
  CHECK(line.delivers(line.channels.statement));
  CHECK(line.delivers(line.channels.meter_report));
  CHECK(line.delivers(line.channels.reduction_request));
  CHECK(line.delivers(line.channels.reduction_promise));
  CHECK(line.delivers(line.channels.reduction_order));
  CHECK(line.transport.lost() == 0);
}
