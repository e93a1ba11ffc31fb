#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/core/id.hpp"

#include "engine/power_flow/held_voltages.hpp"
#include "engine/power_flow/radial_grid.hpp"
#include "engine/power_flow/task_runner.hpp"

namespace peerwatt::power_flow {

// What is drawn at the buses, by bus, of all three phases; negative where more is fed in.
struct Powers {
  std::span<const double> active_kw;
  std::span<const double> reactive_kvar;  // positive where it is inductive
};

// Loads of three kinds, each given by what it draws at nominal voltage. Kinds that are not there
// may be left empty.
struct BusDemand {
  Powers power;        // the same at any voltage
  Powers current{};    // goes with the voltage
  Powers impedance{};  // goes with the square of the voltage
};

struct SolverSettings {
  // The solution is found when no voltage moves by more than this in a sweep, p.u.
  double tolerance_pu = 1e-9;
  int most_sweeps = 100;
};

struct SolverOutcome {
  bool converged = false;
  int sweeps = 0;  // of the part of the grid that took most
  // Where it did not converge: the bus whose voltage moved most in the last sweep, by how much.
  BusId worst_bus{};
  double worst_change_pu = 0;
};

// RadialPowerFlow finds the balanced steady state of a radial network by backward and forward
// sweeps (Shirmohammadi et al., IEEE Trans. Power Systems 3(2), 1988): currents of the loads at the
// voltages found so far are added up towards the root, and voltages follow from the root outwards.
// A sweep takes O(buses) over columns and allocates nothing. It begins with the voltages of the
// last solution, or where there is none with those of a network without load.
//
// Each part of the grid is a task, and swept until its own voltages are found; sums over parts are
// added up in the parts' order. So the results are the same, bit for bit, whoever does the tasks.
class RadialPowerFlow {
 public:
  // Throws InputError where a voltage is to be held that cannot be. Without a runner of tasks they
  // are done one after the other.
  explicit RadialPowerFlow(const network::DistributionNetwork& network,
                           SolverSettings settings = {}, TaskRunner run_tasks = {});

  RadialPowerFlow(const RadialPowerFlow&) = delete;
  RadialPowerFlow& operator=(const RadialPowerFlow&) = delete;
  RadialPowerFlow(RadialPowerFlow&&) = default;
  RadialPowerFlow& operator=(RadialPowerFlow&&) = default;

  // Without convergence the voltages mean nothing, and the next solution begins anew.
  SolverOutcome solve(const BusDemand& demand);
  // The next solution begins with the voltages without load.
  void forget() { warm_ = false; }

  const RadialGrid& grid() const { return grid_; }
  double voltage_pu(BusId bus) const;
  double angle_degree(BusId bus) const;  // of the source and all shifts on the way, too
  // By position of the grid: real and imaginary part of the voltages, without the angles of shifts,
  // and of the currents that branches deliver to their buses, in p.u.
  std::span<const double> voltage_real() const { return e_; }
  std::span<const double> voltage_imaginary() const { return f_; }
  std::span<const double> current_real() const { return i_; }
  std::span<const double> current_imaginary() const { return j_; }
  // Active power lost in the resistances and iron of all branches at the solution found last.
  double losses_kw() const { return losses_kw_; }

  // Calls `task(part)` for each part of the grid, by its index, as the parts are solved: in any
  // order or at once.
  void for_each_part(const std::function<void(std::size_t)>& task) const;

 private:
  // Positions [begin, end).
  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
  };
  static constexpr Range kRoot{0, 1};

  struct PartOutcome {
    bool converged = false;
    int sweeps = 0;
    double losses = 0;  // p.u.
  };

  void choose_columns(const BusDemand& demand);
  void take(const BusDemand& demand, Range range);
  void begin_without_load(Range range);
  PartOutcome solve_part(const GridPart& part);
  void find_powers(Range range);
  double sweep(const GridPart& part);
  void load_currents(Range range);
  template <bool kShunts>
  void load_currents(Range range);
  template <bool kRatios>
  void sum_to_tops(const GridPart& part);
  template <bool kRatios>
  double update_voltages(Range range);
  bool has_voltages(Range range) const;
  double losses_of(Range range) const;
  void sum_to_root();
  SolverOutcome failure(int sweeps);

  RadialGrid grid_;
  SolverSettings settings_;
  TaskRunner run_tasks_;  // may be empty
  HeldVoltages held_;
  bool has_ratios_;  // other than 1; columns that change nothing are not read
  bool has_shunts_;
  bool grid_has_shunts_;
  bool warm_ = false;
  // By position, in p.u.
  std::vector<double> e_, f_;  // voltages
  std::vector<double> i_, j_;  // currents
  std::vector<double> constant_p_, constant_q_;
  std::vector<double> current_p_, current_q_;  // empty where no load has a constant current
  std::vector<double> p_, q_;  // of the loads in this sweep, where they change from sweep to sweep
  std::vector<double> g_, b_;  // of the grid and the loads, where some have a constant impedance
  // What this solution goes by: the columns above, or those of the grid.
  std::span<const double> power_p_, power_q_, shunt_g_, shunt_b_;
  std::vector<PartOutcome> outcomes_;  // by part
  double losses_kw_ = 0;
};

}  // namespace peerwatt::power_flow
