#include "agents/pricing/price_search.hpp"

#include <functional>
#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

constexpr SearchBounds kBounds{
    .base_price = 0.25, .price_cap = 2, .tolerance = 1e-6, .max_rounds = 60};

// Refused are the prices below `threshold`. Climbs by a step that doubles, then narrows by a rule.
class ThresholdSearch final : public PriceSearch {
 public:
  using Propose = std::function<double(double floor, double high)>;

  ThresholdSearch(const SearchBounds& bounds, double threshold, Propose propose)
      : PriceSearch{bounds},
        threshold_{threshold},
        propose_{std::move(propose)},
        floor_{bounds.base_price} {}

  void answer() {
    const bool accepted = announced() >= threshold_;
    if (is_repeated(accepted)) return;
    if (accepted && rounds() == 1) return accept_first();
    if (accepted) {
      high_ = announced();
    } else {
      floor_ = announced();
    }
    if (high_ == 0) return climb(announced() + (step_ *= 2));
    narrow(floor_, high_, [this] { return propose_(floor_, high_); });
  }
  // Prices from now on are refused below another one, as where market rules are randomized.
  void set_threshold(double threshold) { threshold_ = threshold; }

  std::vector<double> run() {
    std::vector<double> prices;
    while (state() == SearchState::kSearching) {
      prices.push_back(announced());
      answer();
    }
    return prices;
  }

 private:
  double threshold_;
  Propose propose_;
  double floor_;
  double high_ = 0;
  double step_ = 0.05;
};

double next_to_high(double floor, double high) {
  return high - 1e-3 * (high - floor);
}

ThresholdSearch search(double threshold, const SearchBounds& bounds = kBounds) {
  return {bounds, threshold, next_to_high};
}

}  // namespace

TEST_CASE("the base price is announced first, and ends the search where it is accepted") {
  ThresholdSearch found = search(0.25);
  CHECK(found.announced() == 0.25);
  CHECK(found.rounds() == 1);
  CHECK(found.run() == std::vector<double>{0.25});
  CHECK(found.state() == SearchState::kConverged);
}

TEST_CASE("a search ends within the tolerance above the lowest accepted price, announced last") {
  ThresholdSearch found = search(0.7654321);
  const std::vector<double> prices = found.run();
  CHECK(found.state() == SearchState::kConverged);
  CHECK(found.announced() >= 0.7654321);
  CHECK(found.announced() <= 0.7654321 + 1e-6);
  CHECK(prices.back() == found.announced());
  CHECK(found.rounds() == static_cast<std::int64_t>(prices.size()));
}

// Proposals that cut off a thousandth each would take thousands of rounds.
TEST_CASE("after a proposal that did not halve the bracket its middle is tried") {
  ThresholdSearch found = search(0.26);
  const std::vector<double> prices = found.run();
  // Up to 0.35, down to 0.3499, then the middle between 0.25 and that.
  REQUIRE(prices.size() > 4);
  CHECK(prices[1] == doctest::Approx(0.35));
  CHECK(prices[2] == doctest::Approx(0.3499));
  CHECK(prices[3] == doctest::Approx((0.25 + 0.3499) / 2));
  CHECK(found.rounds() < 50);
}

TEST_CASE("a proposal outside of the bracket gives way to the middle") {
  ThresholdSearch found{kBounds, 0.3, [](double, double) { return 5.0; }};
  CHECK(found.run()[2] == doctest::Approx(0.3));
}

TEST_CASE("prices are whole multiples of 1e-9, rounded up") {
  ThresholdSearch found{kBounds, 0.3, [](double, double) { return 0.3012345671234; }};
  CHECK(found.run()[2] == 0.301234568);
}

TEST_CASE("where even the cap is refused, the search ends there") {
  ThresholdSearch found = search(2.1);
  CHECK(found.run().back() == 2);
  CHECK(found.state() == SearchState::kCapped);
}

TEST_CASE("a search that is out of rounds ends at the best price it found") {
  SearchBounds few = kBounds;
  few.max_rounds = 5;
  ThresholdSearch found = search(0.5, few);
  const std::vector<double> prices = found.run();
  CHECK(found.state() == SearchState::kOutOfRounds);
  CHECK(prices.size() <= 5);
  CHECK(found.announced() >= 0.5);
}

TEST_CASE("a price that is accepted once and refused when announced again was not found") {
  ThresholdSearch found = search(0.7654321);
  double last = 0;
  // The search goes on below the lowest accepted price until it announces that once more.
  while (found.state() == SearchState::kSearching) {
    if (found.announced() == last) found.set_threshold(1.9);
    if (found.announced() >= 0.7654321) last = found.announced();
    found.answer();
  }
  CHECK(found.state() == SearchState::kOutOfRounds);
}

}  // namespace peerwatt::game
