#include "tools/verification/checks/period_checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "output/indicators/indicator_table.hpp"
#include "output/schema/schema.hpp"

namespace peerwatt::verification {
namespace {

// Sums over a run and their ratios: roundings of many slots.
Tolerance summary_tolerance(const RunFacts& facts) {
  return {std::max(1e-9, 16 * facts.rounding()), std::max(1e-9, 256 * facts.rounding())};
}

// Indicators of what nearly cancels, which rounded numbers do not hold.
bool is_difference(std::string_view key) {
  const auto has = [&](const char* part) { return key.find(part) != key.npos; };
  return key.starts_with("worst_") || key.starts_with("change_") || key.starts_with("stored_") ||
         key.ends_with("_percent") || has("gain") || has("effect") || has("losers") ||
         has("worse_off") || key == "certified_slots" || key == "balanced_slots" || has("_held_") ||
         key.ends_with("_bus") || key.ends_with("_line") || key.ends_with("_phase") ||
         key.ends_with("right_slots") || key.ends_with("stable_slots") || key == "savings_gini";
}

recording::RunDescription description_of(const RunFacts& facts) {
  recording::RunDescription run;
  run.slot = Duration::from_seconds(facts.slot_s);
  run.keeps_baselines = facts.rules.baselines;
  run.solves_power_flow = facts.has_power_flow();
  run.rules = facts.rules;
  run.prosumers = facts.prosumers;
  run.network = facts.network;
  run.group_name = facts.group_name;
  return run;
}

struct RunShare {
  std::string_view indicator;
  SupplyTotals::Share (SupplyTotals::*share)() const;
};
constexpr auto kRunShares = std::to_array<RunShare>({
    {"self_consumption_own", &SupplyTotals::self_consumption_own},
    {"self_consumption_community", &SupplyTotals::self_consumption_community},
    {"self_sufficiency_own", &SupplyTotals::self_sufficiency_own},
    {"self_sufficiency_community", &SupplyTotals::self_sufficiency_community},
});

bool is_run_share(std::string_view indicator) {
  return std::any_of(kRunShares.begin(), kRunShares.end(),
                     [&](const RunShare& share) { return share.indicator == indicator; });
}

}  // namespace

PeriodChecks::PeriodChecks(const RunFacts& facts, const output::TraceReader& trace,
                           output::IndexRange slots)
    : facts_{facts},
      trace_{trace},
      daily_{"sums: daily", facts.tolerance()},
      summary_{"sums: summary", summary_tolerance(facts)},
      in_full_{facts.has_agents && facts.every == 1 && slots.begin == 0 &&
               slots.end == facts.slots},
      shares_of_day_{facts.prosumers},
      shares_of_run_{facts.prosumers},
      indicators_{description_of(facts)} {
  using recording::ProsumerRecord;
  summed_ = {{"bill", &ProsumerRecord::balance, {}, {}},
             {"comfort_lost", &ProsumerRecord::comfort_lost, {}, {}}};
  if (facts.rules.baselines) {
    summed_.push_back({"bill_ordinary", &ProsumerRecord::balance_ordinary, {}, {}});
    summed_.push_back({"bill_no_trade", &ProsumerRecord::balance_no_trade, {}, {}});
    summed_.push_back({"comfort_lost_ordinary", &ProsumerRecord::comfort_lost_ordinary, {}, {}});
    summed_.push_back({"comfort_lost_no_trade", &ProsumerRecord::comfort_lost_no_trade, {}, {}});
  }
  if (facts.every > 1) {
    for (Check* check : {&daily_, &summary_}) check->excuse("/prosumers has not every slot");
  } else if (!in_full_ && facts.has_agents) {
    for (Check* check : {&daily_, &summary_}) check->excuse("not all slots were asked for");
  }
  if (in_full_) day_starts_ = trace.read_integers("daily/day");
}

void PeriodChecks::look_at(const Slot& slot) {
  if (!in_full_) return;
  indicators_.add(slot.record);
  shares_of_run_.add(slot.record.prosumers);
  add_to_day(slot);
  daily_.count_slot();
  summary_.count_slot();
  if (slots_of_day_ == facts_.slots_per_day) close_day();
}

void PeriodChecks::add_to_day(const Slot& slot) {
  if (slots_of_day_++ == 0) {
    shares_of_day_.begin_window();
    for (SummedColumn& column : summed_) {
      column.sums.assign(facts_.prosumer_count(), 0.0);
      column.scales.assign(facts_.prosumer_count(), 0.0);
    }
    day_start_s_ = slot.record.start.microseconds() / 1'000'000;
  }
  const recording::ProsumerRecord& p = slot.record.prosumers;
  shares_of_day_.add(p);
  for (SummedColumn& column : summed_) {
    for (std::size_t i = 0; i < column.sums.size(); ++i) {
      column.sums[i] += (p.*column.parts)[i];
      column.scales[i] += std::fabs((p.*column.parts)[i]);
    }
  }
}

void PeriodChecks::close_day() {
  const bool is_there = static_cast<std::size_t>(day_) < day_starts_.size();
  daily_.expect(is_there, {.slot = day_ * facts_.slots_per_day, .column = "rows"});
  if (is_there) {
    daily_.expect(day_starts_[static_cast<std::size_t>(day_)] == day_start_s_,
                  {.slot = day_ * facts_.slots_per_day, .column = "day"});
    compare_day();
  }
  ++day_;
  slots_of_day_ = 0;
}

void PeriodChecks::compare_day() {
  for (const SummedColumn& column : summed_) {
    const std::vector<double> found =
        trace_.read(std::string{"daily/"} + column.name, {day_, day_ + 1}).values;
    for (std::size_t i = 0; i < found.size(); ++i) {
      daily_.measure(found[i] - column.sums[i], column.scales[i],
                     {.slot = day_ * facts_.slots_per_day,
                      .prosumer = static_cast<std::int64_t>(i),
                      .column = column.name});
    }
  }
  compare_shares("self_consumption", &SupplyTotals::self_consumption_own);
  compare_shares("self_sufficiency", &SupplyTotals::self_sufficiency_own);
}

void PeriodChecks::compare_shares(const char* column,
                                  SupplyTotals::Share (SupplyTotals::*share)() const) {
  const std::vector<double> found =
      trace_.read(std::string{"daily/"} + column, {day_, day_ + 1}).values;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const SupplyTotals::Share expected = (shares_of_day_.of(i).*share)();
    daily_.measure(found[i] - expected.value.value_or(output::kFillValue), expected.scale,
                   {.slot = day_ * facts_.slots_per_day,
                    .prosumer = static_cast<std::int64_t>(i),
                    .column = column});
  }
}

void PeriodChecks::finish() {
  if (!in_full_) return;
  if (slots_of_day_ > 0) close_day();
  daily_.expect(static_cast<std::size_t>(day_) == day_starts_.size(),
                {.slot = facts_.slots, .column = "rows"});
  compare_summary();
}

void PeriodChecks::compare_summary() {
  const std::map<std::string, double> found = trace_.summary();
  const output::Indicators expected = indicators_.result();
  std::size_t known = 0;
  for (const output::IndicatorDefinition& definition : output::indicator_definitions()) {
    const output::IndicatorValue value = output::value_of(expected, definition);
    const auto at = found.find(definition.key);
    const Where where{.column = definition.key};
    summary_.expect((at == found.end()) == std::holds_alternative<std::monostate>(value), where);
    if (at == found.end()) continue;
    ++known;
    if (is_run_share(definition.key)) continue;
    if (facts_.is_rounded() && is_difference(definition.key)) continue;
    if (const auto* count = std::get_if<std::int64_t>(&value)) {
      summary_.equal(at->second, static_cast<double>(*count), where);
    } else if (const auto* number = std::get_if<double>(&value)) {
      summary_.equal(at->second, *number, where);
    }
  }
  summary_.expect(known == found.size(), {.column = "attributes"});
  compare_groups(expected.effects);
  compare_shares_of_run(found);
}

void PeriodChecks::compare_shares_of_run(const std::map<std::string, double>& found) {
  const SupplyTotals totals = shares_of_run_.total();
  for (const auto& [indicator, share] : kRunShares) {
    const SupplyTotals::Share expected = (totals.*share)();
    const auto at = found.find(std::string{indicator});
    const Where where{.column = indicator.data()};
    summary_.expect((at != found.end()) == expected.value.has_value(), where);
    if (at == found.end() || !expected.value) continue;
    summary_.measure(at->second - *expected.value, expected.scale, where);
  }
}

void PeriodChecks::compare_groups(const output::Effects& expected) {
  if (expected.groups.empty()) return;
  for (const output::GroupColumn& column : output::group_columns()) {
    const std::string path = std::string{"groups/"} + column.text.name;
    const Where where{.column = column.text.name};
    summary_.expect(trace_.has(path), where);
    if (!trace_.has(path)) continue;
    const std::vector<double> found = trace_.read(path).values;
    summary_.expect(found.size() == expected.groups.size(), where);
    if (found.size() != expected.groups.size() || facts_.is_rounded()) continue;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto value = [&](auto member) {
        return static_cast<double>(expected.groups[i].*member);
      };
      summary_.equal(found[i], std::visit(value, column.member), where);
    }
  }
}

void PeriodChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(daily_);
  receive(summary_);
}

}  // namespace peerwatt::verification
