
#include "agents/scenario_files/print_scenario.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

#include "engine/config/scalars.hpp"
#include "engine/config/section_reader.hpp"
#include "engine/config/yaml_parser.hpp"

#include "agents/scenario_files/load_scenario.hpp"

#include "tests/unit/engine/config/files_for_tests.hpp"

#include <doctest/doctest.h>

namespace peerwatt::config {
namespace {

using namespace parameters;
using scenario::Scenario;

constexpr std::array kNastyTexts{
    "",       "a",        "null", "true", "~",        "1",         "1.5",      "010",
    "a: b",   "# x",      "- a",  "é",    "\u00a0",   "two words", "quote\"s", "back\\slash",
    "[x]",    "{",        "'",    "yes",  " leading", "trailing ", "🙂",     "\u200e",
    "&a",     "*a",       "!t",   "%",    "@",        "`",         "a,b",      "\u2029",
    ".5",     "-",        "?",    "a #b", "..",       "|",         ">",        "~a",
    "a:",     "---",      "...",  "<<",   "=",        ".inf",      "a\\x41",   "  ",
    "\u2028", "\ufeffbom"};

// Gives every parameter a random admissible value.
class Shaker final : public parameters::Visitor {
 public:
  explicit Shaker(std::mt19937_64& random) : random_{random} {}

  void number(const Field&, double& value, Range range) override { value = within(range); }
  void optional_number(const Field&, std::optional<double>& value, Range range) override {
    value = within(range);
  }
  void integer(const Field&, std::int64_t& value, Range range) override {
    const auto least = static_cast<std::int64_t>(range.least);
    value = least + static_cast<std::int64_t>(share() * (range.most - range.least));
  }
  void flag(const Field&, bool& value) override { value = share() < 0.5; }
  void text(const Field&, std::string& value) override { value = any_text(); }
  void texts(const Field&, std::vector<std::string>& values) override {
    values.resize(below(4));
    for (std::string& value : values) value = any_text();
  }
  void path(const Field&, std::string& value) override { value = "/data/folder: [odd] #1"; }
  void instant(const Field&, SimTime& value) override {
    value = SimTime::from_seconds(static_cast<std::int64_t>(share() * 4e9));
  }
  void time_of_day(const Field&, std::int64_t& minutes) override { minutes = below(1441); }
  void distribution(const Field&, Distribution& value, Range range) override {
    double a = within(range), b = within(range);
    if (b < a) std::swap(a, b);
    switch (below(4)) {
      case 0:
        value = Distribution{a};
        break;
      case 1:
        value = Distribution{Distribution::Kind::kUniform, {a, b}};
        break;
      case 2:
        if (a < b) value = Distribution{Distribution::Kind::kNormal, {a, b - a, a, b}};
        break;
      default:
        value = Distribution{Distribution::Kind::kOneOf, {b, a, b}};
    }
  }
  void feeder(const Field&, network::FeederDescription&) override {}  // must stay a tree
  void section(const Field&, Section& section) override { section.describe(*this); }
  void sections(const Field&, SectionList& list) override {
    list.resize(below(4));
    for (std::size_t i = 0; i < list.size(); ++i) list.describe(i, *this);
  }

 protected:
  void choice_index(const Field&, std::size_t& index, std::span<const Choice> names) override {
    index = below(names.size());
  }

 private:
  double share() { return std::uniform_real_distribution{}(random_); }
  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
  }
  std::string any_text() { return kNastyTexts[below(kNastyTexts.size())]; }
  double within(const Range& range) {
    const double least = std::isfinite(range.least) ? range.least : -1e300;
    if (!std::isfinite(range.most)) return least + std::exp(1400 * share() - 720);
    return least + (range.most - least) * (1 - share());
  }

  std::mt19937_64& random_;
};

Scenario read_back(const std::string& text) {
  const auto source = std::make_shared<const Source>(Source{"printed", "/"});
  Node root = parse_yaml(text, source);
  std::erase_if(root.entries,
                [](const Entry& entry) { return entry.key == "format" || entry.key == "version"; });
  Reading reading;
  Scenario scenario;
  SettingsSection<Scenario> section{scenario};
  read_section(reading, {root, "", {}}, section);
  reading.complaints.throw_if_any();
  return scenario;
}

TEST_CASE("a printed scenario reads back as the same, whatever its values") {
  const network::FeederDescription feeder =
      scenario::load_scenario(complete_scenario()).scenario.network.feeder;
  std::mt19937_64 random{20250701};
  for (int round = 0; round < 300; ++round) {
    Scenario scenario;
    Shaker shaker{random};
    describe(scenario, shaker);
    scenario.network.feeder = feeder;
    const std::string text = scenario::print_scenario(scenario);
    CAPTURE(text);
    REQUIRE(read_back(text) == scenario);
  }
}

TEST_CASE("a printed scenario loads as the same scenario, and prints as the same text") {
  const TestFolder folder{"print"};
  const scenario::LoadedScenario original = scenario::load_scenario(complete_scenario());
  const std::string text = scenario::print_scenario(original.scenario);
  const scenario::LoadedScenario again = scenario::load_scenario(folder.put("printed.yaml", text));
  CHECK(again.scenario == original.scenario);
  CHECK(scenario::print_scenario(again.scenario) == text);
}

TEST_CASE("scenarios that differ in one value are not equal, nor are their texts") {
  const Scenario original = scenario::load_scenario(complete_scenario()).scenario;
  const std::vector<Override> changes{{"title", "x"},
                                      {"seed", "7"},
                                      {"clock.days", "3"},
                                      {"site.latitude_degree", "1"},
                                      {"network.loss_probability", "0.02"},
                                      {"network.feeder.base_kv", "0.41"},
                                      {"profiles[0].scale", "2"},
                                      {"profiles[0].stamp", "start"},
                                      {"prosumers[0].battery.power_kw", "3"},
                                      {"other_customers.scale", "1"},
                                      {"cps.tariff.bands[0].price", "0.36"},
                                      {"leader.max_rounds", "41"},
                                      {"market.k", "0.26"},
                                      {"trace.every", "3"}};
  for (const Override& change : changes) {
    CAPTURE(change.key);
    const Scenario changed =
        scenario::load_scenario(complete_scenario(), std::span{&change, 1}).scenario;
    CHECK_FALSE(changed == original);
    CHECK(scenario::print_scenario(changed) != scenario::print_scenario(original));
  }
}

TEST_CASE("numbers read back as the very same double") {
  std::mt19937_64 random{1};
  const auto check = [](double value) {
    Node node;
    node.kind = NodeKind::kScalar;
    node.text = write_number(value);
    const Parsed<double> parsed = parse_number(node);
    CAPTURE(node.text);
    REQUIRE(parsed.value.has_value());
    REQUIRE(*parsed.value == value);
  };
  for (const double value : {0.0, -0.0, 0.1, 1e20, 1e21, 1e-7, 5e-324, 1.7976931348623157e308}) {
    check(value);
  }
  for (int i = 0; i < 20000; ++i) {
    const auto value = std::bit_cast<double>(random());
    if (std::isfinite(value)) check(value);
  }
}

}  // namespace
}  // namespace peerwatt::config
