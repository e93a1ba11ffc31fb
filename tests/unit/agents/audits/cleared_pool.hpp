#pragma once

#include "agents/auctioneers/auctioneers.hpp"
#include "agents/auctioneers/zone_auctions.hpp"

#include "tests/support/auctioneers_in_world.hpp"
#include "tests/support/small_world.hpp"

namespace peerwatt::testing {

// Two zones of two homes, which trade by one rule; in the first zone home 0 has offered 3 kWh and
// home 1 has asked for 2 at 0.375 in slot 0, and the gate has closed. The CPS sells at 0.5 and buys
// at 0.25.
struct ClearedPool {
  static scenario::Scenario street(market::MechanismId mechanism, recording::TraceLevel level) {
    scenario::Scenario scenario = two_streets(2);
    scenario.market.mechanism = mechanism;
    scenario.trace.level = level;
    return scenario;
  }

  explicit ClearedPool(market::MechanismId mechanism = market::MechanismId::kMidMarketRate,
                       recording::TraceLevel level = recording::TraceLevel::kAgents)
      : world{street(mechanism, level)} {
    world.channels.tariff_notice_zone.broadcast(world.directory.cps(),
                                                world.directory.zone_auctioneers(),
                                                {.round = {.slot = 0, .round = 1},
                                                 .announced_at = world.simulation.now(),
                                                 .prices = {0.5, 0.25, 0.25}});
    order(ProsumerId{0}, market::Side::kSell, 3);
    order(ProsumerId{1}, market::Side::kBuy, 2);
    world.run_to(20);
  }
  void order(ProsumerId prosumer, market::Side side, double kwh) {
    const agents::OrderMessage message{
        .round = {.slot = 0, .round = 1},
        .side = side,
        .order = {.quantity_kwh = kwh, .limit_price = 0.375, .owner = prosumer.index()},
        .pool_quantity_kwh = kwh};
    world.channels.order.send(world.directory.prosumer(prosumer),
                              world.directory.auctioneer(world.community.zones[prosumer]), message);
  }

  SmallWorld world;
  agents::EventLog log{agents::EventLog::Mode::kOff};
  Mailbox<agents::FillNotice> matches{world.channels.match_notice};
  Mailbox<agents::FillNotice> trades{world.channels.trade_notice};
  Mailbox<agents::StatedPriceNotice> stated_prices{world.channels.stated_price};
  agents::Auctioneers auctioneers = auctioneers_in(world, log);
  agents::ZoneAuctions auctions{{&auctioneers}};
};

}  // namespace peerwatt::testing
