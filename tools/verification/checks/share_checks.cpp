#include "tools/verification/checks/share_checks.hpp"

#include <bit>
#include <cmath>

#include "engine/core/portable_math.hpp"

namespace peerwatt::verification {

ShareChecks::ShareChecks(const RunFacts& facts, const CoalitionReplay& game)
    : facts_{facts}, game_{game}, shares_{"coalitions: shares", facts.tolerance()} {
  if (facts.rules.shares != "shapley") shares_.excuse("coalition.shares is " + facts.rules.shares);
}

void ShareChecks::look_at(const Slot& slot) {
  if (facts_.rules.shares != "shapley") return;
  for (std::size_t zone = 0; zone < game_.zone_count(); ++zone) {
    for (const Party& party : game_.parties(zone)) look_at_party(slot, zone, party);
  }
  shares_.count_slot();
}

void ShareChecks::look_at_party(const Slot& slot, std::size_t zone, const Party& party) {
  if (party.coalition < 0 || party.members.size() > kMostExactMembers) return;
  for (const std::uint32_t member : party.members) {
    shares_.measure(
        slot.record.prosumers.share_half_width[member], 0,
        {.slot = slot.index(), .prosumer = member, .column = "share_half_width, of an exact one"});
  }
  compare(slot, zone, party);
}

void ShareChecks::compare(const Slot& slot, std::size_t zone, const Party& party) {
  const double rounding = facts_.tolerance().relative * game_.scale(zone);
  // Whether there is a value to divide, roundings decide.
  if (std::fabs(party.value - facts_.rules.tolerance) <= rounding) return;
  double gained = 0;
  for (const std::uint32_t member : party.members) gained += game_.gain(slot, member);
  const bool divides = party.value > facts_.rules.tolerance;
  const double part = divides ? gained / party.value : 0.0;
  const std::vector<double> values =
      shapley_value(game_.subset_values(zone, party.members), party.members.size());
  for (std::size_t k = 0; k < party.members.size(); ++k) {
    const std::uint32_t member = party.members[k];
    const double expected = divides ? game_.gain(slot, member) - part * values[k] : 0.0;
    shares_.measure(
        slot.record.prosumers.coalition_transfer[member] - expected,
        game_.scale(zone) * (1 + std::fabs(part) * (1 + std::fabs(values[k]) / party.value)),
        {.slot = slot.index(), .prosumer = member, .column = "coalition_transfer"});
  }
}

std::vector<double> shapley_value(const std::vector<double>& subset_values, std::size_t members) {
  std::vector<double> weights;  // by |S|
  for (std::size_t size = 0; size < members; ++size) {
    weights.push_back(portable::exp(portable::lgamma(static_cast<double>(size) + 1) +
                                    portable::lgamma(static_cast<double>(members - size)) -
                                    portable::lgamma(static_cast<double>(members) + 1)));
  }
  std::vector<double> value(members, 0.0);
  for (std::size_t member = 0; member < members; ++member) {
    const std::size_t with = std::size_t{1} << member;
    for (std::size_t subset = 0; subset < subset_values.size(); ++subset) {
      if ((subset & with) != 0) continue;
      value[member] += weights[static_cast<std::size_t>(std::popcount(subset))] *
                       (subset_values[subset | with] - subset_values[subset]);
    }
  }
  return value;
}

void ShareChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(shares_);
}

}  // namespace peerwatt::verification
