#include "tools/verification/coalition_checks.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "agents/market/pool_trade.hpp"

namespace peerwatt::verification {
namespace {

using market::Role;

constexpr double kMostSteps = 2e7;  // in a zone and slot

// A coalition changes for more than the tolerance of the rules.
Tolerance gain_tolerance(const RunFacts& facts) {
  const Tolerance numbers = facts.tolerance();
  return {numbers.absolute + facts.rules.tolerance, numbers.relative};
}

}  // namespace

CoalitionChecks::CoalitionChecks(const RunFacts& facts, const output::TraceReader& trace)
    : facts_{facts},
      trace_{trace},
      mechanism_{*market::find_mechanism(facts.rules.mechanism)},
      obstacle_{obstacle()},
      merges_{"coalitions: merge regret", gain_tolerance(facts)},
      splits_{"coalitions: split regret", gain_tolerance(facts)},
      exits_{"coalitions: exit regret", gain_tolerance(facts), Weight::kNoted},
      noted_{"coalitions: regrets as written", gain_tolerance(facts)} {
  for (Check* check : {&merges_, &splits_, &exits_, &noted_}) check->excuse(obstacle_);
  const bool has_columns = trace.has("system/certificates/merge_regret");
  if (obstacle_.empty() && !has_columns) noted_.excuse("the run wrote none down");
  if (!obstacle_.empty() || !facts.has_agents) return;
  const recording::NetworkStatics& network = facts.network;
  std::span<const double> lengths, km;
  if (facts.rules.network_charge > 0) {
    lengths =
        facts.rules.distance == "length_km" ? network.line_length_km : network.line_resistance_ohm;
  }
  if (facts.rules.radius_km) km = network.line_length_km;
  for (std::size_t zone = 0; zone < facts.zone_count(); ++zone) {
    charged_.emplace_back(facts, static_cast<std::int32_t>(zone), lengths);
    in_km_.emplace_back(facts, static_cast<std::int32_t>(zone), km);
  }
  for (std::size_t i = 0; i < facts.prosumer_count(); ++i) {
    const auto zone = static_cast<std::size_t>(facts.prosumers.zone[i]);
    place_.push_back(charged_.at(zone).place(facts.prosumers.bus[i]));
  }
}

std::string CoalitionChecks::obstacle() const {
  const recording::RuleStatics& rules = facts_.rules;
  if (mechanism_.role == Role::kNone) return "there is no market";
  if (mechanism_.role == Role::kContinuous)
    return "in an order book those who traded belong together";
  if (rules.levels > 0) return "coalitions reach over the levels of the market";
  const bool in_km = rules.network_charge > 0 && rules.distance == "length_km";
  if ((in_km || rules.radius_km) && facts_.network.line_length_km.empty()) {
    return "the lines have no lengths";
  }
  return {};
}

void CoalitionChecks::look_at(const Slot& slot) {
  if (!slot.has_agents || !obstacle_.empty()) return;
  const recording::SystemRecord& s = slot.record.system;
  if (s.late_orders > 0 || s.lost_messages > 0 || !load(slot)) {
    ++left_out_;
    return;
  }
  merge_ = split_ = exit_ = {};
  for (std::size_t zone = 0; zone < parties_.size(); ++zone) look_at_zone(zone, slot);
  const auto note = [&](Check& check, Gain& gain) {
    gain.where.slot = slot.index();
    check.measure(gain.most, spread_ * s.p2p_energy_kwh, gain.where);
    check.count_slot();
  };
  note(merges_, merge_);
  note(splits_, split_);
  note(exits_, exit_);
  if (!trace_.has("system/certificates/merge_regret")) return;
  compare("merge_regret", merge_.most, slot.index(), noted_);
  compare("split_regret", split_.most, slot.index(), noted_);
  noted_.count_slot();
}

// False where zones fall into so many parties that all pairs of them are too many.
bool CoalitionChecks::load(const Slot& slot) {
  const recording::SystemRecord& s = slot.record.system;
  const double pool_price = mechanism_.pool_price == market::PoolPrice::kSell
                                ? s.price_sell
                                : market::mid_market_price(s.price_sell, s.price_feed_in);
  spread_ = s.price_sell - s.price_feed_in;
  const auto sales = slot.record.prosumers.surplus_kwh;
  sales_kwh_.assign(sales.begin(), sales.end());
  wants_kwh_.resize(sales.size());
  for (std::size_t i = 0; i < sales.size(); ++i) {
    wants_kwh_[i] = sales[i] > 0 ? 0.0 : position_of(facts_, slot, i).want(pool_price);
  }
  form_parties(slot);
  return std::all_of(parties_.begin(), parties_.end(), [&](const std::vector<Party>& parties) {
    const auto zone = static_cast<std::size_t>(&parties - parties_.data());
    const double edges =
        facts_.rules.network_charge > 0 ? static_cast<double>(charged_[zone].edges()) : 1.0;
    const auto count = static_cast<double>(parties.size());
    return count * count * edges < kMostSteps;
  });
}

void CoalitionChecks::form_parties(const Slot& slot) {
  parties_.assign(facts_.zone_count(), {});
  std::map<std::pair<std::int32_t, std::int32_t>, Party> coalitions;
  for (std::size_t i = 0; i < facts_.prosumer_count(); ++i) {
    const std::int32_t zone = facts_.prosumers.zone[i];
    const std::int32_t coalition = slot.record.prosumers.coalition[i];
    const auto member = static_cast<std::uint32_t>(i);
    if (coalition >= 0) {
      Party& party = coalitions[{zone, coalition}];
      party.coalition = coalition;
      party.members.push_back(member);
    } else if (sales_kwh_[i] > 0 || wants_kwh_[i] > 0) {
      parties_[static_cast<std::size_t>(zone)].push_back({kNowhere, {member}, 0});
    }
  }
  for (auto& [key, party] : coalitions) {
    const auto zone = static_cast<std::size_t>(key.first);
    party.value = value(zone, party.members);
    parties_[zone].push_back(std::move(party));
  }
}

double CoalitionChecks::value(std::size_t zone, const Members& members) {
  double sales = 0, wants = 0;
  for (const std::uint32_t member : members) {
    sales += sales_kwh_[member];
    wants += wants_kwh_[member];
  }
  const double traded = std::min(sales, wants);
  if (traded <= 0) return 0;
  const double charge = facts_.rules.network_charge;
  if (charge == 0) return traded * spread_;
  const ZoneTree& tree = charged_[zone];
  at_place_sales_.assign(tree.edges() + 1, 0.0);
  at_place_wants_.assign(tree.edges() + 1, 0.0);
  for (const std::uint32_t member : members) {
    at_place_sales_[place_[member]] += sales_kwh_[member];
    at_place_wants_[place_[member]] += wants_kwh_[member];
  }
  const double carried = tree.carried(at_place_sales_, at_place_wants_);
  return traded * spread_ - charge * carried / std::max(sales, wants);
}

bool CoalitionChecks::are_neighbours(std::size_t zone, const Members& a, const Members& b) const {
  if (!facts_.rules.radius_km) return true;
  const double radius = *facts_.rules.radius_km;
  return std::any_of(a.begin(), a.end(), [&](std::uint32_t here) {
    return std::any_of(b.begin(), b.end(), [&](std::uint32_t there) {
      return in_km_[zone].distance(place_[here], place_[there]) <= radius;
    });
  });
}

void CoalitionChecks::look_at_zone(std::size_t zone, const Slot& slot) {
  look_for_merges(zone);
  for (const Party& party : parties_[zone]) {
    if (party.coalition < 0) continue;
    look_for_splits(zone, party);
    look_for_exits(zone, party, slot);
  }
}

void CoalitionChecks::look_for_merges(std::size_t zone) {
  const std::vector<Party>& parties = parties_[zone];
  for (std::size_t a = 0; a < parties.size(); ++a) {
    for (std::size_t b = a + 1; b < parties.size(); ++b) {
      Members both = parties[a].members;
      both.insert(both.end(), parties[b].members.begin(), parties[b].members.end());
      const double gain = value(zone, both) - parties[a].value - parties[b].value;
      if (gain <= merge_.most) continue;
      if (!are_neighbours(zone, parties[a].members, parties[b].members)) continue;
      merge_ = {gain, {.prosumer = parties[a].members.front(), .coalition = parties[b].coalition}};
    }
  }
}

void CoalitionChecks::look_for_splits(std::size_t zone, const Party& party) {
  const ZoneTree& tree = charged_[zone];
  for (std::size_t top = 1; top <= tree.edges(); ++top) {
    Members below, above;
    for (const std::uint32_t member : party.members) {
      (tree.is_below(place_[member], top) ? below : above).push_back(member);
    }
    if (below.empty() || above.empty()) continue;
    const double gain = value(zone, below) + value(zone, above) - party.value;
    if (gain > split_.most) split_ = {gain, {.coalition = party.coalition}};
  }
}

// A prosumer that leaves has the grid; one that switches gets what it adds to the others.
void CoalitionChecks::look_for_exits(std::size_t zone, const Party& party, const Slot& slot) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  const recording::SystemRecord& s = slot.record.system;
  for (const std::uint32_t member : party.members) {
    if (sales_kwh_[member] <= 0 && wants_kwh_[member] <= 0) continue;
    const double share = p.p2p_bought_kwh[member] * s.price_sell - p.p2p_paid[member] +
                         p.p2p_earned[member] - p.p2p_sold_kwh[member] * s.price_feed_in -
                         p.network_charge[member];
    double best = 0;
    for (const Party& other : parties_[zone]) {
      if (&other == &party || !are_neighbours(zone, {member}, other.members)) continue;
      Members joined = other.members;
      joined.push_back(member);
      best = std::max(best, value(zone, joined) - other.value);
    }
    if (best - share <= exit_.most) continue;
    exit_ = {best - share, {.prosumer = member, .coalition = party.coalition}};
  }
}

void CoalitionChecks::compare(const char* column, double found, std::int64_t slot, Check& check) {
  const std::string path = std::string{"system/certificates/"} + column;
  if (!trace_.has(path)) return;
  const double written = trace_.read(path, {slot, slot + 1}).values.front();
  check.measure(written - found, std::fabs(found), {.slot = slot, .column = column});
}

void CoalitionChecks::finish() {
  if (left_out_ == 0) return;
  const std::string reason =
      fmt::format("{} slots left out: late or lost messages, or too many parties", left_out_);
  for (Check* check : {&merges_, &splits_, &exits_}) check->excuse(reason);
}

void CoalitionChecks::report(const std::function<void(const Check&)>& receive) const {
  for (const Check* check : {&merges_, &splits_, &exits_, &noted_}) receive(*check);
}

}  // namespace peerwatt::verification
