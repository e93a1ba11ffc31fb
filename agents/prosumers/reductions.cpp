#include "agents/prosumers/reductions.hpp"

#include <algorithm>

namespace peerwatt::agents {

Reductions::Reductions(Households& households, IdRange<ProsumerId> prosumers)
    : households_{households},
      prosumers_{prosumers},
      slot_(ids<ProsumerId>(0)),
      offers_(ids<ProsumerId>(0)) {}

double Reductions::offer_kwh(ProsumerId prosumer, const ReductionRequest& request) {
  if (offers_.size() == 0) make_room();
  Offer& offer = offers_[prosumer];
  slot_[prosumer] = request.slot;
  offer = {.price = request.price,
           .most = {.battery_kwh = households_.spare_kwh(prosumer)},
           .demand = households_.residual(prosumer, request.base_price),
           .surplus_kwh = households_.surplus_kwh()[prosumer]};
  const game::ResidualDemand left = game::after_buying(offer.demand, offer.most.battery_kwh);
  offer.most.flexible_kwh =
      left.elastic_kwh(request.base_price) - left.elastic_kwh(request.base_price + request.price);
  return offer.most.battery_kwh + offer.most.flexible_kwh;
}

void Reductions::make_room() {
  slot_ = IdSlice<ProsumerId, std::int32_t>{prosumers_, kNoSlot};
  offers_ = IdSlice<ProsumerId, Offer>{prosumers_};
}

void Reductions::give(ProsumerId prosumer, double share) {
  const Reduction& most = offers_[prosumer].most;
  households_.give(prosumer, {share * most.battery_kwh, share * most.flexible_kwh});
}

Delivery Reductions::delivery(ProsumerId prosumer, double selling_price) const {
  if (offers_.size() == 0 || slot_[prosumer] != households_.slot(prosumer)) return {};
  const Offer& offer = offers_[prosumer];
  const double base_price = offer.demand.flexible.reference_price;
  const double less_wanted =
      offer.demand.at(selling_price) - households_.residual(prosumer, base_price).at(selling_price);
  const double more_left = households_.surplus_kwh()[prosumer] - offer.surplus_kwh;
  return {std::max(0.0, less_wanted + more_left), offer.price};
}

}  // namespace peerwatt::agents
