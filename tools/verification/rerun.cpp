#include "tools/verification/rerun.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/core/input_file.hpp"

#include "agents/simulation/simulation_run.hpp"

#include "output/schema/schema.hpp"
#include "output/trace/trace_writer.hpp"

namespace peerwatt::verification {
namespace {

namespace fs = std::filesystem;
using output::TraceReader;

constexpr std::int64_t kBlockValues = 1 << 20;

// Ends the run where the trace ends.
class UntilTheEnd final : public agents::SlotListener {
 public:
  UntilTheEnd(std::int64_t slots, const std::function<void(std::int64_t, std::int64_t)>& listener)
      : slots_{slots}, listener_{listener} {}
  Verdict slot_done(std::int32_t slot) override {
    if (listener_) listener_(slot + 1, slots_);
    return slot + 1 < slots_ ? Verdict::kContinue : Verdict::kStop;
  }

 private:
  std::int64_t slots_;
  const std::function<void(std::int64_t, std::int64_t)>& listener_;
};

class TraceComparison {
 public:
  TraceComparison(const TraceReader& found, const TraceReader& expected, const RunFacts& facts,
                  Rerun& rerun)
      : found_{found}, expected_{expected}, facts_{facts}, rerun_{rerun} {}

  void run() {
    std::set<std::string> names;
    for (const TraceReader* trace : {&found_, &expected_}) {
      for (const std::string& name : trace->variables()) {
        if (!name.starts_with("provenance/")) names.insert(name);
      }
    }
    for (const std::string& name : names) compare(name);
    for (const char* group : {"/", "rules", "summary"}) compare_attributes(group);
  }

 private:
  void compare(const std::string& name) {
    if (!found_.has(name) || !expected_.has(name)) return differ(name);
    if (name.ends_with("_name")) {
      if (found_.read_texts(name) != expected_.read_texts(name)) differ(name);
      return;
    }
    const auto [rows, width] = shape(found_, name);
    if (std::pair{rows, width} != shape(expected_, name)) return differ(name);
    const std::int64_t step =
        std::max<std::int64_t>(1, kBlockValues / std::max<std::int64_t>(1, width));
    for (std::int64_t first = 0; first < rows; first += step) {
      const output::IndexRange range{first, std::min(rows, first + step)};
      compare_rows(name, range, found_.read(name, range), expected_.read(name, range));
    }
  }

  static std::pair<std::int64_t, std::int64_t> shape(const TraceReader& trace,
                                                     const std::string& name) {
    const output::SeriesBlock none = trace.read(name, {0, 0});
    return {trace.rows(name), none.width};
  }

  void compare_rows(const std::string& name, output::IndexRange rows,
                    const output::SeriesBlock& found, const output::SeriesBlock& expected) {
    for (std::size_t i = 0; i < found.values.size(); ++i) {
      const Where where = place(name, rows.begin, static_cast<std::int64_t>(i), found.width);
      rerun_.series.equal(found.values[i], expected.values[i], where);
      if (found.values[i] == expected.values[i]) continue;
      note(name, where, found.values[i], expected.values[i]);
    }
  }

  // Whether it is the name of a growing column of /network.
  template <class Columns>
  static bool is_one_of(const Columns& columns, const std::string& name) {
    return std::ranges::any_of(columns, [&](const auto& column) {
      return name == "network/" + std::string{column.text.name};
    });
  }

  Where place(const std::string& name, std::int64_t first_row, std::int64_t index,
              std::int64_t width) const {
    const bool of_prosumers = name.starts_with("prosumers/");
    const bool of_statics = name.starts_with("prosumers/static/");
    Where where{.column = name.c_str()};
    const std::int64_t row = first_row + index / width;
    const bool of_slots =
        name.starts_with("system/") || is_one_of(output::network_slot_columns(), name);
    const bool of_buses = is_one_of(output::bus_columns(), name);
    const bool of_lines = is_one_of(output::line_columns(), name);
    if (of_statics) {
      where.prosumer = row;
    } else if (of_slots) {
      where.slot = row;
    } else if (of_prosumers || of_buses || of_lines) {
      where.slot = row * facts_.every;
      const std::int64_t place = index % width;
      const std::int64_t of_network = place / static_cast<std::int64_t>(facts_.phases());
      if (of_prosumers) where.prosumer = place;
      if (of_buses) where.bus = of_network;
      if (of_lines) where.line = of_network;
    } else if (name.starts_with("daily/")) {
      where.prosumer = index % width;
    }
    return where;
  }

  // Of a variable that is missing in one of them, has another shape, or holds other texts.
  void differ(const std::string& name) {
    rerun_.series.expect(false, {.column = name.c_str()});
    note(name, {}, "", "");
  }

  template <class Value>
  void note(const std::string& name, const Where& where, const Value& found,
            const Value& expected) {
    std::vector<Difference>& all = rerun_.differences;
    if (all.empty() || all.back().variable != name) {
      all.push_back({name, where, fmt::format("{}", found), fmt::format("{}", expected), 0});
      all.back().where.column = "";
    }
    ++all.back().count;
  }

  void compare_attributes(const std::string& group) {
    const auto found = found_.attributes(group), expected = expected_.attributes(group);
    std::set<std::string> names;
    for (const auto* side : {&found, &expected}) {
      for (const auto& [name, value] : side->numbers) names.insert(name);
      for (const auto& [name, value] : side->texts) names.insert(name);
    }
    for (const std::string& name : names) {
      const std::string path = group + '@' + name;
      compare_numbers(path, found.numbers, expected.numbers, name);
      const auto a = found.texts.find(name), b = expected.texts.find(name);
      const bool here = a != found.texts.end(), there = b != expected.texts.end();
      const bool same = here == there && (!here || a->second == b->second);
      rerun_.attributes.expect(same, {.column = path.c_str()});
      if (!same)
        note(path, {}, here ? a->second : std::string{}, there ? b->second : std::string{});
    }
  }

  using Numbers = std::map<std::string, std::vector<double>>;
  void compare_numbers(const std::string& path, const Numbers& found, const Numbers& expected,
                       const std::string& name) {
    const auto a = found.find(name), b = expected.find(name);
    const std::vector<double> here = a == found.end() ? std::vector<double>{} : a->second;
    const std::vector<double> there = b == expected.end() ? std::vector<double>{} : b->second;
    if (here.size() != there.size()) {
      rerun_.attributes.expect(false, {.column = path.c_str()});
      return note(path, {}, "", "");
    }
    for (std::size_t i = 0; i < here.size(); ++i) {
      rerun_.attributes.equal(here[i], there[i], {.column = path.c_str()});
      if (here[i] != there[i]) note(path, {}, here[i], there[i]);
    }
  }

  const TraceReader& found_;
  const TraceReader& expected_;
  const RunFacts& facts_;
  Rerun& rerun_;
};

output::TraceOptions options_of(const RunFacts& facts) {
  return {.file = {},
          .level = facts.has_events   ? output::TraceLevel::kOrders
                   : facts.has_agents ? output::TraceLevel::kAgents
                                      : output::TraceLevel::kSummary,
          .every = facts.every,
          .floats = facts.is_float32 ? output::FloatWidth::kFloat32 : output::FloatWidth::kFloat64,
          .significant_bits = facts.significant_bits,
          .in_memory = true};
}

std::string sha256_of(const fs::path& path) {
  try {
    return input_file_sha256(path);
  } catch (const InputError& error) {
    throw InputError{fmt::format("{}: {}", path.string(), error.what())};
  }
}

}  // namespace

std::vector<std::string> data_problems(const TraceReader& trace, const scenario::Scenario& scenario,
                                       const config::AllowedFolder& allowed) {
  std::vector<std::string> problems;
  const std::vector<std::string> sums = trace.has("provenance/data_sha256")
                                            ? trace.read_texts("provenance/data_sha256")
                                            : std::vector<std::string>{};
  for (std::size_t i = 0; i < scenario.profiles.size(); ++i) {
    const fs::path& path = scenario.profiles[i].path;
    std::error_code error;
    if (std::string outside = allowed.problem(path); !outside.empty()) {
      problems.push_back(std::move(outside));
    } else if (!fs::is_regular_file(path, error)) {
      problems.push_back(fmt::format("data file {} is not there", path.string()));
    } else if (i >= sums.size() || sha256_of(path) != sums[i]) {
      problems.push_back(
          fmt::format("data file {} is not the one that the run read (its SHA-256 "
                      "differs from that in /provenance)",
                      path.string()));
    }
  }
  return problems;
}

Rerun rerun(const TraceReader& trace, const RunFacts& facts, const scenario::Scenario& scenario,
            const Tolerance& tolerance,
            const std::function<void(std::int64_t done, std::int64_t all)>& listener) {
  Rerun result{Check{"rerun: series", tolerance}, Check{"rerun: attributes", tolerance}, {}};
  // By one thread: who reads a foreign file may not start any.
  agents::SimulationRun run{scenario, {.threads = 1}};
  output::Provenance provenance;
  provenance.config_yaml = trace.config_yaml();
  output::TraceWriter writer{options_of(facts), provenance};
  UntilTheEnd until{facts.slots, listener};
  run.execute(writer, until);
  const TraceReader expected{writer.take_image(), "the other run"};
  TraceComparison{trace, expected, facts, result}.run();
  for (Check* check : {&result.series, &result.attributes}) check->count_slots(facts.slots);
  return result;
}

}  // namespace peerwatt::verification
