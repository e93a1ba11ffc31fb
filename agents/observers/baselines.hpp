#pragma once

#include <span>

#include "agents/devices/battery_bank.hpp"
#include "agents/environment/community.hpp"
#include "agents/messages/round.hpp"

namespace peerwatt::agents {

// The households of a run once more, each alone with the grid: same load and generation, devices
// and initial state, no trade and no programme; storage sells to nobody. By column, of the slot
// that was played last (model, section 10).
class HouseholdsAlone {
 public:
  HouseholdsAlone(const Community& community, std::span<const devices::BatteryParameters> batteries,
                  double slot_hours);

  // What the households meet in a slot. Energies in kWh.
  struct Scene {
    const Community::Column<double>& load_kwh;
    const Community::Column<double>& generation_kwh;
    Prices prices;
    bool is_peak = false;
  };
  void play(const Scene& scene);

  // From now on columns are kept of what the connections draw, for a power flow.
  void keep_connections();
  const Community::Column<double>& drawn_kwh() const { return drawn_kwh_; }  // less what is fed in
  const Community::Column<double>& served_kwh() const { return served_kwh_; }  // of the load

  const Community::Column<double>& balance() const { return balance_; }  // currency, positive: pays
  const Community::Column<double>& comfort_lost() const { return comfort_lost_; }  // currency
  const Community::Column<double>& battery_energy_kwh() const { return batteries_.energy_kwh(); }
  // Of all together; what is unserved is flexible load.
  double bought_kwh() const { return bought_kwh_; }
  double fed_in_kwh() const { return fed_in_kwh_; }
  double unserved_kwh() const { return unserved_kwh_; }

 private:
  const Community& community_;
  devices::BatteryBank batteries_;
  Community::Column<double> balance_;
  Community::Column<double> comfort_lost_;
  Community::Column<double> drawn_kwh_, served_kwh_;  // empty where they are not kept
  double bought_kwh_ = 0;
  double fed_in_kwh_ = 0;
  double unserved_kwh_ = 0;
};

// The two runs that a run is compared with. `ordinary`: the base tariff in every slot, batteries
// that only serve their own household. `no_trade`: the prices of the run, each battery by its own
// policy.
class Baselines {
 public:
  Baselines(const Community& community, double slot_hours);

  void play(const HouseholdsAlone::Scene& scene);
  void keep_connections();
  const HouseholdsAlone& ordinary() const { return ordinary_; }
  const HouseholdsAlone& no_trade() const { return no_trade_; }

 private:
  HouseholdsAlone ordinary_;
  HouseholdsAlone no_trade_;
};

}  // namespace peerwatt::agents
