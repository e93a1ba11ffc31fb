#include <array>
#include <cstddef>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::market;

namespace {

constexpr double kTolerance = 1e-12;

struct Case {
  const char* name;
  std::vector<Order> asks;
  std::vector<Order> bids;
  double volume_kwh;
  double price;
  double k_price;  // of k_pricing
};

std::vector<Case> cases() {
  return {
      {"marginal seller",
       {{5, 0.04, 0, 1}, {3, 0.10, 0, 2}, {3, 0.10, 0, 3}},
       {{4, 0.30, 0, 4}, {3, 0.20, 0, 5}, {4, 0.06, 0, 6}},
       7,
       0.10,
       0.15},
      {"marginal buyer",
       {{4, 0.05, 0, 1}, {2, 0.08, 0, 2}, {3, 0.26, 0, 3}},
       {{4, 0.30, 0, 4}, {4, 0.20, 0, 5}, {1, 0.06, 0, 6}},
       6,
       0.20,
       0.14},
      {"exact",
       {{4, 0.05, 0, 1}, {2, 0.09, 0, 2}},
       {{4, 0.30, 0, 4}, {2, 0.21, 0, 5}},
       6,
       0.15,
       0.15},
  };
}

Stage stage_of(MechanismId rule, const Case& book, double k = 0.5) {
  Clearing clearing;
  make_mechanism(rule, {.k = k})->clear({.asks = book.asks, .bids = book.bids}, clearing);
  return clearing.stages().front();
}

}  // namespace

TEST_CASE("pay_as_clear gives the price and volume of GridLAB-D") {
  for (const Case& book : cases()) {
    CAPTURE(book.name);
    const Stage stage = stage_of(MechanismId::kPayAsClear, book);
    CHECK(stage.volume_kwh == doctest::Approx(book.volume_kwh).epsilon(kTolerance));
    CHECK(stage.price_seller.value() == doctest::Approx(book.price).epsilon(kTolerance));
    CHECK(stage.price_buyer.value() == doctest::Approx(book.price).epsilon(kTolerance));
  }
}

TEST_CASE("k decides the exact case only") {
  constexpr std::array kLowest{0.10, 0.20, 0.09};
  constexpr std::array kHighest{0.10, 0.20, 0.21};
  for (std::size_t i = 0; i < cases().size(); ++i) {
    const Case book = cases()[i];
    CAPTURE(book.name);
    CHECK(stage_of(MechanismId::kPayAsClear, book, 0).price_seller.value() ==
          doctest::Approx(kLowest[i]).epsilon(kTolerance));
    CHECK(stage_of(MechanismId::kPayAsClear, book, 1).price_seller.value() ==
          doctest::Approx(kHighest[i]).epsilon(kTolerance));
  }
}

TEST_CASE("k_pricing weighs the marginal prices instead") {
  for (const Case& book : cases()) {
    CAPTURE(book.name);
    CHECK(stage_of(MechanismId::kKPricing, book).price_seller.value() ==
          doctest::Approx(book.k_price).epsilon(kTolerance));
  }
}
