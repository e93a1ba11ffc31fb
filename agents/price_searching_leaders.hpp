#pragma once

#include <optional>
#include <vector>

#include "agents/game/aggregate_search.hpp"
#include "agents/game/cost_minimizer.hpp"
#include "agents/game/leader_search.hpp"
#include "agents/leader_strategy.hpp"

namespace peerwatt::agents {

// Searches the lowest price at which its rule, given the trades, asks for no higher one; it hears
// every prosumer's residual demand (`protocol: direct`). The rule is what subclasses differ in.
class DirectLeader : public LeaderStrategy {
 public:
  void open(const PeakSlot& slot) override;
  double price() const override { return search_->announced(); }
  Reporting reporting() const override { return Reporting::kResidualDemand; }
  game::SearchState end_round() override;

 protected:
  DirectLeader(const scenario::LeaderSettings& settings, game::Response response)
      : settings_{settings}, response_{response} {}
  const scenario::LeaderSettings& settings() const { return settings_; }
  const PeakSlot& slot() const { return slot_; }

 private:
  virtual void start_round() = 0;
  // h: the price that the rule would set, given the trades that the answers of the round tell of.
  virtual double ruled_price() = 0;
  // Whether a price that asks for none higher is what the rule wants.
  virtual bool settles_at(double, double /*ruled*/) const { return true; }

  const scenario::LeaderSettings& settings_;
  game::Response response_;
  PeakSlot slot_;
  std::optional<game::LeaderSearch> search_;
};

// `stackelberg`: the lowest price that ends the elastic demand.
class SatiatingLeader final : public DirectLeader {
 public:
  using DirectLeader::hear;
  SatiatingLeader(const scenario::LeaderSettings& settings, game::Response response)
      : DirectLeader{settings, response} {}
  void hear(const game::ResidualDemand& demand) override;

 private:
  void start_round() override { satiation_price_ = slot().base_price; }
  double ruled_price() override { return satiation_price_; }

  double satiation_price_ = 0;  // the highest heard
};

// `cost_minimizing`: the price that minimizes what serving costs, less what it earns.
class CostMinimizingLeader final : public DirectLeader {
 public:
  using DirectLeader::hear;
  CostMinimizingLeader(const scenario::LeaderSettings& settings, game::Response response,
                       const game::GenerationCost& cost)
      : DirectLeader{settings, response}, cost_{cost} {}
  void hear(const game::ResidualDemand& demand) override { demands_.push_back(demand); }

 private:
  void start_round() override { demands_.clear(); }
  double ruled_price() override;
  // A price that is not its own answer is no equilibrium: the minimizer jumps there.
  bool settles_at(double price, double ruled) const override {
    return price - ruled <= settings().price_tolerance;
  }

  game::GenerationCost cost_;
  game::CostMinimizer minimizer_;
  std::vector<game::ResidualDemand> demands_;
};

// `stackelberg` by a leader who hears only how much the prosumers of each zone would still buy
// together (`protocol: iterative`).
class IterativeLeader final : public LeaderStrategy {
 public:
  using LeaderStrategy::hear;
  explicit IterativeLeader(const scenario::LeaderSettings& settings) : settings_{settings} {}

  void open(const PeakSlot& slot) override;
  double price() const override { return search_->announced(); }
  Reporting reporting() const override { return Reporting::kResidualTotals; }
  void hear(const ResidualTotals& totals) override { elastic_kwh_ += totals.elastic_kwh; }
  game::SearchState end_round() override;

 private:
  const scenario::LeaderSettings& settings_;
  std::optional<game::AggregateSearch> search_;
  double elastic_kwh_ = 0;  // of the round
};

}  // namespace peerwatt::agents
