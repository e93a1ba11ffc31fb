#include "agents/observers/network_record.hpp"

#include <vector>

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::agents;

namespace {

const std::vector<double> kVoltages{1, 0.97, 0.95}, kLoadings{50, 80};

}  // namespace

TEST_CASE("the record has the operator's columns, and the extremes with their places") {
  NetworkAccount account;
  account.losses_kwh = 0.5;
  account.base_load_factor = 0.25;
  account.voltage_violations = 2;
  account.loading_violations = 1;
  account.lowest_voltage = {BusId{2}, network::Phase::kB, 0.95};
  account.highest_voltage = {BusId{0}, network::Phase::kAll, 1};
  account.highest_loading = {LineId{1}, network::Phase::kC, 80};
  account.voltage_pu = kVoltages;
  account.loading_percent = kLoadings;
  const recording::NetworkRecord record = network_record(account);
  CHECK(record.converged);
  CHECK(record.unsolved_bus == kNoId);
  CHECK(record.losses_kwh == 0.5);
  CHECK(record.base_load_factor == 0.25);
  CHECK(record.voltage_violations == 2);
  CHECK(record.loading_violations == 1);
  CHECK(record.voltage_lowest_pu == 0.95);
  CHECK(record.voltage_lowest_bus == 2);
  CHECK(record.voltage_lowest_phase == 2);
  CHECK(record.voltage_highest_pu == 1);
  CHECK(record.voltage_highest_bus == 0);
  CHECK(record.voltage_highest_phase == 0);
  CHECK(record.loading_highest_percent == 80);
  CHECK(record.loading_highest_line == 1);
  CHECK(record.loading_highest_phase == 3);
  CHECK(record.voltage_pu.data() == kVoltages.data());
}

TEST_CASE("where no steady state was found, there are no losses and no extremes") {
  NetworkAccount account;
  account.converged = false;
  account.unsolved_bus = BusId{1};
  const recording::NetworkRecord record = network_record(account);
  CHECK_FALSE(record.converged);
  CHECK(record.unsolved_bus == 1);
  CHECK_FALSE(record.losses_kwh);
  CHECK_FALSE(record.voltage_lowest_pu);
  CHECK(record.voltage_lowest_bus == kNoId);
  CHECK_FALSE(record.loading_highest_percent);
}
