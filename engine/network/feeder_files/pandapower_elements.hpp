#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.hpp"

#include "engine/network/feeder_files/sheet.hpp"

// Parts of pandapower's tables that take more than a look into a cell.
namespace peerwatt::network {

// Lines or transformers by index, and the switches at their ends.
class SwitchedElements {
 public:
  explicit SwitchedElements(std::string_view table) : table_{table} {}

  bool add(const std::string& index) { return indices_.insert(index).second; }  // false: twice
  void add_switch(std::string index, bool closed, SourcePosition position);
  bool is_closed(const std::string& index) const { return !open_.contains(index); }
  // Complains about switches at elements that are not there.
  void check_switches(Diagnostics& diagnostics) const;

 private:
  struct Switch {
    std::string element;
    SourcePosition position;
  };

  std::string_view table_;
  std::set<std::string> indices_;
  std::set<std::string> open_;
  std::vector<Switch> switches_;
};

// Rated voltages of a transformer, as its tap changers leave them.
struct RatedVoltages {
  double high_kv = 0;
  double low_kv = 0;
  double shift_degree = 0;  // by which the low side lags
};

// As pandapower does it (_calc_tap_from_dataframe in build_branch.py): no tap acts without a
// position, a neutral one, or a step; a step with an angle adds to the rated voltage as a phasor.
// What would need a table of tap positions is refused.
RatedVoltages tapped_voltages(const Sheet& sheet, std::size_t row);

}  // namespace peerwatt::network
