#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/core/id_slice.hpp"

#include "agents/cps/residual_sums.hpp"
#include "agents/devices/flexible_demand.hpp"
#include "agents/environment/community.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"

namespace peerwatt::agents {

// What the prosumers of a zone answered to the price of a round; energies in kWh.
struct ZoneAnswers {
  std::vector<game::ResidualDemand> demands;  // where each of them tells its own
  ResidualSums sums;  // what is fed in; what is taken too where the auctioneer tells the sums
  double net_at_base_kwh = 0;  // E_g(p_base) - E_f, of answers to p_base
  std::uint32_t answers = 0;
};

// What the meters of a zone show of a slot; energies in kWh, money in currency.
struct ZoneMeters {
  double supply_kwh = 0;          // by the CPS
  double supply_elastic_kwh = 0;  // the flexible part of it
  double feed_in_kwh = 0;
  double reduction_kwh = 0;  // delivered by the virtual power plant
  double reduction_paid = 0;

  void add(const ZoneMeters& other);
};

// The data concentrators of the CPS, one in each zone: they take in what prosumers and auctioneers
// tell it, when it arrives, and add it up, in the order of arrival. The CPS reads the zones one
// after the other when it acts, so that its sums do not depend on how zones take turns.
class Concentrators {
 public:
  Concentrators(IdRange<ZoneId> zones, const Community& community, const Directory& directory,
                Channels& channels);

  // From now on only what is told of this slot counts; the price is paid for reductions,
  // currency/kWh.
  void open_slot(std::int32_t slot, double reduction_price);
  // From now on only answers to this round count.
  void open_round(RoundId round, double base_price);

  IdRange<ZoneId> zones() const { return answers_.ids(); }
  const ZoneAnswers& answers(ZoneId zone) const { return answers_[zone]; }
  const ZoneMeters& meters(ZoneId zone) const { return meters_[zone]; }
  // Of a reduction, kWh; 0 = none.
  double promised_kwh(ZoneId zone) const { return promised_kwh_[zone]; }

 private:
  void on_residual_report(const kernel::Inbox<ResidualReport>& inbox);
  void on_residual_totals(const kernel::Inbox<ResidualTotals>& inbox);
  void on_meter_report(const kernel::Inbox<MeterReport>& inbox);
  void on_promise(const kernel::Inbox<ReductionOffer>& inbox);
  ZoneId zone_of(AgentId prosumer) const;

  const Community& community_;
  const Directory& directory_;
  RoundId round_;
  double base_price_ = 0;
  double reduction_price_ = 0;
  IdSlice<ZoneId, ZoneAnswers> answers_;
  IdSlice<ZoneId, ZoneMeters> meters_;
  IdSlice<ZoneId, double> promised_kwh_;
};

// The concentrators of all zones, as the CPS reads them: those of each district, in the order of
// their zones.
class ZoneReports {
 public:
  explicit ZoneReports(std::vector<Concentrators*> districts) : districts_{std::move(districts)} {}

  void open_slot(std::int32_t slot, double reduction_price) const;
  void open_round(RoundId round, double base_price) const;
  // Calls `read(concentrators, zone)` for each zone in turn.
  template <class Read>
  void for_each_zone(Read&& read) const {
    for (const Concentrators* district : districts_) {
      for (const ZoneId zone : district->zones()) read(*district, zone);
    }
  }
  // Of all zones.
  ZoneMeters meters() const;

 private:
  std::vector<Concentrators*> districts_;
};

}  // namespace peerwatt::agents
