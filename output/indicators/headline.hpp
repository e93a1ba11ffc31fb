#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "output/indicators/indicators.hpp"

namespace peerwatt::output {

// What the first screen says of a run besides its indicators.
struct RunScreen {
  std::string currency;
  bool keeps_for_peak = false;  // some batteries keep their energy for peak slots
  bool promises_price = true;   // the leader's rule is to leave no better price, trades included
  bool has_programme = false;   // a virtual power plant
  std::string price_setter{};   // the home that set most peak prices
  std::int64_t prices_set = 0;  // by it, of all peak slots
  std::string wires{};          // what is said of the network; empty: nothing
  std::string trace{};          // the file; empty: there is none
};

// A screen has at most so many lines.
inline constexpr std::size_t kScreenLines = 12;

// What a community organiser wants to know first: bills, comfort and peak at the ordinary tariff,
// without trade and in this run; who gains and loses; which checks hold. Lines of at most `width`
// characters; where they get too many, rows of the table are left out, the least important first.
std::string first_screen(const Indicators& indicators, const RunScreen& screen, std::size_t width);

}  // namespace peerwatt::output
