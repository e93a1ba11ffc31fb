#include "tests/property/extremes/extreme_values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "engine/config/scalars.hpp"
#include "engine/network/feeder_settings.hpp"
#include "engine/parameters/visitor.hpp"

#include "tests/property/extremes/extreme_numbers.hpp"

namespace peerwatt::testing {
namespace {

using namespace parameters;
using network::SyntheticFeederChoice;
using scenario::Scenario;

const char* const kInstants[] = {
    "0001-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "1900-02-28T23:59:59Z",  "1969-12-31T23:59:59Z",
    "2024-02-29T12:00:00Z", "2025-03-30T00:00:00Z", "2025-10-26T00:59:00Z",  "2038-01-19T03:14:08Z",
    "2262-04-11T23:47:17Z", "9999-12-31T23:59:59Z", "2025-03-21T00:00:00.5Z"};
const char* const kTimesOfDay[] = {"00:00", "00:01", "12:00", "23:59", "24:00"};
const char* const kTimeZones[] = {"Europe/Berlin",     "Pacific/Apia",        "Asia/Kathmandu",
                                  "Africa/Casablanca", "Australia/Lord_Howe", "America/St_Johns"};
const char* const kTexts[] = {R"("")", R"(" ")", "z000", "group0", "time", R"("7")", R"("\u00e9")"};

struct Drawn {
  std::vector<config::Override> values;
  std::vector<double> seen;  // what the scenario's numbers were
};

// Walks a scenario, and draws a value for everything it is shown.
class ExtremeValues final : public parameters::Visitor {
 public:
  ExtremeValues(std::string path, RandomStream& draws, Drawn& drawn)
      : path_{std::move(path)}, draws_{draws}, drawn_{drawn} {}

  void number(const Field& field, double& value, Range range) override {
    put(field, config::write_number(number_of(field, value, range)));
  }
  void optional_number(const Field& field, std::optional<double>& value, Range range) override {
    put(field, config::write_number(number_of(field, value.value_or(1), range)));
  }
  void integer(const Field& field, std::int64_t& value, Range range) override {
    const std::int64_t drawn = extreme_integer(range, value, draws_);
    put(field, fmt::format("{}", range.contains(static_cast<double>(drawn))
                                     ? std::clamp(drawn, limits(field).first, limits(field).second)
                                     : drawn));
  }
  void flag(const Field& field, bool& value) override { put(field, value ? "false" : "true"); }
  void text(const Field& field, std::string&) override {
    put(field, field.key == "time_zone" ? draws_.one_of(kTimeZones) : draws_.one_of(kTexts));
  }
  void texts(const Field& field, std::vector<std::string>&) override {
    const std::string text = draws_.one_of(kTexts);
    put(field,
        draws_.one_of({std::string{"[]"}, '[' + text + ']', fmt::format("[{0}, {0}]", text)}));
  }
  void path(const Field& field, std::string&) override { put(field, draws_.one_of(kTexts)); }
  void instant(const Field& field, SimTime&) override {
    put(field, fmt::format("\"{}\"", draws_.one_of(kInstants)));
  }
  void time_of_day(const Field& field, std::int64_t&) override {
    put(field, fmt::format("\"{}\"", draws_.one_of(kTimesOfDay)));
  }
  void distribution(const Field& field, Distribution& value, Range range) override {
    put(field, extreme_distribution(range, near(value.most()), draws_));
  }
  void feeder(const Field& field, network::FeederDescription& feeder) override {
    ExtremeValues inner{key_of(field), draws_, drawn_};
    describe(feeder, inner);
    put_synthetic(field);
  }
  void section(const Field& field, Section& section) override {
    ExtremeValues inner{key_of(field), draws_, drawn_};
    section.describe(inner);
    put(field, "null");
  }
  // Of a long list the first and the last item.
  void sections(const Field& field, SectionList& list) override {
    for (std::size_t i = 0; i < list.size(); i += std::max<std::size_t>(1, list.size() - 1)) {
      ExtremeValues inner{fmt::format("{}[{}]", key_of(field), i), draws_, drawn_};
      list.describe(i, inner);
    }
    put(field, draws_.chance(0.5) ? "[]" : "null");
  }

 protected:
  void choice_index(const Field& field, std::size_t&, std::span<const Choice> names) override {
    const auto place = draws_.integer(0, static_cast<std::int64_t>(names.size()) - 1);
    put(field, config::write_text(std::string{names[static_cast<std::size_t>(place)].name}));
  }

 private:
  using Limits = std::pair<std::int64_t, std::int64_t>;

  std::string key_of(const Field& field) const {
    return (path_.empty() ? "" : path_ + '.') + std::string{field.key};
  }
  void put(const Field& field, std::string value) {
    drawn_.values.push_back({key_of(field), std::move(value)});
  }

  // What a run of less than two seconds can bear.
  static Limits limits(const Field& field) {
    static const std::map<std::string_view, Limits> kSizes{{"days", {1, 2}},
                                                           {"slot_s", {1800, 86400}},
                                                           {"count", {1, 8}},
                                                           {"zones", {1, 8}},
                                                           {"buses_per_zone", {1, 12}},
                                                           {"max_rounds", {2, 300}},
                                                           {"visits_per_gate", {0, 20}},
                                                           {"shapley_orders", {10, 300}}};
    const auto found = kSizes.find(field.key);
    return found != kSizes.end() ? found->second : Limits{INT64_MIN, INT64_MAX};
  }
  // The number, or another of the scenario, for what is compared with each other.
  double near(double value) {
    drawn_.seen.push_back(value);
    if (draws_.chance(0.75)) return value;
    const auto last = static_cast<std::int64_t>(drawn_.seen.size()) - 1;
    return drawn_.seen[static_cast<std::size_t>(draws_.integer(0, last))];
  }
  double number_of(const Field& field, double value, const Range& range) {
    const double drawn = extreme_number(range, near(value), draws_);
    return range.contains(drawn) ? std::min(drawn, static_cast<double>(limits(field).second))
                                 : drawn;
  }

  void put_synthetic(const Field& field) {
    Drawn made_up;
    ExtremeValues inner{"", draws_, made_up};
    SyntheticFeederChoice choice;
    describe(choice.synthetic, inner);
    const auto last = static_cast<std::int64_t>(made_up.values.size()) - 1;
    const auto& [key, value] = made_up.values[static_cast<std::size_t>(draws_.integer(0, last))];
    put(field, fmt::format("{{root: null, base_kv: null, source_voltage_pu: null, name: null, "
                           "buses: null, lines: null, synthetic: {{{}: {}}}}}",
                           key, value));
  }

  std::string path_;
  RandomStream& draws_;
  Drawn& drawn_;
};

}  // namespace

std::vector<config::Override> extreme_values(const Scenario& scenario, RandomStream& draws) {
  Drawn drawn;
  ExtremeValues visitor{"", draws, drawn};
  Scenario copy = scenario;  // a visitor may change what it is shown
  describe(copy, visitor);
  return std::move(drawn.values);
}

}  // namespace peerwatt::testing
