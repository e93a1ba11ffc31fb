#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/auctioneers/book_market_place.hpp"
#include "agents/auctioneers/event_log.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// What the auctioneers of all order books share.
struct BookServices {
  const Directory& directory;
  kernel::Simulation& simulation;
  Channels& channels;
  EventLog& log;
};

// The auctioneer of a zone with an order book: takes orders as they come, tells those who trade,
// and announces stated prices to those who learn from them.
class BookAuctioneer {
 public:
  BookAuctioneer(std::uint32_t zone, const BookServices& services)
      : zone_{zone}, services_{services} {}

  void add_listener(std::uint32_t prosumer) { listeners_.push_back(prosumer); }
  void open(RoundId round);
  // An order of a member, by its index in the zone.
  void take(std::uint32_t member, std::uint32_t prosumer, const BookOrder& order);
  MarketTotals close(const Prices& prices);

  const BookMarketPlace& market() const { return market_; }
  // Writes down the trades of the round.
  void log_trades(RoundId round, std::int32_t coalition) const;

 private:
  void notify_of(market::Side incoming, const BookTrade& trade);
  void announce(const bidding::StatedPrice& stated_price);
  void log_order(std::uint32_t member, std::uint32_t prosumer, const BookOrder& order);
  void log_quote();

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::uint32_t zone_;
  BookServices services_;
  RoundId round_;
  BookMarketPlace market_;
  std::vector<std::uint32_t> listeners_;
  std::vector<std::size_t> logged_;  // by member: its latest order in the log
};

}  // namespace peerwatt::agents
