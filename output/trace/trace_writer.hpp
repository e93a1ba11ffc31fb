#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "output/indicators/indicators.hpp"
#include "output/recording/trace_sink.hpp"
#include "output/trace/output_claim.hpp"
#include "output/trace/trace_options.hpp"

namespace peerwatt::output {

// Writes a run into one HDF5 file, readable as netCDF-4; see docs/trace-format.md. The file is
// called `<file>.partial` until the run is complete, and stays so when it is interrupted.
// Throws InputError for options that cannot be met, OutputError when the file cannot be written,
// LogicError for records that cannot be (a value that is not finite, a column too short).
class TraceWriter : public recording::TraceSink {
 public:
  TraceWriter(TraceOptions options, Provenance provenance);
  ~TraceWriter() override;  // without `finish` the partial file says "running"
  TraceWriter(const TraceWriter&) = delete;
  TraceWriter& operator=(const TraceWriter&) = delete;

  void begin(const recording::RunDescription& run) override;
  void record(const recording::SlotRecord& slot) override;
  void finish(recording::RunStatus status) override;

  // Of all slots recorded so far.
  Indicators indicators() const;
  std::filesystem::path partial_file() const;
  // Whether the disk has confirmed the name of a finished trace: else the trace is whole, but a
  // loss of power could bring back the older one.
  bool name_lasts() const { return name_lasts_; }
  // The whole trace of a finished run that was written in memory, for TraceReader.
  std::vector<std::byte> take_image() { return std::move(image_); }

 private:
  class File;
  template <class Action>
  void guarded(Action action);
  void take_name();

  TraceOptions options_;
  Provenance provenance_;
  std::unique_ptr<OutputClaim> claim_;  // none in memory
  std::unique_ptr<File> file_;
  std::vector<std::byte> image_;
  bool name_lasts_ = true;
  std::unique_ptr<IndicatorAccumulator> indicators_;
};

}  // namespace peerwatt::output
