#include "tools/verification/checks/form_checks.hpp"

#include <cmath>
#include <map>
#include <numeric>

#include "output/schema/schema.hpp"

namespace peerwatt::verification {
namespace {

Check seal(const output::TraceReader& trace, const RunFacts& facts) {
  Check check{"seal", {}};
  if (!facts.is_complete) {
    check.excuse("the run was interrupted, and has none");
    return check;
  }
  const auto texts = trace.attributes("provenance").texts;
  const auto noted = texts.find(output::kSealAttribute);
  check.expect(noted != texts.end() && noted->second == trace.digest(),
               {.column = output::kSealAttribute});
  check.count_slot();
  return check;
}

void check_steps(const std::vector<std::int64_t>& time, double step, const char* axis,
                 Check& check) {
  for (std::size_t i = 1; i < time.size(); ++i) {
    check.measure(static_cast<double>(time[i] - time[i - 1]) - step, 0,
                  {.slot = static_cast<std::int64_t>(i), .column = axis});
  }
}

void check_indices(const output::TraceReader& trace, const std::string& axis, Check& check) {
  const std::vector<std::int64_t> found = trace.read_integers(axis);
  for (std::size_t i = 0; i < found.size(); ++i) {
    check.expect(found[i] == static_cast<std::int64_t>(i), {.column = axis.c_str()});
  }
  if (!trace.has(axis + "_name")) return;
  check.expect(trace.read_texts(axis + "_name").size() == found.size(), {.column = axis.c_str()});
}

Check axes(const output::TraceReader& trace, const RunFacts& facts) {
  Check check{"form: axes", {}};
  const std::vector<std::int64_t> time = trace.read_integers("time");
  check_steps(time, facts.slot_s, "time", check);
  check.expect(facts.slots_per_day > 0 &&
                   std::fabs(facts.slot_s * static_cast<double>(facts.slots_per_day) - 86400) < 1,
               {.column = "slot_length_s"});
  for (const char* axis : {"prosumer", "group", "bus", "line", "zone", "inputs/input"}) {
    check_indices(trace, axis, check);
  }
  if (trace.has("phase")) check_indices(trace, "phase", check);
  for (const char* axis : {"events/orders/order", "events/trades/trade", "events/quotes/quote"}) {
    if (facts.has_events) check_indices(trace, axis, check);
  }
  if (facts.has_agents) {
    const std::vector<std::int64_t> rows = trace.read_integers(facts.prosumer_time);
    const char* axis = facts.prosumer_time.c_str();
    check_steps(rows, facts.slot_s * static_cast<double>(facts.every), axis, check);
    check.expect(rows.front() == time.front(), {.column = axis});
  }
  check.count_slot();
  return check;
}

bool in_range(std::int64_t id, std::size_t count) {
  return id >= 0 && static_cast<std::size_t>(id) < count;
}

// Where people live: their bus is in their zone.
void look_at_homes(const RunFacts& facts, Check& check) {
  const recording::ProsumerStatics& p = facts.prosumers;
  for (std::size_t i = 0; i < facts.prosumer_count(); ++i) {
    const Where where{.prosumer = static_cast<std::int64_t>(i), .column = "bus, zone"};
    const bool known = in_range(p.bus[i], facts.network.bus_zone.size()) &&
                       in_range(p.zone[i], facts.zone_count());
    check.expect(known && facts.network.bus_zone[static_cast<std::size_t>(p.bus[i])] == p.zone[i],
                 where);
  }
}

// Every bus but one has one line towards the root, and all are connected; zones hang together.
void look_at_tree(const RunFacts& facts, Check& check) {
  const recording::NetworkStatics& n = facts.network;
  const std::size_t buses = n.bus_name.size();
  std::vector<std::int64_t> above(buses, kNowhere);
  std::size_t lines = 0;
  for (std::size_t line = 0; line < n.line_from.size(); ++line) {
    const bool known = in_range(n.line_from[line], buses) && in_range(n.line_to[line], buses);
    check.expect(known, {.column = "from, to"});
    if (!known) continue;
    std::int64_t& parent = above[static_cast<std::size_t>(n.line_to[line])];
    check.expect(parent == kNowhere, {.column = "to"});
    parent = n.line_from[line];
    ++lines;
  }
  check.expect(lines + 1 == buses, {.column = "from, to"});
  std::map<std::int32_t, std::size_t> entrances;
  for (std::size_t bus = 0; bus < buses; ++bus) {
    auto at = static_cast<std::int64_t>(bus);
    for (std::size_t step = 0; at != kNowhere && step <= buses; ++step) {
      at = above[static_cast<std::size_t>(at)];
    }
    check.expect(at == kNowhere, {.column = "from, to"});
    const std::int32_t zone = n.bus_zone[bus];
    check.expect(zone >= -1 && zone < static_cast<std::int32_t>(facts.zone_count()),
                 {.column = "bus_zone"});
    const std::int64_t parent = above[bus];
    const bool enters = parent == kNowhere || n.bus_zone[static_cast<std::size_t>(parent)] != zone;
    if (zone >= 0 && enters) ++entrances[zone];
  }
  for (const auto& [zone, count] : entrances) check.expect(count == 1, {.column = "bus_zone"});
}

// Shares are shares, sizes are not negative, and nothing is missing.
Check statics(const RunFacts& facts) {
  Check check{"form: static columns", {}};
  const recording::ProsumerStatics& p = facts.prosumers;
  const auto look = [&](const char* name, const std::vector<double>& values, double most) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      check.expect(values[i] >= 0 && values[i] <= most,
                   {.prosumer = static_cast<std::int64_t>(i), .column = name});
    }
  };
  constexpr double kLargest = 1e12;
  look("pv_capacity_kw", p.pv_capacity_kw, kLargest);
  look("battery_capacity_kwh", p.battery_capacity_kwh, kLargest);
  look("battery_power_kw", p.battery_power_kw, kLargest);
  look("flexible_share", p.flexible_share, 1);
  look("reservation_lambda", p.reservation_lambda, 1);
  look("choke_price", p.choke_price, kLargest);
  look("battery_efficiency", p.battery_efficiency, 1);
  look("battery_initial_kwh", p.battery_initial_kwh, kLargest);
  look("battery_reserve_kwh", p.battery_reserve_kwh, kLargest);
  for (std::size_t i = 0; i < facts.prosumer_count(); ++i) {
    const double capacity = p.battery_capacity_kwh[i];
    check.expect(capacity > 0 || p.battery_power_kw[i] == 0,
                 {.prosumer = static_cast<std::int64_t>(i), .column = "battery_power_kw"});
    check.expect(p.battery_initial_kwh[i] <= capacity && p.battery_reserve_kwh[i] <= capacity,
                 {.prosumer = static_cast<std::int64_t>(i), .column = "battery_capacity_kwh"});
  }
  look("reactance_ohm", facts.network.line_reactance_ohm, kLargest);
  look("length_km", facts.network.line_length_km, kLargest);
  look("resistance_ohm", facts.network.line_resistance_ohm, kLargest);
  look("rating_kva", facts.network.line_rating_kva, kLargest);
  check.count_slot();
  return check;
}

}  // namespace

Check check_places(const RunFacts& facts) {
  Check check{"form: places and network", {}};
  look_at_homes(facts, check);
  look_at_tree(facts, check);
  check.count_slot();
  return check;
}

std::vector<Check> check_form(const output::TraceReader& trace, const RunFacts& facts) {
  std::vector<Check> checks{seal(trace, facts), axes(trace, facts)};
  if (facts.has_agents) {
    checks.push_back(check_places(facts));
    checks.push_back(statics(facts));
  }
  return checks;
}

}  // namespace peerwatt::verification
