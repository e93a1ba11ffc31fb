#pragma once

#include <vector>

#include "output/recording/daily_record.hpp"
#include "output/trace/series_storage.hpp"
#include "output/trace/static_tables.hpp"

// The growing groups of a trace, each a set of columns declared in schema.hpp.
namespace peerwatt::output {

// /system and /system/certificates, with /time.
class SystemSeries {
 public:
  SystemSeries(hid_t root, const recording::RunDescription& run, const SeriesStorage& storage);
  hid_t time() const { return time_.dataset(); }
  void append(const recording::SlotRecord& slot);
  void finish();

 private:
  SeriesColumn time_;
  std::vector<const SystemColumn*> present_;
  std::vector<SeriesColumn> columns_;
  std::vector<SeriesColumn> certificates_;
};

// /prosumers; with `every` above 1 the group has its own time axis.
class ProsumerSeries {
 public:
  ProsumerSeries(hid_t root, hid_t group, const recording::RunDescription& run,
                 const RootDimensions& dimensions, hid_t time, const SeriesStorage& storage);
  void append(const recording::SlotRecord& slot);
  void finish();

 private:
  std::vector<SeriesColumn> time_;  // empty when the slots' own axis serves
  std::vector<const ProsumerColumn*> present_;
  std::vector<SeriesColumn> columns_;
};

// /daily
class DailySeries {
 public:
  DailySeries(hid_t root, const recording::RunDescription& run, const RootDimensions& dimensions,
              const SeriesStorage& storage);
  void append(const recording::DailyRecord& day);
  void finish();

 private:
  H5Handle group_;
  SeriesColumn day_;
  std::vector<const DailyColumn*> present_;
  std::vector<SeriesColumn> columns_;
};

}  // namespace peerwatt::output
