#include "agents/auctioneers/residual_answers.hpp"

#include <algorithm>

namespace peerwatt::agents {

ResidualAnswers::ResidualAnswers(const Timetable& timetable, const Directory& directory,
                                 kernel::Simulation& simulation, Channels& channels)
    : timetable_{timetable},
      directory_{directory},
      simulation_{simulation},
      channels_{channels},
      totals_{directory.part().zones} {
  channels_.residual_answer.deliver_to<&ResidualAnswers::on_residual_answer>(*this);
  simulation_.on<&ResidualAnswers::on_answers_due>(phase::kAnswersDue, *this);
}

void ResidualAnswers::expect(ZoneId zone, const TariffNotice& notice) {
  totals_[zone] = {.round = notice.round};
  if (notice.reporting != Reporting::kResidualTotals) return;
  const AgentId self = directory_.auctioneer(zone);
  const SimTime due = std::max(simulation_.now(), timetable_.answers_due(notice.announced_at));
  simulation_.schedule(due, phase::kAnswersDue, self, self, to_payload(notice.round));
}

void ResidualAnswers::on_residual_answer(const kernel::Inbox<ResidualAnswer>& inbox) {
  for (const auto& [from, to, answer] : inbox) {
    ResidualTotals& totals = totals_[directory_.zone_of(to)];
    if (answer.round != totals.round) continue;
    totals.elastic_kwh += answer.elastic_kwh;
    totals.inflexible_kwh += answer.inflexible_kwh;
    totals.surplus_kwh += answer.surplus_kwh;
    ++totals.answers;
  }
}

void ResidualAnswers::on_answers_due(kernel::Batch batch) {
  for (const kernel::Event& event : batch) {
    const ResidualTotals& totals = totals_[directory_.zone_of(event.to())];
    if (round_of(event.payload) != totals.round) continue;
    channels_.residual_totals.send(event.to(), directory_.cps(), totals);
  }
}

}  // namespace peerwatt::agents
