#include "tools/peerwatt/lie_report.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "agents/market/misreport_search.hpp"

namespace peerwatt::tools {
namespace {

using market::Lie;
using market::LieKind;
using market::LiesTried;

constexpr std::size_t kFewOrders = 12;   // all pairs of prices are tried for a split
constexpr std::size_t kManyOrders = 50;  // beyond, fewer lies are tried

LiesTried lies_to_try(std::size_t orders, const LieKinds& kinds) {
  LiesTried tried{.prices = false,  // MisreportSearch tries all
                  .quantities = kinds.quantities,
                  .false_names = kinds.splits,
                  .any_sum = kinds.quantities,
                  .price_pairs = orders <= kFewOrders};
  if (orders > kManyOrders) tried.most_prices = tried.most_quantities = 16;
  return tried;
}

std::vector<LieKind> kinds_tried(const LieKinds& kinds) {
  std::vector<LieKind> tried{LieKind::kPrice};
  if (kinds.quantities) {
    tried.insert(tried.end(), {LieKind::kQuantity, LieKind::kQuantityAndPrice});
  }
  if (kinds.any()) tried.push_back(LieKind::kSplit);
  if (kinds.splits) tried.push_back(LieKind::kFalseName);
  return tried;
}

std::vector<std::uint32_t> owners_of(const orders::OrderBook& book,
                                     const std::vector<std::size_t>& rows) {
  std::vector<std::uint32_t> owners;
  for (const std::size_t row : rows) owners.push_back(book.order(row).owner);
  std::sort(owners.begin(), owners.end());
  owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
  return owners;
}

bool is_better(const Lie& lie, const Lie& than) {
  return lie.pays() && (!than.pays() || lie.gain() > than.gain());
}

Lie best_price(const FileMarket& opened, const std::vector<std::size_t>& rows,
               std::uint64_t& clearings) {
  market::MisreportSearch search{*opened.mechanism};
  search.load(opened.market());
  Lie best{.kind = LieKind::kPrice};
  for (const std::size_t row : rows) {
    const market::Order& order = opened.book.order(row);
    const market::Misreport found = search.best_for(opened.book.rows[row]);
    const Lie lie{.kind = LieKind::kPrice,
                  .owner = order.owner,
                  .stated = {{found.order, order.quantity_kwh, found.reported_price}},
                  .utility = found.utility,
                  .utility_lying = found.utility_misreporting,
                  .rounding = found.rounding};
    if (is_better(lie, best)) best = lie;
  }
  clearings = search.clearings();
  return best;
}

}  // namespace

std::uint64_t LieReport::all_tried() const {
  return std::accumulate(tried.begin(), tried.end(), std::uint64_t{0});
}

const Lie* LieReport::greatest() const {
  const Lie* greatest = nullptr;
  for (const Lie& lie : best) {
    if (lie.pays() && (greatest == nullptr || is_better(lie, *greatest))) greatest = &lie;
  }
  return greatest;
}

std::size_t row_of(const orders::OrderBook& book, market::OrderPlace place) {
  const auto found = std::find(book.rows.begin(), book.rows.end(), place);
  return static_cast<std::size_t>(found - book.rows.begin());
}

LieReport audit_lies(const FileMarket& opened, const std::vector<std::size_t>& rows,
                     const LieKinds& kinds) {
  const market::LimitWorth worth{opened.market()};
  market::OrderLies lies{*opened.mechanism, lies_to_try(opened.book.rows.size(), kinds)};
  lies.load(opened.market(), worth);
  const std::vector<std::uint32_t> owners = owners_of(opened.book, rows);
  LieReport report{.mechanism = std::string{opened.rule.name},
                   .orders = rows.size(),
                   .owners = owners.size(),
                   .beyond = worth.beyond()};
  const std::vector<LieKind> tried = kinds_tried(kinds);
  report.tried.resize(tried.size());
  for (const LieKind kind : tried) report.best.push_back({.kind = kind});
  report.best.front() = best_price(opened, rows, report.clearings);
  if (report.clearings > 0) report.tried.front() = report.clearings - 1;
  for (const std::uint32_t owner : owners) {
    const market::LieFindings found = lies.best_of(owner);
    for (std::size_t i = 1; i < tried.size(); ++i) {
      report.tried[i] += found.tried_of(tried[i]);
      if (is_better(found.of(tried[i]), report.best[i])) report.best[i] = found.of(tried[i]);
    }
  }
  report.clearings += lies.clearings();
  return report;
}

}  // namespace peerwatt::tools
