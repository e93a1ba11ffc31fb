#include "engine/core/id_range.hpp"

#include <vector>

#include "engine/core/id.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

std::vector<std::uint32_t> indices(const IdRange<BusId>& range) {
  std::vector<std::uint32_t> all;
  for (const BusId bus : range) all.push_back(bus.index());
  return all;
}

}  // namespace

TEST_CASE("a range of ids is walked from its first on") {
  CHECK(indices({BusId{3}, 2}) == std::vector<std::uint32_t>{3, 4});
  CHECK(IdRange{BusId{3}, 2}.front() == BusId{3});
  CHECK(IdRange{BusId{3}, 2}.size() == 2);
}

TEST_CASE("the first ids of a kind begin with 0, and may be none") {
  CHECK(indices(ids<BusId>(3)) == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(indices(ids<BusId>(0)).empty());
}

#ifndef NDEBUG
TEST_CASE("to ask for the first of none is our own mistake") {
  CHECK_THROWS_AS(ids<BusId>(0).front(), LogicError);
}
#endif
