#include "agents/cps/concentrators.hpp"

#include "engine/core/summation.hpp"

namespace peerwatt::agents {

using kernel::Inbox;

void ZoneMeters::add(const ZoneMeters& other) {
  supply_kwh += other.supply_kwh;
  supply_elastic_kwh += other.supply_elastic_kwh;
  feed_in_kwh += other.feed_in_kwh;
  reduction_kwh += other.reduction_kwh;
  reduction_paid += other.reduction_paid;
}

Concentrators::Concentrators(IdRange<ZoneId> zones, const Community& community,
                             const Directory& directory, Channels& channels)
    : community_{community},
      directory_{directory},
      answers_{zones},
      meters_{zones},
      promised_kwh_{zones} {
  channels.residual_report.deliver_to<&Concentrators::on_residual_report>(*this);
  channels.residual_totals.deliver_to<&Concentrators::on_residual_totals>(*this);
  channels.meter_report.deliver_to<&Concentrators::on_meter_report>(*this);
  channels.reduction_promise.deliver_to<&Concentrators::on_promise>(*this);
}

ZoneId Concentrators::zone_of(AgentId prosumer) const {
  return community_.zones[directory_.prosumer_of(prosumer)];
}

void Concentrators::open_slot(std::int32_t slot, double reduction_price) {
  round_ = {slot, 0};
  reduction_price_ = reduction_price;
  for (const ZoneId zone : zones()) {
    meters_[zone] = {};
    promised_kwh_[zone] = 0;
  }
}

void Concentrators::open_round(RoundId round, double base_price) {
  round_ = round;
  base_price_ = base_price;
  for (const ZoneId zone : zones()) {
    ZoneAnswers& answers = answers_[zone];
    answers.demands.clear();
    answers.sums = {};
    answers.net_at_base_kwh = 0;
    answers.answers = 0;
  }
}

void Concentrators::on_residual_report(const Inbox<ResidualReport>& inbox) {
  for (const auto& [from, to, report] : inbox) {
    if (report.round != round_) continue;
    ZoneAnswers& answers = answers_[zone_of(from)];
    answers.demands.push_back(report.demand);
    answers.sums.surplus_kwh += report.surplus_kwh;
    answers.net_at_base_kwh += report.demand.at(base_price_) - report.surplus_kwh;
    ++answers.answers;
  }
}

void Concentrators::on_residual_totals(const Inbox<ResidualTotals>& inbox) {
  for (const auto& [from, to, totals] : inbox) {
    if (totals.round != round_) continue;
    ZoneAnswers& answers = answers_[directory_.zone_of(from)];
    answers.sums.elastic_kwh += totals.elastic_kwh;
    answers.sums.inflexible_kwh += totals.inflexible_kwh;
    answers.sums.surplus_kwh += totals.surplus_kwh;
    answers.net_at_base_kwh += totals.elastic_kwh + totals.inflexible_kwh - totals.surplus_kwh;
    answers.answers += totals.answers;
  }
}

void Concentrators::on_meter_report(const Inbox<MeterReport>& inbox) {
  for (const auto& [from, to, report] : inbox) {
    if (report.slot != round_.slot) continue;
    meters_[zone_of(from)].add({.supply_kwh = report.bought_kwh,
                                .supply_elastic_kwh = report.bought_elastic_kwh,
                                .feed_in_kwh = report.sold_kwh,
                                .reduction_kwh = report.reduction_kwh,
                                .reduction_paid = report.reduction_kwh * reduction_price_});
  }
}

void Concentrators::on_promise(const Inbox<ReductionOffer>& inbox) {
  for (const auto& [from, to, promise] : inbox) {
    if (promise.slot == round_.slot) promised_kwh_[directory_.zone_of(from)] += promise.energy_kwh;
  }
}

void ZoneReports::open_slot(std::int32_t slot, double reduction_price) const {
  for (Concentrators* district : districts_) district->open_slot(slot, reduction_price);
}

void ZoneReports::open_round(RoundId round, double base_price) const {
  for (Concentrators* district : districts_) district->open_round(round, base_price);
}

ZoneMeters ZoneReports::meters() const {
  std::vector<ZoneMeters> zones;
  for_each_zone([&](const Concentrators& concentrators, ZoneId zone) {
    zones.push_back(concentrators.meters(zone));
  });
  return pairwise_sum(0, zones.size(), [&](std::size_t i) { return zones[i]; });
}

}  // namespace peerwatt::agents
