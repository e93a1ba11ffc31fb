#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/core/id_slice.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/bidding/bidders.hpp"
#include "agents/environment/community.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// On what terms a prosumer trades in the order book of a round. The limit price is its own, which
// nobody else knows.
struct BookPosition {
  RoundId round;
  market::Side side = market::Side::kBuy;
  market::Order order{};
  bidding::PriceRange range;
  SimTime opened;
  SimTime closes;  // an order that is sent by then arrives before the gate closes
  double traded_kwh = 0;
  std::uint32_t visits = 0;  // to the market in this round
  bool standing = false;     // an order of its waits in the book
};

// The prosumers in continuous double auctions: they come to the market at times of their own, state
// a price by their strategy, revise it when they come again, and withdraw an order whose lifetime
// ends.
class BookTraders {
 public:
  // `to_market`: how long an order of each prosumer is on its way.
  BookTraders(const Community& community, const Timetable& timetable, const Directory& directory,
              IdSlice<ProsumerId, Duration> to_market, std::uint64_t seed,
              kernel::Simulation& simulation, Channels& channels);

  // The prosumer is in the market of a round until the gate closes.
  void enter(ProsumerId prosumer, const TariffNotice& notice, const OrderMessage& message);

  // Those of earlier rounds are out of date.
  const IdSlice<ProsumerId, BookPosition>& positions() const { return positions_; }

 private:
  void on_arrival(kernel::Batch batch);
  void on_order_expires(kernel::Batch batch);
  void on_trade_notice(const kernel::Inbox<FillNotice>& inbox);
  void on_stated_price(const kernel::Inbox<StatedPriceNotice>& inbox);

  void submit_order(ProsumerId prosumer);
  void send(ProsumerId prosumer, OrderAction action, double price);
  void come_again(ProsumerId prosumer);
  bidding::Terms terms(ProsumerId prosumer) const;
  Duration until_next_visit(ProsumerId prosumer);
  void schedule(ProsumerId prosumer, kernel::Phase phase, SimTime at);
  std::size_t trader(ProsumerId prosumer) const { return directory_.prosumer(prosumer).index(); }

  const Community& community_;
  const Timetable& timetable_;
  const Directory& directory_;
  IdSlice<ProsumerId, Duration> to_market_;
  std::uint64_t seed_;
  kernel::Simulation& simulation_;
  Channels& channels_;
  bidding::Bidders bidders_;
  IdSlice<ProsumerId, BookPosition> positions_;
  IdSlice<ProsumerId, std::uint32_t> gaps_drawn_;  // since the start of the run
};

}  // namespace peerwatt::agents
