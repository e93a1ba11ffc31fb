// Writes a small trace for the tests in Python: sample_trace <file> [every] [summary|orders]
// [float32] [rounded] [zstd] [call|continuous].
#include <cstdlib>
#include <string_view>

#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

int main(int count, char** arguments) {
  using namespace peerwatt::output;
  if (count < 2) return 2;
  TraceOptions options{.file = arguments[1]};
  test::SampleSize size{.prosumers = 5, .slots = 100};
  for (int i = 2; i < count; ++i) {
    const std::string_view word = arguments[i];
    if (word == "summary")
      options.level = TraceLevel::kSummary;
    else if (word == "orders")
      options.level = TraceLevel::kOrders;
    else if (word == "float32")
      options.floats = FloatWidth::kFloat32;
    else if (word == "rounded")
      options.significant_bits = 20;
    else if (word == "zstd")
      options.codec = Codec::kZstd;
    else if (word == "call")
      size.market = test::Market::kCall;
    else if (word == "continuous")
      size.market = test::Market::kContinuous;
    else
      options.every = std::atoll(arguments[i]);
  }
  test::SampleRun run{size};
  TraceWriter writer{options, test::sample_provenance()};
  run.play(writer);
}
