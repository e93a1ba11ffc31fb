#include "agents/scenario/coalition_settings.hpp"

#include <array>

#include "engine/network/limits.hpp"
#include "engine/parameters/visitor.hpp"

#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Bound;
using parameters::Choice;
using parameters::Range;

constexpr std::array kDistances{
    Choice{"length_km", "The length of the path in km."},
    Choice{"resistance_ohm", "The resistance of the path in ohm."},
};
constexpr std::array kShares{
    Choice{"trades",
           "Each member keeps what its own trades gain, less half of the network charge on them."},
    Choice{"shapley", "Each member gets its Shapley value, by payments among the members."},
};

}  // namespace

void describe(CoalitionSettings& coalition, parameters::Visitor& visitor) {
  visitor.number({"network_charge",
                  "kappa: charge for carrying a kWh over a km (or an ohm) to its buyer; each side "
                  "pays half. Above 0, neighbourhoods may fall into several coalitions."},
                 coalition.network_charge, tariffs::kPrice);
  visitor.choice({"distance", "Distance that the network charge is proportional to."},
                 coalition.distance, kDistances);
  visitor.optional_number(
      {"radius_km", "Prosumers of a zone are neighbours up to this distance; without it, all are."},
      coalition.radius_km, network::kLengthKm);
  visitor.number({"tolerance", "Largest gain, in currency, that counts as none."},
                 coalition.tolerance, Range{.least = 0, .most = 1, .least_bound = Bound::kOpen});
  visitor.choice({"shares", "How the value of a coalition is divided among its members."},
                 coalition.shares, kShares);
  visitor.integer(
      {"shapley_orders", "shapley: pairs of orders sampled in coalitions of more than 16 members."},
      coalition.shapley_orders, Range::between(10, 1e6));
}

}  // namespace peerwatt::scenario
