#include "tools/verification/checks/core_checks.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "engine/core/random.hpp"

#include "tools/verification/checks/share_checks.hpp"

namespace peerwatt::verification {
namespace {

using recording::CoreEvidence;

constexpr std::size_t kMostMembers = 1000;  // of a coalition that the run looks at
constexpr double kNone = -std::numeric_limits<double>::infinity();

}  // namespace

CoreChecks::CoreChecks(const RunFacts& facts, const CoalitionReplay& game)
    : facts_{facts}, game_{game}, excess_{"coalitions: core excess", facts.tolerance()} {}

void CoreChecks::look_at_evidence(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  excess_.expect(c.core_excess.has_value() == (c.core_evidence != CoreEvidence::kNone),
                 {.slot = slot.index(), .column = "core_evidence"});
}

// As the run draws it, in the slots in which it looks at one.
std::size_t CoreChecks::zone_drawn(std::int64_t slot) const {
  const double u = uniform({static_cast<std::uint64_t>(facts_.seed), Purpose::kCore, 0,
                            static_cast<std::uint32_t>(slot)});
  return static_cast<std::size_t>(u * static_cast<double>(facts_.zone_count()));
}

void CoreChecks::look_at(const Slot& slot) {
  const recording::CertificateRecord& c = slot.record.certificates;
  if (c.core_evidence == CoreEvidence::kNone) return;
  const std::size_t zone = zone_drawn(slot.index());
  Finding found{kNone, kNone};
  for (const Party& party : game_.parties(zone)) {
    if (party.coalition < 0 || party.members.size() > kMostMembers) continue;
    take_shares(slot, party);
    found.any = true;
    if (party.members.size() <= kMostExactMembers) {
      look_at_all(zone, party, found);
    } else {
      look_at_some(zone, party, found);
    }
  }
  const Where where{.slot = slot.index(), .column = "core_excess"};
  const bool is_exact = c.core_evidence == CoreEvidence::kExact;
  excess_.count_slot();
  excess_.expect(found.any && is_exact == found.is_exact,
                 {.slot = slot.index(), .column = "core_evidence"});
  const double written = c.core_excess.value_or(0);
  excess_.measure(std::max({0.0, found.least - written, written - found.most}), game_.scale(zone),
                  where);
}

void CoreChecks::take_shares(const Slot& slot, const Party& party) {
  shares_.clear();
  for (const std::uint32_t member : party.members) shares_.push_back(game_.share(slot, member));
}

// All subsets but nobody and everybody; where there is no other, 0.
void CoreChecks::look_at_all(std::size_t zone, const Party& party, Finding& finding) const {
  const std::vector<double> values = game_.subset_values(zone, party.members);
  double largest = party.members.size() == 1 ? 0.0 : kNone;
  for (std::size_t subset = 1; subset + 1 < values.size(); ++subset) {
    double gets = 0;
    for (std::size_t left = subset; left > 0; left &= left - 1) {
      gets += shares_[static_cast<std::size_t>(std::countr_zero(left))];
    }
    largest = std::max(largest, values[subset] - gets);
  }
  finding.least = std::max(finding.least, largest);
  finding.most = std::max(finding.most, largest);
}

void CoreChecks::look_at_some(std::size_t zone, const Party& party, Finding& finding) const {
  finding.is_exact = false;
  finding.most = std::max(finding.most, bound(party));
  for (std::size_t a = 0; a < party.members.size(); ++a) {
    const std::uint32_t one = party.members[a];
    const Trade own = game_.trade_of(one);
    finding.least = std::max(finding.least, -shares_[a]);
    for (std::size_t b = a + 1; b < party.members.size(); ++b) {
      const std::uint32_t other = party.members[b];
      const Trade theirs = game_.trade_of(other);
      const double kwh2 = own.supply_kwh * theirs.demand_kwh + own.demand_kwh * theirs.supply_kwh;
      const double value =
          kwh2 > 0 ? game_.value(own.with(theirs, kwh2 * game_.charged(zone).distance(
                                                             game_.place(one), game_.place(other))))
                   : 0.0;
      finding.least = std::max(finding.least, value - shares_[a] - shares_[b]);
    }
  }
}

// v(T) is at most the spread times any mean of what T sells and what it wants, so that an excess is
// at most a sum over those for whom their part of that is more than their share.
double CoreChecks::bound(const Party& party) const {
  double least = std::numeric_limits<double>::infinity();
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    double sum = 0;
    for (std::size_t k = 0; k < party.members.size(); ++k) {
      const Trade own = game_.trade_of(party.members[k]);
      const double kwh = part * own.supply_kwh + (1 - part) * own.demand_kwh;
      sum += std::max(0.0, kwh * game_.spread() - shares_[k]);
    }
    least = std::min(least, sum);
  }
  return least;
}

void CoreChecks::report(const std::function<void(const Check&)>& receive) const {
  receive(excess_);
}

}  // namespace peerwatt::verification
