#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

// What a market cleared again gives a prosumer.
struct Fill {
  double bought_kwh = 0;
  double sold_kwh = 0;
  double stored_sold_kwh = 0;  // out of batteries
  double auction_bought_kwh = 0;
  double auction_sold_kwh = 0;
  double paid = 0;
  double earned = 0;
};

// What it comes to for all together, as /system has it.
struct ReplayTotals {
  double auction_kwh = 0;
  double mid_market_kwh = 0;
  double welfare = 0;
  double auction_welfare = 0;
  double max_welfare = 0;
  double least_price = 0;  // where anything was traded
  double most_price = 0;
  std::array<double, market::kEnergyClasses> class_kwh{};
  std::array<double, market::kEnergyClasses> class_earned{};
};

// What the prosumer that the seed draws could have gained by stating another price.
struct MisreportReplay {
  double gain = 0;  // currency
  std::uint32_t prosumer = 0;
};

// Clears the markets of a slot again, at any price: the prosumers' orders follow from what they
// lacked and had left (model, section 3), the market rule clears them group by group.
class MarketReplay {
 public:
  explicit MarketReplay(const RunFacts& facts);

  // Whether the same orders may trade differently in another round.
  bool is_randomized() const;
  // Whether orders trade as they come.
  bool is_continuous() const { return rule_.role == market::Role::kContinuous; }
  // Why the markets of the run cannot be cleared again, at the announced price; empty where they
  // can.
  std::string obstacle() const;
  // The same at any price: in rounds that the run did not have, random draws would be others.
  std::string obstacle_at_other_prices() const;
  // Why those of the slot that was loaded cannot; empty where they can.
  std::string obstacle_in_slot();

  void load(const Slot& slot);
  // With the CPS selling at `price_sell`; the groups are those of the trace. `round`: whose
  // tie-break numbers count, the last one if not given.
  void hold(double price_sell, std::optional<std::int64_t> round = {});

  // What one prosumer, drawn by the seed, could have gained at that price by stating another limit
  // price; nothing where there is no order.
  std::optional<MisreportReplay> misreport(double price_sell);

  const std::vector<Position>& positions() const { return positions_; }
  const std::vector<Fill>& fills() const { return fills_; }  // by prosumer
  const ReplayTotals& totals() const { return totals_; }
  // By group: whether anyone in it can gain by trading.
  const std::vector<char>& has_value() const { return has_value_; }
  // What prosumers lack after these trades.
  std::vector<Position> left() const;
  // What of their own generation nobody bought.
  double fed_in_kwh() const;
  // Elastic demand after the trades at the base price, which is announced first; kWh.
  double base_elastic_kwh();

 private:
  void group_prosumers(const Slot& slot);
  void hold_group(std::size_t group, const market::GridPrices& grid);
  void collect_orders(const std::vector<std::uint32_t>& members, const market::GridPrices& grid);
  void place_orders(std::uint32_t prosumer, const market::GridPrices& grid);
  void enter(const market::Stage& stage);
  std::uint32_t random_draw(std::uint32_t prosumer) const;

  const RunFacts& facts_;
  const market::MechanismEntry& rule_;
  std::unique_ptr<market::Mechanism> mechanism_;
  std::vector<std::uint64_t> identities_;  // by prosumer, of its random numbers; where drawn
  const Slot* slot_ = nullptr;
  std::int64_t round_ = 0;
  std::vector<Position> positions_;
  std::vector<std::array<double, market::kEnergyClasses>> offers_kwh_;  // by prosumer and class
  std::vector<std::vector<std::uint32_t>> groups_;
  std::vector<market::Order> asks_, bids_;
  std::vector<market::EnergyClass> ask_classes_;
  std::vector<double> pool_demand_;
  market::Clearing clearing_;
  std::vector<Fill> fills_;
  std::vector<char> has_value_;
  ReplayTotals totals_;
  bool has_traded_ = false;
};

}  // namespace peerwatt::verification
