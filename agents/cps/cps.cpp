#include "agents/cps/cps.hpp"

#include <algorithm>

#include "agents/forecasts/forecaster_catalogue.hpp"
#include "agents/market/ticks.hpp"

namespace peerwatt::agents {

using kernel::Batch;

Cps::Cps(const scenario::CpsSettings& settings, LeaderStrategy& leader,
         const OtherDemand& other_demand, const Timetable& timetable, const Faults& faults,
         const Directory& directory, kernel::Simulation& simulation, VirtualPowerPlant& plant,
         Channels& channels, const ZoneLines& lines, const ZoneReports& reports)
    : settings_{settings},
      leader_{leader},
      other_demand_{other_demand},
      timetable_{timetable},
      faults_{faults},
      directory_{directory},
      simulation_{simulation},
      plant_{plant},
      channels_{channels},
      lines_{lines},
      reports_{reports},
      cost_{generation_cost(settings, timetable.slot_length())},
      forecaster_{forecasts::entry(forecasts::DemandForecasterId::kDayBefore)
                      .make(timetable.slots_per_day())} {
  simulation_.on<&Cps::on_slot_opens>(phase::kSlotOpens, *this);
  simulation_.on<&Cps::on_first_announcement>(phase::kFirstAnnouncement, *this);
  simulation_.on<&Cps::on_round_ends>(phase::kRoundEnds, *this);
  channels_.loss_notice.deliver_to<&Cps::on_loss_notice>(*this);
}

void Cps::start() {
  simulation_.schedule(timetable_.start(0), phase::kSlotOpens, directory_.cps(), directory_.cps());
}

void Cps::on_slot_opens(Batch) {
  if (round_.slot != kNoSlot) close_books();
  const std::int32_t slot = ++round_.slot;
  round_.round = 0;
  const tariffs::TariffSettings& tariff = settings_.tariff;
  const double base = tariff.base_price(timetable_.minute_of_day(slot));
  const double losses_before_kwh = account_.losses_kwh;
  account_ = {};
  account_.expected_losses_kwh = losses_before_kwh;
  account_.other_demand_kwh = other_demand_.energy_kwh(timetable_.device_slot(slot));
  account_.is_peak = is_peak(slot);
  account_.prices = {.sell = base, .base = base, .feed_in = tariff.feed_in_price};
  first_round_net_kwh_.reset();
  reports_.open_slot(slot, plant_.price());
  const Duration wait = wait_before_prices();
  if (account_.is_peak) {
    leader_.open({slot, base, expected_demand_kwh(account_), most_rounds(wait)});
    account_.searched = leader_.reporting() != Reporting::kNone;
  }
  announce_after(wait);
  if (slot + 1 < timetable_.slots()) {
    simulation_.schedule(timetable_.start(slot + 1), phase::kSlotOpens, directory_.cps(),
                         directory_.cps());
  }
}

// A fault may delay the first price, and a request for a reduction does until it is answered.
Duration Cps::wait_before_prices() {
  const Duration answer = plant_.ask({.slot = round_.slot,
                                      .is_peak = account_.is_peak,
                                      .base_price = account_.prices.base,
                                      .other_demand_kwh = expected_demand_kwh(account_),
                                      .prosumer_net_kwh = forecaster_->forecast_kwh(round_.slot)});
  return answer + faults_.announcement_delay(round_.slot);
}

void Cps::announce_after(Duration wait) {
  if (wait > Duration{}) {
    simulation_.schedule(simulation_.now() + wait, phase::kFirstAnnouncement, directory_.cps(),
                         directory_.cps());
  } else {
    announce(first_price());
  }
}

void Cps::on_first_announcement(Batch) {
  announce(first_price());
}

double Cps::first_price() const {
  return account_.is_peak ? leader_.price() : account_.prices.base;
}

// A round that would not end before settlement is not begun.
std::int64_t Cps::most_rounds(Duration wait) const {
  const SimTime first = timetable_.start(round_.slot) + wait;
  return timetable_.rounds_between(first, timetable_.settlement(round_.slot));
}

bool Cps::is_peak(std::int32_t slot) const {
  if (settings_.peak.by == scenario::PeakDetection::kSchedule) {
    return settings_.peak.window.contains(timetable_.minute_of_day(slot));
  }
  return expected_demand_kwh(account_) + forecaster_->forecast_kwh(slot) > cost_.capacity_kwh;
}

// Announced prices are whole multiples of 1e-9 currency/kWh: those of the tariff and those that are
// searched are already, a recorded one rounds down.
void Cps::announce(double selling_price) {
  ++round_.round;
  account_.rounds = round_.round;
  account_.prices.sell = std::max(market::tick_below(selling_price), account_.prices.feed_in);
  reports_.open_round(round_, account_.prices.base);
  const TariffNotice notice{
      .round = round_,
      .announced_at = simulation_.now(),
      .prices = account_.prices,
      .is_peak = account_.is_peak,
      .reporting = account_.searched ? leader_.reporting() : Reporting::kNone};
  const AgentId self = directory_.cps();
  for (const ZoneLine& line : lines_.all()) {
    const Directory& numbers = *line.directory;
    line.channels->tariff_notice.broadcast(numbers.cps(), numbers.prosumers(), notice);
    line.channels->tariff_notice_zone.broadcast(numbers.cps(), numbers.zone_auctioneers(), notice);
  }
  channels_.tariff_notice_area.broadcast(self, directory_.area_auctioneers(), notice);
  if (account_.searched) {
    simulation_.schedule(timetable_.round_end(notice.announced_at), phase::kRoundEnds, self, self,
                         to_payload(round_));
  }
}

void Cps::on_round_ends(Batch) {
  read_answers();
  const game::SearchState state = leader_.end_round();
  if (state == game::SearchState::kSearching) {
    announce(leader_.price());
  } else {
    note_search(state);
  }
}

void Cps::on_loss_notice(const kernel::Inbox<LossNotice>& inbox) {
  for (const auto& [from, to, notice] : inbox) {
    if (notice.slot == round_.slot) account_.losses_kwh = notice.losses_kwh;
  }
}

// Zone by zone. The first price that is answered is p_base.
void Cps::read_answers() {
  double net_at_base_kwh = 0;
  answers_ = 0;
  reports_.for_each_zone([&](const Concentrators& concentrators, ZoneId zone) {
    const ZoneAnswers& answers = concentrators.answers(zone);
    leader_.receive(answers);
    net_at_base_kwh += answers.net_at_base_kwh;
    answers_ += answers.answers;
  });
  if (!first_round_net_kwh_) first_round_net_kwh_ = net_at_base_kwh;
}

// A price that was not received by all, or not answered by all, is no equilibrium.
void Cps::note_search(game::SearchState state) {
  account_.converged =
      state == game::SearchState::kConverged && answers_ == directory_.prosumer_count();
  account_.capped = state == game::SearchState::kCapped;
}

CpsAccount Cps::account() const {
  const ZoneMeters meters = reports_.meters();
  CpsAccount account = account_;
  account.supply_kwh = meters.supply_kwh;
  account.supply_elastic_kwh = meters.supply_elastic_kwh;
  account.feed_in_kwh = meters.feed_in_kwh;
  account.reduction_kwh = meters.reduction_kwh;
  account.reduction_paid = meters.reduction_paid;
  return account;
}

// At peak the price has moved demand away; what counts for the forecast is the answer to the base
// tariff, without the virtual power plant.
void Cps::close_books() {
  const ZoneMeters meters = reports_.meters();
  const double metered = meters.supply_kwh - meters.feed_in_kwh;
  forecaster_->observe(round_.slot, first_round_net_kwh_.value_or(metered) + meters.reduction_kwh);
}

}  // namespace peerwatt::agents
