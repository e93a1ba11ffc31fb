#pragma once

#include <span>
#include <vector>

#include "agents/market/mechanisms/one_stage.hpp"

namespace peerwatt::market {

// What goes into a pool, by ask and by bid [kWh].
struct PoolSides {
  std::span<const double> offered_kwh;
  std::span<const double> wanted_kwh;
};

// Trades all with all at one price.
void settle_in_pool(const CallMarket& market, const PoolSides& sides, double price, Stage& stage);

// A pool takes all that is offered and wanted, whatever the limit prices: the short side trades
// everything, the long side shares pro rata and has its rest with the grid. All trade at one price.
class Pool : public OneStage {
 protected:
  using OneStage::OneStage;

 private:
  void settle(const CallMarket& market, const EfficientAllocation& efficient,
              Stage& stage) override;
  // The price between the prosumers, currency/kWh, within the grid's prices. Both quantities are
  // above zero.
  virtual double price(const GridPrices& grid, double offered_kwh, double wanted_kwh) const = 0;

  std::vector<double> offered_;
};

// m = (p_gs + p_fit)/2. With what the long side trades with the grid its average is
// (D*m + (G-D)*p_fit)/G or (G*m + (D-G)*p_gs)/D (Long et al., IEEE PES General Meeting 2017).
class MidMarketRate final : public Pool {
 public:
  MidMarketRate() : Pool{MechanismId::kMidMarketRate} {}

 private:
  double price(const GridPrices& grid, double offered_kwh, double wanted_kwh) const override;
};

// p_gs*p_fit/((p_gs - p_fit)*R + p_fit) for a ratio R = G/D up to 1, p_fit beyond (Liu et al., IEEE
// Trans. Power Syst. 32(5), 2017, eqs. 6-9).
class SupplyDemandRatio final : public Pool {
 public:
  SupplyDemandRatio() : Pool{MechanismId::kSupplyDemandRatio} {}

 private:
  double price(const GridPrices& grid, double offered_kwh, double wanted_kwh) const override;
};

// The community's bill is lower than those of its members with the grid alone by
// min(G, D)*(p_gs - p_fit): every kWh offered or wanted gets the same part of that.
class BillSharing final : public Pool {
 public:
  BillSharing() : Pool{MechanismId::kBillSharing} {}

 private:
  double price(const GridPrices& grid, double offered_kwh, double wanted_kwh) const override;
};

}  // namespace peerwatt::market
