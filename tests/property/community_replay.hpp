#pragma once

#include <cstdint>
#include <vector>

#include "tests/support/memory_sink.hpp"

// One slot of the scheme `auction_then_mid_market` said a second time, over plain arrays and
// without messages: what the prosumers do at a price of the CPS. It shares no code with agents/.
namespace peerwatt::testing {

struct OneSlot {
  std::vector<double> own;  // kWh of the load served by own supply
  std::vector<double> inflexible;
  std::vector<double> flexible;
  std::vector<double> surplus;
  std::vector<double> deficiency;
  std::vector<double> choke;
  std::vector<double> lambda;
  std::vector<std::int32_t> zone;
  double base = 0;  // currency/kWh, as is feed_in
  double feed_in = 0;
  market::MechanismId rule = market::MechanismId::kTradeReduction;
  double k = 0.5;
  bool trades = true;

  std::size_t size() const { return own.size(); }
};

struct Reaction {
  std::vector<double> auction_sold;
  std::vector<double> auction_bought;
  std::vector<double> mid_sold;
  std::vector<double> mid_bought;
};

// The slot of a run as the prosumers saw it.
OneSlot one_slot_of(const scenario::Scenario& scenario, const recording::RunDescription& run,
                    const KeptSlot& kept);

// kWh prosumer i would buy at `price` beyond own supply and `bought`.
double want(const OneSlot& slot, std::size_t i, double price, double bought);

Reaction react(const OneSlot& slot, double price);

// h(p): the lowest price that ends the elastic demand left over after the trades `p` brings about.
double satiation_price(const OneSlot& slot, const Reaction& reaction);

// Value of flexible energy, currency: the integral of a marginal value that falls linearly from
// `choke` (first kWh) to `base` (last of `flexible` kWh).
double flexible_value(double kwh, double flexible, double choke, double base);

}  // namespace peerwatt::testing
