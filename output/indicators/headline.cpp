#include "output/indicators/headline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "output/indicators/number_text.hpp"
#include "output/indicators/text_table.hpp"
#include "output/indicators/text_wrap.hpp"

namespace peerwatt::output {
namespace {

constexpr std::size_t kWideScreen = 80;

// A row of the table: at the ordinary tariff, without trade, in this run.
struct Row {
  std::string label;
  std::array<Number, 3> numbers;
  int rank;  // rows of the highest rank are the first to be left out; 0: stays
};

std::vector<Row> rows_of(const Indicators& run, const std::string& currency) {
  const Effects& e = run.effects;
  return {
      {"Bill of a home, " + currency, {e.bill_ordinary_mean, e.bill_no_trade_mean, e.bill_mean}, 0},
      {"Comfort lost, " + currency,
       {e.comfort_lost_ordinary_mean, e.comfort_lost_no_trade_mean, e.comfort_lost_mean},
       1},
      {"Bought from grid at peak, kWh",
       {run.cps_supply_at_peak_ordinary_kwh, run.cps_supply_at_peak_no_trade_kwh,
        run.cps_supply_at_peak_kwh},
       3},
      {"Reserve used, kWh",
       {run.reserve_ordinary_kwh, run.reserve_no_trade_kwh, run.reserve_kwh},
       0},
      {"Highest net demand, kW",
       {run.peak_net_demand_ordinary_kw, run.peak_net_demand_no_trade_kw, run.peak_net_demand_kw},
       2}};
}

std::string table_of(const std::vector<Row>& rows, bool has_baselines, std::size_t width) {
  TextTable table{""};
  const bool is_wide = width >= kWideScreen;
  if (has_baselines) {
    table.add_column(is_wide ? "ordinary tariff" : "ordinary");
    table.add_column(is_wide ? "same prices, no trade" : "no trade");
  }
  table.add_column("this run");
  for (const Row& row : rows) {
    std::vector<std::string> cells{row.label};
    const auto numbers = std::span{row.numbers}.subspan(has_baselines ? 0 : 2);
    for (std::string& text : number_texts(numbers)) cells.push_back(std::move(text));
    table.add_row(std::move(cells));
  }
  return table.text(width);
}

// What a home's bill and comfort alone differ by from the ordinary tariff.
std::string cause_in_words(const Indicators& run, const RunScreen& screen) {
  const bool raised = run.raised_price_slots > 0;
  if (raised && screen.keeps_for_peak) return "The peak price and batteries kept for it";
  if (raised) return "The peak price";
  return screen.keeps_for_peak ? "Batteries kept for the peak" : "The prices of this run";
}

// What prices and trade did to a home, bill and comfort together. Energy that is left in batteries
// counts, as in the effects.
std::string effects_in_words(const Indicators& run, const RunScreen& screen) {
  const Effects& effects = run.effects;
  const double cost = *effects.price_effect_mean + *effects.comfort_lost_no_trade_mean -
                      *effects.comfort_lost_ordinary_mean;
  const double gain = *effects.net_gain_of_trade_mean;
  const int decimals = decimals_for(std::max(std::abs(cost), std::abs(gain)));
  const auto money = [&](double amount) {
    return number_text(std::abs(amount), decimals) + " " + screen.currency;
  };
  return fmt::format("{} {} a home {}, comfort counted; {} {} {}.", cause_in_words(run, screen),
                     cost < 0 ? "saved" : "cost", money(cost),
                     screen.has_programme ? "trade and programme" : "trade",
                     gain < 0   ? "took another"
                     : cost > 0 ? "gave back"
                                : "gave",
                     money(gain));
}

std::string gainers_in_words(const Effects& effects) {
  const std::int64_t better = *effects.gainers, better_pv = *effects.gainers_with_pv;
  const std::int64_t worse = *effects.losers, worse_pv = *effects.losers_with_pv;
  return fmt::format("Better off than ordinary: {} (with PV {}, without {}); worse: {} ({}, {}).",
                     counted(better, "home"), better_pv, better - better_pv, worse, worse_pv,
                     worse - worse_pv);
}

std::string checks_in_words(const Indicators& run, const RunScreen& screen) {
  std::vector<std::string> parts;
  bool all_hold = true;
  const auto add = [&](const char* what, std::int64_t held, std::int64_t looked_at) {
    if (looked_at == 0) return;
    all_hold = all_hold && held == looked_at;
    parts.push_back(fmt::format("{} {} of {}", what, held, looked_at));
  };
  add("balances", run.balanced_slots, run.slots);
  add("coalitions", run.coalitions_stable_slots, run.coalitions_tried_slots);
  if (screen.promises_price) add("prices", run.price_right_slots, run.price_tried_slots);
  return fmt::format("{}: {} slots.", all_hold ? "Checks held" : "CHECKS FAILED, held",
                     fmt::join(parts, ", "));
}

// In both kinds of slots.
CertificateTally tally_of(const Indicators& run, Certificate certificate) {
  CertificateTally sum = run.certificates.of(certificate, true);
  const CertificateTally& off_peak = run.certificates.of(certificate, false);
  sum.looked_at += off_peak.looked_at;
  sum.held += off_peak.held;
  return sum;
}

// Only where somebody could: nothing is promised, and little was looked at.
std::string gains_in_words(const Indicators& run) {
  const CertificateTally leaving = tally_of(run, Certificate::kExitRegret);
  const CertificateTally lying = tally_of(run, Certificate::kMisreportGain);
  std::vector<std::string> parts;
  const auto add = [&](const CertificateTally& tally, const char* how) {
    if (tally.held == tally.looked_at) return;
    parts.push_back(fmt::format("by {} in {} of {} slots tried", how, tally.looked_at - tally.held,
                                tally.looked_at));
  };
  add(leaving, "leaving");
  add(lying, "another price");
  if (parts.empty()) return {};
  return fmt::format("A home could have done better alone: {}.", fmt::join(parts, ", "));
}

std::string affected_in_words(const Indicators& run) {
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t slots, const char* what) {
    if (slots > 0) parts.push_back(fmt::format("{} {}", slots, what));
  };
  add(run.degraded_slots, "degraded");
  add(run.capped_slots, "capped");
  add(run.unconverged_slots, "not converged");
  if (parts.empty()) return {};
  return fmt::format("Affected slots: {}.", fmt::join(parts, ", "));
}

std::vector<std::string> sentences_of(const Indicators& run, const RunScreen& screen) {
  std::vector<std::string> sentences;
  if (run.effects.gainers) {
    sentences.push_back(effects_in_words(run, screen));
    sentences.push_back(gainers_in_words(run.effects));
  }
  if (2 * screen.prices_set > run.peak_slots) {
    sentences.push_back(fmt::format("One home, {}, set {} of the {} peak prices.",
                                    screen.price_setter, screen.prices_set, run.peak_slots));
  }
  sentences.push_back(screen.wires);
  sentences.push_back(checks_in_words(run, screen));
  sentences.push_back(gains_in_words(run));
  if (!screen.promises_price && run.price_tried_slots > 0) {
    sentences.push_back(
        fmt::format("No other price would have served the CPS better in {} of {} "
                    "slots where some were tried.",
                    run.price_right_slots, run.price_tried_slots));
  }
  sentences.push_back(affected_in_words(run));
  if (!screen.trace.empty()) sentences.push_back("trace: " + screen.trace + " (--all shows more)");
  std::erase(sentences, std::string{});
  return sentences;
}

}  // namespace

std::string first_screen(const Indicators& indicators, const RunScreen& screen, std::size_t width) {
  std::string words;
  for (const std::string& sentence : sentences_of(indicators, screen)) {
    words += wrapped(sentence, width, 2);
  }
  std::vector<Row> rows = rows_of(indicators, screen.currency);
  const bool has_baselines = indicators.effects.gainers.has_value();
  for (int rank = 3; rank >= 0; --rank) {
    std::string text = table_of(rows, has_baselines, width) + words;
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (lines <= kScreenLines || rank == 0) return text;
    std::erase_if(rows, [rank](const Row& row) { return row.rank == rank; });
  }
  return words;
}

}  // namespace peerwatt::output
