#include "tools/verification/verify.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "tools/verification/account_checks.hpp"
#include "tools/verification/baseline_checks.hpp"
#include "tools/verification/battery_checks.hpp"
#include "tools/verification/certificate_checks.hpp"
#include "tools/verification/coalition_checks.hpp"
#include "tools/verification/disturbance_checks.hpp"
#include "tools/verification/efficiency_checks.hpp"
#include "tools/verification/energy_checks.hpp"
#include "tools/verification/event_checks.hpp"
#include "tools/verification/follower_checks.hpp"
#include "tools/verification/form_checks.hpp"
#include "tools/verification/leader_checks.hpp"
#include "tools/verification/leader_regret_checks.hpp"
#include "tools/verification/market_checks.hpp"
#include "tools/verification/money_checks.hpp"
#include "tools/verification/period_checks.hpp"
#include "tools/verification/reduction_checks.hpp"
#include "tools/verification/welfare_checks.hpp"

namespace peerwatt::verification {
namespace {

using Families = std::vector<std::unique_ptr<SlotCheck>>;

Families families_of(const RunFacts& facts, const output::TraceReader& trace,
                     output::IndexRange slots) {
  Families families;
  families.push_back(std::make_unique<DisturbanceChecks>(facts));
  families.push_back(std::make_unique<EnergyChecks>(facts));
  families.push_back(std::make_unique<BatteryChecks>(facts, slots.begin));
  families.push_back(std::make_unique<MoneyChecks>(facts));
  families.push_back(std::make_unique<BaselineChecks>(facts, slots.begin));
  families.push_back(std::make_unique<EfficiencyChecks>(facts));
  families.push_back(std::make_unique<AccountChecks>(facts));
  families.push_back(std::make_unique<ReductionChecks>(facts));
  families.push_back(std::make_unique<FollowerChecks>(facts));
  families.push_back(std::make_unique<MarketChecks>(facts));
  families.push_back(std::make_unique<LeaderChecks>(facts));
  families.push_back(std::make_unique<LeaderRegretChecks>(facts));
  families.push_back(std::make_unique<WelfareChecks>(facts));
  families.push_back(std::make_unique<CoalitionChecks>(facts));
  families.push_back(std::make_unique<CertificateChecks>(facts));
  families.push_back(std::make_unique<PeriodChecks>(facts, trace, slots));
  if (facts.has_events) families.push_back(std::make_unique<EventChecks>(facts, trace, slots));
  return families;
}

output::IndexRange range_of(const Request& request, const RunFacts& facts) {
  const output::IndexRange all{0, facts.slots};
  const output::IndexRange slots = request.slots.value_or(all);
  if (slots.begin < 0 || slots.begin >= slots.end || slots.end > facts.slots) {
    throw InputError{fmt::format("--slots {}:{}: must be within 0:{}, the first below the second",
                                 slots.begin, slots.end, facts.slots)};
  }
  return slots;
}

void require_known_rules(const RunFacts& facts, const std::string& file) {
  Diagnostics complaints;
  for (const auto* rule : {&facts.rules.mechanism, &facts.rules.auction}) {
    if (market::find_mechanism(*rule) != nullptr) continue;
    complaints.add({}, fmt::format("{}: /rules names the market rule '{}', which is not known; use "
                                   "the version of peerwatt that wrote it",
                                   file, *rule));
  }
  complaints.throw_if_any();
}

// Says why, where a check has seen no slot.
CheckResult explained(CheckResult result, const RunFacts& facts) {
  if (result.checked() || !result.reason.empty()) return result;
  result.reason = facts.has_agents ? "no slot that it applies to" : "trace.level is summary";
  return result;
}

}  // namespace

bool Verification::holds(Strictness strictness) const {
  return std::all_of(checks.begin(), checks.end(), [strictness](const CheckResult& check) {
    return check.holds() || (check.weight == Weight::kNoted && strictness == Strictness::kUsual);
  });
}

Verification verify(const Request& request, const Listener& listener) {
  const std::string file = request.file.string();
  const output::TraceReader trace{request.file};
  const RunFacts facts = read_facts(trace, file);
  require_known_rules(facts, file);
  const output::IndexRange slots = range_of(request, facts);
  Verification verification{{}, facts.prosumers.name, facts.slots};
  const auto add = [&](const Check& check) {
    verification.checks.push_back(explained(check.result(), facts));
  };
  for (const Check& check : check_form(trace, facts, file)) add(check);
  if (facts.has_agents && !check_places(facts).result().holds()) {
    CheckResult rest;
    rest.name = "all others";
    rest.reason = "places and network are wrong";
    verification.checks.push_back(rest);
    return verification;
  }
  Families families = families_of(facts, trace, slots);
  SlotReader reader{trace, facts, slots};
  while (const Slot* slot = reader.next()) {
    for (const auto& family : families) family->look_at(*slot);
    if (listener) listener(slot->index() + 1 - slots.begin, slots.end - slots.begin);
  }
  add(reader.values());
  for (const auto& family : families) {
    family->finish();
    family->report(add);
  }
  return verification;
}

}  // namespace peerwatt::verification
