#include "agents/auctioneers/reduction_pools.hpp"

#include <algorithm>

namespace peerwatt::agents {

using kernel::Inbox;

ReductionPools::ReductionPools(const Community& community, const ReductionSteps& steps,
                               const Faults& faults, const Directory& directory,
                               kernel::Simulation& simulation, Channels& channels)
    : steps_{steps},
      faults_{faults},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      pools_{directory.part().zones} {
  for (const ProsumerId prosumer : directory.part().prosumers) {
    pools_[community.zones[prosumer]].members.push_back(directory.prosumer(prosumer));
  }
  channels_.reduction_request.deliver_to<&ReductionPools::on_request>(*this);
  channels_.reduction_offer.deliver_to<&ReductionPools::on_offer>(*this);
  channels_.reduction_order.deliver_to<&ReductionPools::on_order>(*this);
  simulation_.on<&ReductionPools::on_offers_due>(phase::kOffersDue, *this);
}

void ReductionPools::on_request(const Inbox<ReductionRequest>& inbox) {
  for (const auto& [from, to, request] : inbox) {
    const ZoneId zone = directory_.zone_of(to);
    if (faults_.is_offline(zone, request.slot)) continue;
    Pool& pool = pools_[zone];
    pool.slot = request.slot;
    pool.open = true;
    pool.offered_kwh = 0;
    pool.offered_by.clear();
    for (const AgentId member : pool.members) channels_.reduction_inquiry.send(to, member, request);
    const SimTime due = std::max(simulation_.now(), steps_.offers_due(request.asked_at));
    simulation_.schedule(due, phase::kOffersDue, to, to);
  }
}

void ReductionPools::on_offer(const Inbox<ReductionOffer>& inbox) {
  for (const auto& [from, to, offer] : inbox) {
    Pool& pool = pools_[directory_.zone_of(to)];
    if (!pool.open || offer.slot != pool.slot) continue;
    pool.offered_kwh += offer.energy_kwh;
    pool.offered_by.push_back(from);
  }
}

void ReductionPools::on_offers_due(kernel::Batch batch) {
  for (const kernel::Event& event : batch) {
    Pool& pool = pools_[directory_.zone_of(event.to())];
    pool.open = false;
    if (pool.offered_kwh <= 0) continue;
    channels_.reduction_promise.send(event.to(), directory_.cps(), {pool.slot, pool.offered_kwh});
  }
}

void ReductionPools::on_order(const Inbox<ReductionCall>& inbox) {
  for (const auto& [from, to, call] : inbox) {
    const Pool& pool = pools_[directory_.zone_of(to)];
    for (const AgentId member : pool.offered_by) channels_.reduction_call.send(to, member, call);
  }
}

}  // namespace peerwatt::agents
