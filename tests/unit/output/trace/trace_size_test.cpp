#include "output/trace/trace_size.hpp"

#include "tests/support/sample_run.hpp"

#include <doctest/doctest.h>

namespace peerwatt::output {
namespace {

std::uint64_t bytes_of(const recording::RunDescription& run, TraceLevel level,
                       std::int64_t every = 1) {
  return expected_bytes(run, {.file = {}, .level = level, .every = every, .compression = 0});
}

}  // namespace

TEST_CASE("each value of a column counts eight bytes where nothing is compressed") {
  const test::SampleSize ten{.prosumers = 10, .slots = 960};
  const recording::RunDescription run = test::describe(ten);
  const test::SampleSize eleven{.prosumers = 11, .slots = 960};
  const std::uint64_t more =
      bytes_of(test::describe(eleven), TraceLevel::kAgents) - bytes_of(run, TraceLevel::kAgents);
  CHECK(more > 8 * 960 * prosumer_columns().size());
  CHECK(bytes_of(run, TraceLevel::kSummary) < bytes_of(run, TraceLevel::kAgents));
}

TEST_CASE("with power flow each bus and line counts, in every slot that is kept") {
  recording::RunDescription run = test::describe({.prosumers = 10, .slots = 960});
  const std::uint64_t small = bytes_of(run, TraceLevel::kAgents);
  run.network.bus_name.resize(102);
  CHECK(bytes_of(run, TraceLevel::kAgents) == small + 100 * 960 * 8 * bus_columns().size());
  const std::uint64_t with_lines = bytes_of(run, TraceLevel::kAgents);
  run.network.line_name.resize(101);
  CHECK(bytes_of(run, TraceLevel::kAgents) == with_lines + 100 * 960 * 8 * line_columns().size());
  const std::uint64_t all = bytes_of(run, TraceLevel::kSummary);
  run.solves_power_flow = false;
  CHECK(bytes_of(run, TraceLevel::kSummary) < all);
}

}  // namespace peerwatt::output
