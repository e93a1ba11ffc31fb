#include "engine/core/id.hpp"

#include <type_traits>

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("an id is invalid until it is given an index") {
  const BusId none;
  const BusId seventh{7};
  CHECK_FALSE(none);
  CHECK(none.number() == -1);
  CHECK(seventh);
  CHECK(seventh.index() == 7);
  CHECK(seventh.number() == 7);
}

TEST_CASE("an id is read back from the number that files hold") {
  CHECK(BusId::from_number(7) == BusId{7});
  CHECK_FALSE(BusId::from_number(kNoId));
}

TEST_CASE("ids compare by index, and an invalid one equals itself only") {
  CHECK(BusId{1} < BusId{2});
  CHECK(BusId{2} == BusId{2});
  CHECK(BusId{} == BusId{});
  CHECK(BusId{0} != BusId{});
  CHECK(std::hash<BusId>{}(BusId{5}) == std::hash<BusId>{}(BusId{5}));
}

TEST_CASE("ids of different things do not mix") {
  CHECK_FALSE(std::is_convertible_v<BusId, LineId>);
  CHECK_FALSE(std::is_convertible_v<std::uint32_t, BusId>);
  CHECK_FALSE(std::is_convertible_v<BusId, bool>);
}

#ifndef NDEBUG
TEST_CASE("asking an invalid id for its index is our own mistake") {
  CHECK_THROWS_AS(BusId{}.index(), LogicError);
}
#endif
