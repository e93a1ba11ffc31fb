#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tools/bench/reference_scheme/households.hpp"
#include "tools/bench/reference_scheme/zone_auction.hpp"

namespace peerwatt::bench {

inline constexpr std::int64_t kSecond = 1'000'000;  // of time in microseconds
inline constexpr std::int64_t kSlotTime = 1800 * kSecond;
inline constexpr std::int64_t kGate = 5 * kSecond;    // from announcement to gate closure
inline constexpr std::int64_t kReport = 5 * kSecond;  // from there to the end of a round

enum class Step : std::uint16_t {
  kObserve,
  kSample,
  kSlotOpens,
  kTariffNotice,
  kZoneNotice,
  kOrders,
  kGateClosure,
  kMatchNotice,
  kReportDue,
  kResidualReport,
  kRoundEnds,
  kSettlement,
  kStatement,
  kMeterReading,
  kMeterReport,
};

// When an event is due. What is posted for the same instant and no later step comes in the next
// turn of the instant, so that every event comes after its cause.
struct EventTime {
  std::int64_t microseconds = 0;
  std::uint16_t turn = 0;
  Step step{};

  friend auto operator<=>(const EventTime&, const EventTime&) = default;
  EventTime after(std::int64_t latency, Step next) const;
};

// What the CPS announces.
struct Notice {
  EventTime sent;
  std::uint32_t round = 0;
  DaySlot slot;
  bool is_first = false;  // of its slot
  bool asks_for_reports = false;
  TariffPrices prices;
};

// Columns of slots, lent to one group of zones after the other: the last one given back is still in
// the cache.
class SlotColumnsPool {
 public:
  std::unique_ptr<SlotColumns> borrow(std::uint32_t rows);
  void give_back(std::unique_ptr<SlotColumns> columns) { free_.push_back(std::move(columns)); }

 private:
  std::vector<std::unique_ptr<SlotColumns>> free_;
};

// Whole zones with their households, market places and events. A message to or from all households
// of a zone is one event with a block of columns; messages take 25 ms, those from and to the CPS
// 50 ms. What is reported to the CPS is added up here, zone by zone.
class ZoneGroup {
 public:
  // The zones [first, first + count) of `all`.
  struct Part {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t all = 0;
  };
  ZoneGroup(const Part& part, SlotColumnsPool& pool);

  void post(const Notice& notice);
  // Handles the events before `end`.
  void run_until(const EventTime& end);
  // At the end of a slot.
  void give_back_columns();

  std::uint32_t first_zone() const { return first_zone_; }
  const std::vector<ZoneSums>& sums() const { return sums_; }
  const KeptColumns& kept() const { return kept_; }

 private:
  static constexpr std::uint32_t kNoBlock = ~0U;
  static constexpr std::uint32_t kNoRound = ~0U;
  struct Event {
    EventTime at;
    std::uint32_t zone = 0;
    std::uint32_t round = 0;
    std::uint32_t block = kNoBlock;  // of the message; a timer has none

    // The order of a heap with the next event in front.
    static bool later(const Event& a, const Event& b);
  };
  // What is said, while it travels: columns of a zone, or its orders.
  struct Block {
    std::vector<double> values;
    std::vector<RowOrder> orders;
  };
  struct Zone {
    ZoneAuction auction;
    std::vector<RowOrder> received;
    std::uint32_t notice = 0;
    std::uint32_t collecting = 0;
    std::uint32_t cleared = kNoRound;
    bool gate_open = false;
  };

  void handle(const Event& event);
  void on_tariff_notice(const Event& event, const Notice& notice);
  void on_zone_notice(const Event& event, const Notice& notice);
  void on_orders(const Event& event);
  void on_gate_closure(const Event& event, const Notice& notice);
  void on_report_due(const Event& event, const Notice& notice);
  void on_settlement(const Event& event);
  void on_statement(const Event& event, const Notice& notice);
  void on_meter_reading(const Event& event);

  void start_round(Zone& zone, std::uint32_t round);
  void schedule(const EventTime& at, const Event& cause, Step step);
  void push(const Event& event);
  std::uint32_t take_block();
  // Columns of a zone within a block.
  std::span<double> column(std::uint32_t block, std::uint32_t index);
  Columns columns() { return {kept_, *slot_columns_}; }
  const Notice& notice(std::uint32_t round) const { return notices_[round % kNotices]; }

  static constexpr std::uint32_t kNotices = 16;
  static constexpr std::int64_t kInZone = 25'000, kToSystem = 50'000;  // microseconds

  std::uint32_t first_zone_;
  KeptColumns kept_;
  SlotColumnsPool& pool_;
  std::unique_ptr<SlotColumns> slot_columns_;
  std::vector<ZoneSums> sums_;
  std::vector<Zone> zones_;
  std::vector<Event> queue_;  // a heap, the next event in front
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> free_blocks_;
  std::vector<Notice> notices_;
  EventTime now_;
};

}  // namespace peerwatt::bench
