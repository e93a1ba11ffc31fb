#include "agents/auctioneers/zone_trades.hpp"

#include <algorithm>

namespace peerwatt::agents {

std::uint32_t ZoneTrades::add_member(std::uint32_t prosumer, std::uint64_t identity) {
  members_.push_back(prosumer);
  identities_.push_back(identity);
  fills_.emplace_back();
  shares_.emplace_back();
  coalitions_.push_back(-1);
  return static_cast<std::uint32_t>(members_.size() - 1);
}

// A coalition within the zone has the number of its first member, counted from `first_number` on.
void ZoneTrades::start(const MarketTotals& totals, std::span<const std::int32_t> partition,
                       std::uint32_t first_number) {
  totals_ = totals;
  network_charge_ = 0;
  traded_above_ = false;
  std::fill(fills_.begin(), fills_.end(), market::Fill{});
  numbers_.clear();
  if (partition.empty()) return join(totals.has_coalition ? zone_ : -1);
  for (std::size_t member = 0; member < members_.size(); ++member) {
    const std::int32_t coalition = partition[member];
    if (coalition == static_cast<std::int32_t>(numbers_.size())) {
      numbers_.push_back(static_cast<std::int32_t>(first_number + members_[member]));
    }
    coalitions_[member] = coalition < 0 ? -1 : numbers_[static_cast<std::size_t>(coalition)];
  }
}

void ZoneTrades::add_from_above(std::uint32_t member, const market::Fill& fill) {
  add(member, fill);
  traded_above_ = true;
}

void ZoneTrades::join_above(std::uint32_t place) {
  const auto number = static_cast<std::int32_t>(place);
  if (traded_above_ && (numbers_.empty() || numbers_.front() < number)) join(number);
}

void ZoneTrades::join(std::int32_t coalition) {
  std::fill(coalitions_.begin(), coalitions_.end(), coalition);
  numbers_.clear();
  if (coalition >= 0) numbers_.push_back(coalition);
}

void ZoneTrades::settle(CoalitionAccounts& accounts, const ZoneMarket& market, const Prices& prices,
                        std::int32_t slot) {
  if (!accounts.are_kept()) return;
  std::fill(shares_.begin(), shares_.end(), ShareSettlement{});
  accounts.settle(market, prices, {slot, identities_, coalitions_, fills_, shares_});
  for (const market::Fill& fill : fills_) network_charge_ += fill.network_charge;
}

void ZoneTrades::annul() {
  totals_ = {};
  std::fill(shares_.begin(), shares_.end(), ShareSettlement{});
  network_charge_ = 0;
  std::fill(fills_.begin(), fills_.end(), market::Fill{});
  join(-1);
}

}  // namespace peerwatt::agents
