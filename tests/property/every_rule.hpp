#pragma once

#include <cstdint>
#include <memory>

#include "agents/market/mechanisms/mechanism_catalogue.hpp"

#include "tests/property/sample_markets.hpp"

#include <doctest/doctest.h>

namespace peerwatt::market {

// One rule's clearing of one market.
struct Case {
  const MechanismEntry& rule;
  const SampleMarket& sample;
  const Clearing& clearing;
  std::uint64_t seed;
};

// The auction of the composite is one that may leave something with the auctioneer.
inline std::unique_ptr<Mechanism> make_rule(const MechanismEntry& rule) {
  return make_mechanism(rule.id, {.auction = MechanismId::kTradeReduction});
}

// Lets every rule of the catalogue clear the same markets, each with one object of its own.
template <class Check>
void for_all_markets(Check&& check) {
  constexpr std::uint64_t kMarkets = 150;
  for (const MechanismEntry& rule : mechanisms()) {
    CAPTURE(rule.name);
    const std::unique_ptr<Mechanism> mechanism = make_rule(rule);
    Clearing clearing;
    for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
      CAPTURE(seed);
      const SampleMarket sample = sample_market(seed, Owners::kAny, seed % 10 == 0 ? 400 : 60);
      mechanism->clear(sample.market(), clearing);
      check(Case{rule, sample, clearing, seed});
    }
  }
}

}  // namespace peerwatt::market
