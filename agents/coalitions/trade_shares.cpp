#include "agents/coalitions/trade_shares.hpp"

#include <cstddef>
#include <cstdint>

#include "engine/core/contracts.hpp"
#include "engine/core/summation.hpp"

namespace peerwatt::game {

void TradeShares::divide(const MemberTrades& trades, const GridPrices& prices,
                         const NetworkCharge& charge, std::span<double> shares) {
  PEERWATT_EXPECTS(trades.sold_kwh.size() == shares.size());
  PEERWATT_EXPECTS(trades.earned.size() == shares.size());
  PEERWATT_EXPECTS(trades.bought_kwh.size() == shares.size());
  PEERWATT_EXPECTS(trades.paid.size() == shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (trades.earned[i] - prices.feed_in * trades.sold_kwh[i]) +
                (prices.sell * trades.bought_kwh[i] - trades.paid[i]);
  }
  if (!charge.applies()) return;
  charged_.assign(shares.size(), 0.0);
  charges_.add(trades.sold_kwh, trades.bought_kwh, charge, charged_);
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] -= charged_[i];
}

void NetworkCharges::add(std::span<const double> sold_kwh, std::span<const double> bought_kwh,
                         const NetworkCharge& charge, std::span<double> charges) {
  const double volume_kwh = accurate_sum(sold_kwh);
  if (!(volume_kwh > 0)) return;
  const auto members = static_cast<std::uint32_t>(charges.size());
  sellers_.reset(charge.hubs());
  buyers_.reset(charge.hubs());
  for (std::uint32_t member = 0; member < members; ++member) {
    sellers_.add(charge.way(member), sold_kwh[member]);
    buyers_.add(charge.way(member), bought_kwh[member]);
  }
  const double half_charge = charge.rate / 2 / volume_kwh;
  for (std::uint32_t member = 0; member < members; ++member) {
    const auto way = charge.way(member);
    const double carried =
        sold_kwh[member] * buyers_.seen_from(way) + bought_kwh[member] * sellers_.seen_from(way);
    charges[member] += half_charge * carried;
  }
}

}  // namespace peerwatt::game
