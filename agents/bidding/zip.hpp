#pragma once

#include <array>
#include <vector>

#include "agents/bidding/strategy.hpp"

namespace peerwatt::bidding {

// Zero-intelligence-plus: D. Cliff, "Minimal-Intelligence Agents for Bargaining Behaviors in
// Market-Based Environments", HP Laboratories HPL-97-91, 1997, pp. 42-45. A trader asks for a
// margin over its limit price and adapts it to the shouts that it observes.
//
// What it learns outlives the trading window, for each side by itself: a prosumer may buy in the
// evening and sell at noon. A limit price of zero or below admits no relative margin: there the
// limit is shouted, and nothing learnt.
class Zip final : public Strategy {
 public:
  void enlist(const TraderRandom& random) override;
  double price(std::uint32_t trader, const Terms& terms, TraderRandom& random) override;
  void observe(std::uint32_t trader, const Terms& terms, Activity activity,
               const StatedPrice& shout, TraderRandom& random) override;

 private:
  struct Learner {
    double learning_rate = 0;              // beta
    double momentum = 0;                   // gamma
    std::array<double, 2> margin{};        // mu by side: sellers >= 0, buyers in [-1, 0]
    std::array<double, 2> price_change{};  // Gamma by side, currency/kWh
  };
  static double price_of(const Learner& learner, const Terms& terms);

  std::vector<Learner> learners_;
};

}  // namespace peerwatt::bidding
