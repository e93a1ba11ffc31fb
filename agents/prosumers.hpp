#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/kernel/simulation.hpp"

#include "agents/book_traders.hpp"
#include "agents/channels.hpp"
#include "agents/community.hpp"
#include "agents/devices/battery_bank.hpp"
#include "agents/directory.hpp"
#include "agents/energy_meters.hpp"
#include "agents/market/catalogue.hpp"
#include "agents/prosumer_ledger.hpp"
#include "agents/timetable.hpp"

namespace peerwatt::agents {

// All prosumers, by column. Each looks at its own row and at the messages it got, nothing else:
// it runs its devices, orders what it wants at the announced prices, reports what it would still
// buy, and settles what is left with the CPS.
class Prosumers {
 public:
  Prosumers(const Community& community, EnergyMeters& meters, const Timetable& timetable,
            const Directory& directory, const scenario::MarketSettings& market, std::uint64_t seed,
            kernel::Simulation& simulation, Channels& channels);

  // Schedules the first slot.
  void start();

  const devices::BatteryBank& batteries() const { return batteries_; }
  const ProsumerLedger& ledger() const { return ledger_; }
  // Null unless there is a continuous double auction.
  const BookTraders* book_traders() const { return book_traders_ ? &*book_traders_ : nullptr; }
  // Energy of the present slot.
  std::span<const double> deficiency_kwh() const { return deficiency_kwh_; }
  std::span<const double> surplus_kwh() const { return surplus_kwh_; }

 private:
  void on_slot_starts(kernel::Batch batch);
  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_match_notice(const kernel::Inbox<MatchNotice>& inbox);
  void on_report_due(kernel::Batch batch);
  void on_statement(const kernel::Inbox<Statement>& inbox);
  void on_meter_reading(kernel::Batch batch);

  void open_slot(std::uint32_t prosumer, std::int32_t slot, bool is_peak);
  double highest_pool_price(const Prices& prices) const;
  void place_order(std::uint32_t prosumer, const TariffNotice& notice);
  void offer(std::uint32_t prosumer, const TariffNotice& notice, OrderMessage order);
  void bid(std::uint32_t prosumer, const TariffNotice& notice, OrderMessage order);
  void send(std::uint32_t prosumer, const TariffNotice& notice, const OrderMessage& order);
  std::uint32_t lot(std::uint32_t prosumer, RoundId round) const;
  double reservation_price(std::uint32_t prosumer, const Prices& prices) const;
  void watch_deadlines(const TariffNotice& notice);
  void watch_meters(std::int32_t slot);
  game::ResidualDemand own_residual(std::uint32_t prosumer, double reference_price) const;

  const Community& community_;
  EnergyMeters& meters_;
  const Timetable& timetable_;
  const Directory& directory_;
  const market::MechanismEntry& mechanism_;
  bool draws_lots_;
  std::uint64_t seed_;
  kernel::Simulation& simulation_;
  Channels& channels_;

  devices::BatteryBank batteries_;
  std::vector<std::int32_t> open_slot_;  // the slot that the columns below are about
  std::vector<std::int32_t> round_;      // of the last announcement heard in it
  std::vector<double> reference_price_;  // p_ref of that announcement
  std::vector<double> deficiency_kwh_;
  std::vector<double> surplus_kwh_;
  std::vector<double> for_sale_kwh_;         // the part of it that comes out of the battery
  std::vector<double> must_missing_kwh_;     // of the part of the load that must be served
  std::vector<double> flexible_kwh_;         // x: the part that may go unserved
  std::vector<double> flexible_served_kwh_;  // by own supply
  std::vector<double> matched_kwh_;          // in the round
  ProsumerLedger ledger_;
  std::optional<BookTraders> book_traders_;  // in a continuous double auction
  RoundId watched_round_;                    // deadlines are set up to here
  std::int32_t watched_slot_ = -1;
};

}  // namespace peerwatt::agents
