#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace peerwatt {

// Sum of `values`, to a few units in the last place however many there are; the same numbers in the
// same order give the same sum everywhere.
double accurate_sum(std::span<const double> values);

// Sum of what has several sums each: `part(i)` for i in [begin, end), with a member `add(other)`; a
// default one is nothing. Halves are added to halves, so that the error grows with the logarithm of
// the number of parts (Higham, SIAM J. Sci. Comput. 14(4), 1993).
template <class Part>
auto pairwise_sum(std::size_t begin, std::size_t end, const Part& part)
    -> std::decay_t<decltype(part(begin))> {
  constexpr std::size_t kFew = 8;
  std::decay_t<decltype(part(begin))> sum{};
  if (end - begin > kFew) {
    const std::size_t middle = begin + (end - begin) / 2;
    sum = pairwise_sum(begin, middle, part);
    sum.add(pairwise_sum(middle, end, part));
  } else {
    for (std::size_t i = begin; i < end; ++i) sum.add(part(i));
  }
  return sum;
}

}  // namespace peerwatt
