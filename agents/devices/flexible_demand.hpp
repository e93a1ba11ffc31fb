#pragma once

#include <algorithm>

namespace peerwatt::game {

// Value of flexible energy y in [0, x]: the marginal value falls linearly from the choke price w
// (first kWh) to the reference tariff p_ref (last kWh). Model, section 2; this project's own
// derivation, as the paper gives no demand function. Scenarios have w > p_ref; where it is not, all
// of x is worth w, and nothing of it is wanted at p_ref and above.
struct FlexibleDemand {
  double most_kwh = 0;         // x
  double choke_price = 1;      // w, currency/kWh
  double reference_price = 0;  // p_ref
  double shed_kwh = 0;         // the last kWh of x, not wanted at any price

  bool slopes() const { return choke_price > reference_price; }
  // y(p): what is worth at least the price p [kWh].
  double wanted_kwh(double price) const {
    if (!slopes()) return price < choke_price ? most_kwh : 0.0;
    const double share = (choke_price - price) / (choke_price - reference_price);
    return std::min(most_kwh * std::clamp(share, 0.0, 1.0), most_kwh - shed_kwh);
  }
  // Integral of the marginal value over the first y kWh, currency; beyond x nothing is added.
  double value(double kwh) const;
  // What is lost where the last `missing_kwh` of x are not served: value(x) - value(x - missing),
  // currency.
  double comfort_lost(double missing_kwh) const;
  // The lowest price at which someone who has `served_flexible_kwh` wants no more; p_ref where
  // nothing is missing. Model, section 5: w - (w - p_ref)*served/x.
  double satiation_price(double served_flexible_kwh) const {
    if (served_flexible_kwh >= most_kwh - shed_kwh - kNothing || !slopes()) return reference_price;
    return choke_price - (choke_price - reference_price) * served_flexible_kwh / most_kwh;
  }
  // The highest price at which all is wanted that is wanted at any; x > 0, and w > p_ref.
  double saturation_price() const {
    return choke_price - (choke_price - reference_price) * (most_kwh - shed_kwh) / most_kwh;
  }

  static constexpr double kNothing = 1e-12;  // kWh: not a quantity any more
};

// What a prosumer still wants after its own supply and trades: its residual demand as a function
// of the CPS's price, `inflexible + max(0, y(p) - served)`.
struct ResidualDemand {
  double inflexible_kwh = 0;
  double served_flexible_kwh = 0;  // flexible energy had so far
  FlexibleDemand flexible;

  double elastic_kwh(double price) const {
    return std::max(0.0, flexible.wanted_kwh(price) - served_flexible_kwh);
  }
  double at(double price) const { return inflexible_kwh + elastic_kwh(price); }
  // The lowest price that ends the elastic demand.
  double satiation_price() const { return flexible.satiation_price(served_flexible_kwh); }
  // The elastic demand, but exactly 0 where it is not a quantity any more.
  double elastic_quantity_kwh(double price) const {
    const double elastic = elastic_kwh(price);
    return elastic > FlexibleDemand::kNothing ? elastic : 0.0;
  }
  // What is asked for at that price; nobody orders a rounding.
  double quantity_kwh(double price) const { return inflexible_kwh + elastic_quantity_kwh(price); }
};

// The same after `bought_kwh` more: inflexible load first, then flexible load.
inline ResidualDemand after_buying(ResidualDemand demand, double bought_kwh) {
  const double to_inflexible = std::min(demand.inflexible_kwh, bought_kwh);
  demand.inflexible_kwh -= to_inflexible;
  demand.served_flexible_kwh += bought_kwh - to_inflexible;
  return demand;
}

}  // namespace peerwatt::game
