#include "agents/misreport_audit.hpp"

#include <algorithm>

namespace peerwatt::agents {
namespace {

bool is_searchable(const scenario::Scenario& scenario) {
  return scenario.trace.level != scenario::TraceLevel::kSummary &&
         market::entry(scenario.market.mechanism).role != market::Role::kContinuous &&
         market::entry(scenario.market.mechanism).role != market::Role::kNone;
}

// Calls `visit` with every market, its prices and the owner of each of its orders.
template <class Visit>
void for_each_order(const Auctioneers& auctioneers, const Visit& visit) {
  for (std::uint32_t zone = 0; zone < auctioneers.zone_count(); ++zone) {
    for (const CallMarketPlace& market : auctioneers.call(zone).markets()) {
      for (const OrderResult& order : market.results()) {
        visit(market, auctioneers.prices(zone), order.prosumer);
      }
    }
  }
}

}  // namespace

MisreportAudit::MisreportAudit(const scenario::Scenario& scenario, const AuditDraw& drawn)
    : drawn_{drawn},
      possible_{is_searchable(scenario)},
      mechanism_{market::make_mechanism(scenario.market.mechanism,
                                        scenario::mechanism_parameters(scenario.market))},
      search_{*mechanism_} {}

// Who is looked at depends on the numbers of those who ordered, not on the order in which they did.
std::optional<MisreportFinding> MisreportAudit::examine(const recording::SlotRecord& slot,
                                                        const Auctioneers& auctioneers) {
  if (!possible_ || auctioneers.trades_classes_apart() ||
      !drawn_.is_drawn(Audit::kMisreport, slot.index, slot.system.is_peak)) {
    return {};
  }
  double least = 1;
  std::optional<MisreportFinding> found;
  const CallMarketPlace* place = nullptr;
  const Prices* prices = nullptr;
  for_each_order(auctioneers,
                 [&](const CallMarketPlace& market, const Prices& announced, std::uint32_t owner) {
                   const double rank = drawn_.rank(slot.index, owner);
                   if (found && rank >= least) return;
                   least = rank;
                   found = MisreportFinding{.prosumer = owner};
                   place = &market;
                   prices = &announced;
                 });
  if (found) found->gain = best_gain(*place, *prices, found->prosumer);
  return found;
}

// Of its orders, each by itself.
double MisreportAudit::best_gain(const CallMarketPlace& place, const Prices& prices,
                                 std::uint32_t prosumer) {
  const market::CallMarket market = place.call_market(prices);
  search_.load(market);
  double best = 0;
  for (std::size_t i = 0; i < place.results().size(); ++i) {
    if (place.results()[i].prosumer != prosumer) continue;
    const bool sells = i < market.asks.size();
    const auto index = static_cast<std::uint32_t>(sells ? i : i - market.asks.size());
    const market::Misreport lie =
        search_.best_for({sells ? market::Side::kSell : market::Side::kBuy, index});
    if (lie.pays()) best = std::max(best, lie.gain());
  }
  return best;
}

}  // namespace peerwatt::agents
