#include "output/trace/static_tables.hpp"

#include <array>
#include <numeric>

#include "output/indicators/indicator_table.hpp"
#include "output/recording/group_effects.hpp"

namespace peerwatt::output {
namespace {

using recording::RunDescription;

constexpr const char* kCalendar = "proleptic_gregorian";

void write_names(hid_t root, const Dimension& dimension, const std::vector<std::string>& names,
                 const char* long_name) {
  const H5Handle dataset = write_values(root, dimension.name + "_name", names);
  write_attribute(dataset.get(), "long_name", long_name);
  attach_scale(dataset.get(), dimension.scale.get(), 0);
}

template <class Values>
void write_static(hid_t group, const ColumnText& text, const Values& values,
                  const Dimension& dimension, const std::string& currency) {
  const H5Handle dataset = write_values(group, text.name, std::span{values});
  describe_column(dataset.get(), text, currency);
  write_attribute(dataset.get(), "coordinates", dimension.name + "_name");
  attach_scale(dataset.get(), dimension.scale.get(), 0);
}

// A value of each phase of each place.
void write_by_phase(hid_t group, const ColumnText& text, const std::vector<double>& values,
                    const Dimension& place, const Dimension& phase) {
  const H5Handle dataset = write_table(group, text.name, values, kPhaseNames.size());
  describe_column(dataset.get(), text, "");
  write_attribute(dataset.get(), "coordinates", place.name + "_name");
  attach_scale(dataset.get(), place.scale.get(), 0);
  attach_scale(dataset.get(), phase.scale.get(), 1);
}

void link_dimension(hid_t group, hid_t root, const std::string& name) {
  link_into(group, root, name);
  link_into(group, root, name + "_name");
}

}  // namespace

void describe_column(hid_t dataset, const ColumnText& text, const std::string& currency) {
  write_attribute(dataset, "long_name", text.long_name);
  const std::string unit = unit_text(text.unit, currency);
  if (!unit.empty()) write_attribute(dataset, "units", unit);
  if (text.unit == Unit::kInstant) write_attribute(dataset, "calendar", kCalendar);
  if (*text.cell_methods != '\0') write_attribute(dataset, "cell_methods", text.cell_methods);
  if (*text.flag_meanings != '\0') {
    std::vector<std::int8_t> values(flag_count(text.flag_meanings));
    std::iota(values.begin(), values.end(), std::int8_t{0});
    write_attribute(dataset, "flag_values", std::span<const std::int8_t>{values});
    write_attribute(dataset, "flag_meanings", text.flag_meanings);
  }
}

void describe_time(hid_t dataset, const char* long_name) {
  write_attribute(dataset, "standard_name", "time");
  write_attribute(dataset, "long_name", long_name);
  write_attribute(dataset, "units", "seconds since 1970-01-01T00:00:00Z");
  write_attribute(dataset, "calendar", kCalendar);
  write_attribute(dataset, "axis", "T");
}

Dimension index_dimension(hid_t group, const std::string& name, std::size_t size) {
  std::vector<std::int32_t> indices(size);
  std::iota(indices.begin(), indices.end(), 0);
  H5Handle scale = write_values(group, name, std::span<const std::int32_t>{indices});
  write_attribute(scale.get(), "long_name", "index of the " + name);
  make_scale(scale.get(), name);
  return {name, std::move(scale)};
}

void write_root_attributes(hid_t root, const RunDescription& run) {
  constexpr std::array<std::int32_t, 2> kVersion{kSchemaMajor, kSchemaMinor};
  write_attribute(root, "Conventions", "CF-1.10");
  write_attribute(root, "schema_name", kSchemaName);
  write_attribute(root, "schema_version", std::span<const std::int32_t>{kVersion});
  write_attribute(root, "title", run.title);
  write_attribute(root, "root_seed", run.seed);
  write_attribute(root, "slot_length_s", run.slot.seconds());
  write_attribute(root, "currency", run.currency);
  write_attribute(root, "run_status", "running");
}

void set_run_status(hid_t root, const char* status) {
  check(H5Adelete(root, "run_status"), "change the run's status");
  write_attribute(root, "run_status", status);
}

void write_root_dimensions(hid_t root, const RunDescription& run, RootDimensions& dimensions) {
  dimensions.prosumer = index_dimension(root, "prosumer", run.prosumers.name.size());
  write_names(root, dimensions.prosumer, run.prosumers.name, "name of the prosumer");
  dimensions.group = index_dimension(root, "group", run.group_name.size());
  write_names(root, dimensions.group, run.group_name, "name of the group of prosumers");
  dimensions.bus = index_dimension(root, "bus", run.network.bus_name.size());
  write_names(root, dimensions.bus, run.network.bus_name, "name of the bus");
  dimensions.line = index_dimension(root, "line", run.network.line_name.size());
  write_names(root, dimensions.line, run.network.line_name, "name of the line");
  dimensions.zone = index_dimension(root, "zone", run.network.zone_name.size());
  write_names(root, dimensions.zone, run.network.zone_name, "name of the zone");
  if (!run.solves_by_phase) return;
  dimensions.phase = index_dimension(root, "phase", kPhaseNames.size());
  write_names(root, dimensions.phase, {kPhaseNames.begin(), kPhaseNames.end()},
              "name of the phase");
}

void write_prosumer_statics(hid_t root, hid_t prosumers, const RunDescription& run,
                            const RootDimensions& dimensions) {
  const H5Handle group = create_group(prosumers, "static");
  link_dimension(group.get(), root, "prosumer");
  for (const ProsumerStaticColumn& column : prosumer_static_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    std::visit(
        [&](auto member) {
          write_static(group.get(), column.text, run.prosumers.*member, dimensions.prosumer,
                       run.currency);
        },
        column.member);
  }
}

void write_groups(hid_t root, const Effects& effects, const RootDimensions& dimensions,
                  const std::string& currency) {
  if (effects.groups.empty()) return;
  const H5Handle group = create_group(root, "groups");
  link_dimension(group.get(), root, "group");
  for (const GroupColumn& column : group_columns()) {
    std::visit(
        [&](auto member) {
          std::vector<std::decay_t<decltype(effects.groups.front().*member)>> values;
          for (const recording::GroupEffects& of : effects.groups) values.push_back(of.*member);
          write_static(group.get(), column.text, values, dimensions.group, currency);
        },
        column.member);
  }
}

void write_network(hid_t root, hid_t group, const RunDescription& run,
                   const RootDimensions& dimensions) {
  link_dimension(group, root, "bus");
  link_dimension(group, root, "line");
  if (run.solves_by_phase) link_dimension(group, root, "phase");
  for (const NetworkColumn& column : network_columns()) {
    if (!is_present(column.text.presence, run)) continue;
    const bool of_lines = column.axis == NetworkAxis::kLine;
    const Dimension& place = of_lines ? dimensions.line : dimensions.bus;
    const std::size_t size = of_lines ? run.network.line_name.size() : run.network.bus_name.size();
    if (column.axis == NetworkAxis::kBusPhase && run.solves_by_phase) {
      const auto member = std::get<std::vector<double> recording::NetworkStatics::*>(column.member);
      write_by_phase(group, column.text, run.network.*member, place, dimensions.phase);
      continue;
    }
    std::visit(
        [&](auto member) {
          const auto& values = run.network.*member;
          if (values.size() != size) return;  // lengths that are not known
          write_static(group, column.text, values, place, run.currency);
        },
        column.member);
  }
}

void write_inputs(hid_t root, const recording::InputStatics& inputs) {
  const H5Handle group = create_group(root, "inputs");
  const Dimension input = index_dimension(group.get(), "input", inputs.series.size());
  write_names(group.get(), input, inputs.series, "input series, profile:column");
  for (const InputColumn& column : input_columns()) {
    write_static(group.get(), column.text, inputs.*column.member, input, "");
  }
}

void write_rules(hid_t root, const recording::RuleStatics& rules) {
  const H5Handle group = create_group(root, "rules");
  for (const RuleAttribute& rule : rule_attributes()) {
    const auto write = [&](const auto& value) {
      using Value = std::decay_t<decltype(value)>;
      if constexpr (std::is_same_v<Value, bool>) {
        write_attribute(group.get(), rule.text.name, std::int64_t{value});
      } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
        if (value) write_attribute(group.get(), rule.text.name, *value);
      } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
        if (!value.empty()) write_attribute(group.get(), rule.text.name, std::span{value});
      } else {
        write_attribute(group.get(), rule.text.name, value);
      }
    };
    std::visit([&](auto member) { write(rules.*member); }, rule.member);
  }
}

void seal(hid_t root, const std::string& digest) {
  const H5Handle group = owned(H5Gopen2(root, "provenance", H5P_DEFAULT), "open a group");
  write_attribute(group.get(), kSealAttribute, digest);
}

void write_provenance(hid_t root, const Provenance& provenance) {
  const H5Handle group = create_group(root, "provenance");
  write_attribute(group.get(), "version", provenance.version);
  write_attribute(group.get(), "git_commit", provenance.git_commit);
  write_attribute(group.get(), "compiler", provenance.compiler);
  write_attribute(group.get(), "host", provenance.host);
  write_attribute(group.get(), "command_line", provenance.command_line);
  write_attribute(group.get(), "wall_time_s", provenance.wall_time_s.value_or(0.0));
  write_text(group.get(), "config_yaml", provenance.config_yaml);
  const Dimension file = index_dimension(group.get(), "file", provenance.inputs.size());
  std::vector<std::string> paths, sums;
  for (const InputFile& input : provenance.inputs) {
    paths.push_back(input.path);
    sums.push_back(input.sha256);
  }
  write_static(group.get(), {"file_name", Unit::kNone, "input file"}, paths, file, "");
  write_static(group.get(), {"file_sha256", Unit::kNone, "SHA-256 of the input file"}, sums, file,
               "");
  const Dimension data = index_dimension(group.get(), "data", provenance.data_sha256.size());
  write_static(group.get(), {"data_sha256", Unit::kNone, "SHA-256 of the profile's file"},
               provenance.data_sha256, data, "");
}

void write_summary(hid_t root, const Indicators& indicators) {
  const H5Handle group = owned(H5Gopen2(root, "summary", H5P_DEFAULT), "open the summary");
  for (const IndicatorDefinition& definition : indicator_definitions()) {
    const IndicatorValue value = value_of(indicators, definition);
    if (const auto* count = std::get_if<std::int64_t>(&value)) {
      write_attribute(group.get(), definition.key, *count);
    } else if (const auto* number = std::get_if<double>(&value)) {
      write_attribute(group.get(), definition.key, *number);
    }
  }
}

}  // namespace peerwatt::output
