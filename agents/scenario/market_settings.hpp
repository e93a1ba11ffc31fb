#pragma once

#include <cstdint>
#include <vector>

#include "engine/parameters/visitor.hpp"

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

namespace peerwatt::scenario {

// What a market place above the neighbourhoods covers.
enum class MarketArea : std::uint8_t {
  kFeeder,      // the zones behind one line of the root
  kSubstation,  // all zones
};

// A level of the market above the neighbourhoods: what those below leave over is auctioned there.
struct MarketLevel {
  MarketArea area = MarketArea::kSubstation;
  market::MechanismId auction = market::kDefaultAuction;
  double k = 0.5;             // of k_pricing and pay_as_clear
  double network_charge = 0;  // currency/kWh, half of it paid by each side
  double gate_s = 5;          // from the gate closure below

  friend bool operator==(const MarketLevel&, const MarketLevel&) = default;
};

// The market place of every neighbourhood, and the timetable of a slot.
struct MarketSettings {
  market::MechanismId mechanism = market::MechanismId::kAuctionThenMidMarket;
  market::MechanismId auction = market::kDefaultAuction;
  double k = 0.5;  // of k_pricing and pay_as_clear
  market::PairPrice pair_price = market::PairPrice::kByRule;
  double gate_s = 5;
  double report_s = 5;
  double settlement_s = 30;
  std::vector<MarketLevel> levels;  // upwards

  // From a price announcement to the last gate closure, seconds.
  double all_gates_s() const;
  // Whether the rule of any level makes random draws.
  bool is_randomized() const;

  friend bool operator==(const MarketSettings&, const MarketSettings&) = default;
};

// What the settings say of the neighbourhoods' rule.
market::MechanismParameters mechanism_parameters(const MarketSettings& market);

void describe(MarketLevel& level, parameters::Visitor& visitor);
void describe(MarketSettings& market, parameters::Visitor& visitor);

}  // namespace peerwatt::scenario
