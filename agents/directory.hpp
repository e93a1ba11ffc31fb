#pragma once

#include <cstdint>

#include "engine/core/id.hpp"

namespace peerwatt::agents {

// Who has which number as sender and receiver of messages: prosumers first, then the auctioneer of
// each zone, the CPS, and the observer who writes things down.
class Directory {
 public:
  Directory(std::uint32_t prosumers, std::uint32_t zones) : prosumers_{prosumers}, zones_{zones} {}

  std::uint32_t prosumer_count() const { return prosumers_; }
  std::uint32_t zone_count() const { return zones_; }
  std::uint32_t agent_count() const { return prosumers_ + zones_ + 2; }

  AgentId prosumer(std::uint32_t index) const { return AgentId{index}; }
  AgentId auctioneer(std::uint32_t zone) const { return AgentId{prosumers_ + zone}; }
  AgentId cps() const { return AgentId{prosumers_ + zones_}; }
  AgentId observer() const { return AgentId{prosumers_ + zones_ + 1}; }

  std::uint32_t zone_of(AgentId auctioneer) const { return auctioneer.index() - prosumers_; }
  bool is_prosumer(AgentId agent) const { return agent.index() < prosumers_; }
  bool is_auctioneer(AgentId agent) const {
    return agent.index() >= prosumers_ && agent.index() < prosumers_ + zones_;
  }

 private:
  std::uint32_t prosumers_;
  std::uint32_t zones_;
};

}  // namespace peerwatt::agents
