#include "agents/scenario/cps_settings.hpp"

#include <array>

#include "engine/parameters/visitor.hpp"

#include "agents/scenario/limits.hpp"
#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Choice;
using parameters::Presence;
using parameters::Range;

constexpr std::array kPeakDetections{
    Choice{"schedule", "Every day within the window."},
    Choice{"forecast", "Where the forecast of the demand exceeds the capacity without reserve."},
};
constexpr std::array kLeaderRules{
    Choice{"stackelberg", "The lowest price that fulfils the aim."},
    Choice{"cost_minimizing",
           "The price that minimizes the cost of serving prosumers less what they pay."},
    Choice{"marginal_cost", "The lowest price that covers what the last kWh costs to generate."},
    Choice{"flat", "The flat price, at peak too."},
    Choice{"time_of_use", "The price of the band, at peak too."},
    Choice{"replay", "The recorded price of the slot, a column of a profile."},
    Choice{"none", "No peak price: the tariff in force."},
};
constexpr std::array kLeaderAims{
    Choice{"no_elastic_supply", "The CPS sells prosumers no flexible energy."},
    Choice{"no_reserve",
           "The net demand needs no reserve; where inflexible load alone needs it, no flexible "
           "energy is sold."},
    Choice{"share", "The flexible energy sold falls by `aim_share` of what it is at the tariff."},
};
constexpr std::array kProtocols{
    Choice{"direct", "Prosumers report what they still want as a function of the price."},
    Choice{"iterative",
           "Market places report the sums of what prosumers still want at the announced price."},
};

}  // namespace

void describe(PeakSettings& peak, parameters::Visitor& visitor) {
  visitor.choice({"by", "How the CPS decides which slots are peak slots."}, peak.by,
                 kPeakDetections);
  visitor.time_of_day({"from", "Begin of the scheduled peak on the wall clock."},
                      peak.window.from_minute);
  visitor.time_of_day({"to", "End of the scheduled peak on the wall clock."},
                      peak.window.to_minute);
}

void describe(CostSettings& cost, parameters::Visitor& visitor) {
  visitor.number({"quadratic", "a of a*D^2 + b*D + c + rho*max(0, D-K), currency/kWh^2."},
                 cost.quadratic, tariffs::kPrice);
  visitor.number({"linear", "b of the cost, currency/kWh."}, cost.linear, tariffs::kPrice);
  visitor.number({"fixed", "c of the cost, currency per slot."}, cost.fixed, tariffs::kMoney);
  visitor.number({"reserve_price", "rho of the cost: price of the reserve, currency/kWh."},
                 cost.reserve_price, tariffs::kPrice);
}

void describe(CpsSettings& cps, parameters::Visitor& visitor) {
  visit_section(visitor, {"tariff", "Prices at which the CPS sells and buys off-peak."},
                cps.tariff);
  visit_section(visitor, {"peak", "Which slots are peak slots."}, cps.peak);
  visitor.number({"capacity_kw", "K: generation capacity without reserve."}, cps.capacity_kw,
                 kSystemPowerKw);
  visit_section(visitor, {"cost", "Cost of serving the demand D of a slot (kWh)."}, cps.cost);
}

void describe(LeaderSettings& leader, parameters::Visitor& visitor) {
  visitor.choice({"rule", "How the CPS sets its selling price in peak slots."}, leader.rule,
                 kLeaderRules);
  visitor.choice({"protocol", "What the CPS learns from the prosumers."}, leader.protocol,
                 kProtocols);
  visitor.choice({"aim", "What the price of `stackelberg` has to bring about."}, leader.aim,
                 kLeaderAims);
  visitor.number({"aim_share", "Share by which `aim: share` reduces the flexible energy sold."},
                 leader.aim_share, Range::between(0, 1));
  visitor.flag({"counts_inflexible_load",
                "Whether `cost_minimizing` counts the payments for inflexible load; if not, it "
                "treats that load as a part of other customers.",
                Presence::kOptional, "counts_must_serve"},
               leader.counts_inflexible_load);
  visitor.integer({"probes",
                   "Largest number of lower prices that `direct` tries after it has found one; it "
                   "uses only rounds that are left."},
                  leader.probes, Range::between(0, 1000));
  visitor.text({"profile", "Profile of the prices to replay, with `unit: price`."}, leader.profile);
  visitor.text({"column", "Column of the profile."}, leader.column);
  visitor.number({"price_cap", "Highest selling price, currency/kWh."}, leader.price_cap,
                 tariffs::kPriceAboveZero);
  visitor.number({"price_tolerance",
                  "The search stops when it knows the price within this tolerance, currency/kWh."},
                 leader.price_tolerance, Range::between(1e-12, 1));
  visitor.integer(
      {"max_rounds", "Largest number of rounds in a slot; each round announces one price."},
      leader.max_rounds, Range::between(2, 10000));
}

}  // namespace peerwatt::scenario
