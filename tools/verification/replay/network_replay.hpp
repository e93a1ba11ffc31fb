#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "tools/verification/trace/run_facts.hpp"

namespace peerwatt::verification {

// What is drawn at the buses, by bus, or in each by phase; negative where more is fed in.
struct BusDraw {
  std::vector<double> active_kw;
  std::vector<double> reactive_kvar;
  std::vector<double> inverter_kvar{};  // the part of it that inverters draw
};

// A power flow solved anew from the static columns of /network, in complex numbers, branch by
// branch with its ratio and shunts as they stand (not brought to one form, as a run does). By phase
// a branch is a matrix of impedances between its three conductors, and a transformer one that takes
// voltages from side to side, with its shift.
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

  // Of the solution found last; by bus, and by line as /network has them; or in each by phase.
  double voltage_pu(std::size_t bus_phase) const { return std::abs(voltage_[bus_phase]); }
  struct Line {
    double power_kw = 0;
    double reactive_kvar = 0;
    double losses_kw = 0;
    double loading_percent = 0;  // where it has a rating
  };
  Line line(std::size_t line_phase) const;
  double losses_kw() const;

 private:
  using Complex = std::complex<double>;
  static constexpr std::size_t kMost = 3;
  using Values = std::array<Complex, kMost>;  // of the phases, or the first of a balanced state
  using Matrix = std::array<Values, kMost>;
  // A branch in p.u.: its two ratios, one of which is 1, stand at its ends, and between them an
  // impedance with half a shunt at each end.
  struct Branch {
    std::size_t from = 0, to = 0;
    double from_ratio = 1, to_ratio = 1;  // voltage outside over that inside
    Matrix turn{};                        // from voltages at `from` to those inside, at ratio 1
    Matrix impedance{};
    Complex half_shunt;
  };
  Branch branch_of(std::size_t line, double base_ohm) const;
  Matrix turn_of(std::size_t line) const;
  Matrix impedance_of(std::size_t line, double base_ohm) const;
  Values values_at(const std::vector<Complex>& column, std::size_t place) const;
  Values times(const Matrix& matrix, const Values& values) const;
  Values times_adjoint(const Matrix& matrix, const Values& values) const;
  Values inside_from(const Branch& branch) const;
  Values current_at_from(std::size_t line) const;
  void draw_currents(const BusDraw& draw);
  void sum_currents();
  double update_voltages();
  bool has_voltages() const;
  void reset();

  const RunFacts& facts_;
  std::size_t phases_;
  std::size_t root_ = 0;
  std::vector<Branch> branches_;       // by line
  std::vector<std::size_t> outwards_;  // lines, those nearer to the root first
  std::vector<Complex> shunt_;         // by bus
  std::vector<Complex> voltage_;       // by bus and phase
  std::vector<Complex> current_;       // by bus and phase: what it and all behind it draw
  int sweeps_ = 0;
  std::vector<Complex> through_;  // by line and phase: in its impedance
};

}  // namespace peerwatt::verification
