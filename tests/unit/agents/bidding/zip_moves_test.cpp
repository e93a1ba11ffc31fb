// Which way a ZIP trader's price moves after which shout.
#include <cstdint>
#include <initializer_list>

#include "agents/bidding/zip.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

using market::Side;

constexpr PriceRange kRange{0, 4};
constexpr Terms kSeller{Side::kSell, 1, kRange};
constexpr Terms kBuyer{Side::kBuy, 2, kRange};

// The box on p. 42 of the report, line by line. A seller's price is above its limit of 1, a buyer's
// below its limit of 2; a shout of 0.5 is below both, one of 3 above both.
enum class Moves { kUp, kDown, kNowhere };

Moves move(const Terms& terms, Activity activity, const StatedPrice& shout) {
  std::uint32_t choices = 0;
  TraderRandom random{5, 8, choices};
  Zip strategy;
  strategy.enlist(random);
  const double before = strategy.price(0, terms, random);
  strategy.observe(0, terms, activity, shout, random);
  const double after = strategy.price(0, terms, random);
  return after > before ? Moves::kUp : after < before ? Moves::kDown : Moves::kNowhere;
}

TEST_CASE("a seller raises its price when more was agreed to, active or not") {
  for (const Activity activity : {Activity::kActive, Activity::kDone}) {
    for (const Side from : {Side::kBuy, Side::kSell}) {
      CHECK(move(kSeller, activity, {from, 3, Response::kAccepted}) == Moves::kUp);
    }
  }
}

TEST_CASE("an active seller lowers its price when a lower bid was taken or a lower offer failed") {
  CHECK(move(kSeller, Activity::kActive, {Side::kBuy, 0.5, Response::kAccepted}) == Moves::kDown);
  CHECK(move(kSeller, Activity::kActive, {Side::kSell, 0.5, Response::kIgnored}) == Moves::kDown);
  CHECK(move(kSeller, Activity::kDone, {Side::kBuy, 0.5, Response::kAccepted}) == Moves::kNowhere);
  CHECK(move(kSeller, Activity::kDone, {Side::kSell, 0.5, Response::kIgnored}) == Moves::kNowhere);
}

TEST_CASE("a seller does not mind other shouts") {
  CHECK(move(kSeller, Activity::kActive, {Side::kSell, 0.5, Response::kAccepted}) ==
        Moves::kNowhere);
  CHECK(move(kSeller, Activity::kActive, {Side::kSell, 3, Response::kIgnored}) == Moves::kNowhere);
  CHECK(move(kSeller, Activity::kActive, {Side::kBuy, 0.5, Response::kIgnored}) == Moves::kNowhere);
  CHECK(move(kSeller, Activity::kActive, {Side::kBuy, 3, Response::kIgnored}) == Moves::kNowhere);
}

TEST_CASE("a buyer lowers its price when less was agreed to, active or not") {
  for (const Activity activity : {Activity::kActive, Activity::kDone}) {
    for (const Side from : {Side::kBuy, Side::kSell}) {
      CHECK(move(kBuyer, activity, {from, 0.5, Response::kAccepted}) == Moves::kDown);
    }
  }
}

TEST_CASE("an active buyer raises its price when a higher offer was taken or a higher bid failed") {
  CHECK(move(kBuyer, Activity::kActive, {Side::kSell, 3, Response::kAccepted}) == Moves::kUp);
  CHECK(move(kBuyer, Activity::kActive, {Side::kBuy, 3, Response::kIgnored}) == Moves::kUp);
  CHECK(move(kBuyer, Activity::kDone, {Side::kSell, 3, Response::kAccepted}) == Moves::kNowhere);
  CHECK(move(kBuyer, Activity::kDone, {Side::kBuy, 3, Response::kIgnored}) == Moves::kNowhere);
}

TEST_CASE("a buyer does not mind other shouts") {
  CHECK(move(kBuyer, Activity::kActive, {Side::kBuy, 3, Response::kAccepted}) == Moves::kNowhere);
  CHECK(move(kBuyer, Activity::kActive, {Side::kBuy, 0.5, Response::kIgnored}) == Moves::kNowhere);
  CHECK(move(kBuyer, Activity::kActive, {Side::kSell, 3, Response::kIgnored}) == Moves::kNowhere);
  CHECK(move(kBuyer, Activity::kActive, {Side::kSell, 0.5, Response::kIgnored}) == Moves::kNowhere);
}

}  // namespace
}  // namespace peerwatt::bidding
