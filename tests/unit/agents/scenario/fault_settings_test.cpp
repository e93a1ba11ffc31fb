#include "agents/scenario/fault_settings.hpp"

#include <string>
#include <vector>

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("a window holds the slots that start in it, not the one that starts at its end") {
  const auto at = [](std::int64_t seconds) { return SimTime::from_seconds(seconds); };
  const FaultWindow window{at(1800), at(5400)};
  CHECK_FALSE(window.contains(at(1799)));
  CHECK(window.contains(at(1800)));
  CHECK(window.contains(at(5399)));
  CHECK_FALSE(window.contains(at(5400)));
}

TEST_CASE("nothing about a fault can be left to a default") {
  const auto check_all_required = [](const ParameterList& fault, const Names& paths) {
    CHECK(fault.paths() == paths);
    for (const std::string& path : paths) {
      CHECK(fault.at(path).presence == parameters::Presence::kRequired);
    }
  };
  check_all_required(ParameterList::of(AuctioneerOutage{}), {"from", "until", "zone"});
  check_all_required(ParameterList::of(LateAnnouncement{}), {"delay_s", "from", "until"});
}

TEST_CASE("an announcement is late by a millisecond at least and a day at most") {
  const ParameterList late = ParameterList::of(LateAnnouncement{});
  CHECK_FALSE(late.accepts("delay_s", 0));
  CHECK(late.accepts("delay_s", 0.001));
  CHECK(late.accepts("delay_s", 86400));
  CHECK_FALSE(late.accepts("delay_s", 86401));
}

}  // namespace
}  // namespace peerwatt::scenario
