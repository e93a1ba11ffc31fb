#include "tools/verification/verify.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "tools/verification/checks/account_checks.hpp"
#include "tools/verification/checks/baseline_checks.hpp"
#include "tools/verification/checks/battery_checks.hpp"
#include "tools/verification/checks/certificate_checks.hpp"
#include "tools/verification/checks/coalition_checks.hpp"
#include "tools/verification/checks/efficiency_checks.hpp"
#include "tools/verification/checks/energy_checks.hpp"
#include "tools/verification/checks/event_checks.hpp"
#include "tools/verification/checks/fault_checks.hpp"
#include "tools/verification/checks/follower_checks.hpp"
#include "tools/verification/checks/form_checks.hpp"
#include "tools/verification/checks/leader_checks.hpp"
#include "tools/verification/checks/leader_regret_checks.hpp"
#include "tools/verification/checks/market_checks.hpp"
#include "tools/verification/checks/money_checks.hpp"
#include "tools/verification/checks/network_checks.hpp"
#include "tools/verification/checks/period_checks.hpp"
#include "tools/verification/checks/reduction_checks.hpp"
#include "tools/verification/checks/welfare_checks.hpp"
#include "tools/verification/rerun.hpp"
#include "tools/verification/scenario_checks.hpp"

namespace peerwatt::verification {
namespace {

using Families = std::vector<std::unique_ptr<SlotCheck>>;

Families families_of(const RunFacts& facts, const output::TraceReader& trace,
                     output::IndexRange slots) {
  Families families;
  families.push_back(std::make_unique<FaultChecks>(facts));
  families.push_back(std::make_unique<EnergyChecks>(facts));
  families.push_back(std::make_unique<BatteryChecks>(facts, slots.begin));
  families.push_back(std::make_unique<MoneyChecks>(facts));
  families.push_back(std::make_unique<BaselineChecks>(facts, slots.begin));
  families.push_back(std::make_unique<EfficiencyChecks>(facts));
  families.push_back(std::make_unique<NetworkChecks>(facts));
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

namespace {

// Runs of up to that many prosumers times slots are run again within seconds.
constexpr std::int64_t kMostRerun = 2'000'000;
constexpr std::size_t kMostDifferences = 10;

// Whether something of the markets, of the price found or of the recorded prices stayed unchecked.
bool leaves_open(const Verification& verification, const RunFacts& facts) {
  if (facts.rules.leader_rule == "replay") return true;
  const bool finds_price = facts.searches() && !facts.is_cost_minimizing();
  return std::any_of(
      verification.checks.begin(), verification.checks.end(), [&](const auto& check) {
        const bool is_open = check.name == "market: trades" ||
                             (finds_price && check.name == "leader: refused just below");
        return is_open && !check.reason.empty();
      });
}

std::string text_of(const Difference& difference, const RunFacts& facts) {
  std::string text = difference.variable;
  const Where& where = difference.where;
  if (where.slot >= 0) text += fmt::format(", slot {}", where.slot);
  if (where.prosumer >= 0) {
    const auto prosumer = static_cast<std::size_t>(where.prosumer);
    text += fmt::format(", prosumer {}", where.prosumer);
    if (prosumer < facts.prosumer_count()) text += " (" + facts.prosumers.name[prosumer] + ")";
  }
  if (where.bus >= 0) text += fmt::format(", bus {}", where.bus);
  if (where.line >= 0) text += fmt::format(", line {}", where.line);
  if (difference.found.empty() && difference.expected.empty()) return text + ": differs";
  return text + fmt::format(": {} in the trace, {} when run again; {} differ", difference.found,
                            difference.expected, difference.count);
}

// Why the scenario is not run again although that was not forbidden; empty where it is.
std::string obstacle_to_rerun(const Request& request, const RunFacts& facts,
                              const StatedScenario& stated, const output::TraceReader& trace) {
  if (!stated.scenario) return "the trace holds no scenario that can be read";
  const std::vector<std::string> problems = data_problems(trace, *stated.scenario, request.allowed);
  if (request.rerun == RerunMode::kAlways) {
    Diagnostics complaints;
    for (const std::string& problem : problems) {
      complaints.add({}, problem + "; --data-dir says where to look");
    }
    complaints.throw_if_any();
    return {};
  }
  if (!problems.empty()) return problems.front() + " (--data-dir)";
  if (request.slots) return "not all slots were asked for (--rerun)";
  const auto prosumers = static_cast<std::int64_t>(stated.scenario->prosumer_count());
  if (prosumers * facts.slots > kMostRerun) return "the run is large (--rerun)";
  return {};
}

void run_again(const Request& request, const RunFacts& facts, const StatedScenario& stated,
               const output::TraceReader& trace, const Listener& listener,
               Verification& verification) {
  const bool exactly = request.rerun == RerunMode::kAlways;
  const Rerun again =
      rerun(trace, facts, *stated.scenario, exactly ? Tolerance{} : facts.tolerance(),
            [&](std::int64_t done, std::int64_t all) {
              if (listener) listener(Stage::kRunningAgain, done, all);
            });
  verification.is_rerun = exactly || again.differences.empty();
  verification.checks.push_back(again.series.result());
  verification.checks.push_back(again.attributes.result());
  if (again.series.result().holds() && again.attributes.result().holds()) return;
  for (const Difference& difference : again.differences) {
    if (verification.differences.size() == kMostDifferences) {
      verification.differences.push_back(
          fmt::format("and {} more columns and attributes",
                      again.differences.size() - verification.differences.size()));
      break;
    }
    verification.differences.push_back(text_of(difference, facts));
  }
}

void consider_rerun(const Request& request, const RunFacts& facts, const StatedScenario& stated,
                    const output::TraceReader& trace, const Listener& listener,
                    Verification& verification) {
  if (request.rerun == RerunMode::kNever) return;
  if (request.rerun == RerunMode::kWhereNeeded && !leaves_open(verification, facts)) return;
  const std::string obstacle = obstacle_to_rerun(request, facts, stated, trace);
  if (obstacle.empty()) return run_again(request, facts, stated, trace, listener, verification);
  CheckResult result;
  result.name = "rerun";
  result.reason = obstacle;
  verification.checks.push_back(result);
}

}  // namespace

Verification verify(const Request& request, const Listener& listener) {
  const std::string file = request.file.string();
  const output::TraceReader trace{request.file};
  const RunFacts facts = read_facts(trace, file);
  require_known_rules(facts, file);
  const output::IndexRange slots = range_of(request, facts);
  Verification verification;
  verification.prosumers = facts.prosumers.name;
  verification.slots = facts.slots;
  verification.significant_bits = facts.significant_bits;
  const auto add = [&](const Check& check) {
    verification.checks.push_back(explained(check.result(), facts));
  };
  for (const Check& check : check_form(trace, facts)) add(check);
  const StatedScenario stated = stated_scenario(trace, file, request.data_dir);
  add(check_scenario(trace, facts, stated));
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
    if (listener)
      listener(Stage::kChecking, slot->index() + 1 - slots.begin, slots.end - slots.begin);
  }
  add(reader.values());
  for (const auto& family : families) {
    family->finish();
    family->report(add);
  }
  consider_rerun(request, facts, stated, trace, listener, verification);
  return verification;
}

}  // namespace peerwatt::verification
