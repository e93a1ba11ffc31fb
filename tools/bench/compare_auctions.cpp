// Compares the auctions as the first stage of auction_then_mid_market, by size of the community.
// Measures no time. docs/decisions/0014-default-auction.md has the figures.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"
#include "agents/market/order_lies.hpp"

#include "tools/bench/auction_community.hpp"

namespace peerwatt::market {
namespace {

constexpr std::uint64_t kSeed = 2026;
constexpr std::uint32_t kHomesAudited = 4;  // of each community
constexpr double kDefaultShareOfSellers = 0.2;

// Few enough to be tried in large communities; splits come to the true quantity.
constexpr LiesTried kLies{.false_names = false,
                          .any_sum = false,
                          .most_prices = 32,
                          .most_quantities = 16,
                          .price_pairs = false};

// Sums over the homes audited, currency.
struct LieGains {
  double honest = 0;
  double by_price = 0;
  double by_quantity = 0;
  double by_split = 0;
};

// Sums over communities, currency.
struct Figures {
  double auction_welfare = 0;  // at the limit prices
  double auction_best = 0;
  double gain = 0;  // of all homes and the auctioneer, against trade with the CPS alone
  double best_gain = 0;
  double kept = 0;        // by the auctioneer
  LieGains in_auction{};  // of the auction by itself, at the limit prices
  LieGains in_scheme{};   // of both stages, against the CPS
};

void add(const LieFindings& found, LieGains& gains) {
  const auto gain = [&](LieKind kind) { return found.of(kind).pays() ? found.of(kind).gain() : 0; };
  gains.honest += found.utility;
  gains.by_price += gain(LieKind::kPrice);
  gains.by_quantity += gain(LieKind::kQuantity);
  gains.by_split += gain(LieKind::kSplit);
}

void add_outcome(const Community& community, const Clearing& clearing, const HomeOrders& book,
                 Figures& figures) {
  figures.auction_welfare += clearing.stages().front().welfare;
  figures.auction_best += clearing.max_welfare;
  figures.kept += clearing.paid() - clearing.earned();
  figures.best_gain += community.largest_gain();
  for (std::size_t i = 0; i < book.bids.size(); ++i) {
    double kwh = 0;
    for (const Stage& stage : clearing.stages()) kwh += stage.bids.quantity_kwh[i];
    figures.gain += community.worth(community.homes[book.bids[i].owner], kwh);
  }
  figures.gain -= clearing.volume_kwh() * community.grid.feed_in;
}

// Homes are looked at evenly, so that both sides are among them.
void add_lies(Mechanism& mechanism, const HomeOrders& book, const OrderWorth& worth,
              std::size_t homes, LieGains& gains) {
  OrderLies lies{mechanism, kLies};
  lies.load(book.market(), worth);
  const std::size_t audited = std::min<std::size_t>(homes, kHomesAudited);
  for (std::size_t i = 0; i < audited; ++i) {
    add(lies.best_of(static_cast<std::uint32_t>(i * homes / audited)), gains);
  }
}

Figures measure(MechanismId auction, std::uint32_t homes, double share_of_sellers) {
  const std::unique_ptr<Mechanism> alone = make_mechanism(auction, {});
  const std::unique_ptr<Mechanism> scheme =
      make_mechanism(MechanismId::kAuctionThenMidMarket, {.auction = auction});
  const std::uint32_t communities = std::clamp(6'000 / homes, 20u, 400u);
  Figures figures;
  Clearing clearing;
  for (std::uint32_t i = 0; i < communities; ++i) {
    const Community community = draw_community(kSeed + i, homes, share_of_sellers);
    const HomeOrders book = truthful_orders(community);
    scheme->clear(book.market(), clearing);
    add_outcome(community, clearing, book, figures);
    add_lies(*alone, book, book.limit_worth(), homes, figures.in_auction);
    add_lies(*scheme, book, GridWorth{community, book}, homes, figures.in_scheme);
  }
  return figures;
}

double percent(double part, double whole) {
  return whole > 0 ? 100 * part / whole : 0;
}

void print_lies(const LieGains& gains) {
  fmt::print(" {:>8.2f} {:>8.2f} {:>8.2f}", percent(gains.by_price, gains.honest),
             percent(gains.by_quantity, gains.honest), percent(gains.by_split, gains.honest));
}

void print_table(double share_of_sellers) {
  fmt::print("{:>40} {:>8} {:>8} {:>26} {:>26}\n", "efficiency, %", "kept", "homes",
             "lies in the auction, %", "lies in the scheme, %");
  fmt::print("{:>5} {:<16} {:>8} {:>8} {:>8} {:>8}", "homes", "auction", "auction", "in all", "%",
             "have, %");
  for (int i = 0; i < 2; ++i) fmt::print(" {:>8} {:>8} {:>8}", "price", "quantity", "split");
  fmt::print("\n");
  for (const std::uint32_t homes : {3u, 5u, 10u, 30u, 100u, 300u}) {
    for (const MechanismEntry& rule : mechanisms()) {
      if (rule.role != Role::kAuction) continue;
      const Figures f = measure(rule.id, homes, share_of_sellers);
      fmt::print("{:>5} {:<16} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}", homes, rule.name,
                 percent(f.auction_welfare, f.auction_best), percent(f.gain, f.best_gain),
                 percent(f.kept, f.best_gain), percent(f.gain - f.kept, f.best_gain));
      print_lies(f.in_auction);
      print_lies(f.in_scheme);
      fmt::print("\n");
    }
  }
}

int run(std::span<char*> arguments) {
  double share_of_sellers = kDefaultShareOfSellers;
  if (arguments.size() == 2) share_of_sellers = std::strtod(arguments[1], nullptr);
  if (arguments.size() > 2 || !(share_of_sellers > 0 && share_of_sellers < 1)) {
    fmt::print(stderr,
               "Usage: compare_auctions [share of homes that sell, above 0 and below 1, default "
               "{}]\n",
               kDefaultShareOfSellers);
    return 2;
  }
  print_table(share_of_sellers);
  return 0;
}

}  // namespace
}  // namespace peerwatt::market

int main(int count, char** arguments) {
  return peerwatt::market::run({arguments, static_cast<std::size_t>(count)});
}
