#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include "output/trace/trace_reader.hpp"

#include "tests/golden/traced_run.hpp"

#include <doctest/doctest.h>

using namespace peerwatt;
using namespace peerwatt::golden;

namespace {

using Path = std::filesystem::path;

Path shared_data() {
  return Path{PEERWATT_SHARED_DATA};
}

bool without_data() {
  const bool without = !std::filesystem::exists(shared_data() / "profiles");
  if (without) MESSAGE("skipped: no folder of public data");
  return without;
}

scenario::Scenario measured_week(std::vector<config::Override> overrides = {}) {
  overrides.push_back({"data_dir", shared_data().string()});
  return scenario::load_scenario(Path{PEERWATT_SOURCE_DIR} / "configs/real_feeder_week.yaml",
                                 overrides)
      .scenario;
}

// A column of a CSV file between two stamps, read without the project's own readers. Stamps are
// compared as text: those of one file all look alike. Half-open: [from, to).
struct Window {
  std::string from;
  std::string to;
};
struct ColumnSum {
  double sum = 0;
  std::int64_t rows = 0;
  std::int64_t empty = 0;
};
ColumnSum sum_of(const std::string& file, const std::string& column, const Window& window) {
  std::ifstream stream{shared_data() / "profiles" / file};
  const auto cells_of = [](const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream rest{line};
    for (std::string cell; std::getline(rest, cell, ',');) cells.push_back(cell);
    return cells;
  };
  std::string line;
  REQUIRE(std::getline(stream, line));
  const std::vector<std::string> names = cells_of(line);
  const auto place =
      static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin());
  REQUIRE(place < names.size());
  ColumnSum result;
  while (std::getline(stream, line)) {
    std::vector<std::string> cells = cells_of(line);
    cells.resize(names.size());
    if (cells[0] < window.from || cells[0] >= window.to) continue;
    ++result.rows;
    if (cells[place].empty())
      ++result.empty;
    else
      result.sum += std::stod(cells[place]);
  }
  return result;
}

class Trace {
 public:
  explicit Trace(const scenario::Scenario& scenario)
      : reader_{write_trace(scenario, {.file = folder_ / "run.h5"})} {}

  double total(const std::string& prosumer, const std::string& column) const {
    const auto names = reader_.read_texts("prosumer_name");
    const auto found = std::find(names.begin(), names.end(), prosumer);
    REQUIRE(found != names.end());
    const std::int64_t i = found - names.begin();
    const auto values =
        reader_.read("prosumers/" + column, {0, reader_.slots()}, {i, i + 1}).values;
    return std::accumulate(values.begin(), values.end(), 0.0);
  }
  std::map<std::string, std::int64_t> repairs(const std::string& kind) const {
    std::map<std::string, std::int64_t> by_input;
    const auto names = reader_.read_texts("inputs/input_name");
    const auto counts = reader_.read_integers("inputs/" + kind);
    REQUIRE(names.size() == counts.size());
    for (std::size_t i = 0; i < names.size(); ++i) by_input[names[i]] = counts[i];
    return by_input;
  }
  std::vector<double> all(const std::string& variable) const {
    return reader_.read(variable).values;
  }

 private:
  TemporaryFolder folder_;
  output::TraceReader reader_;
};

double largest(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

const std::string kAusgrid = "ausgrid_home012_2011H2_30min.csv";
const std::string kCitylearn = "citylearn_california_7homes_2016_17_60min.csv";
const std::string kSgsc = "sgsc_nsw_5homes_2013_30min.csv";
const std::string kEulv = "ieee_eulv_25profiles_1day_1min.csv";

// What the week of the run is in each file.
const Window kAusgridWeek{"2011-12-05T00:00", "2011-12-12T00:00"};
const Window kCitylearnWeek{"2017-06-05T00:00", "2017-06-12T00:00"};
const Window kSgscWeek{"2013-12-01T23:00", "2013-12-08T23:00"};

}  // namespace

TEST_CASE("measured homes keep the energy of their files") {
  if (without_data()) return;
  const Trace trace{measured_week()};
  const auto near = [](double expected) { return doctest::Approx{expected}.epsilon(1e-9); };

  const ColumnSum ausgrid = sum_of(kAusgrid, "load_kw", kAusgridWeek);
  CHECK(ausgrid.rows == 336);
  CHECK(trace.total("ausgrid_home", "load_kwh") == near(ausgrid.sum / 2));
  CHECK(trace.total("ausgrid_home", "generation_kwh") ==
        near(sum_of(kAusgrid, "pv_kw", kAusgridWeek).sum / 2));

  const ColumnSum home01 = sum_of(kCitylearn, "home01_load_kwh", kCitylearnWeek);
  CHECK(home01.rows == 168);
  CHECK(trace.total("citylearn_home-1", "load_kwh") == near(home01.sum));
  CHECK(trace.total("citylearn_home-2", "load_kwh") ==
        near(sum_of(kCitylearn, "home02_load_kwh", kCitylearnWeek).sum));
  CHECK(trace.total("citylearn_home_five_kw", "generation_kwh") ==
        near(5 * sum_of(kCitylearn, "home04_pv_kwh_per_kwp", kCitylearnWeek).sum));

  CHECK(trace.total("sgsc_home-1", "load_kwh") ==
        near(sum_of(kSgsc, "home_10006414_kwh", kSgscWeek).sum));

  const ColumnSum day = sum_of(kEulv, "profile003_kw", {"0", "a"});
  CHECK(day.rows == 1440);
  CHECK(trace.total("eulv_home-3", "load_kwh") == near(7 * day.sum / 60));
}

TEST_CASE("measured homes balance in every slot") {
  if (without_data()) return;
  const Trace trace{measured_week()};
  CHECK(largest(trace.all("system/certificates/energy_residual_kwh")) < 1e-9);
  CHECK(largest(trace.all("system/certificates/money_residual")) < 1e-9);

  const auto column = [&](const char* name) { return trace.all(std::string{"prosumers/"} + name); };
  const auto deficiency = column("deficiency_kwh"), surplus = column("surplus_kwh"),
             bought = column("p2p_bought_kwh"), sold = column("p2p_sold_kwh"),
             from_grid = column("grid_bought_kwh"), to_grid = column("grid_sold_kwh"),
             unserved = column("unserved_kwh"), load = column("load_kwh"),
             generation = column("generation_kwh"), charged = column("battery_charged_kwh");
  double worst = 0;
  for (std::size_t i = 0; i < load.size(); ++i) {
    worst = std::max({worst, std::abs(deficiency[i] - bought[i] - from_grid[i] - unserved[i]),
                      std::abs(surplus[i] - sold[i] - to_grid[i]),
                      std::abs(deficiency[i] - surplus[i] - load[i] + generation[i] - charged[i])});
  }
  CHECK(worst < 1e-9);
  CHECK(std::accumulate(bought.begin(), bought.end(), 0.0) > 1);
  CHECK(std::accumulate(bought.begin(), bought.end(), 0.0) ==
        doctest::Approx{std::accumulate(sold.begin(), sold.end(), 0.0)}.epsilon(1e-9));
}

TEST_CASE("the week of measured homes reads all four files, and nothing needs repair") {
  if (without_data()) return;
  const scenario::Scenario scenario = measured_week();
  for (const std::string& file : {kAusgrid, kCitylearn, kSgsc, kEulv}) {
    CAPTURE(file);
    CHECK(std::any_of(scenario.profiles.begin(), scenario.profiles.end(),
                      [&](const auto& profile) { return profile.path.filename() == file; }));
  }
  const Trace trace{scenario};
  const auto gaps = trace.repairs("gaps");
  for (const char* input : {"ausgrid_load:load_kw", "ausgrid_pv:pv_kw", "citylearn:home08_load_kwh",
                            "sgsc:home_10006704_kwh", "eulv:profile025_kw"}) {
    CAPTURE(input);
    CHECK(gaps.count(input) == 1);
  }
  CHECK(sum_of(kSgsc, "home_10006704_kwh", kSgscWeek).empty == 0);
  for (const char* kind : {"gaps", "duplicates", "daylight_saving", "negatives"}) {
    for (const auto& repaired : trace.repairs(kind)) {
      CAPTURE(kind);
      CAPTURE(repaired.first);
      CHECK(repaired.second == 0);
    }
  }
}

TEST_CASE("gaps of a measured home are counted in the window of the run only") {
  if (without_data()) return;
  const Trace trace{measured_week({{"profiles[3].start_at", "2013-01-08T23:00:00"}})};
  const Window week{"2013-01-08T23:00", "2013-01-15T23:00"};
  for (const auto& repaired : trace.repairs("gaps")) {
    const std::string& input = repaired.first;
    CAPTURE(input);
    const auto colon = input.find(':');
    const bool measured_there = input.substr(0, colon) == "sgsc";
    CHECK(repaired.second ==
          (measured_there ? sum_of(kSgsc, input.substr(colon + 1), week).empty : 0));
  }
  CHECK(trace.repairs("gaps").at("sgsc:home_10006704_kwh") > 0);
}
