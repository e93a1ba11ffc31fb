#include "agents/market/misreport_search.hpp"

#include <memory>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

// Owners 1, 2, ... in the order of asks, then bids, unless given.
struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
  GridPrices grid;
  std::vector<double> demand{};

  CallMarket market() {
    demand.clear();
    for (const Order& bid : bids) demand.push_back(bid.quantity_kwh);
    return {.asks = asks, .bids = bids, .pool_demand_kwh = demand, .grid = grid};
  }
};

Order order(double kwh, double price, std::uint32_t owner) {
  return {.quantity_kwh = kwh, .limit_price = price, .owner = owner};
}

Misreport best_for(MechanismId rule, Book book, OrderPlace place,
                   const MechanismParameters& parameters = {}) {
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(rule, parameters);
  MisreportSearch search{*mechanism};
  search.load(book.market());
  return search.best_for(place);
}

constexpr OrderPlace kFirstAsk{Side::kSell, 0};
constexpr OrderPlace kFirstBid{Side::kBuy, 0};

TEST_CASE("under k-pricing a lone pair pushes the price to the other's limit") {
  const Book book{{order(1, 0.125, 1)}, {order(1, 0.375, 2)}, {}};
  const Misreport seller = best_for(MechanismId::kKPricing, book, kFirstAsk);
  CHECK(seller.true_price == 0.125);
  CHECK(seller.utility == 0.125);  // at the price 0.25
  CHECK(seller.reported_price == 0.375);
  CHECK(seller.approach == Approach::kAt);
  CHECK(seller.utility_misreporting == 0.25);
  CHECK(seller.gain() == 0.125);
  CHECK(seller.pays());
  const Misreport buyer = best_for(MechanismId::kKPricing, book, kFirstBid);
  CHECK(buyer.reported_price == 0.125);
  CHECK(buyer.gain() == 0.125);
}

TEST_CASE("a gain that is only approached is found beside the breakpoint") {
  // The price is the marginal ask. At 0.25 the tie goes to owner 1, so that owner 2 stays below.
  const Book book{{order(1, 0.125, 2), order(1, 0.25, 1)}, {order(1, 0.5, 3)}, {}};
  const Misreport found = best_for(MechanismId::kKPricing, book, kFirstAsk, {.k = 0});
  CHECK(found.utility == 0);
  CHECK(found.approach == Approach::kJustBelow);
  CHECK(found.near_price == 0.25);
  CHECK(found.reported_price == 0.249999999);  // one step of limit prices below
  CHECK(found.gain() == doctest::Approx(0.125 - 1e-9).epsilon(1e-14));
}

// Trade reduction gives owner 1 the price 0.25 of the marginal ask. As the marginal ask itself it
// is left out, and sells to owner 4, the marginal bid, at m = 0.4375.
TEST_CASE("a seller asks for more to be left for the mid-market price") {
  const Book book{{order(1, 0.125, 1), order(1, 0.25, 2)},
                  {order(1, 0.5, 3), order(1, 0.375, 4)},
                  {.sell = 0.75, .feed_in = 0.125}};
  const Misreport found = best_for(MechanismId::kAuctionThenMidMarket, book, kFirstAsk,
                                   {.auction = MechanismId::kTradeReduction});
  CHECK(found.utility == 0.25 - 0.125);
  CHECK(found.utility_misreporting == 0.4375 - 0.125);
  CHECK(found.reported_price == 0.375);
  CHECK(!best_for(MechanismId::kTradeReduction, book, kFirstAsk).pays());
}

// The second bid of owner 3 is the marginal one and sets the price of the first.
TEST_CASE("an owner gains by the order that sets the price of its other one") {
  const Book book{
      {order(1, 0.125, 1), order(1, 0.25, 2)}, {order(1, 0.5, 3), order(1, 0.375, 3)}, {}};
  const Misreport found = best_for(MechanismId::kTradeReduction, book, {Side::kBuy, 1});
  CHECK(found.utility == 0.5 - 0.375);
  CHECK(found.reported_price == 0.25);
  CHECK(found.utility_misreporting == 0.5 - 0.25);
  CHECK(!best_for(MechanismId::kTradeReduction, book, kFirstBid).pays());
}

TEST_CASE("utility is counted at the worths where they are given") {
  Book book{{order(1, 0.125, 1)}, {order(1, 0.375, 2)}, {}};
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(MechanismId::kKPricing, {});
  MisreportSearch search{*mechanism};
  const std::vector<double> worths{0.0625};
  search.load(book.market(), {.asks = worths});
  CHECK(search.best_for(kFirstAsk).utility == 0.25 - 0.0625);
  CHECK(search.best_for(kFirstAsk).true_price == 0.125);
  CHECK(search.best_for(kFirstBid).utility == 0.375 - 0.25);
}

TEST_CASE("the best of all is the best of each, and the search leaves the market as it was") {
  Book book{{order(1, 0.125, 1), order(1, 0.25, 2)}, {order(2, 0.5, 3), order(1, 0.3125, 4)}, {}};
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(MechanismId::kKPricing, {});
  MisreportSearch search{*mechanism};
  search.load(book.market());
  const Misreport best = search.best_of_all();
  // 2 kWh trade at (0.25 + 0.5)/2. Stating 0.3125, as owner 4 does, owner 3 still ranks first.
  CHECK(best.order.side == Side::kBuy);
  CHECK(best.order.index == 0);
  CHECK(best.utility == 2 * (0.5 - 0.375));
  CHECK(best.reported_price == 0.3125);
  CHECK(best.utility_misreporting == 2 * (0.5 - 0.28125));
  const std::vector<OrderPlace> asks{{Side::kSell, 1}, {Side::kSell, 0}};
  const Misreport of_asks = search.best_of(asks);
  CHECK(of_asks.order.side == Side::kSell);
  CHECK(of_asks.gain() == 0.5 - 0.375);
  CHECK(search.best_for(kFirstBid).gain() == best.gain());
}

TEST_CASE("an owner's gain is that of the best of its orders, each by itself") {
  Book book{{order(1, 0.125, 1), order(1, 0.25, 2)}, {order(1, 0.5, 3), order(1, 0.375, 3)}, {}};
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(MechanismId::kTradeReduction, {});
  MisreportSearch search{*mechanism};
  search.load(book.market());
  CHECK(search.best_gain_of(3) == 0.375 - 0.25);  // by its second bid
  CHECK(search.best_gain_of(1) == 0);
  CHECK(search.best_gain_of(9) == 0);
}

TEST_CASE("each breakpoint and three places in each interval are cleared") {
  Book book{{order(1, 0.125, 1)}, {order(1, 0.375, 2)}, {}};
  const std::unique_ptr<Mechanism> mechanism = make_mechanism(MechanismId::kKPricing, {});
  MisreportSearch search{*mechanism};
  search.load(book.market());
  CHECK(search.clearings() == 1);
  search.best_for(kFirstAsk);
  CHECK(search.clearings() == 1 + 3 + 3 * 4);  // 0 (the grid's), 0.125, 0.375
}

// Pays the first ask 1 kWh at 1 where it lies between 0.3125 and 0.34375, and says so, or not.
class Window final : public Mechanism {
 public:
  enum class Candour { kOpen, kSilent };
  explicit Window(Candour candour) : candour_{candour} {}

  void clear(const CallMarket& market, Clearing& clearing) override {
    clearing.clear();
    Stage& stage = clearing.add_stage(MechanismId::kNone, market);
    const double price = market.asks[0].limit_price;
    if (price < 0.3125 || price > 0.34375) return;
    stage.asks.quantity_kwh[0] = stage.asks.money[0] = 1;
  }
  void add_breakpoints(const CallMarket&, std::vector<double>& prices) override {
    if (candour_ == Candour::kOpen) prices.insert(prices.end(), {0.34375, 0.3125, 0.3125});
  }

 private:
  Candour candour_;
};

TEST_CASE("a rule's own breakpoints are tried") {
  Book book{{order(1, 0.125, 1)}, {order(1, 0.5, 2)}, {}};
  Window open{Window::Candour::kOpen}, silent{Window::Candour::kSilent};
  MisreportSearch search{open}, blind{silent};
  search.load(book.market());
  blind.load(book.market());
  const Misreport found = search.best_for(kFirstAsk);
  CHECK(found.reported_price == 0.3125);
  CHECK(found.gain() == 1 - 0.125);
  CHECK(search.clearings() == 1 + 3 + 2 + 3 * 6);
  // 0.125 to 0.5 without the window's own prices: the middle is 0.3125.
  book.bids[0].limit_price = 0.75;
  blind.load(book.market());
  CHECK(!blind.best_for(kFirstAsk).pays());
}

}  // namespace
}  // namespace peerwatt::market
