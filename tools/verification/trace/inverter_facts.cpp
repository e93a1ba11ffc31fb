#include "tools/verification/trace/inverter_facts.hpp"

#include <cstddef>

#include <fmt/format.h>

namespace peerwatt::verification {
namespace {

bool is_share(double value) {
  return value >= 0 && value <= 1;
}

bool rises(const recording::ProsumerStatics& homes, std::size_t i) {
  return homes.volt_var_full_below_pu[i] < homes.volt_var_none_from_pu[i] &&
         homes.volt_var_none_from_pu[i] < homes.volt_var_none_to_pu[i] &&
         homes.volt_var_none_to_pu[i] < homes.volt_var_full_above_pu[i];
}

}  // namespace

std::string problem_of_inverters(const recording::ProsumerStatics& homes) {
  for (std::size_t i = 0; i < homes.inverter_control.size(); ++i) {
    const auto problem = [i](const char* what) {
      return fmt::format("prosumers/static: {} of prosumer {}", what, i);
    };
    if (homes.inverter_control[i] < 0 || homes.inverter_control[i] > 2) {
      return problem("inverter_control must be 0, 1 or 2");
    }
    if (!(homes.inverter_kva[i] >= 0)) return problem("inverter_kva must not be negative");
    if (homes.inverter_control[i] != 2) continue;
    if (!rises(homes, i)) return problem("voltages of volt_var must rise");
    if (!is_share(homes.volt_var_fed_in[i]) || !is_share(homes.volt_var_drawn[i])) {
      return problem("volt_var_fed_in and volt_var_drawn must be between 0 and 1");
    }
  }
  return "";
}

}  // namespace peerwatt::verification
