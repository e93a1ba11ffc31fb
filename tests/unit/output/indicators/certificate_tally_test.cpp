#include "output/indicators/certificate_tally.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::output;
using doctest::Approx;

TEST_CASE("what was not looked at is counted nowhere, and peak slots are counted apart") {
  CertificateTallies tallies{1e-6};
  recording::SlotRecord slot;
  tallies.add(slot);
  slot.system.is_peak = true;
  slot.certificates.price_regret = 1.5e-6;  // two prices apart by less than the search can tell
  slot.certificates.leader_regret = 1.5e-6;
  tallies.add(slot);
  slot.certificates.price_regret = 3e-6;
  tallies.add(slot);
  CHECK(tallies.of(Certificate::kPriceRegret, true) == CertificateTally{2, 1});
  CHECK(tallies.of(Certificate::kPriceRegret, false) == CertificateTally{0, 0});
  CHECK(tallies.of(Certificate::kLeaderRegret, true) == CertificateTally{2, 0});
  CHECK(tallies.of(Certificate::kExitRegret, true) == CertificateTally{0, 0});
  CHECK(tallies.of(Certificate::kMoneyResidual, false) == CertificateTally{1, 1});
  CHECK(tallies.of(Certificate::kMoneyResidual, true) == CertificateTally{2, 2});
}

// Clopper and Pearson's bounds as tables of the binomial distribution have them: 1 of 10 and 5 of
// 20, one-sided, 95 %: 0.3942 and 0.4556.
TEST_CASE("bounds are those of the rule of three, and of Clopper and Pearson") {
  CHECK(most_failing({12, 12}) == 0.25);
  CHECK(most_failing({2, 2}) == 1);
  CHECK(most_failing({10, 9}) == Approx(0.3942).epsilon(1e-4));
  CHECK(most_failing({20, 15}) == Approx(0.4556).epsilon(1e-4));
  CHECK(most_failing({3, 0}) == 1);
}

TEST_CASE("words say how many were looked at, how many held, and what that is worth") {
  CHECK(tally_in_words({12, 12}, 84) ==
        "looked at in 12 of 84 slots, held in 12: at most 25 % of all fail (95 %)");
  CHECK(tally_in_words({84, 84}, 84) == "looked at in 84 of 84 slots, held in 84: in all");
  CHECK(tally_in_words({84, 80}, 84) == "looked at in 84 of 84 slots, held in 80: 4 of all failed");
  CHECK(tally_in_words({0, 0}, 84) == "looked at in none of 84 slots");
  CHECK(tally_in_words({3, 3}, 84) ==
        "looked at in 3 of 84 slots, held in 3: too few to bound how many of all fail");
  CHECK(tally_in_words({10, 9}, 84) ==
        "looked at in 10 of 84 slots, held in 9: 10 % failed, at most 39 % of all do (95 %, "
        "Clopper-Pearson)");
}
