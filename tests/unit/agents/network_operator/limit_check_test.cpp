#include "agents/network_operator/limit_check.hpp"

#include <vector>

#include "output/recording/slot_record.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;
using power_flow::Phasing;

TEST_CASE("voltages outside the limits are counted, and the extremes located") {
  const std::vector<double> voltages{1.0, 0.9, 1.11, 0.89, 1.1, 0.89};
  NetworkAccount account;
  check_voltages({.voltage_min_pu = 0.9, .voltage_max_pu = 1.1}, Phasing::kBalanced, voltages,
                 account);
  CHECK(account.voltage_violations == 3);
  CHECK(account.lowest_voltage.place == BusId{3});
  CHECK(account.highest_voltage.place == BusId{2});
  CHECK(account.loading_violations == 0);
}

TEST_CASE("a loading is a share of the rating, and a line without one has none") {
  std::vector<double> loadings;
  find_loadings(std::vector<double>{50, 30, 120}, std::vector<double>{100, 0, 100}, loadings);
  CHECK(loadings == std::vector<double>{50, recording::kNoValue, 120});
}

TEST_CASE("loadings above the limit are counted, and the highest located") {
  NetworkAccount account;
  check_loadings({.loading_percent = 80}, Phasing::kBalanced,
                 std::vector<double>{80, recording::kNoValue, 81, 120}, account);
  CHECK(account.loading_violations == 2);
  CHECK(account.highest_loading.place == LineId{3});
  NetworkAccount unrated;
  check_loadings({}, Phasing::kBalanced, std::vector<double>{recording::kNoValue}, unrated);
  CHECK(unrated.loading_violations == 0);
  CHECK_FALSE(unrated.highest_loading.place);
}

TEST_CASE("by phase a bus or line counts once, and the extreme says on which phase") {
  const std::vector<double> voltages{1.0, 0.88, 0.89, 1.0, 1.0, 1.2};
  NetworkAccount account;
  check_voltages({.voltage_min_pu = 0.9, .voltage_max_pu = 1.1}, Phasing::kByPhase, voltages,
                 account);
  CHECK(account.voltage_violations == 2);
  CHECK(account.lowest_voltage.place == BusId{0});
  CHECK(account.lowest_voltage.phase == network::Phase::kB);
  CHECK(account.lowest_voltage.value == 0.88);
  CHECK(account.highest_voltage.place == BusId{1});
  CHECK(account.highest_voltage.phase == network::Phase::kC);
  std::vector<double> loadings;
  find_loadings(std::vector<double>{50, 90, 120, 1, 1, 1}, std::vector<double>{100, 0}, loadings);
  check_loadings({.loading_percent = 80}, Phasing::kByPhase, loadings, account);
  CHECK(account.loading_violations == 1);
  CHECK(account.highest_loading.place == LineId{0});
  CHECK(account.highest_loading.phase == network::Phase::kC);
  CHECK(loadings[3] == recording::kNoValue);
}
