#pragma once

#include <cstdint>

#include "engine/core/id.hpp"

namespace peerwatt::agents {

// Who has which number as sender and receiver of messages: prosumers first, then the auctioneers of
// the market places, those of the zones leading, the CPS, and the observer who writes things down.
class Directory {
 public:
  Directory(std::uint32_t prosumers, std::uint32_t zones, std::uint32_t areas = 0)
      : prosumers_{prosumers}, zones_{zones}, places_{zones + areas} {}

  std::uint32_t prosumer_count() const { return prosumers_; }
  std::uint32_t zone_count() const { return zones_; }
  std::uint32_t place_count() const { return places_; }
  std::uint32_t agent_count() const { return prosumers_ + places_ + 2; }

  AgentId prosumer(std::uint32_t index) const { return AgentId{index}; }
  AgentId auctioneer(std::uint32_t place) const { return AgentId{prosumers_ + place}; }
  AgentId cps() const { return AgentId{prosumers_ + places_}; }
  AgentId observer() const { return AgentId{prosumers_ + places_ + 1}; }

  std::uint32_t place_of(AgentId auctioneer) const { return auctioneer.index() - prosumers_; }
  bool is_prosumer(AgentId agent) const { return agent.index() < prosumers_; }
  bool is_auctioneer(AgentId agent) const {
    return agent.index() >= prosumers_ && agent.index() < prosumers_ + places_;
  }

 private:
  std::uint32_t prosumers_;
  std::uint32_t zones_;
  std::uint32_t places_;
};

}  // namespace peerwatt::agents
