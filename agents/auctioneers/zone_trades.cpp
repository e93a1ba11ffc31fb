#include "agents/auctioneers/zone_trades.hpp"

#include <algorithm>

namespace peerwatt::agents {

MemberId ZoneTrades::add_member(ProsumerId prosumer, std::uint64_t identity) {
  identities_.push_back(identity);
  fills_.push_back({});
  shares_.push_back({});
  coalitions_.push_back({});
  return members_.push_back(prosumer);
}

void ZoneTrades::start(const MarketTotals& totals, std::span<const std::int32_t> partition) {
  totals_ = totals;
  network_charge_ = 0;
  traded_above_ = false;
  std::fill(fills_.begin(), fills_.end(), market::Fill{});
  numbers_.clear();
  if (partition.empty()) return join(totals.has_coalition ? whole_ : CoalitionId{});
  for (const MemberId member : members_.ids()) {
    const std::int32_t coalition = partition[member.index()];
    if (coalition == static_cast<std::int32_t>(numbers_.size())) {
      numbers_.push_back(directory_.coalition(members_[member]));
    }
    coalitions_[member] =
        coalition == game::kSingle ? CoalitionId{} : numbers_[static_cast<std::size_t>(coalition)];
  }
}

void ZoneTrades::add_from_above(MemberId member, const market::Fill& fill) {
  add(member, fill);
  traded_above_ = true;
}

void ZoneTrades::join_above(PlaceId place) {
  const CoalitionId number = directory_.coalition(place);
  if (traded_above_ && (numbers_.empty() || numbers_.front() < number)) join(number);
}

void ZoneTrades::join(CoalitionId coalition) {
  std::fill(coalitions_.begin(), coalitions_.end(), coalition);
  numbers_.clear();
  if (coalition) numbers_.push_back(coalition);
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
  join({});
}

}  // namespace peerwatt::agents
