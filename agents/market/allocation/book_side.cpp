#include "agents/market/allocation/book_side.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace peerwatt::market {
namespace {

// Up to this many offers are sorted faster than halved (bench_clearing).
constexpr std::size_t kFew = 12;
constexpr std::size_t kMany = 256;
constexpr std::size_t kLanes = 4;  // independent chains, none of which waits for another

double median(double a, double b, double c) {
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}

// Finds the volume by adding the next offers of both sides, best first, while they cross.
// Invariant: the offers added so far can all trade with each other; the next one comes from the
// side that has less, as it is the one that limits the volume. The quanta taken before all trade.
class Sweep {
 public:
  Sweep(BookSide& asks, BookSide& bids)
      : ask_side_{asks}, bid_side_{bids}, asks_{asks.sort_open()}, bids_{bids.sort_open()} {}

  Quanta volume() {
    for (;;) {
      const bool ask_next = supply_ <= demand_;
      const bool bid_next = demand_ <= supply_;
      if ((ask_next && asks_.empty()) || (bid_next && bids_.empty())) break;
      const double ask = ask_next ? asks_.front().merit : last_ask_;
      const double bid = bid_next ? bids_.front().merit : last_bid_;
      if (ask + bid > 0) break;
      if (ask_next) last_ask_ = add(ask_side_, asks_, supply_);
      if (bid_next) last_bid_ = add(bid_side_, bids_, demand_);
    }
    return std::min(supply_, demand_);
  }

 private:
  static double add(const BookSide& side, std::span<const Offer>& offers, Quanta& sum) {
    const Offer& offer = offers.front();
    sum += side.quanta(offer.quantity_kwh);
    offers = offers.subspan(1);
    return offer.merit;
  }

  const BookSide& ask_side_;
  const BookSide& bid_side_;
  std::span<const Offer> asks_;
  std::span<const Offer> bids_;
  Quanta supply_ = ask_side_.taken();
  Quanta demand_ = bid_side_.taken();
  double last_ask_ = -std::numeric_limits<double>::infinity();
  double last_bid_ = -std::numeric_limits<double>::infinity();
};

}  // namespace

double largest_quantity(std::span<const Order> orders) {
  std::array<double, kLanes> most{};
  std::size_t i = 0;
  for (; i + kLanes <= orders.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      most[lane] = std::max(most[lane], orders[i + lane].quantity_kwh);
    }
  }
  for (; i < orders.size(); ++i) most[0] = std::max(most[0], orders[i].quantity_kwh);
  return std::max(std::max(most[0], most[1]), std::max(most[2], most[3]));
}

double tradable_quantity(std::span<const Order> asks, std::span<const Order> bids) {
  constexpr double kMuchLarger = 1024;
  const double ask = largest_quantity(asks);
  const double bid = largest_quantity(bids);
  if (ask <= kMuchLarger * bid && bid <= kMuchLarger * ask) {
    return std::numeric_limits<double>::infinity();
  }
  double other = 0;
  for (const Order& order : ask > bid ? bids : asks) other += order.quantity_kwh;
  return other > 0 ? other : std::numeric_limits<double>::infinity();
}

// Opens all offers, with nothing taken or dropped.
void BookSide::open_all(double quanta_per_kwh) {
  worse_.resize(offers_.size());
  first_ = 0;
  last_ = offers_.size();
  taken_ = 0;
  quanta_per_kwh_ = quanta_per_kwh;
}

void BookSide::load(std::span<const Order> orders, Side side, double quanta_per_kwh,
                    double most_kwh) {
  most_kwh_ = most_kwh;
  offers_.resize(orders.size());
  const double sign = side == Side::kSell ? 1.0 : -1.0;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    offers_[i] = {sign * orders[i].limit_price, orders[i].quantity_kwh};
  }
  open_all(quanta_per_kwh);
}

void BookSide::load(std::span<const Offer> offers, double quanta_per_kwh) {
  most_kwh_ = std::numeric_limits<double>::infinity();
  offers_.assign(offers.begin(), offers.end());
  open_all(quanta_per_kwh);
}

double BookSide::pivot() const {
  const std::size_t step = open() / 10;
  const auto at = [&](std::size_t tenth) { return offers_[first_ + tenth * step].merit; };
  if (open() < kMany) return median(at(2), at(5), at(8));
  return median(median(at(1), at(2), at(3)), median(at(4), at(5), at(6)),
                median(at(7), at(8), at(9)));
}

// Writes every offer to the end of both parts and lets only one of them grow. There is no branch to
// mispredict and no load that waits for a store.
BookSide::Split BookSide::split(double limit) {
  Split split{first_, 0};
  std::size_t worse = 0;
  for (std::size_t i = first_; i < last_; ++i) {
    const Offer offer = offers_[i];
    const bool better = offer.merit <= limit;
    offers_[split.end] = offer;
    worse_[worse] = offer;
    split.end += better ? 1 : 0;
    worse += better ? 0 : 1;
    split.quanta += quanta(offer.quantity_kwh) & -static_cast<Quanta>(better);
  }
  std::copy_n(worse_.begin(), worse, offers_.begin() + static_cast<std::ptrdiff_t>(split.end));
  return split;
}

void BookSide::take(const Split& split) {
  first_ = split.end;
  taken_ += split.quanta;
}

std::span<const Offer> BookSide::sort_open() {
  const std::span<Offer> offers = std::span{offers_}.subspan(first_, open());
  const auto by_merit = [](const Offer& a, const Offer& b) { return a.merit < b.merit; };
  if (offers.size() > kFew) {
    std::sort(offers.begin(), offers.end(), by_merit);
    return offers;
  }
  for (std::size_t i = 1; i < offers.size(); ++i) {
    const Offer offer = offers[i];
    std::size_t place = i;
    for (; place > 0 && offers[place - 1].merit > offer.merit; --place) {
      offers[place] = offers[place - 1];
    }
    offers[place] = offer;
  }
  return offers;
}

// Narrows the open offers by halves until few are left, then goes through these in order of merit.
// Invariant: the offers taken add up to less than the target, and with the open ones to at least
// that.
BookSide::Marginal BookSide::find_marginal(Quanta target) {
  if (taken_ >= target) {  // by a rounding, the target may lie below what was taken before
    last_ = std::exchange(first_, 0);
    taken_ = 0;
  }
  while (open() > kFew) {
    const Split half = split(pivot());
    if (taken_ + half.quanta < target) {
      take(half);
    } else {
      if (half.end == last_) break;  // the pivot is the worst merit, so that nothing was dropped
      keep(half);
    }
  }
  const std::span<const Offer> offers = sort_open();
  Marginal marginal{.merit = 0, .first = first_, .count = 0, .before = taken_};
  for (std::size_t i = 0; i < offers.size();) {
    Quanta equal = 0;
    marginal.merit = offers[i].merit;
    marginal.first = first_ + i;
    for (; i < offers.size() && offers[i].merit == marginal.merit; ++i) {
      equal += quanta(offers[i].quantity_kwh);
    }
    marginal.count = first_ + i - marginal.first;
    if (marginal.before + equal >= target) return marginal;
    marginal.before += equal;
  }
  return marginal;
}

std::span<const Offer> BookSide::sort_best(Quanta target) {
  const Marginal marginal = find_marginal(target);
  last_ = marginal.first + marginal.count;
  first_ = 0;
  taken_ = 0;
  return sort_open();
}

// Bisects the price at which supply meets demand. At a price p, asks <= p are the supply and bids
// >= p the demand. If supply covers demand, all of that demand trades and no ask above p does;
// otherwise all of that supply trades and no bid below p does. The offers that this decides are
// taken or dropped.
Quanta efficient_volume(BookSide& asks, BookSide& bids) {
  while (std::max(asks.open(), bids.open()) > kFew) {
    if (asks.open() == 0) return asks.taken();
    if (bids.open() == 0) return bids.taken();
    const std::size_t open = asks.open() + bids.open();
    const double price = asks.open() >= bids.open() ? asks.pivot() : -bids.pivot();
    const BookSide::Split supply = asks.split(price);
    const BookSide::Split demand = bids.split(-price);
    if (asks.taken() + supply.quanta >= bids.taken() + demand.quanta) {
      bids.take(demand);
      asks.keep(supply);
    } else {
      asks.take(supply);
      bids.keep(demand);
    }
    if (asks.open() + bids.open() == open) break;  // no progress: sort what is open
  }
  return Sweep{asks, bids}.volume();
}

}  // namespace peerwatt::market
