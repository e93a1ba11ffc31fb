#include "engine/core/audit_draw.hpp"

#include <algorithm>

#include "engine/core/random.hpp"

namespace peerwatt {

bool AuditDraw::is_drawn(Audit audit, std::int64_t slot, bool is_peak, std::int64_t rarer) const {
  const std::uint64_t owner = 2 * static_cast<std::uint64_t>(audit) + (is_peak ? 1 : 0);
  const double u = uniform({seed_, Purpose::kAuditSlot, owner, static_cast<std::uint32_t>(slot)});
  return u * static_cast<double>(rarer) < (is_peak ? 2 * share_ : share_);
}

double AuditDraw::rank(std::int64_t slot, ProsumerId prosumer) const {
  return uniform({seed_, Purpose::kAudit, prosumer.index(), static_cast<std::uint32_t>(slot)});
}

bool ProsumerDraw::picks(ProsumerId prosumer) {
  const double rank = draw_.rank(slot_, prosumer);
  if (picked_ && rank >= least_) return false;
  least_ = rank;
  picked_ = prosumer;
  return true;
}

std::int64_t leader_audit_rarity(std::int64_t prosumers) {
  constexpr std::int64_t kProsumers = 250;
  return (prosumers + kProsumers - 1) / kProsumers;
}

double audit_share(std::int64_t every, std::int64_t slots) {
  constexpr std::int64_t kLeastSlots = 16;
  if (every == 0) return 0;
  return 1.0 / static_cast<double>(std::min(every, std::max<std::int64_t>(1, slots / kLeastSlots)));
}

}  // namespace peerwatt
