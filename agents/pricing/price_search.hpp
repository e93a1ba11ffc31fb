#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace peerwatt::game {

// How the price that a rule would set moves with the announced one: h(high) <= h(p) for p < high,
// so that the answer to a price bounds those below it, or not known.
enum class Response : std::uint8_t { kFalling, kUnknown };

struct SearchBounds {
  double base_price = 0;  // currency/kWh; a whole multiple of 1e-9, as is the cap
  double price_cap = 0;   // >= base_price
  double tolerance = 1e-6;
  std::int64_t max_rounds = 60;
  Response response = Response::kFalling;
};

enum class SearchState : std::uint8_t {
  kSearching,
  kConverged,    // the announced price is the lowest acceptable one, within the tolerance
  kCapped,       // elastic demand remains at the price cap: no equilibrium
  kOutOfRounds,  // the announced price is the best that was found, or its answer did not last
  kJumped,       // the rule asks for a lower price there, and below it for a higher one
};

// What the searches for the leader's price have in common: one announcement at a time, counted and
// bounded, so that the rounds can be messages; first upwards from the base price, then between a
// refused price and an accepted one. Announced are whole multiples of 1e-9 currency/kWh, the lowest
// that are not below the price that was to be tried, so that what ends demand is not missed by a
// rounding. The price that ends a search is always the last one announced.
class PriceSearch {
 public:
  double announced() const { return price_; }
  std::int64_t rounds() const { return rounds_; }
  SearchState state() const { return state_; }

 protected:
  explicit PriceSearch(const SearchBounds& bounds);
  // Goes on after so many rounds, `price` announced in the last one.
  PriceSearch(const SearchBounds& bounds, double price, std::int64_t rounds);
  ~PriceSearch() = default;

  const SearchBounds& bounds() const { return bounds_; }
  // What prices differ by because they come out of different sums.
  static double rounding_at(double price);
  // Proposals keep away from the ends of the bracket by this part of the tolerance.
  double nudge() const { return 0.25 * bounds_.tolerance; }

  // Whether the answer was to a price announced once more: that ends the search. Where market rules
  // are randomized, the price may be refused now.
  bool is_repeated(bool accepted);
  void accept_first() { state_ = SearchState::kConverged; }
  // From the announced price, which is refused, up to a higher one, not above the cap.
  void climb(double price);
  // Announces `propose()`, a price in (floor, high), or the middle where the last proposal did not
  // at least halve the bracket. Ends at `high` when that is known well enough, or has to be.
  template <class Propose>
  void narrow(double floor, double high, Propose propose) {
    if (ends_at(floor, high)) return;
    const double width = high - floor;
    const double middle = floor + width / 2;
    const bool bisects = last_width_ > 0 && width > last_width_ / 2;
    const double price = bisects ? middle : propose();
    last_width_ = bisects ? 0 : width;
    announce(tick_between(price > floor && price < high ? price : middle, high));
  }

 private:
  void announce(double price);
  static double tick_between(double price, double high);
  bool ends_at(double floor, double high);
  void finish_at(double high, SearchState state);

  SearchBounds bounds_;
  double price_;
  std::int64_t rounds_ = 1;
  SearchState state_ = SearchState::kSearching;
  double last_width_ = 0;               // before the last proposal; 0 after a bisection
  std::optional<SearchState> pending_;  // what the answer to a repeated price will end in
};

}  // namespace peerwatt::game
