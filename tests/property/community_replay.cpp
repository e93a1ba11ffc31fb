#include "tests/property/community_replay.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace peerwatt::testing {
namespace {

// The orders of one zone at one price, best first.
struct Book {
  std::vector<std::size_t> sellers;
  std::vector<std::size_t> buyers;
  std::vector<double> limit;   // by prosumer
  std::vector<double> supply;  // by rank
  std::vector<double> demand;
};

Book book_of(const OneSlot& slot, std::int32_t zone, double price) {
  Book book;
  for (std::size_t i = 0; i < slot.size(); ++i) {
    const double limit = slot.feed_in + slot.lambda[i] * (price - slot.feed_in);
    book.limit.push_back(std::round(limit * 1e9) / 1e9);
    if (slot.zone[i] != zone) continue;
    if (slot.surplus[i] > 0) {
      book.sellers.push_back(i);
    } else if (slot.deficiency[i] > 0) {
      book.buyers.push_back(i);
    }
  }
  const auto& r = book.limit;
  std::stable_sort(book.sellers.begin(), book.sellers.end(),
                   [&](std::size_t a, std::size_t b) { return r[a] < r[b]; });
  std::stable_sort(book.buyers.begin(), book.buyers.end(),
                   [&](std::size_t a, std::size_t b) { return r[a] > r[b]; });
  for (const std::size_t i : book.sellers) book.supply.push_back(slot.surplus[i]);
  for (const std::size_t i : book.buyers) book.demand.push_back(want(slot, i, r[i], 0));
  return book;
}

// Ranks of the last ask and bid with volume where ask <= bid, and that volume; -1 without any.
struct Cross {
  int ask = -1;
  int bid = -1;
  double volume = 0;
};

Cross cross(const Book& book) {
  Cross found;
  std::vector<double> supply = book.supply, demand = book.demand;
  std::size_t i = 0, j = 0;
  while (i < supply.size() && j < demand.size() &&
         book.limit[book.sellers[i]] <= book.limit[book.buyers[j]]) {
    const double traded = std::min(supply[i], demand[j]);
    if (traded > 0) found = {static_cast<int>(i), static_cast<int>(j), found.volume + traded};
    supply[i] -= traded;
    demand[j] -= traded;
    const bool seller_done = supply[i] <= 0, buyer_done = demand[j] <= 0;
    i += seller_done ? 1 : 0;
    j += buyer_done ? 1 : 0;
  }
  return found;
}

// Cuts everyone by the same amount, nobody below zero, until `total` is left.
std::vector<double> cut_equally(std::vector<double> offers, double total) {
  double excess = std::accumulate(offers.begin(), offers.end(), 0.0) - total;
  for (int pass = 0; pass < 200 && excess > 1e-15; ++pass) {
    const auto open = std::count_if(offers.begin(), offers.end(), [](double q) { return q > 0; });
    if (open == 0) break;
    const double share = excess / static_cast<double>(open);
    for (double& offer : offers) {
      const double cut = std::min(offer, share);
      offer -= cut;
      excess -= cut;
    }
  }
  return offers;
}

void reduce_trade(const Book& book, const Cross& at, Reaction& reaction) {
  if (at.ask < 1 || at.bid < 1) return;
  std::vector<double> supply(book.supply.begin(), book.supply.begin() + at.ask);
  std::vector<double> demand(book.demand.begin(), book.demand.begin() + at.bid);
  const double total = std::min(std::accumulate(supply.begin(), supply.end(), 0.0),
                                std::accumulate(demand.begin(), demand.end(), 0.0));
  supply = cut_equally(supply, total);
  demand = cut_equally(demand, total);
  for (std::size_t i = 0; i < supply.size(); ++i)
    reaction.auction_sold[book.sellers[i]] = supply[i];
  for (std::size_t j = 0; j < demand.size(); ++j) {
    reaction.auction_bought[book.buyers[j]] = demand[j];
  }
}

void fill_in_merit_order(const std::vector<std::size_t>& ranking,
                         const std::vector<double>& offered, double volume,
                         std::vector<double>& filled) {
  for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
    const double part = std::min(offered[rank], volume);
    filled[ranking[rank]] = part;
    volume -= part;
  }
}

void trade_the_rest(const OneSlot& slot, const Book& book, double middle, Reaction& reaction) {
  double offered = 0, wanted = 0;
  for (const std::size_t i : book.sellers) offered += slot.surplus[i] - reaction.auction_sold[i];
  for (const std::size_t i : book.buyers)
    wanted += want(slot, i, middle, reaction.auction_bought[i]);
  const double volume = std::min(offered, wanted);
  if (volume <= 0) return;
  for (const std::size_t i : book.sellers) {
    reaction.mid_sold[i] = (slot.surplus[i] - reaction.auction_sold[i]) * volume / offered;
  }
  for (const std::size_t i : book.buyers) {
    reaction.mid_bought[i] = want(slot, i, middle, reaction.auction_bought[i]) * volume / wanted;
  }
}

}  // namespace

OneSlot one_slot_of(const scenario::Scenario& scenario, const recording::RunDescription& run,
                    const KeptSlot& kept) {
  OneSlot slot;
  slot.surplus = kept.prosumers.surplus_kwh;
  slot.deficiency = kept.prosumers.deficiency_kwh;
  slot.choke = run.prosumers.choke_price;
  slot.lambda = run.prosumers.reservation_lambda;
  slot.zone = run.prosumers.zone;
  for (std::size_t i = 0; i < slot.surplus.size(); ++i) {
    const double load = kept.prosumers.load_kwh[i];
    slot.own.push_back(load - slot.deficiency[i]);
    slot.flexible.push_back(run.prosumers.flexible_share[i] * load);
    slot.inflexible.push_back(load - slot.flexible.back());
  }
  slot.base = kept.system.price_base;
  slot.feed_in = kept.system.price_feed_in;
  slot.rule = scenario.market.auction;
  slot.k = scenario.market.k;
  slot.trades = scenario.market.mechanism != market::MechanismId::kNone;
  return slot;
}

double want(const OneSlot& slot, std::size_t i, double price, double bought) {
  const double had = slot.own[i] + bought;
  const double inflexible_missing = std::max(0.0, slot.inflexible[i] - had);
  const double served = std::clamp(had - slot.inflexible[i], 0.0, slot.flexible[i]);
  const double share = (slot.choke[i] - price) / (slot.choke[i] - slot.base);
  const double wanted = slot.flexible[i] * std::clamp(share, 0.0, 1.0);
  return inflexible_missing + std::max(0.0, wanted - served);
}

Reaction react(const OneSlot& slot, double price) {
  const std::vector<double> nothing(slot.size(), 0.0);
  Reaction reaction{nothing, nothing, nothing, nothing};
  if (!slot.trades) return reaction;
  const std::int32_t zones = 1 + *std::max_element(slot.zone.begin(), slot.zone.end());
  for (std::int32_t zone = 0; zone < zones; ++zone) {
    const Book book = book_of(slot, zone, price);
    if (book.sellers.empty() || book.buyers.empty()) continue;
    const Cross at = cross(book);
    if (slot.rule == market::MechanismId::kTradeReduction) {
      reduce_trade(book, at, reaction);
    } else {
      fill_in_merit_order(book.sellers, book.supply, at.volume, reaction.auction_sold);
      fill_in_merit_order(book.buyers, book.demand, at.volume, reaction.auction_bought);
    }
    trade_the_rest(slot, book, (price + slot.feed_in) / 2, reaction);
  }
  return reaction;
}

double satiation_price(const OneSlot& slot, const Reaction& reaction) {
  double price = slot.base;
  for (std::size_t i = 0; i < slot.size(); ++i) {
    if (slot.deficiency[i] <= 0 || slot.flexible[i] <= 0) continue;
    const double had = slot.own[i] + reaction.auction_bought[i] + reaction.mid_bought[i];
    const double served = std::clamp(had - slot.inflexible[i], 0.0, slot.flexible[i]);
    if (slot.flexible[i] - served <= 1e-12) continue;
    price =
        std::max(price, slot.choke[i] - (slot.choke[i] - slot.base) * served / slot.flexible[i]);
  }
  return price;
}

double flexible_value(double kwh, double flexible, double choke, double base) {
  if (flexible <= 0) return 0;
  return choke * kwh - (choke - base) * kwh * kwh / (2 * flexible);
}

}  // namespace peerwatt::testing
