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
  std::vector<double> load_kwh;
  std::vector<double> generation_kwh;
  std::vector<double> battery_energy_kwh;
  std::vector<double> battery_charged_kwh;
  std::vector<double> deficiency_kwh;
  std::vector<double> surplus_kwh;
  std::vector<double> stored_offer_kwh;
  std::vector<double> reservation_price;
  std::vector<std::int32_t> coalition;
  std::vector<double> p2p_bought_kwh;
  std::vector<double> p2p_sold_kwh;
  std::vector<double> auction_bought_kwh;
  std::vector<double> auction_sold_kwh;
  std::vector<double> p2p_paid;
  std::vector<double> p2p_earned;
  std::vector<double> network_charge;
  std::vector<double> coalition_transfer;
  std::vector<double> share_half_width;
  std::vector<double> grid_bought_kwh;
  std::vector<double> grid_sold_kwh;
  std::vector<double> unserved_kwh;
  std::vector<double> comfort_lost;
  std::vector<double> shed_kwh;
  std::vector<double> reduction_kwh;
  std::vector<double> reduction_paid;
  std::vector<double> balance;
  std::vector<double> balance_ordinary;
  std::vector<double> balance_no_trade;
  std::vector<double> comfort_lost_ordinary;
  std::vector<double> comfort_lost_no_trade;
  std::vector<double> battery_energy_ordinary_kwh;
  std::vector<double> battery_energy_no_trade_kwh;
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
MemorySink run_in_memory(const scenario::Scenario& scenario);

// What differs between two runs, bit for bit; empty when nothing does.
std::string first_difference(const MemorySink& a, const MemorySink& b);

}  // namespace peerwatt::testing
