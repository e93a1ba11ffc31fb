#include "tests/fuzz/trace_contents.hpp"

#include "tests/fuzz/refusal.hpp"

namespace peerwatt::fuzz {
namespace {

void read_header(const output::TraceReader& trace) {
  refuse_or([&] { trace.status(); });
  refuse_or([&] { trace.title(); });
  refuse_or([&] { trace.currency(); });
  refuse_or([&] { trace.slot_length_s(); });
  refuse_or([&] { trace.slots(); });
  refuse_or([&] { trace.prosumers(); });
  refuse_or([&] { trace.summary(); });
  refuse_or([&] { trace.config_yaml(); });
  refuse_or([&] { trace.digest(); });
  for (const char* group : {"/", "summary", "rules", "provenance", "system", "no such group"}) {
    refuse_or([&] { trace.attributes(group); });
  }
}

// A refusal costs a fuzzer much time: texts are asked for where there are no numbers.
void read_variable(const output::TraceReader& trace, const std::string& name) {
  refuse_or([&] { trace.is_single_precision(name); });
  refuse_or([&] { trace.significant_bits(name); });
  refuse_or([&] { trace.unit(name); });
  refuse_or([&] { trace.flag_meanings(name); });
  std::int64_t width = 0;
  refuse_or([&] {
    const output::SeriesBlock all = trace.read(name);
    const std::int64_t rows = trace.rows(name);
    PEERWATT_VALIDATE(all.rows == rows);
    PEERWATT_VALIDATE(all.values.size() == static_cast<std::size_t>(rows * all.width));
    trace.read(name, {rows / 2, rows}, {0, all.width});
    width = all.width;
  });
  if (width == 1) refuse_or([&] { trace.read_integers(name); });
  if (width == 0) refuse_or([&] { trace.read_texts(name); });
}

}  // namespace

void read_contents(const output::TraceReader& trace) {
  read_header(trace);
  for (const std::string& name : trace.variables()) read_variable(trace, name);
  refuse_or([&] { trace.read("no such variable"); });
  refuse_or([&] { trace.read("time", {0, trace.slots() + 1}); });
}

}  // namespace peerwatt::fuzz
