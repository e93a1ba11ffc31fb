#include "agents/audits/misreport_audit.hpp"

namespace peerwatt::agents {
namespace {

bool is_searchable(const scenario::Scenario& scenario) {
  return scenario.trace.level != recording::TraceLevel::kSummary &&
         market::entry(scenario.market.mechanism).role != market::Role::kContinuous &&
         market::entry(scenario.market.mechanism).role != market::Role::kNone;
}

// Calls `visit` with every market, its prices and the owner of each of its orders.
template <class Visit>
void for_each_order(const ZoneAuctions& auctions, const Visit& visit) {
  for (const ZoneId zone : auctions.zones()) {
    for (const CallMarketPlace& market : auctions.market(zone).call_markets()) {
      for (const OrderResult& result : market.results()) {
        visit(market, auctions.prices(zone), ProsumerId{result.order.owner});
      }
    }
  }
}

}  // namespace

MisreportAudit::MisreportAudit(const scenario::Scenario& scenario, const AuditDraw& drawn,
                               const ZoneAuctions& auctions)
    : auctions_{auctions},
      drawn_{drawn},
      possible_{is_searchable(scenario)},
      mechanism_{market::make_mechanism(scenario.market.mechanism,
                                        scenario::mechanism_parameters(scenario.market))},
      search_{*mechanism_} {}

// Who is looked at depends on the numbers of those who ordered, not on the order in which they did.
void MisreportAudit::examine(const recording::SlotRecord& slot,
                             recording::CertificateRecord& certificates) {
  if (!possible_ || auctions_.trades_classes_apart() ||
      !drawn_.is_drawn(Audit::kMisreport, slot.index, slot.system.is_peak)) {
    return;
  }
  ProsumerDraw draw{drawn_, slot.index};
  const CallMarketPlace* place = nullptr;
  const Prices* prices = nullptr;
  for_each_order(auctions_,
                 [&](const CallMarketPlace& market, const Prices& announced, ProsumerId owner) {
                   if (!draw.picks(owner)) return;
                   place = &market;
                   prices = &announced;
                 });
  if (place == nullptr) return;
  search_.load(place->call_market(*prices));
  certificates.misreport_gain = search_.best_gain_of(draw.picked().index());
  certificates.misreport_prosumer = draw.picked().number();
}

}  // namespace peerwatt::agents
