#include "output/comparison/comparison_table.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/contracts.hpp"

#include "output/indicators/text_table.hpp"

namespace peerwatt::output {
namespace {

struct Column {
  const char* heading;  // ¤ stands for the currency
  int decimals;
  Number (*value)(const ComparedRun& run);
};

constexpr auto kColumns = std::to_array<Column>({
    {"P2P\nkWh", 1, [](const ComparedRun& r) { return r.result.indicator("p2p_energy_kwh"); }},
    {"P2P\nshare", 3, [](const ComparedRun& r) { return r.result.indicator("p2p_share"); }},
    {"price\nmean", 3, [](const ComparedRun& r) { return r.result.indicator("p2p_price_mean"); }},
    {"price\nmin", 3, [](const ComparedRun& r) { return r.result.indicator("p2p_price_min"); }},
    {"price\nmax", 3, [](const ComparedRun& r) { return r.result.indicator("p2p_price_max"); }},
    {"auct.\neff.", 3,
     [](const ComparedRun& r) { return r.result.indicator("auction_efficiency"); }},
    {"welfare\nP2P ¤", 2, [](const ComparedRun& r) { return r.result.indicator("p2p_welfare"); }},
    {"bills\n¤", 2, [](const ComparedRun& r) { return r.savings.bill; }},
    {"saving\n%", 2, [](const ComparedRun& r) { return r.savings.saving_percent; }},
    {"Gini", 3, [](const ComparedRun& r) { return r.savings.gini; }},
    {"lose", 0, [](const ComparedRun& r) { return Number{r.savings.losers}; }},
    {"import\nmax kW", 1,
     [](const ComparedRun& r) { return r.result.indicator("peak_import_kw"); }},
    {"CPS at\npeak", 1,
     [](const ComparedRun& r) { return r.result.indicator("cps_supply_at_peak_kwh"); }},
    {"reserve\nkWh", 1, [](const ComparedRun& r) { return r.result.indicator("reserve_kwh"); }},
});

std::string heading_of(const Column& column, const std::string& currency) {
  constexpr std::string_view kSign = "¤";
  std::string heading = column.heading;
  const std::size_t at = heading.find(kSign);
  if (at != heading.npos) heading.replace(at, kSign.size(), currency);
  return heading;
}

void require_prosumers(std::span<const ComparedRun> runs) {
  for (const ComparedRun& run : runs) {
    PEERWATT_VALIDATE(run.savings.by_prosumer.size() == run.result.prosumers.size());
  }
}

// A spreadsheet runs a cell that begins with one of these signs, and shows one that begins with an
// apostrophe as the text that it is.
bool begins_a_formula(const std::string& text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

// A cell of a name. Numbers are not written by it: theirs may have a sign.
std::string quoted(const std::string& text) {
  const bool is_formula = begins_a_formula(text);
  if (!is_formula && text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string cell = is_formula ? "\"'" : "\"";
  for (const char c : text) cell += c == '"' ? std::string{"\"\""} : std::string{c};
  return cell + '"';
}

}  // namespace

std::string comparison_table(std::span<const ComparedRun> runs, std::size_t width) {
  TextTable table{"run"};
  for (const Column& column : kColumns) {
    table.add_column(heading_of(column, runs.empty() ? "" : runs.front().result.currency));
  }
  for (const ComparedRun& run : runs) {
    std::vector<std::string> cells{run.name};
    for (const Column& column : kColumns) cells.push_back(cell(column.value(run), column.decimals));
    table.add_row(std::move(cells));
  }
  return table.text(width);
}

std::string savings_table(std::span<const ComparedRun> runs, std::size_t width) {
  require_prosumers(runs);
  TextTable table{"prosumer"};
  for (const ComparedRun& run : runs) table.add_column(run.name);
  const std::size_t count = runs.empty() ? 0 : runs.front().result.prosumers.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<std::string> cells{runs.front().result.prosumers[i]};
    for (const ComparedRun& run : runs) cells.push_back(cell(run.savings.by_prosumer[i], 3));
    table.add_row(std::move(cells));
  }
  return table.text(width);
}

std::string savings_csv(std::span<const ComparedRun> runs) {
  require_prosumers(runs);
  std::string csv = "prosumer";
  for (const ComparedRun& run : runs) csv += ',' + quoted(run.name);
  csv += '\n';
  const std::size_t count = runs.empty() ? 0 : runs.front().result.prosumers.size();
  for (std::size_t i = 0; i < count; ++i) {
    csv += quoted(runs.front().result.prosumers[i]);
    for (const ComparedRun& run : runs) csv += fmt::format(",{}", run.savings.by_prosumer[i]);
    csv += '\n';
  }
  return csv;
}

}  // namespace peerwatt::output
