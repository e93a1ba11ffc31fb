#include <cstdlib>
#include <numeric>
#include <string_view>

#include "output/schema/schema.hpp"
#include "output/trace/trace_reader.hpp"

#include "tests/golden/number_table.hpp"
#include "tests/golden/traced_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::golden;

namespace {

// Rounding differs by less between compilers and optimizations; a change of the model is larger.
constexpr Tolerance kTolerance{.relative = 1e-12, .absolute = 1e-12};

NumberTable system_series(const output::TraceReader& trace) {
  NumberTable table{.row_header = "slot", .rows = {}, .columns = {}, .values = {}};
  for (std::int64_t slot = 0; slot < trace.slots(); ++slot) {
    table.rows.push_back(std::to_string(slot));
  }
  for (const output::SystemColumn& column : output::system_columns()) {
    if (!trace.has(std::string{"system/"} + column.text.name)) continue;
    table.columns.emplace_back(column.text.name);
    table.values.push_back(trace.read("system/" + table.columns.back()).values);
  }
  return table;
}

// Sums over all slots; of prices and states too, where a sum means nothing but tells of a change.
NumberTable prosumer_totals(const output::TraceReader& trace) {
  NumberTable table{.row_header = "prosumer",
                    .rows = trace.read_texts("prosumer_name"),
                    .columns = {},
                    .values = {}};
  for (const output::ProsumerColumn& column : output::prosumer_columns()) {
    if (!trace.has(std::string{"prosumers/"} + column.text.name)) continue;
    table.columns.emplace_back(column.text.name);
    const output::SeriesBlock series = trace.read("prosumers/" + table.columns.back());
    std::vector<double> totals(table.rows.size());
    for (std::int64_t row = 0; row < series.rows; ++row) {
      for (std::size_t i = 0; i < totals.size(); ++i) {
        totals[i] += series.at(row, static_cast<std::int64_t>(i));
      }
    }
    table.values.push_back(totals);
  }
  return table;
}

bool update_wanted() {
  const char* const value = std::getenv("PEERWATT_UPDATE_GOLDEN");
  return value != nullptr && std::string_view{value} == "1";
}

void compare(const NumberTable& table, const std::string& name) {
  const auto file =
      std::filesystem::path{PEERWATT_SOURCE_DIR} / "tests/golden/expected" / (name + ".csv");
  if (update_wanted()) {
    write_table(table, file);
    MESSAGE("rewritten: " << file.string());
    return;
  }
  INFO(file.string());
  CHECK(differences(read_table(file), table, kTolerance) == "");
}

}  // namespace

TEST_CASE("runs give the numbers of the golden files") {
  for (const std::string name :
       {"two_streets", "k_pricing", "time_of_use", "unreliable_network", "coalitions"}) {
    const TemporaryFolder folder;
    const output::TraceReader trace{write_trace(load(name), {.file = folder / "run.h5"})};
    compare(system_series(trace), name + "_system");
    compare(prosumer_totals(trace), name + "_prosumers");
  }
}

// A golden file of a scenario in which nothing happens protects nothing.
TEST_CASE("the golden scenarios show what they are for") {
  const auto total = [](const output::TraceReader& trace, const std::string& column) {
    const std::vector<double> values = trace.read("system/" + column).values;
    return std::accumulate(values.begin(), values.end(), 0.0);
  };
  const TemporaryFolder folder;
  for (const std::string name :
       {"two_streets", "k_pricing", "time_of_use", "unreliable_network", "coalitions"}) {
    CAPTURE(name);
    const output::TraceReader trace{write_trace(load(name), {.file = folder / (name + ".h5")})};
    CHECK(total(trace, "is_peak") > 0);
    CHECK(total(trace, "auction_energy_kwh") > 1);
    CHECK(total(trace, "mid_market_energy_kwh") > 1);
    CHECK(total(trace, "unserved_kwh") > 0.1);
    CHECK((total(trace, "lost_messages") > 0) == (name == "unreliable_network"));
    CHECK((total(trace, "late_orders") > 0) == (name == "unreliable_network"));
    CHECK((total(trace, "capped") > 0) == (name == "time_of_use"));
  }
}
