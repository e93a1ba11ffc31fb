#pragma once

#include <cstdint>

#include "engine/core/id.hpp"

namespace peerwatt {

// The certificates that take long and are therefore searched in some slots only. The numbers are
// part of random addresses: a new one gets a new number.
enum class Audit : std::uint32_t { kLeader = 1, kMisreport = 2, kCore = 3 };

// Draws the slots in which a certificate is searched, each by itself at the address (seed, audit
// slot, certificate and stratum, slot): a simple random sample of the peak slots and another one of
// the off-peak slots. The draw depends on nothing else, so anyone who knows the seed can repeat it.
class AuditDraw {
 public:
  // `share`: the probability of an off-peak slot, between 0 and 1; that of a peak slot is twice as
  // high, as there are fewer and prices are searched there.
  AuditDraw(std::uint64_t seed, double share) : seed_{seed}, share_{share} {}

  // `rarer`: divides the probability.
  bool is_drawn(Audit audit, std::int64_t slot, bool is_peak, std::int64_t rarer = 1) const;
  // A prosumer's number in a slot, in [0, 1).
  double rank(std::int64_t slot, ProsumerId prosumer) const;

 private:
  std::uint64_t seed_;
  double share_;
};

// Picks the prosumer that is looked at in a slot: of all that it is shown, in any order and as
// often as it may be, the one with the least rank.
class ProsumerDraw {
 public:
  ProsumerDraw(const AuditDraw& draw, std::int64_t slot) : draw_{draw}, slot_{slot} {}

  // Returns whether the prosumer takes the place of all that were shown before.
  bool picks(ProsumerId prosumer);
  // Invalid where nobody was shown.
  ProsumerId picked() const { return picked_; }

 private:
  AuditDraw draw_;
  std::int64_t slot_;
  double least_ = 1;
  ProsumerId picked_;
};

// The leader is audited more rarely where there are more prosumers, as all of them react some
// hundred times.
std::int64_t leader_audit_rarity(std::int64_t prosumers);

// One off-peak slot in `every`, but on average at least sixteen slots of a run, however short; 0 =
// never.
double audit_share(std::int64_t every, std::int64_t slots);

}  // namespace peerwatt
