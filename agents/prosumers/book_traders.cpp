#include "agents/prosumers/book_traders.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/core/portable_math.hpp"
#include "engine/core/random.hpp"

#include "agents/market/ticks.hpp"

namespace peerwatt::agents {

using kernel::Batch;
using kernel::Event;
using kernel::Inbox;

namespace {

// A trader sends its last order so much before the moment at which it would arrive with the closure
// of the gate.
constexpr Duration kSafetyMargin = Duration::from_microseconds(1000);

// What a timer is about: a round, and how often the trader had come by then.
constexpr std::uint64_t kVisitBits = 20;

std::uint64_t timer(const BookPosition& position) {
  return std::uint64_t{static_cast<std::uint32_t>(position.round.slot)} << 40 |
         std::uint64_t{static_cast<std::uint32_t>(position.round.round) & 0xfffff} << kVisitBits |
         (position.visits & 0xfffff);
}

std::vector<bidding::Bidders::Bidder> bidders(const Community& community,
                                              IdRange<ProsumerId> prosumers) {
  std::vector<bidding::Bidders::Bidder> all;
  for (const ProsumerId i : prosumers) {
    all.push_back({community.identities[i], community.bidding[i].strategy});
  }
  return all;
}

}  // namespace

BookTraders::BookTraders(const Community& community, const Timetable& timetable,
                         const Directory& directory, IdSlice<ProsumerId, Duration> to_market,
                         std::uint64_t seed, kernel::Simulation& simulation, Channels& channels)
    : community_{community},
      timetable_{timetable},
      directory_{directory},
      to_market_{std::move(to_market)},
      seed_{seed},
      simulation_{simulation},
      channels_{channels},
      bidders_{seed, bidders(community, directory.part().prosumers)},
      positions_{directory.part().prosumers},
      gaps_drawn_{directory.part().prosumers} {
  channels_.trade_notice.deliver_to<&BookTraders::on_trade_notice>(*this);
  channels_.stated_price.deliver_to<&BookTraders::on_stated_price>(*this);
  simulation_.on<&BookTraders::on_arrival>(phase::kTraderArrives, *this);
  simulation_.on<&BookTraders::on_order_expires>(phase::kOrderExpires, *this);
}

void BookTraders::enter(ProsumerId prosumer, const TariffNotice& notice,
                        const OrderMessage& message) {
  BookPosition& position = positions_[prosumer];
  position = {.round = notice.round,
              .side = message.side,
              .order = message.order,
              .range = {notice.prices.feed_in, notice.prices.sell},
              .opened = simulation_.now(),
              .closes = timetable_.gate_closure(notice.announced_at) - to_market_[prosumer] -
                        kSafetyMargin};
  position.order.limit_price =
      market::limit_price(message.side, message.order.limit_price + message.local_premium);
  if (position.closes < position.opened) return;  // no order would arrive in time
  const BiddingHabits& habits = community_.bidding[prosumer];
  if (habits.arrivals == scenario::Arrivals::kPoisson) {
    come_again(prosumer);
  } else {
    const double wait_s = habits.first_at * (position.closes - position.opened).seconds();
    schedule(prosumer, phase::kTraderArrives, position.opened + Duration::from_seconds(wait_s));
  }
}

void BookTraders::on_arrival(Batch batch) {
  for (const Event& event : batch) {
    const ProsumerId prosumer = directory_.prosumer_of(event.to());
    BookPosition& position = positions_[prosumer];
    if (event.payload != timer(position) || position.traded_kwh >= position.order.quantity_kwh)
      continue;
    ++position.visits;
    submit_order(prosumer);
    come_again(prosumer);
    const double order_lifetime_s = community_.bidding[prosumer].order_lifetime_s;
    if (order_lifetime_s > 0) {
      schedule(prosumer, phase::kOrderExpires,
               simulation_.now() + Duration::from_seconds(order_lifetime_s));
    }
  }
}

void BookTraders::submit_order(ProsumerId prosumer) {
  BookPosition& position = positions_[prosumer];
  const double price = bidders_.price(trader(prosumer), terms(prosumer));
  send(prosumer, position.standing ? OrderAction::kReplace : OrderAction::kPlace, price);
  position.standing = true;
}

void BookTraders::send(ProsumerId prosumer, OrderAction action, double price) {
  const BookPosition& position = positions_[prosumer];
  OrderMessage message{.round = position.round, .action = action, .side = position.side};
  message.order = position.order;
  message.order.limit_price = price;
  channels_.order.send(directory_.prosumer(prosumer),
                       directory_.auctioneer(community_.zones[prosumer]), message);
}

// An order that was placed anew since has a lifetime of its own.
void BookTraders::on_order_expires(Batch batch) {
  for (const Event& event : batch) {
    const ProsumerId prosumer = directory_.prosumer_of(event.to());
    BookPosition& position = positions_[prosumer];
    if (event.payload != timer(position) || !position.standing) continue;
    if (position.traded_kwh >= position.order.quantity_kwh) continue;
    send(prosumer, OrderAction::kCancel, position.order.limit_price);
    position.standing = false;
  }
}

void BookTraders::come_again(ProsumerId prosumer) {
  const BiddingHabits& habits = community_.bidding[prosumer];
  const bool poisson = habits.arrivals == scenario::Arrivals::kPoisson;
  if (!poisson && habits.revise_s <= 0) return;
  const Duration wait =
      poisson ? until_next_visit(prosumer) : Duration::from_seconds(habits.revise_s);
  schedule(prosumer, phase::kTraderArrives, simulation_.now() + wait);
}

// Exponential gaps: visits are a Poisson process.
Duration BookTraders::until_next_visit(ProsumerId prosumer) {
  const BookPosition& position = positions_[prosumer];
  const double mean_s =
      (position.closes - position.opened).seconds() / community_.bidding[prosumer].visits_per_gate;
  const double u =
      uniform({seed_, Purpose::kArrival, community_.identities[prosumer], gaps_drawn_[prosumer]++});
  return Duration::from_seconds(-mean_s * portable::log1p(-u));
}

void BookTraders::schedule(ProsumerId prosumer, kernel::Phase phase, SimTime at) {
  const BookPosition& position = positions_[prosumer];
  if (at > position.closes) return;
  const AgentId self = directory_.prosumer(prosumer);
  simulation_.schedule(at, phase, self, self, timer(position));
}

bidding::Terms BookTraders::terms(ProsumerId prosumer) const {
  const BookPosition& position = positions_[prosumer];
  const double window_s = (position.closes - position.opened).seconds();
  const double elapsed_s = (simulation_.now() - position.opened).seconds();
  return {.side = position.side,
          .limit_price = position.order.limit_price,
          .range = position.range,
          .elapsed = window_s > 0 ? std::clamp(elapsed_s / window_s, 0.0, 1.0) : 1.0};
}

void BookTraders::on_trade_notice(const Inbox<FillNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    BookPosition& position = positions_[directory_.prosumer_of(to)];
    if (notice.round == position.round) position.traded_kwh += notice.fill.quantity_kwh;
  }
}

void BookTraders::on_stated_price(const Inbox<StatedPriceNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    const ProsumerId prosumer = directory_.prosumer_of(to);
    const BookPosition& position = positions_[prosumer];
    if (notice.round != position.round) continue;
    bidders_.observe(trader(prosumer), terms(prosumer),
                     position.traded_kwh < position.order.quantity_kwh ? bidding::Activity::kActive
                                                                       : bidding::Activity::kDone,
                     notice.stated_price);
  }
}

}  // namespace peerwatt::agents
