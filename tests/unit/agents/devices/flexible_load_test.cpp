#include "agents/devices/flexible_load.hpp"

#include <set>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::devices {
namespace {

using parameters::Distribution;
using parameters::MemberDraws;

TEST_CASE("share and choke price are drawn apart, each within its distribution") {
  FlexibleLoadSettings flexible;
  flexible.share = {Distribution::Kind::kUniform, {0, 1}};
  flexible.choke_price = {Distribution::Kind::kUniform, {0, 1}};
  std::set<double> drawn;
  for (std::uint64_t member = 0; member < 20; ++member) {
    const FlexibleLoad load = draw_flexible_load(flexible, MemberDraws{1, member});
    drawn.insert({load.share, load.choke_price});
    CHECK(load.share < 1);
    CHECK(load.choke_price < 1);
  }
  CHECK(drawn.size() == 40);
}

TEST_CASE("a share below a billionth is none") {
  FlexibleLoadSettings flexible;
  flexible.share = 1e-10;
  CHECK(draw_flexible_load(flexible, MemberDraws{1, 2}).share == 0);
}

TEST_CASE("a choke price is above zero, a share between none and all") {
  const auto list = testing::ParameterList::of(FlexibleLoadSettings{});
  CHECK(list.inadmissible_defaults().empty());
  CHECK_FALSE(list.accepts("choke_price", 0));
  CHECK(list.accepts("share", 0));
  CHECK(list.accepts("share", 1));
  CHECK_FALSE(list.accepts("share", 1.01));
}

}  // namespace
}  // namespace peerwatt::devices
