#include "tools/orders/orders_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::orders {
namespace {

using market::Side;

OrderBook read(std::string text, std::uint64_t seed = 1) {
  return read_orders(csv::Table::parse(std::move(text), "orders.csv"), seed);
}

// What is wrong with the text, a line each.
std::string complaints(std::string text) {
  try {
    read(std::move(text));
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

bool same(const market::Order& a, const market::Order& b) {
  return a.quantity_kwh == b.quantity_kwh && a.limit_price == b.limit_price &&
         a.arrival == b.arrival && a.owner == b.owner && a.random_draw == b.random_draw;
}

TEST_CASE("rows become asks and bids, in any order of the columns") {
  const OrderBook book = read(
      "owner,limit_price,side,quantity_kwh\n"
      "ann,0.25,buy,2\n"
      "ben,-0.5,sell,1.5\n"
      "ann,0.125,sell,0\n");
  REQUIRE(book.asks.size() == 2);
  REQUIRE(book.bids.size() == 1);
  CHECK(book.bids[0].quantity_kwh == 2);
  CHECK(book.bids[0].limit_price == 0.25);
  CHECK(book.asks[0].quantity_kwh == 1.5);
  CHECK(book.asks[0].limit_price == -0.5);
  CHECK(book.asks[1].owner == book.bids[0].owner);
  CHECK(book.owners == std::vector<std::string>{"ann", "ben"});
  CHECK(book.pool_demand_kwh == std::vector<double>{2});
  CHECK(book.rows[2].side == Side::kSell);
  CHECK(book.rows[2].index == 1);
  CHECK(&book.order(2) == book.asks.data() + 1);
  CHECK(&book.order(0) == book.bids.data());
}

TEST_CASE("owners that are numbers rank by value, before those that are texts") {
  const OrderBook book = read(
      "side,quantity_kwh,limit_price,owner\n"
      "buy,1,1,b\nbuy,1,1,10\nbuy,1,1,9\nbuy,1,1,a\nbuy,1,1, 9 \nbuy,1,1,-2.5\nbuy,1,1,9.0\n");
  CHECK(book.owners == std::vector<std::string>{"-2.5", "9", "9.0", "10", "a", "b"});
  CHECK(book.bids[1].owner == 3);
  CHECK(book.bids[2].owner == book.bids[4].owner);
}

TEST_CASE("arrivals rank by value, and are all the same where there is no such column") {
  const OrderBook book = read(
      "side,quantity_kwh,limit_price,owner,arrival\n"
      "buy,1,1,a,3.5\nsell,1,1,b,-2\nbuy,1,1,c,3.25\nsell,1,1,d,3.5\n");
  CHECK(book.asks[0].arrival < book.bids[1].arrival);
  CHECK(book.bids[1].arrival < book.bids[0].arrival);
  CHECK(book.asks[1].arrival == book.bids[0].arrival);
  const OrderBook without = read("side,quantity_kwh,limit_price,owner\nbuy,1,1,a\nsell,1,1,b\n");
  CHECK(without.asks[0].arrival == without.bids[0].arrival);
}

TEST_CASE("orders that arrive together can be taken row by row") {
  OrderBook book = read(
      "side,quantity_kwh,limit_price,owner,arrival\n"
      "buy,1,1,z,2\nsell,1,1,b,1\nbuy,1,1,a,2\n");
  arrive_row_by_row(book);
  CHECK(book.asks[0].arrival < book.bids[0].arrival);
  CHECK(book.bids[0].arrival < book.bids[1].arrival);
}

TEST_CASE("a missing value is no owner, and a price has nine decimals") {
  CHECK(complaints("side,quantity_kwh,limit_price,owner\nbuy,1,1,NULL\n") ==
        "orders.csv:2:9: owner: must name somebody (got 'NULL', a missing value)");
  const OrderBook book = read("side,quantity_kwh,limit_price,owner\nbuy,1,1.4000000000000001,a\n");
  CHECK(book.bids[0].limit_price == 1.4);
}

TEST_CASE("what a row becomes does not depend on where it stands") {
  const std::string header = "side,quantity_kwh,limit_price,owner,arrival\n";
  const std::vector<std::string> rows{"buy,1,0.5,9,1\n", "buy,2,0.5,10,1\n", "buy,3,0.5,x,0\n"};
  const OrderBook book = read(header + rows[0] + rows[1] + rows[2]);
  const OrderBook turned = read(header + rows[2] + rows[0] + rows[1]);
  CHECK(same(book.bids[0], turned.bids[1]));
  CHECK(same(book.bids[1], turned.bids[2]));
  CHECK(same(book.bids[2], turned.bids[0]));
}

TEST_CASE("random draws are looked up by seed and label") {
  const std::string text = "side,quantity_kwh,limit_price,owner\nbuy,1,1,ann\nsell,1,1,ben\n";
  const OrderBook book = read(text, 7);
  CHECK(book.bids[0].random_draw ==
        random_bits({.seed = 7, .purpose = Purpose::kMarket, .owner = identity("ann", 0)})[0]);
  CHECK(book.bids[0].random_draw != book.asks[0].random_draw);
  CHECK(book.bids[0].random_draw != read(text, 8).bids[0].random_draw);
}

TEST_CASE("a file without orders is an empty book") {
  const OrderBook book = read("side,quantity_kwh,limit_price,owner\n");
  CHECK(book.asks.empty());
  CHECK(book.bids.empty());
  CHECK(book.rows.empty());
}

TEST_CASE("everything wrong with the rows is said at once, with its place") {
  CHECK(complaints("side,quantity_kwh,limit_price,owner,arrival\n"
                   "bid,1,0.5,a,0\n"
                   "sell,-1,nan,,soon\n"
                   "buy,2e9,-1.1e9,b,0\n") ==
        "orders.csv:2:1: side: must be buy or sell (got 'bid')\n"
        "orders.csv:3:6: quantity_kwh: must be between 0 and 1e+09 (got '-1')\n"
        "orders.csv:3:9: limit_price: must be a finite number (got 'nan')\n"
        "orders.csv:3:13: owner: must not be empty\n"
        "orders.csv:3:14: arrival: must be a finite number (got 'soon')\n"
        "orders.csv:4:5: quantity_kwh: must be between 0 and 1e+09 (got '2e9')\n"
        "orders.csv:4:9: limit_price: must be between -1e+09 and 1e+09 (got '-1.1e9')");
}

TEST_CASE("columns that are missing or unknown are named, with what was probably meant") {
  CHECK(complaints("side,quantity,limit_price,owner,arival\nbuy,1,1,a,0\n") ==
        "orders.csv:1: no column 'quantity_kwh' (did you mean quantity?)\n"
        "orders.csv:1:6: unknown column 'quantity' (did you mean quantity_kwh?); an order has "
        "side, quantity_kwh, limit_price, owner, arrival\n"
        "orders.csv:1:33: unknown column 'arival' (did you mean arrival?); an order has side, "
        "quantity_kwh, limit_price, owner, arrival");
}

}  // namespace
}  // namespace peerwatt::orders
