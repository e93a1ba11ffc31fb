#include "agents/messages/residual_demand_messages.hpp"

#include "tests/unit/agents/messages/one_instant.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using namespace peerwatt::testing;

namespace {

ResidualReport random_report(RandomStream& stream) {
  return {.round = {0, 1},
          .demand = {.inflexible_kwh = stream.between(0, 2),
                     .served_flexible_kwh = stream.between(0, 1),
                     .flexible = {.most_kwh = stream.between(0, 3),
                                  .choke_price = stream.between(0.5, 1),
                                  .reference_price = 0.25}}};
}

}  // namespace

TEST_CASE("a report that arrives with the end of the round is counted in it") {
  OneInstant instant;
  instant.set_timer(phase::kRoundEnds, "round ends");
  instant.send(instant.channels.residual_report, "report");
  instant.set_timer(phase::kReportDue, "report due");
  instant.send(instant.channels.match_notice, "match notice");
  CHECK(instant.order() == "match notice, report due, report, round ends");
}

TEST_CASE("so are sums that arrive with it, and answers that arrive when the sums are due") {
  OneInstant instant;
  instant.set_timer(phase::kRoundEnds, "round ends");
  instant.send(instant.channels.residual_totals, "totals");
  instant.set_timer(phase::kAnswersDue, "answers due");
  instant.send(instant.channels.residual_answer, "answer");
  instant.set_timer(phase::kReportDue, "report due");
  CHECK(instant.order() == "report due, answer, answers due, totals, round ends");
}

TEST_CASE("reports and answers of one instant are received by prosumer, whoever sent first") {
  CHECK(received_in_order_of_homes(&Channels::residual_report, kCps));
  CHECK(received_in_order_of_homes(&Channels::residual_answer, kMarket));
}

// Reports do not fit into an event: they wait in a store whose places are used again and again.
TEST_CASE("every report arrives as it was sent, round after round") {
  OneInstant instant;
  Mailbox<ResidualReport> cps{instant.channels.residual_report};
  RandomStream stream{1, Purpose::kMarket};
  std::size_t arrived = 0, places = 0;
  for (std::uint64_t round = 1; round <= 20; ++round) {
    std::vector<ResidualReport> sent(kHomes);
    for (const AgentId home : shuffled_homes(round)) {
      sent[home.index()] = random_report(stream);
      instant.channels.residual_report.send(home, kCps, sent[home.index()]);
    }
    instant.pass();
    REQUIRE(cps.size() == arrived + kHomes);
    for (const ResidualReport& report : sent) {
      const game::ResidualDemand& demand = cps[arrived++].message.demand;
      for (const double price : {0.25, 0.4, 0.7})
        CHECK(demand.at(price) == report.demand.at(price));
    }
    if (round == 1) places = instant.transport.blocks().blocks();
  }
  CHECK(instant.transport.blocks().blocks() == places);
}

TEST_CASE("sums of nobody's answers are nothing") {
  const ResidualTotals totals;
  CHECK(totals.answers == 0);
  CHECK(totals.elastic_kwh + totals.inflexible_kwh + totals.surplus_kwh == 0);
}
