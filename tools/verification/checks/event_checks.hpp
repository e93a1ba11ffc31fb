#pragma once

#include <vector>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/market_replay.hpp"
#include "tools/verification/replay/round_price.hpp"
#include "tools/verification/trace/event_reader.hpp"

namespace peerwatt::verification {

// The tables of /events: that they are in order, that the orders are those which follow from what
// prosumers lacked and had left, and that the trades add up to what they bought and sold.
class EventChecks final : public SlotCheck {
 public:
  EventChecks(const RunFacts& facts, const output::TraceReader& trace, output::IndexRange slots);
  void look_at(const Slot& slot) override;
  void finish() override;
  void report(const std::function<void(const Check&)>& receive) const override;

  // What the trades of a prosumer add up to.
  struct Traded {
    double bought_kwh = 0, sold_kwh = 0;
    double auction_bought_kwh = 0, auction_sold_kwh = 0;
    double paid = 0, earned = 0;
  };

 private:
  using Orders = std::vector<recording::OrderRecord>;
  using Trades = std::vector<recording::TradeRecord>;
  using Quotes = std::vector<recording::QuoteRecord>;
  struct Announcement {
    RoundPrice price;
    std::int64_t round = 0;
  };

  void look_at_sequence(const Slot& slot, const Orders& orders, const Trades& trades,
                        const Quotes& quotes);
  bool is_known(const recording::OrderRecord& order) const;
  void look_at_order(const Slot& slot, const recording::OrderRecord& order);
  void look_at_terms(const Slot& slot, const recording::OrderRecord& order);
  void look_at_rounds(const Slot& slot, const Orders& orders);
  void look_at_round(const Slot& slot, const Orders& placed, const Announcement& announced);
  RoundPrice told_price(const Slot& slot, const Orders& placed) const;
  double lambda(const recording::OrderRecord& order) const;
  void look_at_outcomes(const Slot& slot, const Orders& orders, const Announcement& announced);
  bool can_be(const recording::OrderRecord& order) const;
  void look_at_trade(const Slot& slot, const recording::TradeRecord& trade);
  void add_trade(const recording::TradeRecord& trade);
  void compare_trades(const Slot& slot, const Trades& trades);
  void expect(Check& check, bool holds, const Slot& slot, std::int64_t prosumer,
              const char* column);

  const RunFacts& facts_;
  MarketReplay replay_;
  bool is_book_;
  bool has_premiums_;
  EventReader<recording::OrderRecord, output::OrderColumn> orders_;
  EventReader<recording::TradeRecord, output::TradeColumn> trades_;
  EventReader<recording::QuoteRecord, output::QuoteColumn> quotes_;
  bool ends_at_end_;
  Check sequence_, terms_, outcomes_, made_, sums_;
  std::int64_t strays_ = 0;
  std::int64_t next_sequence_ = -1;  // not known
  std::vector<Traded> traded_;       // by prosumer
};

}  // namespace peerwatt::verification
