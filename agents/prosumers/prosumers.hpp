#pragma once

#include <cstdint>
#include <optional>

#include "engine/core/id_slice.hpp"

#include "engine/kernel/simulation.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/energy_meters.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/prosumers/book_traders.hpp"
#include "agents/prosumers/households.hpp"
#include "agents/prosumers/order_terms.hpp"
#include "agents/prosumers/prosumer_ledger.hpp"
#include "agents/prosumers/reductions.hpp"

namespace peerwatt::agents {

// The columns of all prosumers, of which each writes its own row, and what it reads besides.
struct ProsumerColumns {
  const Community& community;
  EnergyColumns& energy;
  Households& households;
  ProsumerAccounts& accounts;
  const OrderTerms& order_terms;
};

// The prosumers of some zones, by column. Each looks at its own row and at the messages it got,
// nothing else: it runs its devices, orders what it wants at the announced prices, reports what it
// would still buy, and settles what is left with the CPS.
class Prosumers {
 public:
  // The meters are those of the same prosumers.
  Prosumers(const ProsumerColumns& columns, EnergyMeters meters, const Timetable& timetable,
            const Directory& directory, kernel::Simulation& simulation, Channels& channels);

  // They trade in order books. `to_market`: how long an order of each is on its way.
  void trade_in_books(IdSlice<ProsumerId, Duration> to_market, std::uint64_t seed);

  // They tell the network operator what their connections draw, too.
  void report_connections() { reports_connections_ = true; }

  // Schedules the first slot.
  void start();

  // Null unless there is a continuous double auction.
  const BookTraders* book_traders() const { return book_traders_ ? &*book_traders_ : nullptr; }

 private:
  void on_slot_starts(kernel::Batch batch);
  void on_tariff_notice(const kernel::Inbox<TariffNotice>& inbox);
  void on_match_notice(const kernel::Inbox<FillNotice>& inbox);
  void on_report_due(kernel::Batch batch);
  void on_reduction_inquiry(const kernel::Inbox<ReductionRequest>& inbox);
  void on_reduction_call(const kernel::Inbox<ReductionCall>& inbox);
  void on_statement(const kernel::Inbox<Statement>& inbox);
  void on_meter_reading(kernel::Batch batch);

  void open_slot(ProsumerId prosumer, std::int32_t slot, bool is_peak);
  void send_orders(ProsumerId prosumer, const TariffNotice& notice);
  void report(ProsumerId prosumer, RoundId round);
  ConnectionReading connection(ProsumerId prosumer) const;
  Sale sale_of(ProsumerId prosumer, double sold_kwh, double stored_kwh) const;
  SlotPosition position(ProsumerId prosumer);
  void schedule_for_zone(ZoneId zone, SimTime at, kernel::Phase phase, std::uint64_t payload);
  void watch_deadlines(ZoneId zone, const TariffNotice& notice);
  void watch_meters(ZoneId zone, std::int32_t slot);

  const Community& community_;
  Households& households_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;

  // What all prosumers of a zone wait for.
  struct Deadlines {
    IdRange<ProsumerId> members{ProsumerId{0}, 0};
    RoundId watched_round{};                 // they are set up to here
    Reporting reporting = Reporting::kNone;  // in that round
    std::int32_t watched_slot = kNoSlot;
  };

  EnergyMeters meters_;
  EnergyColumns& energy_;
  const OrderTerms& order_terms_;
  IdSlice<ZoneId, Deadlines> deadlines_;
  IdSlice<ProsumerId, std::int32_t> round_;   // of the last announcement received in the slot
  IdSlice<ProsumerId, Prices> prices_;        // of that announcement
  IdSlice<ProsumerId, market::Fill> filled_;  // in the round
  Reductions reductions_;
  ProsumerLedger ledger_;
  bool reports_connections_ = false;
  std::optional<BookTraders> book_traders_;  // in a continuous double auction
};

}  // namespace peerwatt::agents
