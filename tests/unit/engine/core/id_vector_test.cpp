#include "engine/core/id_vector.hpp"

#include <span>
#include <type_traits>

#include "engine/core/id.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

template <class Column, class Key>
constexpr bool kOpens = requires(Column column, Key key) {
  column[key];
};

double sum(std::span<const double> values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

}  // namespace

TEST_CASE("a column gives the value of an id, and a new value the next id") {
  IdVector<BusId, double> column(2, 0.5);
  column[BusId{1}] = 2;
  CHECK(column.push_back(4) == BusId{2});
  CHECK(column[BusId{0}] == 0.5);
  CHECK(column[BusId{1}] == 2);
  CHECK(column[BusId{2}] == 4);
  double total = 0;
  for (const BusId bus : column.ids()) total += column[bus];
  CHECK(total == 6.5);
}

TEST_CASE("a column is opened by ids of its kind only") {
  using Column = IdVector<BusId, double>;
  CHECK(kOpens<Column, BusId>);
  CHECK_FALSE(kOpens<Column, LineId>);
  CHECK_FALSE(kOpens<Column, std::size_t>);
}

TEST_CASE("a column is a span of its values where one is asked for") {
  const IdVector<BusId, double> column{1, 2};
  CHECK(sum(column) == 3);
  CHECK(std::is_convertible_v<IdVector<BusId, double>, std::span<const double>>);
}
