#include <cmath>
#include <string>
#include <vector>

#include "agents/market/catalogue.hpp"
#include "agents/market/summation.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {
namespace {

constexpr GridPrices kGrid{.sell = 0.4, .feed_in = 0.05};

struct Book {
  std::vector<Order> asks;
  std::vector<Order> bids;
};

Clearing cleared(const MechanismEntry& rule, const Book& book) {
  std::vector<double> wants;
  for (const Order& bid : book.bids) wants.push_back(bid.quantity_kwh);
  Clearing clearing;
  make_mechanism(rule.id, {})
      ->clear({.asks = book.asks, .bids = book.bids, .pool_wants_kwh = wants, .grid = kGrid},
              clearing);
  return clearing;
}

// What must hold whatever the orders are: as much is sold as bought, nobody trades more than it
// offers, every number is finite.
void check_sane(const Book& book, const Clearing& clearing) {
  std::vector<double> sold(book.asks.size()), bought(book.bids.size());
  for (const Stage& stage : clearing.stages()) {
    for (std::size_t i = 0; i < sold.size(); ++i) sold[i] += stage.asks.quantity_kwh[i];
    for (std::size_t i = 0; i < bought.size(); ++i) bought[i] += stage.bids.quantity_kwh[i];
    CHECK(std::isfinite(stage.paid));
    CHECK(std::isfinite(stage.earned));
    CHECK(std::isfinite(stage.welfare));
  }
  const double volume = accurate_sum(sold);
  CHECK(accurate_sum(bought) == doctest::Approx(volume).epsilon(1e-9));
  for (std::size_t i = 0; i < sold.size(); ++i) {
    CHECK(sold[i] >= 0);
    CHECK(sold[i] <= book.asks[i].quantity_kwh * (1 + 1e-12));
  }
  for (std::size_t i = 0; i < bought.size(); ++i) {
    CHECK(bought[i] >= 0);
    CHECK(bought[i] <= book.bids[i].quantity_kwh * (1 + 1e-12));
  }
}

template <class Check>
void with_every_rule(Check check) {
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(std::string{rule.name});
    check(rule);
  }
}

bool is_pool(const MechanismEntry& rule) {
  return rule.role == Role::kPool || rule.role == Role::kComposite;
}

Order order(double kwh, double price, std::uint32_t owner, std::int64_t arrival = 0) {
  return {.quantity_kwh = kwh,
          .limit_price = price,
          .arrival = arrival,
          .owner = owner,
          .lot = owner * 2654435769U};
}

}  // namespace

TEST_CASE("orders that do not cross trade in no auction") {
  const Book book{{order(2, 0.3, 1), order(1, 0.35, 2)}, {order(2, 0.2, 3), order(1, 0.1, 4)}};
  with_every_rule([&](const MechanismEntry& rule) {
    const Clearing clearing = cleared(rule, book);
    check_sane(book, clearing);
    CHECK((clearing.volume_kwh() > 0) == is_pool(rule));
    CHECK(clearing.max_welfare == 0);
  });
}

TEST_CASE("one side alone trades nothing under any rule") {
  with_every_rule([&](const MechanismEntry& rule) {
    for (const Book& book : {Book{}, Book{{order(2, 0.1, 1)}, {}}, Book{{}, {order(2, 0.3, 1)}}}) {
      const Clearing clearing = cleared(rule, book);
      check_sane(book, clearing);
      CHECK(clearing.volume_kwh() == 0);
      CHECK_FALSE(clearing.stages().front().price_seller.has_value());
    }
  });
}

TEST_CASE("one ask meets one bid") {
  const Book book{{order(2, 0.1, 1)}, {order(3, 0.3, 2)}};
  with_every_rule([&](const MechanismEntry& rule) {
    const Clearing clearing = cleared(rule, book);
    check_sane(book, clearing);
    const bool leaves_the_marginal_out = rule.id == MechanismId::kTradeReduction ||
                                         rule.id == MechanismId::kMcAfee ||
                                         rule.id == MechanismId::kMuda;
    const bool trades = rule.role != Role::kNone && !leaves_the_marginal_out;
    CHECK(clearing.volume_kwh() == doctest::Approx(trades ? 2 : 0));
  });
}

TEST_CASE("where all prices are equal the orders cross") {
  const Book book{{order(1, 0.2, 1), order(1, 0.2, 2), order(1, 0.2, 3)},
                  {order(1, 0.2, 4), order(1, 0.2, 5), order(1, 0.2, 6)}};
  with_every_rule([&](const MechanismEntry& rule) {
    const Clearing clearing = cleared(rule, book);
    check_sane(book, clearing);
    if (rule.id == MechanismId::kKPricing || rule.id == MechanismId::kVcg) {
      CHECK(clearing.volume_kwh() == doctest::Approx(3));
      CHECK(clearing.paid() == doctest::Approx(0.6));
    }
    if (rule.id == MechanismId::kTradeReduction) CHECK(clearing.volume_kwh() == doctest::Approx(2));
  });
}

TEST_CASE("a tie at the margin goes to the earlier order, and then to the smaller owner") {
  const Book book{{order(1, 0.1, 1), order(1, 0.2, 7, 5), order(1, 0.2, 9, 4), order(1, 0.2, 8, 4)},
                  {order(2, 0.3, 20)}};
  for (const MechanismId rule : {MechanismId::kKPricing, MechanismId::kVcg}) {
    const Clearing clearing = cleared(entry(rule), book);
    CHECK(clearing.stages().front().asks.quantity_kwh == std::vector<double>{1, 0, 0, 1});
  }
}

TEST_CASE("orders of no quantity change nothing") {
  const Book book{{order(2, 0.1, 1), order(3, 0.15, 2)}, {order(3, 0.3, 3), order(1, 0.25, 4)}};
  Book padded = book;
  padded.asks.push_back(order(0, 0.01, 5));
  padded.bids.push_back(order(0, 0.39, 6));
  with_every_rule([&](const MechanismEntry& rule) {
    if (rule.chance == Chance::kDraws) return;  // another owner is drawn with the others
    const Clearing plain = cleared(rule, book);
    const Clearing with_zeros = cleared(rule, padded);
    check_sane(padded, with_zeros);
    CHECK(with_zeros.volume_kwh() == doctest::Approx(plain.volume_kwh()));
    CHECK(with_zeros.paid() == doctest::Approx(plain.paid()));
    CHECK(with_zeros.earned() == doctest::Approx(plain.earned()));
  });
}

TEST_CASE("several orders of one owner, equal ones too, and an owner on both sides") {
  const Book book{{order(1, 0.1, 1), order(1, 0.1, 1), order(2, 0.12, 1), order(1, 0.2, 2)},
                  {order(1, 0.3, 1), order(1, 0.3, 3), order(1, 0.3, 3), order(2, 0.25, 4)}};
  with_every_rule([&](const MechanismEntry& rule) { check_sane(book, cleared(rule, book)); });
}

TEST_CASE("tiny, huge and very different quantities") {
  with_every_rule([&](const MechanismEntry& rule) {
    for (const double unit : {1e-9, 1.0, 1e9}) {
      Book book;
      for (std::uint32_t i = 0; i < 7; ++i) {
        const double kwh = unit * std::pow(10.0, static_cast<int>(i) - 6);
        book.asks.push_back(order(kwh, 0.10 + 0.01 * i, i));
        book.bids.push_back(order(kwh, 0.30 - 0.01 * i, 10 + i));
      }
      check_sane(book, cleared(rule, book));
    }
  });
}

TEST_CASE("a million orders") {
  Book book;
  for (std::uint32_t i = 0; i < 500'000; ++i) {
    const double step = static_cast<double>(i * 7919U % 500'000U) / 500'000;
    book.asks.push_back(order(1 + i % 3, 0.06 + 0.3 * step, i));
    book.bids.push_back(order(1 + i % 5, 0.38 - 0.3 * step, 500'000 + i));
  }
  for (const MechanismId rule : {MechanismId::kTradeReduction, MechanismId::kKPricing}) {
    const Clearing clearing = cleared(entry(rule), book);
    CHECK(clearing.volume_kwh() > 500'000);
    CHECK(clearing.welfare() <= clearing.max_welfare * (1 + 1e-12));
    CHECK(clearing.welfare() > 0.999 * clearing.max_welfare);
  }
}

}  // namespace peerwatt::market
