#include "tools/bench/order_lies.hpp"

#include <algorithm>
#include <cstddef>

namespace peerwatt::market {
namespace {

constexpr double kBeside = 1e-7;         // currency/kWh
constexpr std::size_t kMostPrices = 90;  // tried of the others' limit prices, evenly taken
constexpr double kQuantities[] = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2};
constexpr double kParts[] = {0.1, 0.25, 0.5, 0.75, 0.9};

void thin_out(std::vector<double>& prices) {
  std::sort(prices.begin(), prices.end());
  if (prices.size() <= kMostPrices) return;
  for (std::size_t i = 0; i < kMostPrices; ++i) prices[i] = prices[i * prices.size() / kMostPrices];
  prices.resize(kMostPrices);
}

}  // namespace

OrderLies::OrderLies(Mechanism& mechanism, const Community& community, Valuation valuation)
    : mechanism_{mechanism},
      community_{community},
      valuation_{valuation},
      truth_{truthful_orders(community)} {}

LieGains OrderLies::best_for(std::uint32_t home) {
  others_ = truth_;
  others_.remove(home);
  collect_prices(home);
  const double limit = community_.limit_price(community_.homes[home]);
  LieGains gains{.honest = utility(home, {{1, limit}})};
  for (const double price : prices_) {
    gains.by_price = std::max(gains.by_price, gain_of(home, {{1, price}}, gains.honest));
  }
  for (const double part : kQuantities) {
    gains.by_quantity = std::max(gains.by_quantity, gain_of(home, {{part, limit}}, gains.honest));
  }
  try_splits(home, gains.honest, gains.by_split);
  return gains;
}

void OrderLies::collect_prices(std::uint32_t home) {
  prices_.clear();
  const GridPrices grid = community_.grid;
  for (std::uint32_t i = 0; i < community_.homes.size(); ++i) {
    if (i == home) continue;
    const double limit = community_.limit_price(community_.homes[i]);
    prices_.insert(prices_.end(), {limit, limit - kBeside, limit + kBeside});
  }
  thin_out(prices_);
  prices_.insert(prices_.end(), {grid.feed_in, community_.mid_price(), grid.sell});
  for (double& price : prices_) price = std::clamp(price, grid.feed_in, grid.sell);
}

void OrderLies::try_splits(std::uint32_t home, double honest, double& gain) {
  const double limit = community_.limit_price(community_.homes[home]);
  for (const double part : kParts) {
    gain = std::max(gain, gain_of(home, {{part, limit}, {1 - part, limit}}, honest));
    for (const double price : prices_) {
      gain = std::max(gain, gain_of(home, {{part, limit}, {1 - part, price}}, honest));
    }
  }
}

double OrderLies::gain_of(std::uint32_t home, const std::vector<Report>& reports, double honest) {
  return utility(home, reports) - honest;
}

double OrderLies::utility(std::uint32_t home, const std::vector<Report>& reports) {
  lie_ = others_;
  for (const Report& report : reports) lie_.add(community_, home, report.part, report.limit_price);
  mechanism_.clear(lie_.market(), clearing_);
  double kwh = 0, money = 0;
  const bool sells = community_.homes[home].sells();
  const std::vector<Order>& orders = sells ? lie_.asks : lie_.bids;
  for (const Stage& stage : clearing_.stages()) {
    const Fills& fills = sells ? stage.asks : stage.bids;
    for (std::size_t i = orders.size() - reports.size(); i < orders.size(); ++i) {
      kwh += fills.quantity_kwh[i];
      money += fills.money[i];
    }
  }
  return utility_of(community_.homes[home], kwh, money);
}

double OrderLies::utility_of(const Home& home, double kwh, double money) const {
  const GridPrices grid = community_.grid;
  const bool by_limit = valuation_ == Valuation::kLimitPrice;
  const double limit = community_.limit_price(home);
  if (home.sells()) {
    const double cost = by_limit ? limit : grid.feed_in;
    const double missing = std::max(0.0, kwh - home.surplus_kwh);
    return money - cost * (kwh - missing) - grid.sell * missing;
  }
  if (!by_limit) return community_.worth(home, kwh) - money;
  const double useful = std::min(kwh, community_.demand_kwh(home, limit));
  return limit * useful + grid.feed_in * (kwh - useful) - money;
}

}  // namespace peerwatt::market
