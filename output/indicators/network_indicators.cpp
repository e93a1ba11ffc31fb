#include "output/indicators/network_indicators.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "engine/core/id.hpp"

#include "output/indicators/number_text.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

double sum(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

// The extreme of a slot: a value, its place, and its phase, 0 where there are none.
struct Found {
  std::optional<double> value;
  std::int64_t place = kNoId;
  std::int64_t phase = 0;
};

// Takes it over where it goes beyond what was found before.
template <class Beyond>
void keep(std::optional<double>& extreme, std::optional<std::int64_t>& place,
          std::optional<std::int64_t>& phase, const Found& found, Beyond beyond) {
  if (!found.value || (extreme && !beyond(*found.value, *extreme))) return;
  extreme = found.value;
  place = found.place;
  if (found.phase > 0) phase = found.phase;
}

// ` on phase b`; empty where there are none.
std::string phase_in_words(const std::optional<std::int64_t>& phase) {
  if (!phase) return "";
  return fmt::format(" on phase {}", kPhaseNames.at(static_cast<std::size_t>(*phase - 1)));
}

const std::string& name_of(const std::vector<std::string>& names, std::int64_t index) {
  return names.at(static_cast<std::size_t>(index));
}

std::int64_t homes_at(std::int64_t bus, const recording::RunDescription& run) {
  return std::ranges::count(run.prosumers.bus, bus);
}

// Those that are fed through a line.
std::int64_t homes_behind(std::int64_t line, const recording::RunDescription& run) {
  const recording::NetworkStatics& network = run.network;
  std::vector<std::int32_t> feeding(network.bus_name.size(), kNoId);  // line to each bus
  for (std::size_t i = 0; i < network.line_to.size(); ++i) {
    feeding[static_cast<std::size_t>(network.line_to[i])] = static_cast<std::int32_t>(i);
  }
  return std::ranges::count_if(run.prosumers.bus, [&](std::int32_t bus) {
    for (std::int32_t at = feeding[static_cast<std::size_t>(bus)]; at != kNoId;
         at = feeding[static_cast<std::size_t>(network.line_from[static_cast<std::size_t>(at)])]) {
      if (at == line) return true;
    }
    return false;
  });
}

std::string voltages_in_words(const NetworkIndicators& n, const recording::RunDescription& run) {
  const double least = run.rules.voltage_min_pu.value_or(0);
  const double most = run.rules.voltage_max_pu.value_or(0);
  const std::string range =
      fmt::format("voltages {:.3f} to {:.3f} p.u.", *n.voltage_lowest_pu, *n.voltage_highest_pu);
  if (n.voltage_violation_slots.value_or(0) == 0) {
    return fmt::format("{}, within {:g} to {:g}", range, least, most);
  }
  const auto worst = [&](double value, std::int64_t bus, const NetworkIndicators::Count& phase,
                         const char* what) {
    return fmt::format(", {} {:.3f} at '{}'{} ({} there)", what, value,
                       name_of(run.network.bus_name, bus), phase_in_words(phase),
                       counted(homes_at(bus, run), "home"));
  };
  std::string text = fmt::format("voltages outside {:g} to {:g} p.u. in {}", least, most,
                                 counted(*n.voltage_violation_slots, "slot"));
  if (*n.voltage_lowest_pu < least) {
    text += worst(*n.voltage_lowest_pu, *n.voltage_lowest_bus, n.voltage_lowest_phase, "down to");
  }
  if (*n.voltage_highest_pu > most) {
    text += worst(*n.voltage_highest_pu, *n.voltage_highest_bus, n.voltage_highest_phase, "up to");
  }
  return text;
}

std::string loadings_in_words(const NetworkIndicators& n, const recording::RunDescription& run) {
  if (!n.loading_highest_percent) return "no line has a rating";
  const std::string name =
      fmt::format("'{}'{}", name_of(run.network.line_name, *n.loading_highest_line),
                  phase_in_words(n.loading_highest_phase));
  const std::string behind = counted(homes_behind(*n.loading_highest_line, run), "home");
  if (n.loading_violation_slots.value_or(0) == 0) {
    return fmt::format("at most {:.0f} % loading, of {} ({} behind it)", *n.loading_highest_percent,
                       name, behind);
  }
  return fmt::format("loadings above {:g} % in {}, up to {:.0f} % of {} ({} behind it)",
                     run.rules.loading_limit_percent.value_or(0),
                     counted(*n.loading_violation_slots, "slot"), *n.loading_highest_percent, name,
                     behind);
}

}  // namespace

NetworkAccumulator::NetworkAccumulator(const recording::RunDescription& run)
    : is_on_{run.solves_power_flow},
      keeps_baselines_{run.keeps_baselines},
      base_load_kwh_{sum(run.network.bus_base_load_kw) * run.slot.hours()} {
  if (!is_on_) return;
  totals_.losses_kwh = 0;
  if (keeps_baselines_) totals_.losses_ordinary_kwh = totals_.losses_no_trade_kwh = 0;
  totals_.voltage_violation_slots = totals_.loading_violation_slots = 0;
  totals_.unsolved_slots = 0;
}

void NetworkAccumulator::add(const recording::SlotRecord& slot) {
  if (!is_on_) return;
  const recording::NetworkRecord& network = slot.network;
  *totals_.losses_kwh += slot.system.losses_kwh;
  if (keeps_baselines_) {
    *totals_.losses_ordinary_kwh += slot.system.losses_ordinary_kwh;
    *totals_.losses_no_trade_kwh += slot.system.losses_no_trade_kwh;
  }
  base_load_used_kwh_ += network.base_load_factor * base_load_kwh_;
  *totals_.voltage_violation_slots += network.voltage_violations > 0 ? 1 : 0;
  *totals_.loading_violation_slots += network.loading_violations > 0 ? 1 : 0;
  *totals_.unsolved_slots += network.converged ? 0 : 1;
  keep(totals_.voltage_lowest_pu, totals_.voltage_lowest_bus, totals_.voltage_lowest_phase,
       {network.voltage_lowest_pu, network.voltage_lowest_bus, network.voltage_lowest_phase},
       std::less<>{});
  keep(totals_.voltage_highest_pu, totals_.voltage_highest_bus, totals_.voltage_highest_phase,
       {network.voltage_highest_pu, network.voltage_highest_bus, network.voltage_highest_phase},
       std::greater<>{});
  keep(totals_.loading_highest_percent, totals_.loading_highest_line, totals_.loading_highest_phase,
       {network.loading_highest_percent, network.loading_highest_line,
        network.loading_highest_phase},
       std::greater<>{});
}

NetworkIndicators NetworkAccumulator::result(double served_kwh) const {
  NetworkIndicators result = totals_;
  const double used = served_kwh + base_load_used_kwh_;
  if (is_on_ && used > 0) result.losses_percent = 100 * *result.losses_kwh / used;
  return result;
}

std::string wires_in_words(const NetworkIndicators& n, const recording::RunDescription& run) {
  if (!n.losses_kwh) return {};
  std::string text;
  if (n.unsolved_slots.value_or(0) > 0) {
    text = fmt::format("No power flow was found in {}: more was drawn than the wires carry. ",
                       counted(*n.unsolved_slots, "slot"));
  }
  if (!n.voltage_lowest_pu) return text;
  const bool is_broken = *n.voltage_violation_slots + *n.loading_violation_slots > 0;
  text += fmt::format("{}: {}; {}", is_broken ? "WIRES" : "Wires", voltages_in_words(n, run),
                      loadings_in_words(n, run));
  text += fmt::format("; lost {:.1f} kWh", *n.losses_kwh);
  if (n.losses_percent) text += fmt::format(" ({:.1f} %)", *n.losses_percent);
  return text + ".";
}

}  // namespace peerwatt::output
