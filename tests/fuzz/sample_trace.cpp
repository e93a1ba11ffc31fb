#include "tests/fuzz/sample_trace.hpp"

#include "output/trace/trace_writer.hpp"

#include "tests/support/sample_run.hpp"

namespace peerwatt::fuzz {

std::vector<std::byte> sample_trace() {
  using namespace output;
  test::SampleRun run{{.prosumers = 3, .slots = 4, .market = test::Market::kCall}};
  TraceOptions options;
  options.level = TraceLevel::kOrders;
  options.in_memory = true;
  TraceWriter writer{options, test::sample_provenance()};
  run.play(writer);
  return writer.take_image();
}

}  // namespace peerwatt::fuzz
