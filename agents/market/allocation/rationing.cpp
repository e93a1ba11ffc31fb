#include "agents/market/allocation/rationing.hpp"

#include <cstddef>

#include "engine/core/contracts.hpp"
#include "engine/core/summation.hpp"

namespace peerwatt::market {
namespace {

// Rounds of Newton's method before the halving, which is slower, but O(n) on average for any
// quantities.
constexpr int kNewtonRounds = 12;

}  // namespace

// Newton's method on sum(max(0, q - c)) = total, from c = 0: the next c is (sum of survivors -
// total)/(number of survivors). As the function is convex and falls, c only rises, never above the
// root, and a quantity that is not above it keeps nothing (Michelot, J. Optim. Theory Appl. 50,
// 1986). The root is found when a round drops no survivor. A round takes O(survivors).
EqualCut EqualRationing::find(std::span<const double> quantities, double total) {
  PEERWATT_EXPECTS(total >= 0);
  double sum = accurate_sum(quantities);
  if (sum <= total) return EqualCut::none();
  if (total <= 0) return EqualCut::all();
  survivors_.assign(quantities.begin(), quantities.end());
  for (int round = 0; round < kNewtonRounds; ++round) {
    const std::size_t before = survivors_.size();
    drop_up_to((sum - total) / static_cast<double>(before));
    if (survivors_.size() == before) return among_survivors(total);
    sum = accurate_sum(survivors_);
  }
  halve(total);
  return among_survivors(total);
}

void EqualRationing::cut(std::span<double> quantities, double total) {
  const EqualCut cut = find(quantities, total);
  for (double& quantity : quantities) quantity = cut.remaining(quantity);
}

// Drops the survivors that are not above `amount`; drops none if that would be all of them.
void EqualRationing::drop_up_to(double amount) {
  const auto left = std::count_if(survivors_.begin(), survivors_.end(),
                                  [amount](double quantity) { return quantity > amount; });
  if (left == 0) return;
  std::size_t kept = 0;
  for (const double quantity : survivors_) {
    survivors_[kept] = quantity;
    kept += quantity > amount ? 1 : 0;
  }
  survivors_.resize(kept);
}

// Finds the smallest survivor by halving the candidates [first, last): O(n) on average. Invariant:
// quantities before `first` keep nothing, those from `last` on survive and sum to `sum_above`. A
// candidate drops if, cut at it, the quantities from it on still keep the total or more, as then
// the cut is at least as large as the candidate.
void EqualRationing::halve(double total) {
  std::size_t first = 0;
  std::size_t last = survivors_.size();
  double sum_above = 0;
  while (first != last) {
    const std::size_t middle = first + (last - first) / 2;
    const auto begin = survivors_.begin();
    std::nth_element(begin + first, begin + middle, begin + last);
    const double upper = accurate_sum(std::span{survivors_}.subspan(middle, last - middle));
    const auto count = static_cast<double>(survivors_.size() - middle);
    if (sum_above + upper - count * survivors_[middle] >= total) {
      first = middle + 1;
    } else {
      sum_above += upper;
      last = middle;
    }
  }
  if (first == survivors_.size()) first -= 1;
  survivors_.erase(survivors_.begin(), survivors_.begin() + static_cast<std::ptrdiff_t>(first));
}

// Returns the cut among the survivors, in terms of the smallest of them. A survivor that only
// rounding errors let in would keep less than 0: it is dropped, and the others share anew.
EqualCut EqualRationing::among_survivors(double total) {
  for (;;) {
    const std::size_t count = survivors_.size();
    const double smallest = *std::min_element(survivors_.begin(), survivors_.end());
    above_.resize(count);
    for (std::size_t i = 0; i < count; ++i) above_[i] = survivors_[i] - smallest;
    const double kept = (total - accurate_sum(above_)) / static_cast<double>(count);
    if (kept >= 0) return {smallest, kept};
    drop_up_to(smallest - kept);
    if (survivors_.size() == count) drop_up_to(smallest);
  }
}

}  // namespace peerwatt::market
