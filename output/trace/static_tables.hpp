#pragma once

#include <string>
#include <vector>

#include "output/hdf5/hdf5_tools.hpp"
#include "output/indicators/indicators.hpp"
#include "output/recording/run_description.hpp"
#include "output/schema/schema.hpp"
#include "output/trace/trace_options.hpp"

// The parts of a trace that are written once: dimensions, static columns, provenance, summary.
namespace peerwatt::output {

// A named axis: the coordinate dataset that the columns are attached to.
struct Dimension {
  std::string name;
  H5Handle scale;
};

struct RootDimensions {
  Dimension time;  // the caller writes it
  Dimension prosumer, group, bus, line, zone;
  Dimension phase{};  // of runs by phase
};

void describe_column(hid_t dataset, const ColumnText& text, const std::string& currency);
void describe_time(hid_t dataset, const char* long_name);
// 0, 1, 2, ... as a coordinate.
Dimension index_dimension(hid_t group, const std::string& name, std::size_t size);

void write_root_attributes(hid_t root, const recording::RunDescription& run);
void set_run_status(hid_t root, const char* status);
void write_root_dimensions(hid_t root, const recording::RunDescription& run,
                           RootDimensions& dimensions);
void write_prosumer_statics(hid_t root, hid_t prosumers, const recording::RunDescription& run,
                            const RootDimensions& dimensions);
// The static columns of /network.
void write_network(hid_t root, hid_t group, const recording::RunDescription& run,
                   const RootDimensions& dimensions);
void write_inputs(hid_t root, const recording::InputStatics& inputs);
void write_rules(hid_t root, const recording::RuleStatics& rules);
void write_provenance(hid_t root, const Provenance& provenance);
// Notes the digest of all the rest in /provenance; the file is complete.
void seal(hid_t root, const std::string& digest);
void write_summary(hid_t root, const Indicators& indicators);
// /groups; nothing without baselines.
void write_groups(hid_t root, const Effects& effects, const RootDimensions& dimensions,
                  const std::string& currency);

}  // namespace peerwatt::output
