#include "engine/core/quantity.hpp"

#include <type_traits>

#include <doctest/doctest.h>

using namespace peerwatt;

namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept Multipliable = requires(A a, B b) {
  a* b;
};

}  // namespace

TEST_CASE("power times time is energy, energy times price is money") {
  const Energy energy = Power{3} * Duration::from_seconds(1800);
  CHECK(energy.value() == 1.5);
  CHECK((energy * Price{0.4}).value() == doctest::Approx(0.6).epsilon(1e-15));
}

TEST_CASE("quantities add, scale and compare") {
  Energy sum = Energy{1} + Energy{2.5} - Energy{0.5};
  sum += Energy{1};
  CHECK(sum == Energy{4});
  CHECK(2 * sum == Energy{8});
  CHECK(-sum == Energy{-4});
  CHECK(Energy{} < sum);
}

TEST_CASE("quantities of different units do not mix") {
  CHECK(Addable<Energy, Energy>);
  CHECK_FALSE(Addable<Energy, Power>);
  CHECK_FALSE(Multipliable<Energy, Energy>);
  CHECK_FALSE(std::is_convertible_v<double, Energy>);
  CHECK_FALSE(std::is_convertible_v<Energy, double>);
}
