#include "engine/core/id_slice.hpp"

#include <vector>

#include "engine/core/id.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

TEST_CASE("a slice has a value for each id of its range") {
  IdSlice<ZoneId, int> slice{{ZoneId{5}, 3}, 7};
  CHECK(slice.size() == 3);
  slice[ZoneId{6}] = 8;
  CHECK(std::vector<int>(slice.begin(), slice.end()) == std::vector<int>{7, 8, 7});
  std::vector<ZoneId> ids;
  for (const ZoneId zone : slice.ids()) ids.push_back(zone);
  CHECK(ids == std::vector{ZoneId{5}, ZoneId{6}, ZoneId{7}});
}

TEST_CASE("a slice takes over values in the order of the ids") {
  const IdSlice<ZoneId, double> slice{{ZoneId{2}, 2}, {0.5, 1.5}};
  CHECK(slice[ZoneId{2}] == 0.5);
  CHECK(slice[ZoneId{3}] == 1.5);
  const IdSlice<ZoneId, double> none{{ZoneId{9}, 0}};
  CHECK(none.size() == 0);
  CHECK(none.ids().size() == 0);
}
