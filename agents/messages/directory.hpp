#pragma once

#include <cstdint>

#include "engine/core/contracts.hpp"
#include "engine/core/id.hpp"
#include "engine/core/id_range.hpp"

namespace peerwatt::agents {

// Who has which number as sender and receiver of messages: prosumers first, then the auctioneers of
// the market places, those of the zones leading, the CPS, the observer who writes things down, and
// the number that stands for all prosumers where one timer is about each of them.
class Directory {
 public:
  Directory(std::uint32_t prosumers, std::uint32_t zones, std::uint32_t areas = 0)
      : prosumers_{prosumers}, zones_{zones}, places_{zones + areas} {}

  std::uint32_t prosumer_count() const { return prosumers_; }
  std::uint32_t zone_count() const { return zones_; }
  std::uint32_t place_count() const { return places_; }
  std::uint32_t agent_count() const { return prosumers_ + places_ + 3; }

  AgentId prosumer(ProsumerId prosumer) const { return AgentId{prosumer.index()}; }
  AgentId auctioneer(PlaceId place) const { return AgentId{prosumers_ + place.index()}; }
  AgentId auctioneer(ZoneId zone) const { return auctioneer(place(zone)); }
  AgentId cps() const { return AgentId{prosumers_ + places_}; }
  AgentId observer() const { return AgentId{prosumers_ + places_ + 1}; }
  AgentId all_prosumers() const { return AgentId{prosumers_ + places_ + 2}; }

  // All of a kind.
  IdRange<AgentId> prosumers() const { return {AgentId{0}, prosumers_}; }
  IdRange<AgentId> zone_auctioneers() const { return {AgentId{prosumers_}, zones_}; }
  IdRange<AgentId> area_auctioneers() const {
    return {AgentId{prosumers_ + zones_}, places_ - zones_};
  }

  ProsumerId prosumer_of(AgentId prosumer) const {
    PEERWATT_EXPECTS(is_prosumer(prosumer));
    return ProsumerId{prosumer.index()};
  }
  PlaceId place_of(AgentId auctioneer) const {
    PEERWATT_EXPECTS(is_auctioneer(auctioneer));
    return PlaceId{auctioneer.index() - prosumers_};
  }
  // Of an auctioneer of a neighbourhood.
  ZoneId zone_of(AgentId auctioneer) const {
    PEERWATT_EXPECTS(place_of(auctioneer).index() < zones_);
    return ZoneId{place_of(auctioneer).index()};
  }
  PlaceId place(ZoneId zone) const { return PlaceId{zone.index()}; }

  bool is_prosumer(AgentId agent) const { return agent.index() < prosumers_; }
  bool is_auctioneer(AgentId agent) const {
    return agent.index() >= prosumers_ && agent.index() < prosumers_ + places_;
  }

  // Coalitions have the numbers of the market places that all their members share, or, after these,
  // of the first of their members.
  CoalitionId coalition(PlaceId place) const { return CoalitionId{place.index()}; }
  CoalitionId coalition(ProsumerId first) const { return CoalitionId{places_ + first.index()}; }
  std::uint32_t coalition_count() const { return places_ + prosumers_; }

 private:
  std::uint32_t prosumers_;
  std::uint32_t zones_;
  std::uint32_t places_;
};

}  // namespace peerwatt::agents
