#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace peerwatt::game {

// A Response says how the price h(p) that a rule would set answers to the announced price p.
// kFalling: h(high) <= h(p) for p < high, so that the answer to a price bounds the acceptable ones
// below it. kUnknown: nothing is known.
enum class Response : std::uint8_t { kFalling, kUnknown };

struct SearchBounds {
  double base_price = 0;  // currency/kWh; a multiple of 1e-9, as the cap is
  double price_cap = 0;   // >= base_price
  double tolerance = 1e-6;
  std::int64_t max_rounds = 60;
  Response response = Response::kFalling;
};

enum class SearchState : std::uint8_t {
  kSearching,
  kConverged,    // the announced price is the lowest acceptable one, within the tolerance
  kCapped,       // refused at the price cap: no equilibrium
  kOutOfRounds,  // the best price found is announced, or its answer did not last
  kJumped,       // the rule asks for a lower price there, and for a higher one below it
};

// PriceSearch is what the searches for the leader's price have in common (docs/model.md, section
// 5): they announce one price at a time and count them, so that the rounds can be messages, first
// upwards from the base price, then inside a bracket.
//
// Invariant: once there is a bracket, its lower end is a refused price and its upper end an
// accepted one. A proposal that does not at least halve the bracket is followed by a bisection, so
// that two rounds halve it: narrowing from width W to the tolerance takes about 2*log2(W/tolerance)
// rounds at most, but for rounding to ticks. Announced prices are whole multiples of 1e-9
// currency/kWh, the lowest that are not below the price to be tried, so that a price that ends
// demand is not missed by a rounding. The price that ends a search is always the last one
// announced.
class PriceSearch {
 public:
  double announced() const { return price_; }
  std::int64_t rounds() const { return rounds_; }
  SearchState state() const { return state_; }

 protected:
  explicit PriceSearch(const SearchBounds& bounds);
  // Continues after `rounds` rounds, with `price` announced in the last one.
  PriceSearch(const SearchBounds& bounds, double price, std::int64_t rounds);
  ~PriceSearch() = default;

  const SearchBounds& bounds() const { return bounds_; }
  // Returns by how much equal prices may differ because they come out of different sums.
  static double rounding_at(double price);
  // Returns the distance that proposals keep from the ends of the bracket, a quarter of the
  // tolerance.
  double nudge() const { return 0.25 * bounds_.tolerance; }

  // Returns whether the answer was to a price that was announced once more, which ends the search.
  // If the market rule is randomized, the price may be refused this time.
  bool is_repeated(bool accepted);
  void accept_first() { state_ = SearchState::kConverged; }
  // Announces a price above the refused one, at least `price` but not above the cap. Ends the
  // search as capped if the cap itself was refused.
  void climb(double price);
  // Announces `propose()`, a price in (floor, high), or the middle if the last proposal did not at
  // least halve the bracket. Ends the search at `high` if the bracket is within the tolerance or
  // the rounds are used up.
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
  double last_width_ = 0;  // of the bracket before the last proposal; 0 after a bisection
  std::optional<SearchState> pending_;  // the final state, if a repeated price is accepted
};

}  // namespace peerwatt::game
