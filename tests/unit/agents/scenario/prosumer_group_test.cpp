#include "agents/scenario/prosumer_group.hpp"

#include <string>
#include <vector>

#include "agents/bidding/strategy_catalogue.hpp"

#include "tests/support/parameter_list.hpp"

#include <doctest/doctest.h>

namespace peerwatt::scenario {
namespace {

using testing::ParameterList;
using Names = std::vector<std::string>;

TEST_CASE("a group must have a name, and of all else there is a default that may be given") {
  const ParameterList group = ParameterList::of(ProsumerGroup{});
  CHECK(group.inadmissible_defaults().empty());
  for (const std::string& path : group.paths()) {
    CAPTURE(path);
    const bool is_required = group.at(path).presence == parameters::Presence::kRequired;
    CHECK(is_required == (path == "name"));
  }
}

TEST_CASE("by default a member has load of which a part is flexible, no PV and no battery") {
  const ParameterList group = ParameterList::of(ProsumerGroup{});
  CHECK(group.at("count").value == 1);
  CHECK(group.at("load.mean_kwh_per_day").value == 12);
  CHECK(group.at("flexible_load.share").value == 0.3);
  CHECK(group.at("pv.capacity_kw").most == 0);
  CHECK(group.at("battery.capacity_kwh").most == 0);
}

TEST_CASE("shares of members, capacities and loads lie between none and all") {
  const ParameterList group = ParameterList::of(ProsumerGroup{});
  for (const char* share :
       {"pv.share", "battery.share", "battery.reserve_share", "battery.initial_share",
        "battery.sale_share", "flexible_load.share", "reservation_lambda", "bidding.first_at"}) {
    CAPTURE(share);
    CHECK(group.accepts(share, 0));
    CHECK(group.accepts(share, 1));
    CHECK_FALSE(group.accepts(share, -0.01));
    CHECK_FALSE(group.accepts(share, 1.01));
  }
}

TEST_CASE("a battery that gives nothing back is refused, and a gigawatt is the most of a home") {
  const ParameterList group = ParameterList::of(ProsumerGroup{});
  CHECK_FALSE(group.accepts("battery.round_trip_efficiency", 0));
  CHECK(group.accepts("battery.round_trip_efficiency", 1));
  CHECK(group.accepts("pv.capacity_kw", 1e6));
  CHECK_FALSE(group.accepts("pv.capacity_kw", 1.1e6));
  CHECK_FALSE(group.accepts("count", 0));
}

TEST_CASE("strategies are chosen by the names of the catalogue") {
  for (const bidding::StrategyEntry& strategy : bidding::strategies()) {
    BiddingSettings bidding;
    const ParameterList names{bidding, {{"strategy", std::string{strategy.name}}}};
    CHECK(bidding.strategy == strategy.id);
    CHECK(names.at("strategy").choices.size() == bidding::strategies().size());
  }
}

TEST_CASE("names of choices stand for the values at their places") {
  ProsumerGroup group;
  const ParameterList chosen{
      group, {{"battery.policy", "peak_reserve"}, {"bidding.arrivals", "scheduled"}}};
  CHECK(group.battery.policy == devices::BatteryPolicy::kPeakReserve);
  CHECK(group.bidding.arrivals == Arrivals::kScheduled);
}

}  // namespace
}  // namespace peerwatt::scenario
