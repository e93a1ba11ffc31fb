#pragma once

#include <cmath>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// What is drawn at the buses, by bus; negative where more is fed in.
struct BusDraw {
  std::vector<double> active_kw;
  std::vector<double> reactive_kvar;
};

// A power flow solved anew from the static columns of /network, in complex numbers, branch by
// branch with its ratio and shunts as they stand (not brought to one form, as a run does).
class NetworkReplay {
 public:
  // Whether it can be done: the lines form a tree, and no generator holds a voltage, which cannot
  // be found again this way.
  static bool is_possible(const RunFacts& facts);
  static constexpr const char* kObstacle =
      "generators hold voltages, or the lines form no tree: not solved again";

  // The facts must have the columns of a power flow, be possible, and outlive it.
  explicit NetworkReplay(const RunFacts& facts);
  // The base loads of a slot; homes are added to them.
  BusDraw base_loads(double factor) const;
  // Begins with the voltages of the last solution. Returns whether it found one.
  bool solve(const BusDraw& draw);
  // That the last solution took, or that were tried.
  int sweeps() const { return sweeps_; }

  // Of the solution found last; by bus, and by line as /network has them.
  double voltage_pu(std::size_t bus) const { return std::abs(voltage_[bus]); }
  struct Line {
    double power_kw = 0;
    double reactive_kvar = 0;
    double losses_kw = 0;
    double loading_percent = 0;  // where it has a rating
  };
  Line line(std::size_t line) const;
  double losses_kw() const;

 private:
  using Complex = std::complex<double>;
  // A branch in p.u.: its two ratios, one of which is 1, stand at its ends, and between them an
  // impedance with half a shunt at each end.
  struct Branch {
    std::size_t from = 0, to = 0;
    double from_ratio = 1, to_ratio = 1;  // voltage outside over that inside
    Complex impedance;
    Complex half_shunt;
  };
  Complex inside_from(const Branch& branch) const;
  double sweep(const BusDraw& draw);
  void reset();

  const RunFacts& facts_;
  std::size_t root_ = 0;
  std::vector<Branch> branches_;       // by line
  std::vector<std::size_t> outwards_;  // lines, those nearer to the root first
  std::vector<Complex> shunt_;         // by bus
  std::vector<Complex> voltage_;       // by bus
  std::vector<Complex> current_;       // by bus: what it and all behind it draw
  int sweeps_ = 0;
  std::vector<Complex> through_;  // by line: in its impedance
};

}  // namespace peerwatt::verification
