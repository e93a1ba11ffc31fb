#pragma once

#include "engine/core/id_vector.hpp"

#include "agents/devices/flexible_demand.hpp"

namespace peerwatt::agents {

// What households lack after their own supply, by prosumer; energies of the slot in kWh.
struct ResidualColumns {
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  explicit ResidualColumns(std::size_t prosumers)
      : inflexible_missing_kwh(prosumers),
        flexible_kwh(prosumers),
        served_flexible_kwh(prosumers),
        shed_kwh(prosumers) {}

  Column<double> inflexible_missing_kwh;  // of the part of the load that must be served
  Column<double> flexible_kwh;            // x: the part that may go unserved
  Column<double> served_flexible_kwh;     // by own supply
  Column<double> shed_kwh;                // of the flexible part, whatever it costs

  // What a prosumer would buy as a function of the price, before any trade. Prices in currency/kWh.
  game::ResidualDemand demand(ProsumerId prosumer, double choke_price,
                              double reference_price) const {
    return {.inflexible_kwh = inflexible_missing_kwh[prosumer],
            .served_flexible_kwh = served_flexible_kwh[prosumer],
            .flexible = {.most_kwh = flexible_kwh[prosumer],
                         .choke_price = choke_price,
                         .reference_price = reference_price,
                         .shed_kwh = shed_kwh[prosumer]}};
  }
};

// What the devices of all households did in a slot, by prosumer; energies in kWh. The columns are
// their owners': they hold until the devices run again.
struct HouseholdColumns {
  template <class T>
  using Column = IdVector<ProsumerId, T>;

  // The columns of the trace that devices have.
#define HOUSEHOLD_COLUMN(type, name, ...) const Column<type>& name;
#include "output/recording/prosumer_columns.def"
  const ResidualColumns& residual;
};

}  // namespace peerwatt::agents
