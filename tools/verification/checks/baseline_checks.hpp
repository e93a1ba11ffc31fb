#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/verification/checks/slot_check.hpp"
#include "tools/verification/replay/inverter_replay.hpp"
#include "tools/verification/replay/network_replay.hpp"
#include "tools/verification/replay/position.hpp"

namespace peerwatt::verification {

// The two baselines (model, section 10), played again from loads, generation and prices: bills,
// comfort and batteries of every household alone, and what they come to together.
class BaselineChecks final : public SlotCheck {
 public:
  BaselineChecks(const RunFacts& facts, std::int64_t first_slot);
  void look_at(const Slot& slot) override;
  void report(const std::function<void(const Check&)>& receive) const override;

 private:
  enum class Kind { kOrdinary, kNoTrade };
  struct Columns;
  // Of all households together in a slot.
  struct Totals {
    double bought_kwh = 0;
    double fed_in_kwh = 0;
    double unserved_kwh = 0;
    double balance = 0;
    double losses_kwh = 0;   // as stated; 0 without power flow
    double scale = 0;        // kWh
    double money_scale = 0;  // currency
    BusDraw draw;            // where losses are solved again
  };
  // Returns what the battery of prosumer i gives, kWh at its terminals; negative: takes.
  double operate(double& stored_kwh, std::size_t i, double missing_kwh, bool may_give) const;
  Totals play(Kind kind, const Slot& slot);
  void look_at_losses(const Slot& slot, const Totals& ordinary, const Totals& no_trade);
  void look_at_totals(const Slot& slot, const Totals& ordinary, const Totals& no_trade);

  const RunFacts& facts_;
  Check households_, totals_, losses_;
  bool possible_;
  std::vector<double> stored_ordinary_;  // kWh, by prosumer
  std::vector<double> stored_no_trade_;
  // Where losses are solved again, each from where it was in the slot before.
  struct Network {
    explicit Network(const RunFacts& facts) : network{facts}, inverters{facts} {}
    NetworkReplay network;
    InverterReplay inverters;
  };
  struct Networks {
    explicit Networks(const RunFacts& facts) : ordinary{facts}, no_trade{facts} {}
    Network& of(bool is_ordinary) { return is_ordinary ? ordinary : no_trade; }
    Network ordinary;
    Network no_trade;
  };
  std::optional<Networks> networks_;
};

}  // namespace peerwatt::verification
