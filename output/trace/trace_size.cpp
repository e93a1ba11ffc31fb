#include "output/trace/trace_size.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <sys/statvfs.h>

#include "engine/core/diagnostics.hpp"

#include "output/indicators/number_text.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::output {
namespace {

// What shuffle and deflate leave of series of homes with PV and batteries, at any level: 0.4 of
// those of the quickstart.
constexpr double kLeft = 0.45;
constexpr double kLeftByZstd = 0.88;  // of what deflate leaves
constexpr double kBase = 300e3;       // bytes of tables that do not grow
constexpr double kOfProsumer = 300;   // bytes of a prosumer's name and static columns
constexpr double kOfFeeder = 85;      // bytes of the feeder in a large scenario, by prosumer

double value_bytes(const TraceOptions& options) {
  return options.floats == FloatWidth::kFloat32 ? 4 : 8;
}

// The part of a compressed file that is left where the last bits of its numbers are zero: of the
// quickstart, 0.68 with 28 bits of a float64 and 0.45 with 12.
double left_by_rounding(const TraceOptions& options) {
  const double digits = options.floats == FloatWidth::kFloat32 ? 24 : 53;
  return 1 - 0.65 * std::max(0.0, digits - options.significant_bits) / digits;
}

double left_by_codec(Codec codec) {
  return codec == Codec::kZstd ? kLeft * kLeftByZstd : kLeft;
}

template <class Column>
double count_present(std::span<const Column> columns, const recording::RunDescription& run) {
  return static_cast<double>(std::count_if(columns.begin(), columns.end(), [&](const Column& c) {
    return is_present(c.text.presence, run);
  }));
}

double agent_values(const recording::RunDescription& run, const TraceOptions& options) {
  const auto prosumers = static_cast<double>(run.prosumers.name.size());
  const auto slots = static_cast<double>(run.slots);
  const double days = slots / static_cast<double>(std::max<std::int64_t>(1, run.slots_per_day));
  const double rows = slots / static_cast<double>(options.every);
  return prosumers * (rows * count_present(prosumer_columns(), run) +
                      days * count_present(daily_columns(), run));
}

// Of runs with power flow: of the network in each slot, and of its buses and lines.
double network_values(const recording::RunDescription& run, const TraceOptions& options) {
  if (!run.solves_power_flow) return 0;
  const auto slots = static_cast<double>(run.slots);
  double values = slots * count_present(network_slot_columns(), run);
  if (options.level < TraceLevel::kAgents) return values;
  const double rows = slots / static_cast<double>(options.every);
  const double each = run.solves_by_phase ? static_cast<double>(kPhaseNames.size()) : 1;
  values += rows * each *
            static_cast<double>(run.network.bus_name.size() * bus_columns().size() +
                                run.network.line_name.size() * line_columns().size());
  return values;
}

double event_values(const recording::RunDescription& run) {
  const double orders =
      static_cast<double>(run.slots) * static_cast<double>(run.prosumers.name.size());
  return orders * static_cast<double>(order_columns().size() + trade_columns().size());
}

}  // namespace

std::uint64_t expected_bytes(const recording::RunDescription& run, const TraceOptions& options) {
  double values =
      static_cast<double>(run.slots) *
      (count_present(system_columns(), run) + static_cast<double>(certificate_columns().size()));
  values += network_values(run, options);
  if (options.level >= TraceLevel::kAgents) values += agent_values(run, options);
  if (options.level >= TraceLevel::kOrders) values += event_values(run);
  const double left =
      options.compression == 0 ? 1.0 : left_by_codec(options.codec) * left_by_rounding(options);
  const double of_prosumer = options.level >= TraceLevel::kAgents ? kOfProsumer : kOfFeeder;
  return static_cast<std::uint64_t>(values * value_bytes(options) * left + kBase +
                                    of_prosumer * static_cast<double>(run.prosumers.name.size()));
}

void require_space(std::uint64_t bytes, const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  struct statvfs disk {};
  if (statvfs(folder.c_str(), &disk) != 0 || disk.f_blocks == 0) return;  // one that does not say
  const std::uint64_t free = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  if (bytes <= free) return;
  throw OutputError{
      fmt::format("{}: the trace needs about {}, the disk has {} left; free some, write elsewhere "
                  "(-o), or keep less (trace.level, trace.every, trace.precision)",
                  file.string(), bytes_text(bytes), bytes_text(free))};
}

}  // namespace peerwatt::output
