#include "agents/bidding/trader_random.hpp"

#include "engine/core/random.hpp"

#include <doctest/doctest.h>

namespace peerwatt::bidding {
namespace {

constexpr std::uint64_t kSeed = 3, kIdentity = 42;

RandomAddress address(std::uint32_t draw) {
  return {.seed = kSeed, .purpose = Purpose::kMarket, .owner = kIdentity, .draw = draw};
}

TEST_CASE("what a trader is born with are the first draws at its address, however often read") {
  std::uint32_t choices = 5;
  const TraderRandom random{kSeed, kIdentity, choices};
  for (const std::uint32_t which : {0U, 3U, 15U, 3U}) {
    CHECK(random.inborn(which) == uniform(address(which)));
  }
  CHECK(choices == 5);
}

TEST_CASE("choices are the draws from 2^31 on, one for each") {
  std::uint32_t choices = 0;
  TraderRandom random{kSeed, kIdentity, choices};
  CHECK(random.choose() == uniform(address(1U << 31)));
  const auto bits = random_bits(address((1U << 31) + 1));
  const auto [first, second] = random.choose_two();
  CHECK(first == bits[0] / 4294967296.0);
  CHECK(second == bits[1] / 4294967296.0);
  CHECK(random.choose() == uniform(address((1U << 31) + 2)));
  CHECK(choices == 3);
}

TEST_CASE("who goes on with the count of its choices goes on with its choices") {
  std::uint32_t once = 0, later = 1;
  TraderRandom first{kSeed, kIdentity, once};
  first.choose();
  TraderRandom resumed{kSeed, kIdentity, later};
  CHECK(resumed.choose() == first.choose());
}

}  // namespace
}  // namespace peerwatt::bidding
