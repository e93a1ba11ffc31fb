// Cost of the functions that give the same results on every processor, and of a normally
// distributed random number made with them, beside those of the C library: CPU time, medians.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/core/portable_math.hpp"
#include "engine/core/random.hpp"

#include "tools/bench/cpu_time.hpp"

namespace peerwatt {
namespace {

constexpr std::uint32_t kCalls = 200'000;
constexpr int kRepetitions = 15;

// Nanoseconds of a call. The sum is used, so that no call is left out.
template <class Function>
double cost_ns(const std::vector<double>& numbers, Function function, double& sum) {
  const double begin = cpu_seconds();
  for (const double number : numbers) sum += function(number);
  return 1e9 * (cpu_seconds() - begin) / static_cast<double>(numbers.size());
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The two in turn, so that what else runs on the machine slows down both.
template <class Ours, class Theirs>
void compare(const char* name, const std::vector<double>& numbers, Ours ours, Theirs theirs) {
  std::vector<double> of_ours, of_theirs;
  double sum = 0;
  for (int i = 0; i < kRepetitions; ++i) {
    of_ours.push_back(cost_ns(numbers, ours, sum));
    of_theirs.push_back(cost_ns(numbers, theirs, sum));
  }
  fmt::print("{:<16}{:>10.1f}{:>12.1f}{:>8.2f}{}\n", name, median(of_ours), median(of_theirs),
             median(of_ours) / median(of_theirs), std::isnan(sum) ? " (not a number)" : "");
}

std::vector<double> numbers_between(double least, double most) {
  std::vector<double> numbers;
  for (std::uint32_t i = 0; i < kCalls; ++i) {
    numbers.push_back(least + (most - least) * uniform({1, Purpose::kPopulation, 1, i}));
  }
  return numbers;
}

// As engine/core/random.cpp, with the C library's functions.
double normal_of_c_library(const RandomAddress& address) {
  const auto bits = random_bits(address);
  const double first = static_cast<double>(bits[0]) * 0x1p-32;
  const double second = static_cast<double>(bits[2]) * 0x1p-32;
  return std::sqrt(-2.0 * std::log(1.0 - first)) * std::cos(2.0 * std::numbers::pi * second);
}

RandomAddress address_of(double number) {
  return {1, Purpose::kPopulation, 2, static_cast<std::uint32_t>(number)};
}

void run() {
  fmt::print("{:<16}{:>10}{:>12}{:>8}\n", "ns per call", "portable", "C library", "ratio");
  const std::vector<double> angles = numbers_between(-10, 10), unit = numbers_between(0.001, 1);
  compare("sin", angles, portable::sin, [](double x) { return std::sin(x); });
  compare("cos", angles, portable::cos, [](double x) { return std::cos(x); });
  compare("exp", angles, portable::exp, [](double x) { return std::exp(x); });
  compare("log", unit, portable::log, [](double x) { return std::log(x); });
  compare("log1p", unit, portable::log1p, [](double x) { return std::log1p(x); });
  compare(
      "pow(x, 1.2)", unit, [](double x) { return portable::pow(x, 1.2); },
      [](double x) { return std::pow(x, 1.2); });
  compare(
      "normal draw", numbers_between(0, 1e6),
      [](double x) { return standard_normal(address_of(x)); },
      [](double x) { return normal_of_c_library(address_of(x)); });
}

}  // namespace
}  // namespace peerwatt

int main(int count, char** arguments) {
  if (count > 1) {
    const bool help = std::string_view{arguments[1]} == "--help";
    fmt::print(help ? stdout : stderr, "usage: bench_math\n");
    return help ? 0 : 2;
  }
  peerwatt::run();
  return 0;
}
