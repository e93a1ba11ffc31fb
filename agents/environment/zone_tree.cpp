#include "agents/environment/zone_tree.hpp"

#include "engine/network/line_lengths.hpp"

namespace peerwatt::agents {
namespace {

using network::DistributionNetwork;
using scenario::ChargedLength;
using scenario::CoalitionSettings;

void check_lengths(const DistributionNetwork& network, const CoalitionSettings& settings) {
  if (!settings.needs_lengths()) return;
  require_lengths(network, settings.radius_km
                               ? "coalition.radius_km: needs the length of every line"
                               : "coalition.network_charge: needs the length of every line "
                                 "(distance: resistance_ohm does without)");
}

void add_node(const DistributionNetwork& network, BusId bus, std::uint32_t parent,
              const CoalitionSettings& settings, ZoneTree& zone) {
  const bool is_head = zone.parents.empty();
  const LineId line = network.parent_line(bus);
  const auto length_km = [&] { return is_head ? 0.0 : network.length_km(line); };
  const auto ohm = [&] { return is_head ? 0.0 : network.resistances_ohm()[line.index()]; };
  const bool charged = settings.network_charge > 0;
  zone.parents.push_back(parent);
  zone.charged_lengths.push_back(!charged                                      ? 0.0
                                 : settings.distance == ChargedLength::kLength ? length_km()
                                                                               : ohm());
  if (settings.radius_km) zone.lengths_km.push_back(length_km());
}

}  // namespace

game::FormationRules formation_rules(const CoalitionSettings& settings) {
  return {.network_charge = settings.network_charge,
          .radius_km = settings.radius_km,
          .tolerance = settings.tolerance};
}

IdVector<ZoneId, ZoneTree> make_zone_trees(const DistributionNetwork& network,
                                           const Community& community,
                                           const CoalitionSettings& settings) {
  check_lengths(network, settings);
  IdVector<ZoneId, ZoneTree> zones(network.zone_count());
  IdVector<BusId, std::uint32_t> node_of_bus(network.bus_count());
  for (const BusId bus : network.breadth_first_order()) {
    const ZoneId zone = network.zone(bus);
    if (!zone) continue;
    ZoneTree& tree = zones[zone];
    const bool is_head = bus == network.zone_head(zone);
    const std::uint32_t parent = is_head ? 0 : node_of_bus[network.parent(bus)];
    node_of_bus[bus] = static_cast<std::uint32_t>(tree.parents.size());
    add_node(network, bus, parent, settings, tree);
  }
  for (const ProsumerId i : community.prosumers()) {
    zones[community.zones[i]].nodes_of_members.push_back(node_of_bus[community.buses[i]]);
  }
  return zones;
}

}  // namespace peerwatt::agents
