#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.hpp"
#include "engine/core/input_file.hpp"

// The plain description of a distribution network: what a file says, not yet checked. A
// DistributionNetwork is built from it, and checks it.
namespace peerwatt::network {

enum class LineKind { kLine, kTransformer, kSwitch };

struct FeederBus {
  std::string name;
  std::string zone;  // the neighbourhood it belongs to; empty = none (a substation busbar)
  SourcePosition position;
};

// A line, transformer or closed switch between two buses, in whichever direction.
struct FeederLine {
  std::string name;
  std::string from;
  std::string to;
  std::optional<double> length_km;
  // Of one phase, referred to the feeder's base_kv: the impedance of a line at another nominal
  // voltage v is multiplied by (base_kv / v)^2. Charging and iron losses are left out.
  double resistance_ohm = 0;
  double reactance_ohm = 0;
  double rating_kva = 0;  // all three phases; 0 = no limit
  double tap_ratio = 1;   // voltage at `from` over voltage at `to` without load, both in p.u.
  LineKind kind = LineKind::kLine;
  SourcePosition position;
};

// A customer's load as a file gives it. No run uses it: who consumes what is said by the scenario.
struct FeederLoad {
  std::string bus;
  double power_kw = 0;  // active, all three phases; negative where it generates
};

struct FeederDescription {
  std::string name;
  std::string root;              // the bus of the CPS and of the grid upstream
  double base_kv = 0.4;          // line to line
  double source_voltage_pu = 1;  // held at the root
  std::vector<FeederBus> buses;
  std::vector<FeederLine> lines;
  std::vector<FeederLoad> unused_loads;
  std::vector<std::string> notes;  // what stands in its files and is not used, or may be mistaken
  std::vector<FileRead> files;     // of a folder: those that were read
  SourcePosition position;
};

// Equal in content; where it was read from, loads that no run uses and notes do not matter.
bool operator==(const FeederBus& a, const FeederBus& b);
bool operator==(const FeederLine& a, const FeederLine& b);
bool operator==(const FeederDescription& a, const FeederDescription& b);

}  // namespace peerwatt::network
