#include "tools/bench/reference_scheme/zone_group.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "tools/bench/reference_scheme/settlement.hpp"

namespace peerwatt::bench {

EventTime EventTime::after(std::int64_t latency, Step next) const {
  if (latency > 0) return {microseconds + latency, 0, next};
  return {microseconds, static_cast<std::uint16_t>(turn + (next <= step ? 1 : 0)), next};
}

std::unique_ptr<SlotColumns> SlotColumnsPool::borrow(std::uint32_t rows) {
  const auto fits = [rows](const auto& columns) { return columns->load.size() == rows; };
  const auto last = std::find_if(free_.rbegin(), free_.rend(), fits);
  if (last == free_.rend()) return std::make_unique<SlotColumns>(rows);
  std::unique_ptr<SlotColumns> columns = std::move(*last);
  free_.erase(std::next(last).base());
  return columns;
}

// Households are numbered round the buses of all zones, as those of a scenario are.
ZoneGroup::ZoneGroup(const Part& part, SlotColumnsPool& pool)
    : first_zone_{part.first},
      kept_{part.count * kZoneRows},
      pool_{pool},
      sums_(part.count),
      notices_(kNotices) {
  for (std::uint32_t zone = 0; zone < part.count; ++zone) {
    zones_.push_back({.auction = ZoneAuction{zone * kZoneRows}, .received = {}});
    for (std::uint32_t k = 0; k < kZoneRows; ++k) {
      const std::uint64_t bus = (part.first + zone) * kBuses + k % kBuses;
      kept_.draw(zone * kZoneRows + k, std::uint64_t{k / kBuses} * kBuses * part.all + bus);
    }
  }
}

void ZoneGroup::give_back_columns() {
  if (slot_columns_) pool_.give_back(std::move(slot_columns_));
}

bool ZoneGroup::Event::later(const Event& a, const Event& b) {
  return std::tie(a.at, a.zone) > std::tie(b.at, b.zone);
}

void ZoneGroup::push(const Event& event) {
  queue_.push_back(event);
  std::push_heap(queue_.begin(), queue_.end(), Event::later);
}

std::uint32_t ZoneGroup::take_block() {
  if (free_blocks_.empty()) {
    blocks_.push_back({.values = std::vector<double>(std::size_t{3} * kZoneRows), .orders = {}});
    return static_cast<std::uint32_t>(blocks_.size() - 1);
  }
  const std::uint32_t block = free_blocks_.back();
  free_blocks_.pop_back();
  return block;
}

std::span<double> ZoneGroup::column(std::uint32_t block, std::uint32_t index) {
  return std::span{blocks_[block].values}.subspan(std::size_t{index} * kZoneRows, kZoneRows);
}

void ZoneGroup::schedule(const EventTime& at, const Event& cause, Step step) {
  EventTime due = at;
  due.step = step;
  push({std::max(due, now_), cause.zone, cause.round});
}

void ZoneGroup::post(const Notice& notice) {
  notices_[notice.round % kNotices] = notice;
  now_ = notice.sent;
  if (!slot_columns_)
    slot_columns_ = pool_.borrow(static_cast<std::uint32_t>(zones_.size()) * kZoneRows);
  const EventTime slot_end{(notice.slot.index + 1) * kSlotTime, 0, Step::kObserve};
  for (std::uint32_t zone = 0; zone < zones_.size(); ++zone) {
    if (notice.is_first) sums_[zone] = {};
    sums_[zone].satiation_price = sums_[zone].demand_at_base = sums_[zone].answers = 0;
    push({now_.after(kToSystem, Step::kTariffNotice), zone, notice.round});
    push({now_.after(kToSystem, Step::kZoneNotice), zone, notice.round});
    if (notice.is_first) push({slot_end, zone, notice.round});
  }
}

void ZoneGroup::run_until(const EventTime& end) {
  while (!queue_.empty() && queue_.front().at < end) {
    std::pop_heap(queue_.begin(), queue_.end(), Event::later);
    const Event event = queue_.back();
    queue_.pop_back();
    now_ = event.at;
    handle(event);
    if (event.block != kNoBlock) free_blocks_.push_back(event.block);
  }
}

void ZoneGroup::handle(const Event& event) {
  const Notice& notice = this->notice(event.round);
  const auto said = [&](std::uint32_t index) { return column(event.block, index); };
  switch (event.at.step) {
    case Step::kTariffNotice:
      return on_tariff_notice(event, notice);
    case Step::kZoneNotice:
      return on_zone_notice(event, notice);
    case Step::kOrders:
      return on_orders(event);
    case Step::kGateClosure:
      return on_gate_closure(event, notice);
    case Step::kMatchNotice:
      std::ranges::copy(said(0), slot_columns_->matched.begin() + rows_of(event.zone).begin);
      return;
    case Step::kReportDue:
      return on_report_due(event, notice);
    case Step::kResidualReport:
      return add_residuals(said(0), said(1), sums_[event.zone]);
    case Step::kSettlement:
      return on_settlement(event);
    case Step::kStatement:
      return on_statement(event, notice);
    case Step::kMeterReading:
      return on_meter_reading(event);
    case Step::kMeterReport:
      return add_meters({said(0), said(1), said(2)}, sums_[event.zone]);
    case Step::kObserve:
      return observe(columns(), rows_of(event.zone), sums_[event.zone]);
    default:
      return;  // the steps of the CPS, which acts outside
  }
}

// Devices run when the households learn of the slot, and orders answer the price.
void ZoneGroup::on_tariff_notice(const Event& event, const Notice& notice) {
  const Rows rows = rows_of(event.zone);
  if (notice.is_first) run_devices(columns(), rows, notice.slot);
  std::fill_n(slot_columns_->matched.begin() + rows.begin, rows.size(), 0.0);
  const std::uint32_t block = take_block();
  make_orders(columns(), rows, notice.prices, blocks_[block].orders);
  push({now_.after(kInZone, Step::kOrders), event.zone, event.round, block});
}

void ZoneGroup::start_round(Zone& zone, std::uint32_t round) {
  if (zone.collecting >= round) return;
  zone.collecting = round;
  zone.gate_open = true;
  zone.received.clear();
}

void ZoneGroup::on_zone_notice(const Event& event, const Notice& notice) {
  Zone& zone = zones_[event.zone];
  zone.notice = event.round;
  start_round(zone, event.round);
  const std::int64_t gate = notice.sent.microseconds + kGate;
  const std::int64_t end = (notice.slot.index + 1) * kSlotTime;
  schedule({gate, 0, {}}, event, Step::kGateClosure);
  if (notice.asks_for_reports) schedule({gate + kReport / 2, 0, {}}, event, Step::kReportDue);
  if (!notice.is_first) return;
  schedule({end - 30 * kSecond, 0, {}}, event, Step::kSettlement);
  schedule({end - 15 * kSecond, 0, {}}, event, Step::kMeterReading);
}

void ZoneGroup::on_orders(const Event& event) {
  Zone& zone = zones_[event.zone];
  start_round(zone, event.round);
  if (event.round == zone.collecting && zone.gate_open) {
    std::swap(zone.received, blocks_[event.block].orders);
  }
}

void ZoneGroup::on_gate_closure(const Event& event, const Notice& notice) {
  Zone& zone = zones_[event.zone];
  if (event.round != zone.collecting || !zone.gate_open) return;
  zone.gate_open = false;
  zone.cleared = event.round;
  zone.auction.clear(zone.received, notice.prices, *slot_columns_, sums_[event.zone]);
  const std::uint32_t block = take_block();
  const std::uint32_t first = rows_of(event.zone).begin;
  std::copy_n(slot_columns_->award_kwh.begin() + first, kZoneRows, column(block, 0).begin());
  push({now_.after(kInZone, Step::kMatchNotice), event.zone, event.round, block});
}

void ZoneGroup::on_report_due(const Event& event, const Notice& notice) {
  const std::uint32_t block = take_block();
  report_residuals(columns(), rows_of(event.zone), notice.prices, column(block, 0),
                   column(block, 1));
  push({now_.after(kToSystem, Step::kResidualReport), event.zone, event.round, block});
}

// Trades stand if they were made at the prices that were announced last.
void ZoneGroup::on_settlement(const Event& event) {
  const Zone& zone = zones_[event.zone];
  const std::uint32_t block = take_block(), first = rows_of(event.zone).begin;
  std::uint32_t index = 0;
  for (const std::vector<double>* awards :
       {&slot_columns_->award_kwh, &slot_columns_->award_auction, &slot_columns_->award_money}) {
    const std::span<double> stated = column(block, index++);
    if (zone.cleared == zone.notice) {
      std::copy_n(awards->begin() + first, kZoneRows, stated.begin());
    } else {
      std::ranges::fill(stated, 0.0);
    }
  }
  push({now_.after(kInZone, Step::kStatement), event.zone, zone.notice, block});
}

void ZoneGroup::on_statement(const Event& event, const Notice& notice) {
  enter_trades(columns(), rows_of(event.zone), notice.prices, first_zone_ + event.zone,
               {column(event.block, 0), column(event.block, 1), column(event.block, 2)});
}

void ZoneGroup::on_meter_reading(const Event& event) {
  const std::uint32_t block = take_block(), first = rows_of(event.zone).begin;
  const Notice& last = notice(zones_[event.zone].notice);
  settle(columns(), rows_of(event.zone), last.prices, column(block, 1));
  std::copy_n(slot_columns_->grid_bought.begin() + first, kZoneRows, column(block, 0).begin());
  std::copy_n(slot_columns_->grid_sold.begin() + first, kZoneRows, column(block, 2).begin());
  push({now_.after(kToSystem, Step::kMeterReport), event.zone, event.round, block});
}

}  // namespace peerwatt::bench
