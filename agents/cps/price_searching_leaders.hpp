#pragma once

#include <optional>
#include <vector>

#include "agents/cps/leader_strategy.hpp"
#include "agents/cps/leader_target.hpp"
#include "agents/messages/tariff_messages.hpp"
#include "agents/pricing/aggregate_search.hpp"
#include "agents/pricing/cost_minimizer.hpp"
#include "agents/pricing/elastic_curve.hpp"
#include "agents/pricing/probing_search.hpp"

namespace peerwatt::agents {

// How a search may go about it, which depends on the market as well.
struct SearchManner {
  game::Response response = game::Response::kFalling;
  std::int64_t probes = 0;
};

// Searches the lowest price at which its rule, given the trades, asks for no higher one; it
// receives every prosumer's residual demand and surplus (`protocol: direct`). The rule is what
// subclasses differ in.
class DirectLeader : public LeaderStrategy {
 public:
  void open(const PeakSlot& slot) override;
  double price() const override { return search_->announced(); }
  Reporting reporting() const override { return Reporting::kResidualDemand; }
  void receive(const ZoneAnswers& answers) override;
  game::SearchState end_round() override;

 protected:
  DirectLeader(const scenario::LeaderSettings& settings, const SearchManner& manner)
      : settings_{settings}, manner_{manner} {}
  const scenario::LeaderSettings& settings() const { return settings_; }
  const PeakSlot& slot() const { return slot_; }
  // What was received in the round.
  std::span<const game::ResidualDemand> demands() const { return demands_; }
  double surplus_kwh() const { return surplus_kwh_; }

 private:
  void start_round();
  // h: the price that the rule would set, given the trades that the answers of the round tell of.
  virtual double ruled_price() = 0;
  // Whether a price that asks for none higher is what the rule wants.
  virtual bool settles_at(double, double /*ruled*/) const { return true; }

  const scenario::LeaderSettings& settings_;
  SearchManner manner_;
  PeakSlot slot_;
  std::optional<game::ProbingSearch> search_;
  std::vector<game::ResidualDemand> demands_;
  double surplus_kwh_ = 0;
  std::vector<double> ends_;  // of demand; where the search may probe
};

// `stackelberg`: the lowest price that leaves no more elastic demand than the aim allows.
class AimingLeader final : public DirectLeader {
 public:
  AimingLeader(const scenario::LeaderSettings& settings, const SearchManner& manner,
               double capacity_kwh)
      : DirectLeader{settings, manner}, capacity_kwh_{capacity_kwh} {}
  void open(const PeakSlot& slot) override;

 private:
  double ruled_price() override;
  double satiation_price() const;
  void note_base_demand();

  double capacity_kwh_;
  LeaderTarget target_;
  bool is_first_round_ = true;  // announced at p_base
  game::ElasticCurve elastic_;
};

// `cost_minimizing`: the price that minimizes what serving costs, less what it earns.
class CostMinimizingLeader final : public DirectLeader {
 public:
  CostMinimizingLeader(const scenario::LeaderSettings& settings, const SearchManner& manner,
                       const game::GenerationCost& cost)
      : DirectLeader{settings, manner}, cost_{cost} {}

 private:
  double ruled_price() override;
  // A price that is not its own answer is no equilibrium: the minimizer jumps there.
  bool settles_at(double price, double ruled) const override {
    return price - ruled <= settings().price_tolerance;
  }

  game::GenerationCost cost_;
  game::CostMinimizer minimizer_;
};

// `marginal_cost`: the lowest price that covers what the last kWh costs to generate.
class MarginalCostLeader final : public DirectLeader {
 public:
  MarginalCostLeader(const scenario::LeaderSettings& settings, const SearchManner& manner,
                     const game::GenerationCost& cost)
      : DirectLeader{settings, manner}, cost_{cost} {}

 private:
  double ruled_price() override;

  game::GenerationCost cost_;
  game::ElasticCurve elastic_;
};

// `stackelberg` and `marginal_cost` by a leader who receives only sums of what the prosumers of
// each zone would still take, and leave, at the announced price (`protocol: iterative`). That is
// enough to know whether the price fulfils the rule: the supply beyond the target, or by how much
// the last kWh costs more than the price, is 0.
class IterativeLeader final : public LeaderStrategy {
 public:
  IterativeLeader(const scenario::LeaderSettings& settings, const game::GenerationCost& cost)
      : settings_{settings}, cost_{cost} {}

  void open(const PeakSlot& slot) override;
  double price() const override { return search_->announced(); }
  Reporting reporting() const override { return Reporting::kResidualTotals; }
  void receive(const ZoneAnswers& answers) override;
  game::SearchState end_round() override;

 private:
  double excess();

  const scenario::LeaderSettings& settings_;
  game::GenerationCost cost_;
  LeaderTarget target_;
  std::optional<game::AggregateSearch> search_;
  double other_demand_kwh_ = 0;  // E_o
  bool is_first_round_ = true;   // announced at p_base
  ResidualSums sums_;            // of the round
};

}  // namespace peerwatt::agents
