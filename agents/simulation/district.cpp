#include "agents/simulation/district.hpp"

#include "agents/simulation/latency_checks.hpp"

namespace peerwatt::agents {
namespace {

// Only prosumers have identities, and only they are at an end of a message that may be lost.
kernel::Loss message_loss(const Setting& setting, const Directory& directory) {
  kernel::Loss loss{.probability = setting.scenario.network.loss_probability,
                    .seed = setting.seed()};
  if (loss.probability == 0) return loss;
  loss.identities.resize(directory.agent_count());
  for (const AgentId agent : directory.prosumers()) {
    loss.identities[agent] = setting.community.identities[directory.prosumer_of(agent)];
  }
  return loss;
}

}  // namespace

District::District(Setting& setting, const ZonePart& part)
    : directory_{setting.population(), part},
      latency_{setting.latency(directory_)},
      simulation_{setting.scenario.clock.start, directory_.agent_count()},
      transport_{simulation_, latency_, message_loss(setting, directory_)},
      channels_{simulation_, transport_},
      log_{setting.log_mode()},
      prosumers_{{setting.community, setting.energy, setting.households, setting.accounts,
                  setting.order_terms},
                 {setting.scenario, setting.community, part.prosumers, setting.library},
                 setting.timetable,
                 directory_,
                 simulation_,
                 channels_},
      auctioneers_{
          setting.community,
          setting.tree,
          setting.zone_trees,
          setting.timetable,
          setting.faults,
          directory_,
          {setting.scenario.market, setting.scenario.coalition, setting.classes, setting.seed()},
          simulation_,
          channels_,
          log_},
      reduction_pools_{
          setting.community, ReductionSteps{setting.scenario.virtual_power_plant.answer_s},
          setting.faults,    directory_,
          simulation_,       channels_},
      concentrators_{part.zones, setting.community, directory_, channels_},
      unfilled_orders_{directory_, channels_} {
  if (setting.scenario.network.has_power_flow()) {
    connection_readings_.emplace(setting.community, directory_, channels_);
    prosumers_.report_connections();
  }
  if (market::entry(setting.scenario.market.mechanism).role == market::Role::kContinuous) {
    prosumers_.trade_in_books(market_delays(setting.community, directory_, latency_),
                              setting.seed());
  }
}

}  // namespace peerwatt::agents
