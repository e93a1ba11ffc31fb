#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/id_vector.hpp"

#include "engine/network/distribution_network.hpp"

#include "agents/coalitions/coalition_formation.hpp"
#include "agents/environment/community.hpp"
#include "agents/scenario/coalition_settings.hpp"

namespace peerwatt::agents {

// The network within a zone: a tree whose root is the zone's head, every node after its parent, and
// the zone's prosumers at its nodes, in the order of their ids.
struct ZoneTree {
  std::vector<std::uint32_t> parents;
  std::vector<double> charged_lengths;  // of the edge to the parent: km or ohm
  std::vector<double> lengths_km;       // empty where no radius asks for them
  IdVector<MemberId, std::uint32_t> nodes_of_members;

  game::Neighbourhood neighbourhood() const {
    return {.tree = {parents, charged_lengths},
            .lengths_km = lengths_km,
            .nodes_of_members = nodes_of_members};
  }
};

game::FormationRules formation_rules(const scenario::CoalitionSettings& settings);

// Throws InputError when a length that counts is not known.
IdVector<ZoneId, ZoneTree> make_zone_trees(const network::DistributionNetwork& network,
                                           const Community& community,
                                           const scenario::CoalitionSettings& settings);

}  // namespace peerwatt::agents
