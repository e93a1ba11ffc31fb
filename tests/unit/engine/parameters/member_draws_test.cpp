#include "engine/parameters/member_draws.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace peerwatt::parameters {
namespace {

constexpr DrawnProperty kFirst{3}, kSecond{4};

TEST_CASE("a property is the number at its own address of the population") {
  const MemberDraws draws{7, 11};
  const Distribution any{Distribution::Kind::kUniform, {0, 1}};
  CHECK(draws.sample(any, kFirst) == uniform({7, Purpose::kPopulation, 11, 3 * 8192}));
  CHECK(draws.sample(any, kFirst) != draws.sample(any, kSecond));
  CHECK(draws.sample(any, kFirst) != MemberDraws(7, 12).sample(any, kFirst));
  CHECK(draws.sample(any, kFirst) != MemberDraws(8, 11).sample(any, kFirst));
}

TEST_CASE("a quantity below a billionth is none") {
  const MemberDraws draws{7, 11};
  CHECK(draws.quantity(0.9e-9, kFirst) == 0);
  CHECK(draws.quantity(1e-9, kFirst) == 1e-9);
  CHECK(draws.sample(0.9e-9, kFirst) == 0.9e-9);
}

TEST_CASE("a chance of zero is never, of one always, and more chance never undoes a hit") {
  for (std::uint64_t member = 0; member < 100; ++member) {
    const MemberDraws draws{7, member};
    CHECK_FALSE(draws.chance(0, kFirst));
    CHECK(draws.chance(1, kFirst));
    CHECK((!draws.chance(0.3, kFirst) || draws.chance(0.6, kFirst)));
  }
}

}  // namespace
}  // namespace peerwatt::parameters
