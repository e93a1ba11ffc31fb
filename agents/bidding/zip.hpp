#pragma once

#include <array>
#include <vector>

#include "agents/bidding/strategy.hpp"

namespace peerwatt::bidding {

// Zip is the strategy "zero-intelligence-plus" (D. Cliff, "Minimal-Intelligence Agents for
// Bargaining Behaviors in Market-Based Environments", HP Laboratories HPL-97-91, 1997, pp. 42-45).
// A trader with limit price lambda states p = lambda*(1 + mu), where the margin mu is learnt from
// the shouts, the prices stated by others, that it observes: it moves towards a target price near
// the last shout by the Widrow-Hoff rule with momentum. Invariant: margins never mean a loss, mu >=
// 0 for sellers and -1 <= mu <= 0 for buyers. O(1) time for a price or an observation, O(1) memory
// for each trader.
//
// What a trader has learnt outlives the trading window, separately for each side: a prosumer may
// buy in the evening and sell at noon. A limit price of 0 or below admits no relative margin: the
// trader then states its limit and learns nothing.
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
