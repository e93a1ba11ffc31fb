#include "agents/misreport_audit.hpp"

#include <vector>

#include "engine/core/random.hpp"

namespace peerwatt::agents {
namespace {

bool is_searchable(const scenario::Scenario& scenario) {
  return scenario.trace.level != scenario::TraceLevel::kSummary &&
         market::entry(scenario.market.mechanism).role != market::Role::kContinuous &&
         market::entry(scenario.market.mechanism).role != market::Role::kNone;
}

struct Scene {
  const CallMarketPlace* market = nullptr;
  const Prices* prices = nullptr;

  std::size_t orders() const { return market->results().size(); }
};

std::vector<Scene> all_markets(const Auctioneers& auctioneers) {
  std::vector<Scene> scenes;
  for (std::uint32_t zone = 0; zone < auctioneers.zone_count(); ++zone) {
    for (const CallMarketPlace& market : auctioneers.call(zone).markets()) {
      scenes.push_back({&market, &auctioneers.prices(zone)});
    }
  }
  return scenes;
}

}  // namespace

MisreportAudit::MisreportAudit(const scenario::Scenario& scenario)
    : seed_{static_cast<std::uint64_t>(scenario.seed)},
      every_{scenario.trace.audit_every},
      possible_{is_searchable(scenario)},
      mechanism_{market::make_mechanism(scenario.market.mechanism,
                                        scenario::mechanism_parameters(scenario.market))},
      search_{*mechanism_} {}

bool MisreportAudit::is_due(std::int32_t slot) const {
  return possible_ && every_ > 0 && slot % every_ == 0;
}

std::optional<double> MisreportAudit::gain(std::int32_t slot, const Auctioneers& auctioneers) {
  if (!is_due(slot) || auctioneers.trades_classes_apart()) return {};
  const std::vector<Scene> scenes = all_markets(auctioneers);
  std::size_t orders = 0;
  for (const Scene& scene : scenes) orders += scene.orders();
  if (orders == 0) return {};
  const double u = uniform({seed_, Purpose::kAudit, 0, static_cast<std::uint32_t>(slot)});
  auto place = static_cast<std::size_t>(u * static_cast<double>(orders));
  auto scene = scenes.begin();
  while (place >= scene->orders()) place -= scene++->orders();
  const market::CallMarket market = scene->market->call_market(*scene->prices);
  search_.load(market);
  const bool sells = place < market.asks.size();
  const auto index = static_cast<std::uint32_t>(sells ? place : place - market.asks.size());
  const market::Misreport best =
      search_.best_for({sells ? market::Side::kSell : market::Side::kBuy, index});
  return best.pays() ? best.gain() : 0.0;
}

}  // namespace peerwatt::agents
