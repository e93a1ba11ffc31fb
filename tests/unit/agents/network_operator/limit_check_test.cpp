#include "agents/network_operator/limit_check.hpp"

#include <vector>

#include "output/recording/slot_record.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

TEST_CASE("voltages outside the limits are counted, and the extremes located") {
  const std::vector<double> voltages{1.0, 0.9, 1.11, 0.89, 1.1, 0.89};
  NetworkAccount account;
  check_voltages({.voltage_min_pu = 0.9, .voltage_max_pu = 1.1}, voltages, account);
  CHECK(account.voltage_violations == 3);
  CHECK(account.lowest_bus == BusId{3});
  CHECK(account.highest_bus == BusId{2});
  CHECK(account.loading_violations == 0);
}

TEST_CASE("a loading is a share of the rating, and a line without one has none") {
  std::vector<double> loadings;
  find_loadings(std::vector<double>{50, 30, 120}, std::vector<double>{100, 0, 100}, loadings);
  CHECK(loadings == std::vector<double>{50, recording::kNoValue, 120});
}

TEST_CASE("loadings above the limit are counted, and the highest located") {
  NetworkAccount account;
  check_loadings({.loading_percent = 80}, std::vector<double>{80, recording::kNoValue, 81, 120},
                 account);
  CHECK(account.loading_violations == 2);
  CHECK(account.most_loaded_line == LineId{3});
  NetworkAccount unrated;
  check_loadings({}, std::vector<double>{recording::kNoValue}, unrated);
  CHECK(unrated.loading_violations == 0);
  CHECK_FALSE(unrated.most_loaded_line);
}
