#include "tools/verification/trace/inverter_facts.hpp"

#include <cmath>
#include <functional>

#include <doctest/doctest.h>

namespace peerwatt::verification {
namespace {

recording::ProsumerStatics one_inverter() {
  recording::ProsumerStatics homes{};
  homes.inverter_control = {2};
  homes.inverter_kva = {5};
  homes.volt_var_full_below_pu = {0.92};
  homes.volt_var_none_from_pu = {0.98};
  homes.volt_var_none_to_pu = {1.02};
  homes.volt_var_full_above_pu = {1.08};
  homes.volt_var_fed_in = homes.volt_var_drawn = {0.44};
  return homes;
}

}  // namespace

TEST_CASE("inverters that cannot be replayed are named") {
  CHECK(problem_of_inverters(one_inverter()) == "");
  const std::pair<const char*, std::function<void(recording::ProsumerStatics&)>> damages[] = {
      {"inverter_control", [](auto& homes) { homes.inverter_control = {3}; }},
      {"inverter_kva", [](auto& homes) { homes.inverter_kva = {-1}; }},
      {"inverter_kva", [](auto& homes) { homes.inverter_kva = {std::nan("")}; }},
      {"must rise", [](auto& homes) { homes.volt_var_none_from_pu = {0.92}; }},
      {"must rise", [](auto& homes) { homes.volt_var_none_to_pu = {std::nan("")}; }},
      {"volt_var_drawn", [](auto& homes) { homes.volt_var_drawn = {1.5}; }}};
  for (const auto& [expected, damage] : damages) {
    recording::ProsumerStatics homes = one_inverter();
    damage(homes);
    CHECK(problem_of_inverters(homes).find(expected) != std::string::npos);
  }
}

TEST_CASE("the voltages of inverters that do not go by them may be 0") {
  recording::ProsumerStatics homes = one_inverter();
  homes.inverter_control = {1};
  homes.volt_var_full_below_pu = homes.volt_var_none_from_pu = {0};
  CHECK(problem_of_inverters(homes) == "");
}

}  // namespace peerwatt::verification
