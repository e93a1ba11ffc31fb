#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "tools/verification/trace/run_facts.hpp"
#include "tools/verification/trace/slot_reader.hpp"

namespace peerwatt::verification {

// What a prosumer lacks after its own supply and what more is worth to it (model, section 2), as
// it follows from the trace.
struct Position {
  static constexpr double kNothing = 1e-12;  // kWh: not a quantity any more

  double inflexible_kwh = 0;       // inflexible load not served
  double served_flexible_kwh = 0;  // flexible load served
  double flexible_kwh = 0;         // flexible load in all: x
  double choke_price = 0;
  double reference_price = 0;
  double shed_kwh = 0;  // of x, whatever it costs

  double flexible_wanted(double price) const {
    const double share = (choke_price - price) / (choke_price - reference_price);
    return std::min(flexible_kwh * std::min(1.0, std::max(0.0, share)), flexible_kwh - shed_kwh);
  }
  // By how much less is wanted per unit of price, where it depends on it.
  double slope() const { return flexible_kwh / (choke_price - reference_price); }
  // The magnitudes that go into what is wanted at a price: the load, and by how much the roundings
  // of a price move demand, which is much where choke and reference price lie close together.
  double scale(double load_kwh, double price) const {
    return load_kwh + (flexible_kwh > 0 ? slope() * std::fabs(price) : 0.0);
  }
  double elastic(double price) const {
    return std::max(0.0, flexible_wanted(price) - served_flexible_kwh);
  }
  double want(double price) const { return inflexible_kwh + elastic(price); }
  // The same in an order, which is never of a rounding.
  double order(double price) const {
    return inflexible_kwh + (elastic(price) > kNothing ? elastic(price) : 0.0);
  }

  // Of that much flexible energy, the most valuable first, currency.
  double value(double kwh) const {
    if (flexible_kwh <= 0) return 0;
    const double last = choke_price - (choke_price - reference_price) * kwh / flexible_kwh;
    return kwh * (choke_price + last) / 2;
  }
  // What the last `missing_kwh` of the flexible load would have been worth, currency: its marginal
  // value falls from the choke price to the reference price.
  double comfort_lost(double missing_kwh) const {
    if (flexible_kwh <= 0) return 0;
    const double rise = (choke_price - reference_price) / flexible_kwh;
    return reference_price * missing_kwh + rise * missing_kwh * missing_kwh / 2;
  }

  // The lowest price at which no more flexible energy is wanted.
  double satiation_price() const {
    if (served_flexible_kwh >= flexible_kwh - shed_kwh - kNothing) return reference_price;
    return choke_price - (choke_price - reference_price) * served_flexible_kwh / flexible_kwh;
  }
  // The highest price at which no more is wanted than at any lower one.
  double saturation_price() const {
    if (flexible_kwh <= 0) return reference_price;
    return choke_price - (choke_price - reference_price) * (flexible_kwh - shed_kwh) / flexible_kwh;
  }
  Position after_buying(double kwh) const {
    Position left = *this;
    const double to_inflexible = std::min(inflexible_kwh, kwh);
    left.inflexible_kwh -= to_inflexible;
    left.served_flexible_kwh += kwh - to_inflexible;
    return left;
  }
};

// What is known of a household's slot after its own supply.
struct Standing {
  double load_kwh = 0;
  double own_kwh = 0;  // of the load, served by PV and battery
  double reference_price = 0;
  double shed_kwh = 0;
};
inline Position standing(const RunFacts& facts, std::size_t i, const Standing& known) {
  const double flexible = facts.prosumers.flexible_share[i] * known.load_kwh;
  const double inflexible = known.load_kwh - flexible, own = known.own_kwh;
  return {.inflexible_kwh = std::min(std::max(0.0, inflexible - own), known.load_kwh - own),
          .served_flexible_kwh = std::min(std::max(0.0, own - inflexible), flexible),
          .flexible_kwh = flexible,
          .choke_price = facts.prosumers.choke_price[i],
          .reference_price = known.reference_price,
          .shed_kwh = known.shed_kwh};
}

// Of a prosumer before it trades.
inline Position position_of(const RunFacts& facts, const Slot& slot, std::size_t i) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  return standing(facts, i,
                  {p.load_kwh[i], p.load_kwh[i] - p.deficiency_kwh[i],
                   slot.record.system.price_base, p.shed_kwh[i]});
}

// The part of a prosumer's surplus that came out of its battery: what the sun, less what the house
// and the battery took of it, does not account for.
inline double stored_in_surplus_kwh(const Slot& slot, std::size_t i) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  if (p.battery_charged_kwh[i] >= 0 || p.surplus_kwh[i] <= 0) return 0;
  const double sun = std::max(0.0, p.generation_kwh[i] - p.load_kwh[i]);
  return p.surplus_kwh[i] - std::min(p.surplus_kwh[i], sun);
}

// What a prosumer offered to others: surplus of its generation, and stored energy.
struct Offer {
  double solar_kwh = 0;
  double stored_kwh = 0;

  double kwh() const { return solar_kwh + stored_kwh; }
};
inline Offer offer_of(const Slot& slot, std::size_t i) {
  const recording::ProsumerRecord& p = slot.record.prosumers;
  return {p.surplus_kwh[i] - stored_in_surplus_kwh(slot, i), p.stored_offer_kwh[i]};
}

}  // namespace peerwatt::verification
