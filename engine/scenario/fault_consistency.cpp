#include <algorithm>

#include "engine/scenario/consistency.hpp"

namespace peerwatt::scenario {
namespace {

bool overlap(const FaultWindow& a, const FaultWindow& b) {
  return a.from < b.until && b.from < a.until;
}

void check_window(const FaultWindow& window, const std::string& path, Checker& check) {
  check.require(window.from < window.until, About(path + ".until", {path + ".from"}),
                "must be later than `from`");
}

void check_outage(const std::vector<AuctioneerOutage>& outages, std::size_t index,
                  const std::vector<std::string>& zones, Checker& check) {
  const AuctioneerOutage& outage = outages[index];
  const std::string path = fmt::format("faults.auctioneers[{}]", index);
  check_window(outage.window, path, check);
  check.require(std::find(zones.begin(), zones.end(), outage.zone) != zones.end(),
                About(path + ".zone", {"network.feeder"}), "the feeder has no zone '{}'{}",
                outage.zone, did_you_mean(outage.zone, zones));
  for (std::size_t earlier = 0; earlier < index; ++earlier) {
    check.require(
        outages[earlier].zone != outage.zone || !overlap(outages[earlier].window, outage.window),
        About(path, {fmt::format("faults.auctioneers[{}]", earlier)}),
        "overlaps an earlier outage of the same zone");
  }
}

// There must be room for one round; how many there are beyond it, the CPS will see.
void check_late_announcement(const Scenario& scenario, std::size_t index, Checker& check) {
  const std::vector<LateAnnouncement>& all = scenario.faults.late_announcements;
  const LateAnnouncement& late = all[index];
  const std::string path = fmt::format("faults.late_announcements[{}]", index);
  check_window(late.window, path, check);
  for (std::size_t earlier = 0; earlier < index; ++earlier) {
    check.require(!overlap(all[earlier].window, late.window),
                  About(path, {fmt::format("faults.late_announcements[{}]", earlier)}),
                  "overlaps an earlier one");
  }
  const MarketSettings& market = scenario.market;
  const double most = static_cast<double>(scenario.clock.slot_s) - market.settlement_s -
                      market.all_gates_s() - market.report_s -
                      scenario.virtual_power_plant.lead_s();
  check.require(late.delay_s <= most,
                About(path + ".delay_s", {"clock.slot_s", "market", "virtual_power_plant"}),
                "leaves no room for one round before settlement: at most {} s (got {})", most,
                late.delay_s);
}

}  // namespace

void check_faults(const Scenario& scenario, const std::vector<std::string>& zones, Checker& check) {
  const FaultSettings& faults = scenario.faults;
  for (std::size_t i = 0; i < faults.auctioneers.size(); ++i) {
    check_outage(faults.auctioneers, i, zones, check);
  }
  for (std::size_t i = 0; i < faults.late_announcements.size(); ++i) {
    check_late_announcement(scenario, i, check);
  }
}

}  // namespace peerwatt::scenario
