#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

// The plain description of a distribution network: what a file says, not yet checked. A
// DistributionNetwork is built from it, and checks it.
namespace peerwatt::network {

enum class LineKind { kLine, kTransformer, kSwitch };

// What a customer is connected to, beside the neutral: all three phases, loaded alike, or one.
enum class Phase : std::uint8_t { kAll, kA, kB, kC };

// How the windings of a transformer at `from` and `to` are connected, as far as currents of the
// neutral mind it.
enum class Connection : std::uint8_t {
  kByShift,   // not given: kDeltaWye where the shift is an odd multiple of 30 degrees, else kWyeWye
  kWyeWye,    // both star points are grounded: zero-sequence currents pass
  kDeltaWye,  // at `from` a delta, or whatever zero-sequence currents of `to` do not pass
  kNoNeutral,  // they have no way behind it
};

struct FeederBus {
  std::string name;
  std::string zone;  // the neighbourhood it belongs to; empty = none (a substation busbar)
  SourcePosition position;
  // What a shunt takes at nominal voltage, all three phases: active power drawn, reactive power fed
  // in (a capacitor's is positive). Both go with the square of the voltage.
  double shunt_kw = 0;
  double shunt_kvar = 0;
  std::optional<double> held_voltage_pu{};  // by a generator, with what reactive power that takes
};

// A line, transformer or closed switch between two buses, in whichever direction.
struct FeederLine {
  std::string name;
  std::string from;
  std::string to;
  std::optional<double> length_km;
  // Of one phase, referred to the feeder's base_kv: the impedance of a line at another nominal
  // voltage v is multiplied by (base_kv / v)^2. A ratio or shift stands at `from`, and the
  // impedance behind it.
  double resistance_ohm = 0;
  double reactance_ohm = 0;
  double rating_kva = 0;  // all three phases; 0 = no limit
  double tap_ratio = 1;   // voltage at `from` over voltage at `to` without load, both in p.u.
  LineKind kind = LineKind::kLine;
  SourcePosition position;
  // What the shunt branches at its two ends, half each, take at nominal voltage, all three phases:
  // reactive power fed in (that of a transformer's magnetization is negative), and active power
  // lost.
  double charging_kvar = 0;
  double iron_loss_kw = 0;
  double phase_shift_degree = 0;  // by which the voltage at `to` lags that at `from` without load
  // What currents meet that are alike in all three phases and return through neutral and earth,
  // referred like the impedance above. Not given, it is not known of a line, and that above of
  // transformers and switches.
  std::optional<double> zero_sequence_resistance_ohm{};
  std::optional<double> zero_sequence_reactance_ohm{};
  Connection connection = Connection::kByShift;  // of a transformer
};

// A customer's load as a file gives it, of all its phases; negative where it generates.
struct FeederLoad {
  std::string bus;
  double power_kw = 0;       // active
  double reactive_kvar = 0;  // positive where it is inductive
  SourcePosition position{};
  Phase phase = Phase::kAll;
};

struct FeederDescription {
  std::string name;
  std::string root;              // the bus of the CPS and of the grid upstream
  double base_kv = 0.4;          // line to line
  double source_voltage_pu = 1;  // held at the root
  double source_angle_degree = 0;
  std::vector<FeederBus> buses;
  std::vector<FeederLine> lines;
  std::vector<FeederLoad> loads;   // power flow counts them; who trades is said by the scenario
  std::vector<std::string> notes;  // what stands in its files and is not used, or may be mistaken
  std::vector<FileRead> files;     // of a folder: those that were read
  SourcePosition position;
};

// Equal in content; where it was read from and notes do not matter.
bool operator==(const FeederLoad& a, const FeederLoad& b);
bool operator==(const FeederBus& a, const FeederBus& b);
bool operator==(const FeederLine& a, const FeederLine& b);
bool operator==(const FeederDescription& a, const FeederDescription& b);

}  // namespace peerwatt::network
