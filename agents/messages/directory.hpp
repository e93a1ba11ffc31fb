#pragma once

#include <cstdint>

#include "engine/core/contracts.hpp"
#include "engine/core/id.hpp"
#include "engine/core/id_range.hpp"

namespace peerwatt::agents {

// The prosumers of some zones that follow each other.
struct ZonePart {
  IdRange<ZoneId> zones;
  IdRange<ProsumerId> prosumers;
};

// How many there are of each in a run.
struct Population {
  std::uint32_t prosumers = 0;
  std::uint32_t zones = 0;
  std::uint32_t areas = 0;  // market places above the zones
};

// Who has which number as sender and receiver of messages: the prosumers of some zones first, then
// the auctioneers of these zones, those of all areas, the CPS, the network operator, the observer
// who writes things down, and for each zone the number that stands for all of its prosumers where
// one timer is about each of them. Those of other zones have none here.
class Directory {
 public:
  // Of all zones.
  explicit Directory(const Population& all)
      : Directory{all, {ids<ZoneId>(all.zones), ids<ProsumerId>(all.prosumers)}} {}
  Directory(const Population& all, const ZonePart& part) : all_{all}, part_{part} {}

  std::uint32_t prosumer_count() const { return all_.prosumers; }
  std::uint32_t zone_count() const { return all_.zones; }
  std::uint32_t place_count() const { return all_.zones + all_.areas; }
  std::uint32_t agent_count() const { return first_households() + part_.zones.size(); }
  // Those that have numbers here.
  const ZonePart& part() const { return part_; }

  AgentId prosumer(ProsumerId prosumer) const {
    return AgentId{prosumer.index() - first_prosumer()};
  }
  AgentId auctioneer(PlaceId place) const {
    return place.index() < all_.zones ? auctioneer(ZoneId{place.index()})
                                      : AgentId{first_area() + place.index() - all_.zones};
  }
  AgentId auctioneer(ZoneId zone) const {
    PEERWATT_EXPECTS(zone.index() - first_zone() < part_.zones.size());
    return AgentId{part_.prosumers.size() + zone.index() - first_zone()};
  }
  AgentId cps() const { return AgentId{first_area() + all_.areas}; }
  AgentId network_operator() const { return AgentId{cps().index() + 1}; }
  AgentId observer() const { return AgentId{network_operator().index() + 1}; }
  AgentId households(ZoneId zone) const {
    return AgentId{first_households() + zone.index() - first_zone()};
  }

  // All of a kind.
  IdRange<AgentId> prosumers() const { return {AgentId{0}, part_.prosumers.size()}; }
  IdRange<AgentId> zone_auctioneers() const {
    return {AgentId{part_.prosumers.size()}, part_.zones.size()};
  }
  IdRange<AgentId> area_auctioneers() const { return {AgentId{first_area()}, all_.areas}; }

  ProsumerId prosumer_of(AgentId prosumer) const {
    PEERWATT_EXPECTS(is_prosumer(prosumer));
    return ProsumerId{first_prosumer() + prosumer.index()};
  }
  PlaceId place_of(AgentId auctioneer) const {
    PEERWATT_EXPECTS(is_auctioneer(auctioneer));
    return auctioneer.index() < first_area()
               ? place(zone_of(auctioneer))
               : PlaceId{all_.zones + auctioneer.index() - first_area()};
  }
  // Of an auctioneer of a neighbourhood.
  ZoneId zone_of(AgentId auctioneer) const {
    PEERWATT_EXPECTS(is_auctioneer(auctioneer) && auctioneer.index() < first_area());
    return ZoneId{first_zone() + auctioneer.index() - part_.prosumers.size()};
  }
  ZoneId zone_of_households(AgentId households) const {
    PEERWATT_EXPECTS(households.index() - first_households() < part_.zones.size());
    return ZoneId{first_zone() + households.index() - first_households()};
  }
  PlaceId place(ZoneId zone) const { return PlaceId{zone.index()}; }

  bool is_prosumer(AgentId agent) const { return agent.index() < part_.prosumers.size(); }
  bool is_auctioneer(AgentId agent) const {
    return agent.index() >= part_.prosumers.size() && agent < cps();
  }

  // Coalitions have the numbers of the market places that all their members share, or, after these,
  // of the first of their members.
  CoalitionId coalition(PlaceId place) const { return CoalitionId{place.index()}; }
  CoalitionId coalition(ProsumerId first) const {
    return CoalitionId{place_count() + first.index()};
  }
  std::uint32_t coalition_count() const { return place_count() + all_.prosumers; }

 private:
  std::uint32_t first_prosumer() const { return (*part_.prosumers.begin()).index(); }
  std::uint32_t first_zone() const { return (*part_.zones.begin()).index(); }
  std::uint32_t first_area() const { return part_.prosumers.size() + part_.zones.size(); }
  std::uint32_t first_households() const { return observer().index() + 1; }

  Population all_;
  ZonePart part_;
};

}  // namespace peerwatt::agents
