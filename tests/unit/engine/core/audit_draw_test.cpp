#include "engine/core/audit_draw.hpp"

#include <array>
#include <cmath>
#include <set>

#include "engine/core/id_range.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

constexpr std::int64_t kSlots = 17'520;  // a year of half hours

std::set<std::int64_t> drawn(std::uint64_t seed, Audit audit, bool is_peak,
                             std::int64_t rarer = 1) {
  const AuditDraw draw{seed, 1.0 / 16};
  std::set<std::int64_t> slots;
  for (std::int64_t slot = 0; slot < kSlots; ++slot) {
    if (draw.is_drawn(audit, slot, is_peak, rarer)) slots.insert(slot);
  }
  return slots;
}

}  // namespace

TEST_CASE("about as many slots are drawn as asked for, twice as many at peak") {
  // Five standard deviations of binomial numbers.
  CHECK(std::abs(static_cast<double>(drawn(1, Audit::kLeader, false).size()) - 1095) < 160);
  CHECK(std::abs(static_cast<double>(drawn(1, Audit::kLeader, true).size()) - 2190) < 220);
  CHECK(std::abs(static_cast<double>(drawn(1, Audit::kLeader, true, 10).size()) - 219) < 75);
}

TEST_CASE("every half hour of the day is drawn as often as any other") {
  std::array<int, 48> times{};
  for (const std::int64_t slot : drawn(7, Audit::kMisreport, false)) {
    ++times[static_cast<std::size_t>(slot % 48)];
  }
  double chi_square = 0;
  const double expected = 365.0 / 16;
  for (const int n : times) chi_square += (n - expected) * (n - expected) / expected;
  CHECK(chi_square < 95);  // of 48 degrees of freedom: exceeded in one of 10,000 draws
}

TEST_CASE("the draw is the seed's, the certificate's and the stratum's own, and can be repeated") {
  const auto slots = drawn(1, Audit::kLeader, false);
  CHECK(slots == drawn(1, Audit::kLeader, false));
  CHECK(slots != drawn(2, Audit::kLeader, false));
  CHECK(slots != drawn(1, Audit::kMisreport, false));
  const auto at_peak = drawn(1, Audit::kLeader, true);
  std::size_t common = 0;
  for (const std::int64_t slot : slots) common += at_peak.count(slot);
  CHECK(common < slots.size() / 2);
}

TEST_CASE("the prosumer of the least rank is picked, whoever is shown first") {
  const AuditDraw draw{1, 1};
  std::set<ProsumerId> all;
  for (std::int64_t slot = 0; slot < 50; ++slot) {
    ProsumerDraw upwards{draw, slot}, downwards{draw, slot};
    CHECK_FALSE(upwards.picked());
    CHECK(upwards.picks(ProsumerId{0}));
    for (std::uint32_t i = 0; i < 5; ++i) {
      upwards.picks(ProsumerId{i});
      downwards.picks(ProsumerId{4 - i});
    }
    const ProsumerId picked = upwards.picked();
    REQUIRE(picked);
    CHECK(downwards.picked() == picked);
    CHECK_FALSE(upwards.picks(picked));
    for (const ProsumerId prosumer : ids<ProsumerId>(5)) {
      CHECK(draw.rank(slot, picked) <= draw.rank(slot, prosumer));
    }
    all.insert(picked);
  }
  CHECK(all.size() == 5);
}

TEST_CASE("short runs are looked at more often, and all or nothing can be asked for") {
  CHECK(audit_share(16, 336) == 1.0 / 16);
  CHECK(audit_share(16, 48) == 1.0 / 3);
  CHECK(audit_share(16, 4) == 1);
  CHECK(audit_share(1, 17'520) == 1);
  CHECK(audit_share(0, 336) == 0);
  CHECK(AuditDraw{3, 1}.is_drawn(Audit::kCore, 5, false));
  CHECK_FALSE(AuditDraw{3, 0}.is_drawn(Audit::kCore, 5, true));
}
