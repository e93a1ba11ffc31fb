#include "tools/verification/checks/account_checks.hpp"

#include <algorithm>
#include <cmath>

namespace peerwatt::verification {

AccountChecks::AccountChecks(const RunFacts& facts)
    : facts_{facts},
      charges_{"money: network charges", facts.tolerance()},
      transfers_{"money: transfers in coalitions", facts.tolerance()},
      obstacle_{obstacle()} {
  charges_.excuse(obstacle_);
  if (!obstacle_.empty() || !facts.has_agents) return;
  const recording::NetworkStatics& network = facts.network;
  std::span<const double> lengths;
  if (facts.rules.network_charge > 0) {
    lengths =
        facts.rules.distance == "length_km" ? network.line_length_km : network.line_resistance_ohm;
  }
  for (std::size_t zone = 0; zone < facts.zone_count(); ++zone) {
    zones_.emplace_back(facts, static_cast<std::int32_t>(zone), lengths);
  }
}

std::string AccountChecks::obstacle() const {
  const recording::RuleStatics& rules = facts_.rules;
  if (rules.levels > 0) return "who trades above the neighbourhood is not in the trace";
  const bool in_km = rules.network_charge > 0 && rules.distance == "length_km";
  if (in_km && facts_.network.line_length_km.empty()) return "the lines have no lengths";
  return {};
}

void AccountChecks::look_at(const Slot& slot) {
  if (!slot.has_agents) return;
  coalitions_.clear();
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    coalitions_[slot.record.prosumers.coalition[i]].push_back(static_cast<std::uint32_t>(i));
  }
  for (const auto& [coalition, members] : coalitions_) {
    look_at_transfers(slot, coalition, members);
    if (!obstacle_.empty()) continue;
    if (coalition >= 0) {
      look_at_charges(slot, members);
      continue;
    }
    for (const std::uint32_t i : members) {
      charges_.measure(slot.record.prosumers.network_charge[i], 0,
                       {.slot = slot.index(), .prosumer = i});
    }
  }
  transfers_.count_slot();
  if (obstacle_.empty()) charges_.count_slot();
}

// Of q_ij = sold_i*bought_j/sum(sold) each side owes half of the charge for the distance.
void AccountChecks::look_at_charges(const Slot& slot, const Members& members) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const ZoneDistances& tree =
      zones_[static_cast<std::size_t>(facts_.prosumers.zone[members.front()])];
  const auto place = [&](std::uint32_t i) { return tree.place(facts_.prosumers.bus[i]); };
  std::vector<double> sold(tree.edges() + 1), bought(tree.edges() + 1);
  double volume = 0, traded = 0;
  for (const std::uint32_t i : members) {
    sold[place(i)] += p.p2p_sold_kwh[i];
    bought[place(i)] += p.p2p_bought_kwh[i];
    volume += p.p2p_sold_kwh[i];
    traded += p.p2p_sold_kwh[i] + p.p2p_bought_kwh[i];
  }
  const std::vector<double> to_sellers = tree.distance_sums(sold);
  const std::vector<double> to_buyers = tree.distance_sums(bought);
  const double half = volume > 0 ? facts_.rules.network_charge / (2 * volume) : 0.0;
  const double longest = facts_.rules.network_charge * tree.length();
  for (const std::uint32_t i : members) {
    const double charge = half * (p.p2p_sold_kwh[i] * to_buyers[place(i)] +
                                  p.p2p_bought_kwh[i] * to_sellers[place(i)]);
    charges_.measure(p.network_charge[i] - charge, traded * longest,
                     {.slot = slot.index(), .prosumer = i});
  }
}

void AccountChecks::look_at_transfers(const Slot& slot, std::int32_t coalition,
                                      const Members& members) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  double sum = 0, scale = 0;
  for (const std::uint32_t i : members) {
    const double paid = p.coalition_transfer[i];
    const Where where{.slot = slot.index(), .prosumer = i, .coalition = coalition};
    sum += paid;
    scale += std::fabs(paid) + p.p2p_paid[i] + p.p2p_earned[i];
    transfers_.measure(std::max(0.0, -p.share_half_width[i]), 0, where);
    if (coalition < 0) transfers_.measure(std::fabs(paid) + p.share_half_width[i], 0, where);
  }
  transfers_.measure(sum, scale, {.slot = slot.index(), .coalition = coalition});
}

void AccountChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&charges_, &transfers_}) receive(*check);
}

}  // namespace peerwatt::verification
