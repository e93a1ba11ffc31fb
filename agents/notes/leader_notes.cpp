#include <algorithm>
#include <functional>
#include <iterator>

#include "agents/notes/equipment.hpp"
#include "agents/notes/topics.hpp"

namespace peerwatt::notes {
namespace {

using scenario::LeaderAim;
using scenario::LeaderRule;
using scenario::Scenario;

void note_unused_settings(const scenario::LeaderSettings& leader, NoteList& notes) {
  if (!leader.searches()) {
    std::vector<std::string> paths{"leader.protocol", "leader.price_tolerance",
                                   "leader.max_rounds"};
    if (leader.rule != LeaderRule::kReplay) paths.insert(paths.begin(), "leader.price_cap");
    notes.idle(std::move(paths), {"leader.rule"},
               "without effect: leader.rule is one that searches no price");
  }
  if (leader.rule != LeaderRule::kReplay) {
    notes.idle({"leader.profile", "leader.column"}, {"leader.rule"},
               "without effect: only `leader.rule: replay` takes recorded prices");
  }
}

void note_unused_aims(const scenario::LeaderSettings& leader, NoteList& notes) {
  if (leader.rule != LeaderRule::kStackelberg) {
    notes.idle({"leader.aim", "leader.aim_share"}, {"leader.rule"},
               "without effect: only the price of rule stackelberg has an aim");
  } else if (leader.aim != LeaderAim::kShare) {
    notes.idle({"leader.aim_share"}, {"leader.aim"}, "without effect: it is for `aim: share`");
  }
  if (leader.rule != LeaderRule::kCostMinimizing) {
    notes.idle({"leader.counts_inflexible_load"}, {"leader.rule"},
               "without effect: only the outlay of rule cost_minimizing counts inflexible load or "
               "not");
  }
}

// Probes look for a lower price beside the search of the direct protocol.
void note_unused_probes(const Scenario& scenario, NoteList& notes) {
  const scenario::LeaderSettings& leader = scenario.leader;
  if (!leader.searches()) {
    notes.idle({"leader.probes"}, {"leader.rule"},
               "without effect: leader.rule is one that searches no price");
  } else if (leader.protocol == scenario::Protocol::kIterative) {
    notes.idle(
        {"leader.probes"}, {"leader.protocol"},
        "without effect: the totals of the iterative protocol do not tell where demand ends");
  } else if (leader.rule == LeaderRule::kCostMinimizing) {
    notes.idle({"leader.probes"}, {"leader.rule"},
               "without effect: rule cost_minimizing does not look for the lowest price");
  }
}

// A price that ends everybody's flexible demand is set by whoever values it most.
void note_only_setter(const Scenario& scenario, NoteList& notes) {
  std::int64_t members = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    if (!has_flexible_load(scenario.prosumers[i])) continue;
    members += scenario.prosumers[i].count;
    last = i;
  }
  if (members == 0) {
    notes.surprise("leader.rule", {"prosumers"},
                   "nobody has flexible load (flexible_load.share), so the price at peak never "
                   "rises above the tariff");
  } else if (members == 1) {
    notes.surprise(group_path(last) + ".flexible_load", {"leader.rule"},
                   "is the only flexible load there is: '{}' alone sets every price at peak",
                   scenario.prosumers[last].name);
  }
}

// The highest choke prices of the groups with flexible load, the highest two first.
std::vector<double> highest_choke_prices(const Scenario& scenario) {
  std::vector<double> prices;
  for (const scenario::ProsumerGroup& group : scenario.prosumers) {
    if (has_flexible_load(group)) prices.push_back(group.flexible_load.choke_price.most());
  }
  const auto end = prices.begin() + std::min<std::ptrdiff_t>(2, std::ssize(prices));
  std::partial_sort(prices.begin(), end, prices.end(), std::greater<>{});
  return prices;
}

// One home whose choke price is so far above the tariff, compared with the next one, that it
// decides nearly every slot.
void note_highest_setter(const Scenario& scenario, NoteList& notes) {
  constexpr double kFarAbove = 1.5;
  const std::vector<double> highest = highest_choke_prices(scenario);
  if (highest.size() < 2) return;
  const double tariff = scenario.cps.tariff.flat_price;
  for (std::size_t i = 0; i < scenario.prosumers.size(); ++i) {
    const scenario::ProsumerGroup& group = scenario.prosumers[i];
    const double own = group.flexible_load.choke_price.least();
    const bool above = own - tariff > kFarAbove * (highest[1] - tariff);
    if (group.count != 1 || !has_flexible_load(group) || !above) continue;
    notes.surprise(group_path(i) + ".flexible_load.choke_price", {"leader.rule"},
                   "{} is far above all others' (at most {}): '{}' alone will set most prices at "
                   "peak, and all others pay them",
                   own, highest[1], group.name);
  }
}

}  // namespace

void note_leader(const Scenario& scenario, NoteList& notes) {
  note_unused_settings(scenario.leader, notes);
  note_unused_aims(scenario.leader, notes);
  note_unused_probes(scenario, notes);
  if (scenario.leader.rule != LeaderRule::kStackelberg) return;
  note_only_setter(scenario, notes);
  note_highest_setter(scenario, notes);
}

}  // namespace peerwatt::notes
