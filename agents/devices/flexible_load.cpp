#include "agents/devices/flexible_load.hpp"

#include "agents/tariffs/price_limits.hpp"

namespace peerwatt::devices {
namespace {

constexpr parameters::DrawnProperty kShare{7}, kChokePrice{8};

}  // namespace

void describe(FlexibleLoadSettings& flexible, parameters::Visitor& visitor) {
  visitor.distribution({"share", "phi: share of the load that may go unserved."}, flexible.share,
                       parameters::Range::between(0, 1));
  visitor.distribution({"choke_price",
                        "w: value of the first flexible kWh, currency/kWh; above the "
                        "base tariff."},
                       flexible.choke_price, tariffs::kPriceAboveZero);
}

FlexibleLoad draw_flexible_load(const FlexibleLoadSettings& flexible,
                                const parameters::MemberDraws& draws) {
  return {draws.quantity(flexible.share, kShare), draws.sample(flexible.choke_price, kChokePrice)};
}

}  // namespace peerwatt::devices
