#include "agents/scenario/trace_settings.hpp"

#include <array>

#include "engine/parameters/visitor.hpp"

namespace peerwatt::scenario {
namespace {

using parameters::Choice;
using parameters::Range;

constexpr std::array kLevels{
    Choice{"summary", "Series of the system as a whole, and the indicators."},
    Choice{"agents", "Also the series of every prosumer."},
    Choice{"orders", "Also every order, trade and quote."},
};
constexpr std::array kBaselines{
    Choice{"on",
           "The households are simulated twice more without trade, each alone with the grid: once "
           "at the base tariff, once at the prices of the run. Bills and comfort are compared with "
           "both."},
    Choice{"off", "There is no such comparison, and results that need it are left out."},
};
constexpr std::array kWidths{
    Choice{"float64", "Eight bytes a value."},
    Choice{"float32", "Four bytes a value, about seven digits."},
};
constexpr std::array kCodecs{
    Choice{"deflate", "Every reader of HDF5 and netCDF-4 decodes it."},
    Choice{"zstd",
           "Zeros and repetitions take less; programs other than peerwatt need a filter of HDF5 to "
           "read it, which comes with peerwatt (docs/trace-format.md)."},
};

}  // namespace

void describe(TraceSettings& trace, parameters::Visitor& visitor) {
  visitor.choice({"level", "How much is written."}, trace.level, kLevels);
  visitor.integer({"every", "Write the prosumers' series in every n-th slot only."}, trace.every,
                  Range::between(1, 1e6));
  visitor.choice({"baselines", "Whether the run is compared with households that do not trade."},
                 trace.baselines, kBaselines);
  visitor.choice({"precision", "Precision of the series."}, trace.precision, kWidths);
  visitor.integer({"significant_bits",
                   "Bits of a number of the series that are kept, the leading one counted; the "
                   "others are rounded away, which makes the file smaller: by 2^-28 of a number, "
                   "nine digits, with 28. 53 = all; float32 has 24 at most."},
                  trace.significant_bits, Range::between(12, 53));
  visitor.choice({"codec", "How the series are compressed."}, trace.codec, kCodecs);
  visitor.integer({"compression", "Level of the codec, 1 = fast, 9 = small; 0 = no compression."},
                  trace.compression, Range::between(0, 9));
  visitor.integer(
      {"audit_every",
       "n: each audit takes place in an off-peak slot with probability 1/n, in a peak slot with "
       "2/n; in runs of fewer than 16 n slots, n is a sixteenth of the number of slots. Audits try "
       "other prices than those stated: for the order of one prosumer (misreport_gain) and, where "
       "the leader searched a price, for the leader (leader_regret, price_regret). 0 = no audits, "
       "1 = audits in all slots. There are none at level summary."},
      trace.audit_every, Range::between(0, 1e6));
}

}  // namespace peerwatt::scenario
