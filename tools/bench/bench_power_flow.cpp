// Cost of a power flow against a bare sweep of the same tree in the same run: a sweep without
// ratios, shunts, located failures or placing of loads, which is told the network in the order that
// it needs. User CPU, smallest of five groups, both to the same tolerance.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/power_flow/radial_power_flow.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt {
namespace {

constexpr double kTolerance = 1e-8;  // p.u.
constexpr double kFirstTarget = 2.5, kWarmGoal = 1.3;

// Streets of some tens of buses that hang on each other, loaded so that the voltage falls by
// several percent.
network::FeederDescription feeder_of(std::size_t buses) {
  std::mt19937_64 random{42};
  network::FeederDescription feeder;
  feeder.name = "bench";
  feeder.root = "0";
  feeder.base_kv = 1;
  const auto all = static_cast<double>(buses);
  std::vector<std::size_t> depth(buses, 0);
  for (std::size_t i = 0; i < buses; ++i) {
    network::FeederBus bus;
    bus.name = std::to_string(i);
    feeder.buses.push_back(bus);
    if (i == 0) continue;
    const std::size_t back = random() % 8 == 0 ? random() % std::min<std::size_t>(i, 200) : 0;
    network::FeederLine line;
    line.name = "to " + bus.name;
    line.from = std::to_string(i - 1 - back);
    line.to = bus.name;
    line.resistance_ohm = 0.1 / all * static_cast<double>(1 + random() % 8) / 8;
    line.reactance_ohm = line.resistance_ohm / 2;
    feeder.lines.push_back(line);
  }
  return feeder;
}

struct Demand {
  std::vector<double> active_kw, reactive_kvar;
};

Demand demand_of(std::size_t buses, double factor) {
  std::mt19937_64 random{7};
  Demand demand{std::vector<double>(buses), std::vector<double>(buses)};
  const double each = 1000 / static_cast<double>(buses) * factor;
  for (std::size_t i = 1; i < buses; ++i) {
    demand.active_kw[i] = each * static_cast<double>(random() % 1000) / 1000;
    demand.reactive_kvar[i] = demand.active_kw[i] / 3;
  }
  return demand;
}

// The yardstick: the same tree in breadth-first order.
class BareSweep {
 public:
  BareSweep(const power_flow::RadialGrid& grid, const Demand& demand)
      : parent_{grid.parents}, r_{grid.resistance}, x_{grid.reactance} {
    for (const BusId bus : grid.buses) {
      p_.push_back(demand.active_kw[bus.index()] / grid.base_kva);
      q_.push_back(demand.reactive_kvar[bus.index()] / grid.base_kva);
    }
    for (std::vector<double>* column : {&e_, &f_, &i_, &j_}) column->resize(p_.size());
  }

  int solve() {
    std::fill(e_.begin(), e_.end(), 1.0);
    std::fill(f_.begin(), f_.end(), 0.0);
    for (int sweep = 1; sweep <= 100; ++sweep) {
      if (once() < kTolerance * kTolerance) return sweep;
    }
    return -1;
  }

  double end_voltage() const { return e_.back() * e_.back() + f_.back() * f_.back(); }

 private:
  double once() {
    const std::size_t count = p_.size();
    const std::uint32_t* parent = parent_.data();
    const double *p = p_.data(), *q = q_.data(), *r = r_.data(), *x = x_.data();
    double *e = e_.data(), *f = f_.data(), *i = i_.data(), *j = j_.data();
    for (std::size_t n = 0; n < count; ++n) {
      const double inverse = 1 / (e[n] * e[n] + f[n] * f[n]);
      i[n] = (p[n] * e[n] + q[n] * f[n]) * inverse;
      j[n] = (p[n] * f[n] - q[n] * e[n]) * inverse;
    }
    for (std::size_t n = count; n-- > 1;) {
      i[parent[n]] += i[n];
      j[parent[n]] += j[n];
    }
    double largest = 0;
    for (std::size_t n = 1; n < count; ++n) {
      const double real = e[parent[n]] - (r[n] * i[n] - x[n] * j[n]);
      const double imaginary = f[parent[n]] - (r[n] * j[n] + x[n] * i[n]);
      const double de = real - e[n], df = imaginary - f[n];
      largest = std::max(largest, de * de + df * df);
      e[n] = real;
      f[n] = imaginary;
    }
    return largest;
  }

  std::vector<std::uint32_t> parent_;
  std::vector<double> r_, x_, p_, q_, e_, f_, i_, j_;
};

// Microseconds of one call.
double cost_us(const std::function<void()>& call, double budget_s) {
  call();
  std::int64_t calls = 1;
  for (double taken = 0; taken < budget_s / 10; calls *= 2) {
    const double begin = cpu_seconds();
    for (std::int64_t i = 0; i < calls; ++i) call();
    taken = cpu_seconds() - begin;
  }
  double least = 1e300;
  for (int group = 0; group < 5; ++group) {
    const double begin = cpu_seconds();
    for (std::int64_t i = 0; i < calls; ++i) call();
    least = std::min(least, (cpu_seconds() - begin) / static_cast<double>(calls));
  }
  return 1e6 * least;
}

void measure(std::size_t buses, double budget_s) {
  const network::DistributionNetwork network{feeder_of(buses)};
  power_flow::RadialPowerFlow flow{network, {.tolerance_pu = kTolerance}};
  const Demand demand = demand_of(buses, 1), other = demand_of(buses, 1.02);
  BareSweep bare{flow.grid(), demand};
  int bare_sweeps = 0, sweeps = 0, warm_sweeps = 0;
  const double bare_us = cost_us([&] { bare_sweeps = bare.solve(); }, budget_s);
  const double cold_us = cost_us(
      [&] {
        flow.forget();
        sweeps = flow.solve({.power = {demand.active_kw, demand.reactive_kvar}}).sweeps;
      },
      budget_s);
  bool turn = false;
  const double warm_us = cost_us(
      [&] {
        const Demand& next = (turn = !turn) ? other : demand;
        warm_sweeps = flow.solve({.power = {next.active_kw, next.reactive_kvar}}).sweeps;
      },
      budget_s);
  fmt::print("{:>8} {:>12.3f} {:>7} {:>12.3f} {:>7} {:>7.2f} {:>12.3f} {:>7} {:>7.2f}\n", buses,
             bare_us, bare_sweeps, cold_us, sweeps, cold_us / bare_us, warm_us, warm_sweeps,
             warm_us / bare_us);
}

int run(int count, char** words) {
  const bool quick = count > 1 && std::string{words[1]} == "--quick";
  if (count > 1 && !quick) {
    fmt::print("usage: bench_power_flow [--quick]\n");
    return 2;
  }
  fmt::print(
      "us per power flow; cold = from no load, ratio to the bare sweep (target {}); warm = from "
      "the "
      "solution with loads 2 % apart, ratio to the bare sweep from no load (goal {})\n"
      "{:>8} {:>12} {:>7} {:>12} {:>7} {:>7} {:>12} {:>7} {:>7}\n",
      kFirstTarget, kWarmGoal, "buses", "bare", "sweeps", "cold", "sweeps", "ratio", "warm",
      "sweeps", "ratio");
  for (const std::size_t buses : {33U, 141U, 1000U, 10'000U, 100'000U}) {
    measure(buses, quick ? 0.1 : 1);
  }
  return 0;
}

}  // namespace
}  // namespace peerwatt

int main(int count, char** words) {
  return peerwatt::run(count, words);
}
