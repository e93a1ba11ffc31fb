#include "agents/auctioneers/event_log.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

template <class Record>
Record at(std::int64_t seconds) {
  Record record;
  record.time = SimTime::from_seconds(seconds);
  return record;
}

}  // namespace

TEST_CASE("events are numbered by time, of the same time orders first, then trades, then quotes") {
  EventLog log{EventLog::Mode::kOn};
  log.add(at<recording::QuoteRecord>(1));
  log.add(at<recording::TradeRecord>(2));
  log.add(at<recording::TradeRecord>(1));
  log.add(at<recording::OrderRecord>(3));
  log.add(at<recording::OrderRecord>(1));
  log.finish_slot();
  CHECK(log.orders()[0].sequence == 0);
  CHECK(log.trades()[0].sequence == 1);
  CHECK(log.quotes()[0].sequence == 2);
  CHECK(log.trades()[1].sequence == 3);
  CHECK(log.orders()[1].sequence == 4);
  CHECK(log.orders()[1].time == SimTime::from_seconds(3));
}

recording::OrderRecord in_zone(std::int32_t zone, std::int32_t prosumer) {
  auto record = at<recording::OrderRecord>(1);
  record.zone = zone;
  record.prosumer = prosumer;
  return record;
}

TEST_CASE("at one instant places follow each other, whichever was asked first") {
  EventLog log{EventLog::Mode::kOn};
  log.add(in_zone(kNoId, 9));
  log.add(in_zone(1, 5));
  log.add(in_zone(0, 7));
  log.add(in_zone(1, 2));
  log.add(in_zone(0, 6));
  log.finish_slot();
  std::vector<std::int32_t> prosumers;
  for (const recording::OrderRecord& order : log.orders()) prosumers.push_back(order.prosumer);
  CHECK(prosumers == std::vector<std::int32_t>{7, 6, 5, 2, 9});
}

TEST_CASE("numbers go on from slot to slot") {
  EventLog log{EventLog::Mode::kOn};
  log.add(at<recording::OrderRecord>(1));
  log.finish_slot();
  log.clear();
  CHECK(log.orders().empty());
  log.add(at<recording::OrderRecord>(2));
  log.finish_slot();
  CHECK(log.orders()[0].sequence == 1);
}

TEST_CASE("the outcome of an order may be changed until the slot is over") {
  EventLog log{EventLog::Mode::kOn};
  log.add(at<recording::OrderRecord>(1));
  const std::size_t second = log.add(at<recording::OrderRecord>(2));
  log.set_outcome(second, recording::Outcome::kCancelled);
  CHECK(log.orders()[0].outcome == recording::Outcome::kUnfilled);
  CHECK(log.orders()[1].outcome == recording::Outcome::kCancelled);
}

TEST_CASE("a log that is off keeps nothing") {
  EventLog log{EventLog::Mode::kOff};
  const std::size_t order = log.add(at<recording::OrderRecord>(1));
  log.set_outcome(order, recording::Outcome::kFilled);
  log.add(at<recording::TradeRecord>(1));
  log.add(at<recording::QuoteRecord>(1));
  log.finish_slot();
  CHECK_FALSE(log.is_on());
  CHECK(log.orders().empty());
  CHECK(log.trades().empty());
  CHECK(log.quotes().empty());
}

TEST_CASE("a log takes over the events of another, which has none then") {
  EventLog all{EventLog::Mode::kOn}, first{EventLog::Mode::kOn}, second{EventLog::Mode::kOn};
  first.add(in_zone(0, 7));
  second.add(in_zone(1, 8));
  second.add(at<recording::TradeRecord>(1));
  second.add(at<recording::QuoteRecord>(1));
  all.take_from(second);
  all.take_from(first);
  all.finish_slot();
  REQUIRE(all.orders().size() == 2);
  CHECK(all.orders()[0].prosumer == 7);
  CHECK(all.trades().size() == 1);
  CHECK(all.quotes().size() == 1);
  CHECK(second.orders().empty());
  CHECK(second.trades().empty());
  CHECK(second.quotes().empty());
}
