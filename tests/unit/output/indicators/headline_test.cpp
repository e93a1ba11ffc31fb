#include "output/indicators/headline.hpp"

#include <algorithm>
#include <sstream>

#include "output/indicators/text_wrap.hpp"

#include <doctest/doctest.h>

using namespace peerwatt::output;

namespace {

Indicators village() {
  Indicators run;
  run.prosumers = 60;
  run.slots = run.balanced_slots = run.coalitions_tried_slots = run.coalitions_stable_slots = 336;
  run.peak_slots = 84;
  run.raised_price_slots = 72;
  run.price_tried_slots = run.price_right_slots = 21;
  run.effects.bill_ordinary_mean = 6.79;
  run.effects.bill_no_trade_mean = 12.25;
  run.effects.bill_mean = 9.87;
  run.effects.comfort_lost_ordinary_mean = 0;
  run.effects.comfort_lost_no_trade_mean = 2.104;
  run.effects.comfort_lost_mean = 1.95;
  run.effects.price_effect_mean = 5.46;
  run.effects.net_gain_of_trade_mean = 2.534;
  run.effects.gainers = 12;
  run.effects.gainers_with_pv = 10;
  run.effects.losers = 48;
  run.effects.losers_with_pv = 26;
  run.cps_supply_at_peak_ordinary_kwh = 1167.2;
  run.cps_supply_at_peak_no_trade_kwh = 757.2;
  run.cps_supply_at_peak_kwh = 696.1;
  run.reserve_ordinary_kwh = 148.3;
  run.reserve_no_trade_kwh = 10.46;
  run.reserve_kwh = 10.46;
  run.peak_net_demand_ordinary_kw = 61.234;
  run.peak_net_demand_no_trade_kw = 40.5;
  run.peak_net_demand_kw = 40.5;
  return run;
}

RunScreen screen() {
  return {.currency = "AUD",
          .price_setter = "flat-24",
          .prices_set = 42,
          .trace = "runs/quickstart.h5"};
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines{text};
  std::size_t width = 0;
  for (std::string line; std::getline(lines, line);) width = std::max(width, width_of_text(line));
  return width;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("the first screen, word for word") {
  CHECK(first_screen(village(), screen(), 80) ==
        "                               ordinary tariff  same prices, no trade  this run\n"
        "Bill of a home, AUD                       6.79                  12.25      9.87\n"
        "Comfort lost, AUD                            0                   2.10      1.95\n"
        "Bought from grid at peak, kWh             1167                    757       696\n"
        "Reserve used, kWh                        148.3                   10.5      10.5\n"
        "Highest net demand, kW                   61.23                  40.50     40.50\n"
        "The peak price cost a home 7.56 AUD, comfort counted; trade gave back 2.53 AUD.\n"
        "Better off than ordinary: 12 homes (with PV 10, without 2); worse: 48 (26, 22).\n"
        "Checks held: balances 336 of 336, coalitions 336 of 336, prices 21 of 21 slots.\n"
        "trace: runs/quickstart.h5 (--all shows more)\n");
}

TEST_CASE("a screen has twelve lines at most, whatever its width") {
  Indicators run = village();
  RunScreen screen_of_all = screen();
  screen_of_all.prices_set = 72;
  run.degraded_slots = 12;
  run.capped_slots = 3;
  run.unconverged_slots = 1;
  for (const std::size_t width : {60U, 80U, 120U, 200U}) {
    CAPTURE(width);
    const std::string text = first_screen(run, screen_of_all, width);
    CHECK(lines_of(text) <= kScreenLines);
    CHECK(widest_line(text) <= width);
    for (const char* part : {"Bill of a home", "Reserve used", "7.56", "trace: runs/quickstart.h5",
                             "One home, flat-24, set 72 of the 84 peak prices.", "12 degraded",
                             "3 capped", "1 not converged"}) {
      CAPTURE(std::string{part});
      CHECK(contains(text, part));
    }
  }
  CHECK(contains(first_screen(run, screen_of_all, 80), "Bought from grid at peak"));
}

TEST_CASE("a home is named only where it set more than half of the peak prices") {
  RunScreen named = screen();
  CHECK_FALSE(contains(first_screen(village(), named, 80), "flat-24"));
  named.prices_set = 43;
  CHECK(contains(first_screen(village(), named, 80),
                 "One home, flat-24, set 43 of the 84 peak prices.\n"));
}

TEST_CASE("a check that fails is said, and one that was not made is not") {
  Indicators run = village();
  run.price_right_slots = 20;
  CHECK(contains(first_screen(run, screen(), 80),
                 "CHECKS FAILED, held: balances 336 of 336, coalitions 336 of 336, prices 20 of"));
  run.price_right_slots = run.price_tried_slots = 0;
  const std::string text = first_screen(run, screen(), 80);
  CHECK(contains(text, "Checks held: balances 336 of 336, coalitions 336 of 336 slots.\n"));
  CHECK_FALSE(contains(text, "prices 0 of 0"));
}

TEST_CASE("without trade its effect is nothing, and what is not the peak price is not called so") {
  Indicators run = village();
  run.effects.net_gain_of_trade_mean = 0;
  RunScreen flat = screen();
  CHECK(contains(first_screen(run, flat, 80), "trade gave back 0 AUD.\n"));
  flat.keeps_for_peak = true;
  CHECK(
      contains(first_screen(run, flat, 120),
               "The peak price and batteries kept for it cost a home 7.56 AUD, comfort counted;"));
  run.effects.price_effect_mean = -2.36;
  run.raised_price_slots = 0;
  CHECK(
      contains(first_screen(run, flat, 120),
               "Batteries kept for the peak saved a home 0.256 AUD, comfort counted; trade gave 0 "
               "AUD.\n"));
  flat.keeps_for_peak = false;
  run.effects.net_gain_of_trade_mean = -0.1;
  flat.has_programme = true;
  const std::string text = first_screen(run, flat, 120);
  CHECK(contains(text, "The prices of this run saved a home 0.256 AUD"));
  CHECK(contains(text, "trade and programme took another 0.100 AUD.\n"));
}

TEST_CASE("a rule that takes trades as given does not fail where another price would gain") {
  Indicators run = village();
  run.price_right_slots = 20;
  RunScreen given = screen();
  given.promises_price = false;
  const std::string text = first_screen(run, given, 120);
  CHECK(contains(text, "Checks held: balances 336 of 336, coalitions 336 of 336 slots.\n"));
  CHECK(contains(text, "No other price would have served the CPS better in 20 of 21 slots"));
}

TEST_CASE("without baselines a screen compares with nothing") {
  Indicators run = village();
  run.effects.gainers.reset();
  CHECK(first_screen(run, screen(), 80) ==
        "                               this run\n"
        "Bill of a home, AUD                9.87\n"
        "Comfort lost, AUD                  1.95\n"
        "Bought from grid at peak, kWh     696.1\n"
        "Reserve used, kWh                 10.46\n"
        "Highest net demand, kW            40.50\n"
        "Checks held: balances 336 of 336, coalitions 336 of 336, prices 21 of 21 slots.\n"
        "trace: runs/quickstart.h5 (--all shows more)\n");
}
