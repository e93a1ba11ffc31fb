#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agents/scenario/scenario.hpp"
#include "agents/simulation/simulation_run.hpp"

#include "output/recording/trace_sink.hpp"

namespace peerwatt::testing {

// A copy of a ProsumerRecord that outlives the call.
struct ProsumerColumns {
#define PROSUMER_COLUMN(type, name, ...) std::vector<type> name;
#include "output/recording/prosumer_columns.def"
};

// A copy of a NetworkRecord that outlives the call.
struct NetworkColumns {
#define NETWORK_COLUMN(type, name, initial, ...) type name = initial;
#define BUS_COLUMN(name, ...) std::vector<double> name;
#define LINE_COLUMN(name, ...) std::vector<double> name;
#include "output/recording/network_columns.def"
};

struct ProsumerColumnName {
  const char* name;
  std::span<const double> recording::ProsumerRecord::*recorded;
  std::vector<double> ProsumerColumns::*kept;
};
// Every column of doubles.
std::span<const ProsumerColumnName> prosumer_columns();

struct SystemNumberName {
  const char* name;
  double recording::SystemRecord::*value;
};
// Every double of a system record.
std::span<const SystemNumberName> system_numbers();

struct KeptSlot {
  std::int64_t index = 0;
  SimTime start;
  recording::SystemRecord system;
  recording::CertificateRecord certificates;
  ProsumerColumns prosumers;
  NetworkColumns network;
  std::vector<recording::OrderRecord> orders;
  std::vector<recording::TradeRecord> trades;
  std::vector<recording::QuoteRecord> quotes;
};

// Keeps everything a run shows.
class MemorySink final : public recording::TraceSink {
 public:
  void begin(const recording::RunDescription& run) override { description = run; }
  void record(const recording::SlotRecord& slot) override;
  void finish(recording::RunStatus run_status) override { status = run_status; }

  recording::RunDescription description;
  std::vector<KeptSlot> slots;
  std::optional<recording::RunStatus> status;
};

// Ends the run after a slot, or never.
class StopAfter final : public agents::SlotListener {
 public:
  explicit StopAfter(std::int32_t slot = -1) : slot_{slot} {}
  Verdict slot_done(std::int32_t slot) override {
    ++slots_seen;
    return slot == slot_ ? Verdict::kStop : Verdict::kContinue;
  }
  std::int64_t slots_seen = 0;

 private:
  std::int32_t slot_;
};

// Runs the scenario to its end.
MemorySink run_in_memory(const scenario::Scenario& scenario, const agents::Division& division = {});

// What differs between two runs, bit for bit; empty when nothing does.
std::string first_difference(const MemorySink& a, const MemorySink& b);

// The same run without what was asked about it: audits depend on what is recorded, and on markets.
MemorySink without_certificates(MemorySink run);

}  // namespace peerwatt::testing
