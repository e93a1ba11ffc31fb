#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "output/recording/run_description.hpp"
#include "output/recording/slot_record.hpp"
#include "output/recording/trace_sink.hpp"
#include "output/schema/schema.hpp"
#include "output/trace/trace_options.hpp"

#include "tests/support/sample_market.hpp"
#include "tests/support/temporary_folder.hpp"

namespace peerwatt::output::test {

struct SampleSize {
  std::size_t prosumers = 5;
  std::int64_t slots = 10;
  std::int64_t slots_per_day = 48;
  Market market = Market::kNone;
  bool by_phase = false;
};

inline constexpr std::size_t kSamplePhases = 3;

inline void add_phases(recording::RunDescription& run) {
  run.solves_by_phase = true;
  run.prosumers.phase.assign(run.prosumers.name.size(), 2);
  run.network.bus_base_load_kw = run.network.bus_base_load_kvar = {0, 0, 0, 1, 2, 3};
  run.network.line_zero_sequence_resistance_ohm = {0.4};
  run.network.line_zero_sequence_reactance_ohm = {0.2};
  run.network.line_phase_shift_degree = {30};
  run.network.line_is_delta = {1};
}

inline std::vector<std::string> numbered(const char* stem, std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(stem + std::to_string(i));
  return names;
}

inline recording::RunDescription describe(const SampleSize& size) {
  recording::RunDescription run;
  run.title = "sample ünit";
  run.currency = "EUR";
  run.seed = 18'000'000'000'000'000'001U;
  run.start = SimTime::from_seconds(std::int64_t{1751328000});  // 2025-07-01T00:00:00Z
  run.slot = Duration::from_seconds(86400 / size.slots_per_day);
  run.slots = size.slots;
  run.slots_per_day = size.slots_per_day;
  run.shares_by_shapley = true;
  run.pays_reductions = true;
  run.keeps_baselines = true;
  run.solves_power_flow = true;
  const std::size_t n = size.prosumers;
  run.prosumers = {numbered("p", n),
                   std::vector<std::int32_t>(n, 1),
                   std::vector<std::int32_t>(n, 0),
                   std::vector<double>(n, 4.5),
                   std::vector<double>(n, 10),
                   std::vector<double>(n, 5),
                   std::vector<double>(n, 0.25),
                   std::vector<double>(n, 0.6),
                   std::vector<double>(n, 0.5),
                   std::vector<double>(n, 0.9),
                   std::vector<double>(n, 5),
                   std::vector<double>(n, 1),
                   std::vector<std::int32_t>(n, 1),
                   std::vector<double>(n, 0.5),
                   std::vector<std::int32_t>(n, 0)};
  run.group_name = {"home"};
  run.network = {{"slack", "büs"}, {-1, 0}, {"line"}, {0}, {1}, {0.2}, {0.1}, {0.05}, {0}, {"z"}};
  run.network.bus_shunt_kw = run.network.bus_shunt_kvar = run.network.bus_held_pu = {0, 0.5};
  run.network.bus_base_load_kw = run.network.bus_base_load_kvar = {0, 3};
  run.network.line_charging_kvar = run.network.line_iron_loss_kw = {0.25};
  run.network.line_tap_ratio = {1.05};
  run.network.line_taps_at_to = {1};
  run.prosumers.load_power_factor = run.prosumers.pv_power_factor = std::vector<double>(n, 0.95);
  run.rules.base_kv = 0.4;
  run.inputs = {{"load:kw", "pv:kw"}, {1, 0}, {0, 2}, {0, 0}, {3, 0}};
  run.mechanism_names = {"k_pricing", "continuous_double_auction"};
  if (size.by_phase) add_phases(run);
  return run;
}

// Random records: night without generation, some slots without a trade. Slot s is always the same.
class SampleRun {
 public:
  explicit SampleRun(const SampleSize& size, std::uint64_t seed = 1)
      : run_{describe(size)},
        seed_{seed},
        columns_(prosumer_columns().size()),
        market_{size.market, size.prosumers, seed} {}

  const recording::RunDescription& run() const { return run_; }

  const recording::SlotRecord& slot(std::int64_t index) {
    std::mt19937_64 random{seed_ * 1'000'003 + static_cast<std::uint64_t>(index)};
    const auto uniform = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    record_.index = index;
    record_.start = run_.start + index * run_.slot;
    fill_system(uniform);
    market_.play(index, record_.start);
    record_.orders = market_.orders;
    record_.trades = market_.trades;
    record_.quotes = market_.quotes;
    fill_network(uniform);
    const bool night = index % 4 == 0;
    coalition_.assign(run_.prosumers.name.size(), 0);
    for (auto& id : coalition_) id = static_cast<std::int32_t>(random() % 5) - 1;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      columns_[c].resize(coalition_.size());
      const bool empty = night && std::string{prosumer_columns()[c].text.name} == "generation_kwh";
      for (double& value : columns_[c]) value = empty ? 0 : uniform() * 3;
      assign(c);
    }
    return record_;
  }

  void play(recording::TraceSink& sink,
            recording::RunStatus status = recording::RunStatus::kComplete) {
    sink.begin(run_);
    for (std::int64_t i = 0; i < run_.slots; ++i) sink.record(slot(i));
    sink.finish(status);
  }

 private:
  template <class Uniform>
  void fill_system(Uniform& uniform) {
    for (const SystemColumn& column : system_columns()) {
      std::visit([&](auto member) { set(record_.system.*member, uniform()); }, column.member);
    }
    for (const CertificateColumn& column : certificate_columns()) {
      std::visit([&](auto member) { set(record_.certificates.*member, uniform()); }, column.member);
    }
    const auto prosumers = static_cast<std::int64_t>(run_.prosumers.name.size());
    record_.system.price_set_by = record_.index % (prosumers + 1) - 1;
    if (record_.index % 2 == 1) record_.certificates.misreport_gain.reset();
    record_.certificates.misreport_prosumer = record_.index % 2 == 1 || prosumers == 0 ? -1 : 0;
    if (record_.index % 3 != 0) record_.certificates.leader_regret.reset();
    if (record_.index % 3 == 0) {
      record_.system.p2p_energy_kwh = 0;
      record_.system.p2p_price_mean.reset();
      record_.system.p2p_price_min.reset();
      record_.system.p2p_price_max.reset();
    }
  }

  // Now and then no power flow is found.
  template <class Uniform>
  void fill_network(Uniform& uniform) {
    recording::NetworkRecord& network = record_.network;
    for (const NetworkSlotColumn& column : network_slot_columns()) {
      std::visit([&](auto member) { set(network.*member, uniform()); }, column.member);
    }
    const bool is_solved = record_.index % 7 != 6;
    if (!is_solved) network.losses_kwh.reset();
    const auto fill = [&](std::vector<double>& values, std::size_t count) {
      values.resize(count);
      for (double& value : values) value = is_solved ? uniform() : kFillValue;
      return std::span<const double>{values};
    };
    network_columns_.resize(bus_columns().size() + line_columns().size());
    const std::size_t each = run_.solves_by_phase ? kSamplePhases : 1;
    std::size_t next = 0;
    for (const NetworkSeriesColumn& column : bus_columns()) {
      network.*column.member = fill(network_columns_[next++], each * run_.network.bus_name.size());
    }
    for (const NetworkSeriesColumn& column : line_columns()) {
      network.*column.member = fill(network_columns_[next++], each * run_.network.line_name.size());
    }
  }

  static void set(bool& value, double random) { value = random < 0.5; }
  static void set(double& value, double random) { value = random + 0.01; }
  static void set(std::optional<double>& value, double random) { value = random + 0.01; }
  static void set(recording::CoreEvidence& value, double random) {
    value = static_cast<recording::CoreEvidence>(random * 3);
  }
  static void set(std::int64_t& value, double random) {
    value = static_cast<std::int64_t>(random * 1e6);
  }

  void assign(std::size_t c) {
    const auto& member = prosumer_columns()[c].member;
    using Reals = std::span<const double> recording::ProsumerRecord::*;
    using Integers = std::span<const std::int32_t> recording::ProsumerRecord::*;
    if (const Reals* reals = std::get_if<Reals>(&member)) {
      record_.prosumers.** reals = columns_[c];
    } else {
      record_.prosumers.*std::get<Integers>(member) = coalition_;
    }
  }

  recording::RunDescription run_;
  std::uint64_t seed_;
  std::vector<std::vector<double>> columns_;
  std::vector<std::vector<double>> network_columns_;
  std::vector<std::int32_t> coalition_;
  SampleMarket market_;
  recording::SlotRecord record_;
};

using testing::TemporaryFolder;

inline Provenance sample_provenance() {
  return {"0.1.0",
          "abc123",
          "gcc",
          "host",
          "peerwatt run x.yaml",
          "format: peerwatt-scenario\n",
          {{"load.csv", "00ff"}},
          1.5};
}

}  // namespace peerwatt::output::test
