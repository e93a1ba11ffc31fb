#include "engine/core/summation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace peerwatt {
namespace {

constexpr std::size_t kLanes = 8;  // independent chains: additions need not wait for each other
constexpr std::size_t kBlock = 256;

double block_sum(std::span<const double> values) {
  std::array<double, kLanes> lanes{};
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) lanes[lane] += values[i + lane];
  }
  double rest = 0;
  for (; i < values.size(); ++i) rest += values[i];
  return (((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
          ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))) +
         rest;
}

}  // namespace

// Blocks are short enough for plain sums; theirs are added with the lost parts kept (Neumaier,
// ZAMM 54, 1974).
double accurate_sum(std::span<const double> values) {
  double sum = 0;
  double lost = 0;
  for (std::size_t start = 0; start < values.size(); start += kBlock) {
    const double part = block_sum(values.subspan(start, std::min(kBlock, values.size() - start)));
    const double next = sum + part;
    lost += std::abs(sum) >= std::abs(part) ? (sum - next) + part : (part - next) + sum;
    sum = next;
  }
  return sum + lost;
}

}  // namespace peerwatt
