#pragma once

#include <cstdint>
#include <optional>

#include "engine/kernel/simulation.hpp"

#include "agents/environment/community.hpp"
#include "agents/environment/timetable.hpp"
#include "agents/messages/channels.hpp"
#include "agents/messages/directory.hpp"
#include "agents/prosumers/book_traders.hpp"
#include "agents/prosumers/households.hpp"
#include "agents/prosumers/order_terms.hpp"
#include "agents/prosumers/prosumer_ledger.hpp"
#include "agents/prosumers/reductions.hpp"

namespace peerwatt::agents {

// All prosumers, by column. Each looks at its own row and at the messages it got, nothing else:
// it runs its devices, orders what it wants at the announced prices, reports what it would still
// buy, and settles what is left with the CPS.
class Prosumers {
 public:
  // `to_market`: how long an order of each is on its way.
  Prosumers(const Community& community, Households& households, const Timetable& timetable,
            const Directory& directory, const scenario::MarketSettings& market,
            Community::Column<Duration> to_market, std::uint64_t seed,
            kernel::Simulation& simulation, Channels& channels);

  // Schedules the first slot.
  void start();

  const ProsumerAccounts& accounts() const { return ledger_.accounts(); }
  const OrderTerms& order_terms() const { return order_terms_; }
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
  Sale sale_of(ProsumerId prosumer, double sold_kwh, double stored_kwh) const;
  SlotPosition position(ProsumerId prosumer);
  void schedule_for_all(SimTime at, kernel::Phase phase, std::uint64_t payload);
  void watch_deadlines(const TariffNotice& notice);
  void watch_meters(std::int32_t slot);

  const Community& community_;
  Households& households_;
  const Timetable& timetable_;
  const Directory& directory_;
  kernel::Simulation& simulation_;
  Channels& channels_;

  OrderTerms order_terms_;
  Community::Column<std::int32_t> round_;   // of the last announcement received in the slot
  Community::Column<Prices> prices_;        // of that announcement
  Community::Column<market::Fill> filled_;  // in the round
  Reductions reductions_;
  ProsumerLedger ledger_;
  std::optional<BookTraders> book_traders_;  // in a continuous double auction
  RoundId watched_round_;                    // deadlines are set up to here
  Reporting reporting_ = Reporting::kNone;   // in that round
  std::int32_t watched_slot_ = kNoSlot;
};

}  // namespace peerwatt::agents
