#include "agents/bidding/zip.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "agents/market/ticks.hpp"

namespace peerwatt::bidding {
namespace {

// Parameters of a trader, each with a random draw of its own when the trader enters (HPL-97-91, pp.
// 42-45). For gamma the text of the report has [0.2, 0.8]; its program, which made the results, has
// [0, 0.1].
enum Inborn : std::uint32_t { kBuyingMargin, kSellingMargin, kLearningRate, kMomentum };
constexpr double kLeastMargin = 0.05, kMostMargin = 0.35;
constexpr double kLeastLearningRate = 0.1, kMostLearningRate = 0.5;
constexpr double kLeastMomentum = 0, kMostMomentum = 0.1;

// By how much a target price lies beyond the last shout at most: relative to the shout, and in
// parts of the price range. The report's 0.05 currency is an eightieth of its range of prices, 0 to
// 4.
constexpr double kRelativeStep = 0.05;
constexpr double kAbsoluteStep = 1.0 / 80;

enum class Change { kNone, kRaiseMargin, kLowerMargin };

std::size_t index(market::Side side) {
  return static_cast<std::size_t>(side);
}

double between(double least, double most, double place) {
  return least + (most - least) * place;
}

// Returns how a trader changes its margin after a shout at price q (p. 42), given the price that it
// would state itself. `demand` is what it asks for beyond q, above 0 if it would not trade at q.
// After an accepted shout, a trader that would have agreed raises its margin, and an active trader
// of the other side that would not have agreed lowers it. After a rejected shout of its own side,
// an active trader that asks for as much or more lowers it.
Change change_after(const StatedPrice& shout, const Terms& terms, double price, Activity activity) {
  const bool sells = terms.side == market::Side::kSell;
  const bool from_other_side = shout.side != terms.side;
  const double demand = sells ? price - shout.price : shout.price - price;
  if (shout.response == Response::kAccepted) {
    if (demand <= 0) return Change::kRaiseMargin;
    return from_other_side && activity == Activity::kActive ? Change::kLowerMargin : Change::kNone;
  }
  const bool outdone = !from_other_side && demand >= 0;
  return outdone && activity == Activity::kActive ? Change::kLowerMargin : Change::kNone;
}

}  // namespace

void Zip::enlist(const TraderRandom& random) {
  const auto draw = [&random](double least, double most, Inborn which) {
    return between(least, most, random.inborn(which));
  };
  Learner learner;
  learner.learning_rate = draw(kLeastLearningRate, kMostLearningRate, kLearningRate);
  learner.momentum = draw(kLeastMomentum, kMostMomentum, kMomentum);
  learner.margin[index(market::Side::kBuy)] = -draw(kLeastMargin, kMostMargin, kBuyingMargin);
  learner.margin[index(market::Side::kSell)] = draw(kLeastMargin, kMostMargin, kSellingMargin);
  learners_.push_back(learner);
}

// Returns p = lambda*(1 + mu), within the market's range.
double Zip::price_of(const Learner& learner, const Terms& terms) {
  return acceptable(terms.limit_price * (1 + learner.margin[index(terms.side)]), terms);
}

double Zip::price(std::uint32_t trader, const Terms& terms, TraderRandom&) {
  return price_of(learners_[trader], terms);
}

// Learns from a shout at price q. The target price is tau = R*q + A (p. 44, eq. 14); the
// Widrow-Hoff rule Delta = beta*(tau - p) with momentum, Gamma' = gamma*Gamma + (1 - gamma)*Delta,
// gives mu' = (p + Gamma')/lambda - 1 (pp. 44-45). R and A are drawn anew each time, R in [1, 1.05]
// and A >= 0 to raise a price, and their mirror images to lower it. A margin that would mean a loss
// is set to 0.
void Zip::observe(std::uint32_t trader, const Terms& terms, Activity activity,
                  const StatedPrice& shout, TraderRandom& random) {
  if (terms.limit_price <= 0) return;
  Learner& learner = learners_[trader];
  const double price = price_of(learner, terms);
  const Change change = change_after(shout, terms, market::on_tick(price), activity);
  if (change == Change::kNone) return;
  const bool sells = terms.side == market::Side::kSell;
  const double upward = (change == Change::kRaiseMargin) == sells ? 1 : -1;
  const auto [relative, absolute] = random.choose_two();
  const double target =
      shout.price + upward * (kRelativeStep * relative * std::abs(shout.price) +
                              kAbsoluteStep * absolute * (terms.range.most - terms.range.least));
  double& price_change = learner.price_change[index(terms.side)];
  price_change = learner.momentum * price_change +
                 (1 - learner.momentum) * learner.learning_rate * (target - price);
  const double margin = (price + price_change) / terms.limit_price - 1;
  learner.margin[index(terms.side)] = sells ? std::max(margin, 0.0) : std::clamp(margin, -1.0, 0.0);
}

}  // namespace peerwatt::bidding
