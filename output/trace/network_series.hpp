#pragma once

#include <optional>
#include <span>
#include <vector>

#include "output/hdf5/h5_handle.hpp"
#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"
#include "output/trace/series_storage.hpp"
#include "output/trace/static_tables.hpp"

namespace peerwatt::output {

// The series of /network in runs with power flow: what the network came to in every slot, and where
// the trace has agents, what each bus and line did in the slots that the agents' series hold.
class NetworkSeries {
 public:
  // Of the network as a whole. The group has no axis of time yet.
  NetworkSeries(hid_t root, hid_t group, hid_t time, const recording::RunDescription& run,
                const SeriesStorage& storage);
  void add_buses_and_lines(const recording::RunDescription& run, const RootDimensions& dimensions,
                           hid_t time);

  void append(const recording::SlotRecord& slot);
  void finish();

 private:
  struct Axes {
    hid_t time;  // that they grow along
    const Dimension* place;
    const Dimension* phase;  // null where they have none
  };
  void add(std::span<const NetworkSeriesColumn> declared, std::size_t places, const Axes& axes,
           std::vector<SeriesColumn>& columns);

  hid_t group_;  // whoever made it keeps it open
  SeriesStorage storage_;
  std::vector<const NetworkSlotColumn*> present_;  // those that the run has
  std::vector<SeriesColumn> slots_;
  std::optional<SeriesColumn> thinned_time_;
  std::vector<SeriesColumn> buses_, lines_;
};

}  // namespace peerwatt::output
