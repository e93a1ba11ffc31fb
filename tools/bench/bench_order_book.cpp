// Cost of an order event at N resting orders against a book of std::map<price, std::list<order>> on
// the same events in the same run, CPU time, medians.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <list>
#include <map>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "agents/market/order_book/order_book.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt::market {
namespace {

constexpr double kFirstTargetNs = 150;
constexpr double kGoalNs = 60;
constexpr double kMiddle = 0.20;  // bids rest below it and asks above, currency/kWh
constexpr double kDepth = 0.15;
constexpr double kReach = 0.002;  // how far beyond the middle orders go that are to trade

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct OrderEvent {
  enum class Kind : std::uint8_t { kSubmit, kCancel, kReplace };
  Kind kind = Kind::kSubmit;
  Side side = Side::kBuy;
  Order terms;  // owner: the trader, who has no more than one order at a time
};

// Events on a book in which the same number of orders rests all the time: of ten, six rest or
// cancel an order, one is to trade, three replace one.
class EventTape {
 public:
  EventTape(std::size_t resting, std::size_t events, double tick) : tick_{tick} {
    while (book_.size() < resting) submit(kDepth, -1);
    opening_ = events_.size();
    for (std::size_t i = 0; i < events; ++i) draw(resting);
  }
  std::span<const OrderEvent> opening() const { return std::span{events_}.first(opening_); }
  std::span<const OrderEvent> events() const { return std::span{events_}.subspan(opening_); }
  std::size_t traders() const { return tickets_.size(); }

 private:
  void draw(std::size_t resting) {
    const double what = uniform_(random_);
    if (what < 0.1) return submit(kReach, 1);
    if (what < 0.4) return replace();
    if (book_.size() < resting) return submit(kDepth, -1);
    const std::uint32_t trader = pick();
    book_.cancel(tickets_[trader]);
    idle_.push_back(trader);
    events_.push_back({OrderEvent::Kind::kCancel, sides_[trader], {.owner = trader}});
  }
  void submit(double depth, double direction) {
    if (idle_.empty()) {
      idle_.push_back(static_cast<std::uint32_t>(tickets_.size()));
      tickets_.emplace_back();
      sides_.emplace_back();
    }
    const std::uint32_t trader = idle_.back();
    idle_.pop_back();
    sides_[trader] = random_() % 2 == 0 ? Side::kBuy : Side::kSell;
    const Order terms = draw_terms(trader, depth, direction);
    note(trader, book_.submit(sides_[trader], terms));
    events_.push_back({OrderEvent::Kind::kSubmit, sides_[trader], terms});
  }
  void replace() {
    const std::uint32_t trader = pick();
    const Order terms = draw_terms(trader, kDepth, -1);
    note(trader, book_.replace(tickets_[trader], terms.quantity_kwh, terms.limit_price));
    events_.push_back({OrderEvent::Kind::kReplace, sides_[trader], terms});
  }
  void note(std::uint32_t trader, const Receipt& receipt) {
    tickets_[trader] = receipt.ticket;
    if (receipt.state == OrderState::kDone) idle_.push_back(trader);
    for (const Execution& execution : receipt.executions) {
      if (execution.resting_unfilled_kwh == 0) idle_.push_back(execution.resting_owner);
    }
  }
  // One whose order rests.
  std::uint32_t pick() {
    for (;;) {
      const auto trader = static_cast<std::uint32_t>(random_() % tickets_.size());
      if (book_.unfilled_kwh(tickets_[trader]) > 0) return trader;
    }
  }
  Order draw_terms(std::uint32_t trader, double depth, double direction) {
    const bool buys = sides_[trader] == Side::kBuy;
    const double price = kMiddle + (buys ? direction : -direction) * depth * uniform_(random_);
    const double quantity_kwh = std::round(1e8 + 4.9e9 * uniform_(random_)) / 1e9;
    return {.quantity_kwh = quantity_kwh,
            .limit_price = tick_ > 0 ? tick_ * std::round(price / tick_) : price,
            .owner = trader};
  }

  double tick_;
  OrderBook book_;  // tells which orders rest
  std::mt19937_64 random_{1};
  std::uniform_real_distribution<double> uniform_;
  std::vector<OrderEvent> events_;
  std::vector<Ticket> tickets_;  // by trader
  std::vector<Side> sides_;
  std::vector<std::uint32_t> idle_;  // traders without an order
  std::size_t opening_ = 0;
};

// What both books must agree on.
struct Tally {
  std::uint64_t trades = 0;
  double traded_kwh = 0;
  double money = 0;

  friend bool operator==(const Tally&, const Tally&) = default;
};

class Subject {
 public:
  explicit Subject(std::size_t traders) : tickets_(traders) {}
  void play(const OrderEvent& event) {
    Ticket& ticket = tickets_[event.terms.owner];
    switch (event.kind) {
      case OrderEvent::Kind::kSubmit:
        return note(ticket, book_.submit(event.side, event.terms));
      case OrderEvent::Kind::kReplace:
        return note(ticket,
                    book_.replace(ticket, event.terms.quantity_kwh, event.terms.limit_price));
      case OrderEvent::Kind::kCancel:
        book_.cancel(ticket);
    }
  }
  Tally tally() const { return tally_; }

 private:
  void note(Ticket& ticket, const Receipt& receipt) {
    ticket = receipt.ticket;
    for (const Execution& execution : receipt.executions) {
      ++tally_.trades;
      tally_.traded_kwh += execution.quantity_kwh;
      tally_.money += execution.quantity_kwh * execution.price;
    }
  }

  OrderBook book_;
  std::vector<Ticket> tickets_;
  Tally tally_;
};

// What one would write first: price levels in a red-black tree, each a list of orders.
class Yardstick {
 public:
  explicit Yardstick(std::size_t traders) : resting_(traders) {}
  void play(const OrderEvent& event) {
    Resting& order = resting_[event.terms.owner];
    if (event.kind == OrderEvent::Kind::kSubmit) {
      order.side = event.side;
      order.executed = 0;
      return enter(event.terms, quanta(event.terms.quantity_kwh));
    }
    if (!order.rests) return;
    if (event.kind == OrderEvent::Kind::kCancel) return leave(order);
    const std::int64_t left = quanta(event.terms.quantity_kwh) - order.executed;
    const double price = sign(order.side) * event.terms.limit_price;
    if (left > 0 && price == order.level->first && left <= order.place->left) {
      order.place->left = left;
      return;
    }
    leave(order);
    if (left > 0) enter(event.terms, left);
  }
  Tally tally() const { return tally_; }

 private:
  struct Line {
    std::uint32_t trader = 0;
    std::int64_t left = 0;
  };
  using Level = std::list<Line>;
  using Levels = std::map<double, Level>;  // best first
  struct Resting {
    Levels::iterator level;
    Level::iterator place;
    std::int64_t executed = 0;
    Side side = Side::kBuy;
    bool rests = false;
  };

  static std::int64_t quanta(double kwh) { return std::llround(kwh * 1e9); }
  static double sign(Side side) { return side == Side::kSell ? 1 : -1; }
  Levels& levels(Side side) { return side == Side::kSell ? asks_ : bids_; }

  void enter(const Order& terms, std::int64_t left) {
    Resting& order = resting_[terms.owner];
    const double price = sign(order.side) * terms.limit_price;
    Levels& others = levels(order.side == Side::kSell ? Side::kBuy : Side::kSell);
    while (left > 0 && !others.empty() && price + others.begin()->first <= 0) {
      trade(order, *others.begin(), left);
    }
    order.rests = left > 0;
    if (!order.rests) return;
    order.level = levels(order.side).try_emplace(price).first;
    order.place = order.level->second.insert(order.level->second.end(), {terms.owner, left});
  }
  void trade(Resting& order, Levels::value_type& level, std::int64_t& left) {
    Line& first = level.second.front();
    Resting& resting = resting_[first.trader];
    const std::int64_t traded = std::min(left, first.left);
    left -= traded;
    first.left -= traded;
    order.executed += traded;
    resting.executed += traded;
    ++tally_.trades;
    tally_.traded_kwh += static_cast<double>(traded) / 1e9;
    tally_.money += static_cast<double>(traded) / 1e9 * (sign(resting.side) * level.first);
    if (first.left == 0) leave(resting);
  }
  void leave(Resting& order) {
    order.level->second.erase(order.place);
    if (order.level->second.empty()) levels(order.side).erase(order.level);
    order.rests = false;
  }

  Levels asks_, bids_;
  std::vector<Resting> resting_;
  Tally tally_;
};

// Seconds per event after the opening.
template <class Book>
double time_events(Book& book, const EventTape& tape) {
  for (const OrderEvent& event : tape.opening()) book.play(event);
  const double start = cpu_seconds();
  for (const OrderEvent& event : tape.events()) book.play(event);
  return (cpu_seconds() - start) / static_cast<double>(tape.events().size());
}

// False when the two books disagree.
bool measure(std::size_t resting, std::size_t events, double tick, int repetitions) {
  const EventTape tape{resting, events, tick};
  std::vector<double> ours, theirs;
  for (int i = 0; i < repetitions; ++i) {
    Subject book{tape.traders()};
    Yardstick yardstick{tape.traders()};
    ours.push_back(1e9 * time_events(book, tape));
    theirs.push_back(1e9 * time_events(yardstick, tape));
    if (book.tally() == yardstick.tally()) continue;
    fmt::print(stderr, "bench_order_book: the books disagree ({} and {} trades)\n",
               book.tally().trades, yardstick.tally().trades);
    return false;
  }
  const double ns = median(ours);
  const char* verdict = ns <= kGoalNs ? "goal met" : ns <= kFirstTargetNs ? "first met" : "MISSED";
  fmt::print("{:>9} {:>8} {:>12.1f} {:>12.1f} {:>7.2f}  {}\n", resting, tick > 0 ? "0.001" : "any",
             ns, median(theirs), ns / median(theirs), verdict);
  return true;
}

int run(std::span<char*> arguments) {
  bool quick = false;
  for (const std::string_view argument : arguments.subspan(1)) {
    if (argument == "--quick") {
      quick = true;
      continue;
    }
    const bool help = argument == "--help" || argument == "-h";
    if (!help) fmt::print(stderr, "bench_order_book: unknown argument '{}'\n", argument);
    fmt::print(
        help ? stdout : stderr,
        "Usage: bench_order_book [--quick]\n"
        "Plays 1,000,000 order events on a book in which N = 100 ... 1,000,000 orders rest:\n"
        "60 % rest or cancel one, 10 % trade, 30 % replace one.\n"
        "Prices are any number, or whole thousandths. Yardstick, on the same events:\n"
        "std::map of prices to std::list of orders.\n"
        "Targets: <= {} ns an event first, <= {} ns goal, at 100,000 resting orders.\n"
        "  --quick  fewer events and repetitions, up to 10,000 orders\n",
        kFirstTargetNs, kGoalNs);
    return help ? 0 : 2;
  }
  fmt::print("{:>9} {:>8} {:>12} {:>12} {:>7}  target {} / goal {} ns\n", "resting", "prices",
             "book_ns", "map_ns", "ratio", kFirstTargetNs, kGoalNs);
  const std::size_t events = quick ? 100'000 : 1'000'000;
  for (const std::size_t resting : {100u, 1'000u, 10'000u, 100'000u, 1'000'000u}) {
    if (quick && resting > 10'000) break;
    for (const double tick : {0.0, 0.001}) {
      if (!measure(resting, events, tick, quick ? 3 : 7)) return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace peerwatt::market

int main(int count, char** arguments) {
  return peerwatt::market::run({arguments, static_cast<std::size_t>(count)});
}
