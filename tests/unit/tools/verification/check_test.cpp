#include "tools/verification/findings/check.hpp"

#include <limits>

#include <doctest/doctest.h>

namespace peerwatt::verification {

TEST_CASE("a check keeps the value that exceeds its tolerance most") {
  Check check{"sum", {1e-9, 1e-3}};
  check.measure(0.5, 1000, {.slot = 1});  // half of what is allowed
  check.measure(-0.003, 2, {.slot = 2});  // one and a half times
  check.measure(0.9, 1000, {.slot = 3});
  CHECK(check.result().worst == 0.003);
  CHECK(check.result().where.slot == 2);
  CHECK_FALSE(check.result().holds());
}

TEST_CASE("what is no number does not hold, and stays the worst") {
  Check check{"sum", {1, 0}};
  check.measure(0, 0, {.slot = 1});
  CHECK(check.result().holds());
  check.equal(std::numeric_limits<double>::quiet_NaN(), 1, {.slot = 2});
  check.measure(1e300, 0, {.slot = 3});
  CHECK_FALSE(check.result().holds());
  CHECK(check.result().where.slot == 2);
  Check limit{"limit", {1, 0}};
  limit.at_most(std::numeric_limits<double>::quiet_NaN(), 1, {});
  CHECK_FALSE(limit.result().holds());
}

TEST_CASE("a limit may be kept by any margin, and missed by the tolerance") {
  Check check{"limit", {0.25, 0}};
  check.at_most(-100, 1, {});
  check.at_most(1.25, 1, {});
  CHECK(check.result().holds());
  check.at_most(1.5, 1, {});
  CHECK_FALSE(check.result().holds());
  CHECK(check.result().worst == 0.5);
}

}  // namespace peerwatt::verification
