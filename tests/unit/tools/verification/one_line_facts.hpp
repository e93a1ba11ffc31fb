#pragma once

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification::test {

// A source, and a bus behind a line of 0.1 p.u. of 1,000 kVA at 1 kV; a home lives there.
inline RunFacts one_line() {
  RunFacts facts;
  facts.slot_s = 1800;
  facts.rules.base_kv = 1;
  facts.rules.source_voltage_pu = 1;
  recording::NetworkStatics& network = facts.network;
  network.bus_name = {"source", "end"};
  network.bus_shunt_kw = network.bus_shunt_kvar = network.bus_held_pu = {0, 0};
  network.bus_base_load_kw = {0, 80};
  network.bus_base_load_kvar = {0, 40};
  network.line_name = {"line"};
  network.line_from = {0};
  network.line_to = {1};
  network.line_resistance_ohm = {0.1};
  network.line_reactance_ohm = {0};
  network.line_rating_kva = {200};
  network.line_charging_kvar = network.line_iron_loss_kw = {0};
  network.line_tap_ratio = {1};
  network.line_taps_at_to = {0};
  facts.prosumers.name = {"home"};
  facts.prosumers.bus = {1};
  facts.prosumers.load_power_factor = {0.8};
  facts.prosumers.pv_power_factor = {1};
  return facts;
}

}  // namespace peerwatt::verification::test
