#include "agents/coalitions/trading_side.hpp"

#include <vector>

#include "tests/unit/agents/coalitions/sample_street.hpp"

#include <doctest/doctest.h>

namespace peerwatt::game {
namespace {

struct Visit {
  std::uint32_t place = 0;
  double kwh = 0;
  double charge = 0;
  friend bool operator==(const Visit&, const Visit&) = default;
};

std::vector<Visit> sweep_from(std::uint32_t place, const std::vector<double>& kwh) {
  const TreeOrder order{Street{}.neighbourhood(), rules(0.5)};
  TradingSide side;
  side.list(order, kwh);
  std::vector<Visit> visits;
  side.sweep(order, place, [&](std::uint32_t other, double traded, double charge) {
    visits.push_back({other, traded, charge});
  });
  return visits;
}

TEST_CASE("a sweep meets the traders behind a place, then those before it, outwards") {
  // Sellers at both ends of the middle buyers; 0.5 per kWh and km.
  CHECK(sweep_from(1, {2, 0, 4, 1}) ==
        std::vector<Visit>{{2, 4, 0.5 * 2}, {3, 1, 0.5 * 3}, {0, 2, 0.5 * 0.5}});
  CHECK(sweep_from(3, {2, 1, 4, 0}) ==
        std::vector<Visit>{{2, 4, 0.5 * 1}, {1, 1, 0.5 * 3}, {0, 2, 0.5 * 3.5}});
}

TEST_CASE("who has nothing to trade on the side is not met") {
  CHECK(sweep_from(0, {0, 0, 0, 0}).empty());
  CHECK(sweep_from(2, {0, 3, 0, 0}) == std::vector<Visit>{{1, 3, 0.5 * 2}});
}

TEST_CASE("a side that is listed again forgets who was on it") {
  const TreeOrder order{Street{}.neighbourhood(), rules()};
  TradingSide side;
  side.reserve(4);
  side.list(order, std::vector<double>{1, 1, 0, 1});
  side.list(order, std::vector<double>{0, 0, 0, 5});
  double met_kwh = 0;
  side.sweep(order, 2, [&](std::uint32_t, double kwh, double) { met_kwh += kwh; });
  CHECK(met_kwh == 5);
}

}  // namespace
}  // namespace peerwatt::game
